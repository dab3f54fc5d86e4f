"""An official document (公文) as a value: head, addressee, body, signature; printed by `docx`, `pdf`, `text`.

The form follows GB/T 9704-2012: A4, type area 156 x 225 mm, 22 lines of 28 characters.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True)
class Run:
    """Some words; with ``href`` they cite a page."""

    text: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Words in one style: ``body``; ``h1`` and ``h2``, heads of two levels; ``left``, flush; ``centre``."""

    runs: tuple[Run, ...]
    style: str = "body"

    @property
    def text(self) -> str:
        """The words without their links."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: its heads, its rows of cells, the columns' shares of the width.

    A cell is words or a `Run` that cites a page.
    """

    head: tuple[str, ...]
    rows: tuple[tuple[Run, ...], ...]
    widths: tuple[int, ...]
    small: bool = False


@dataclass(frozen=True, slots=True)
class Form:
    """A printed form (督办单): rows of label and words; an empty word is room to write by hand."""

    rows: tuple[tuple[str, str], ...]


Block = Paragraph | Grid | Form


@dataclass(frozen=True, slots=True)
class Official:
    """One document. ``organ`` is the red head; ``band`` the colour of a 督办单 (blue, yellow, red) or none.

    ``compact`` fits one page, with ``large`` in bigger type where there is room.
    """

    organ: str
    number: str
    title: str
    to: str
    body: tuple[Block, ...]
    signed: str
    day: date | None
    copies: tuple[str, ...] = ()
    band: str = ""
    compact: bool = False
    large: bool = False

    def numbered(self, number: str) -> "Official":
        """The same with its number."""
        return replace(self, number=number)


def paragraph(*parts: str | Run, style: str = "body") -> Paragraph:
    """A paragraph of words and citations."""
    return Paragraph(tuple(p if isinstance(p, Run) else Run(p) for p in parts), style)


def grid(
    head: Sequence[str],
    rows: Sequence[Sequence[str | Run]],
    *,
    widths: Sequence[int],
    small: bool = False,
) -> Grid:
    """A table of words and citations."""
    cells = tuple(tuple(c if isinstance(c, Run) else Run(c) for c in row) for row in rows)
    return Grid(tuple(head), cells, tuple(widths), small)


def chinese_day(day: date) -> str:
    """A date as documents write it.

    >>> chinese_day(date(2022, 8, 20))
    '2022年8月20日'
    """
    return f"{day.year}年{day.month}月{day.day}日"


def document_number(code: str, *, year: int, number: int) -> str:
    """The number under the red head (发文字号).

    >>> document_number("督催", year=2022, number=3)
    '督催〔2022〕3号'
    """
    return f"{code}〔{year}〕{number}号"


def text(document: Official) -> str:
    """The document as plain lines, for a message and for comparison."""
    return "\n".join(_lines(document))


def _lines(document: Official) -> Iterator[str]:
    yield from filter(None, (document.organ, document.number, document.title))
    if document.to:
        yield f"{document.to}："
    for block in document.body:
        if isinstance(block, Paragraph):
            yield block.text
        elif isinstance(block, Form):
            yield from (f"{label}：{words or '（待填）'}" for label, words in block.rows)
        else:
            yield " | ".join(block.head)
            yield from (" | ".join(cell.text for cell in row) for row in block.rows)
    yield from filter(None, (document.signed, chinese_day(document.day) if document.day else ""))
    if document.copies:
        yield f"抄送：{'，'.join(document.copies)}。"


def plain(document: Official) -> dict[str, Any]:
    """The document as JSON values, to be kept; `from_plain` reads it back."""
    data = {field.name: getattr(document, field.name) for field in fields(document)}
    data["day"] = document.day.isoformat() if document.day else None
    data["body"] = [_plain_block(block) for block in document.body]
    data["copies"] = list(document.copies)
    return data


def _plain_block(block: Block) -> dict[str, Any]:
    """A block as JSON values; by hand, since letters of thousands of rows are kept by the hundred."""
    if isinstance(block, Paragraph):
        return {"block": "Paragraph", "runs": [_plain_run(run) for run in block.runs], "style": block.style}
    if isinstance(block, Form):
        return {"block": "Form", "rows": [list(row) for row in block.rows]}
    return {
        "block": "Grid",
        "head": list(block.head),
        "rows": [[_plain_run(cell) for cell in row] for row in block.rows],
        "widths": list(block.widths),
        "small": block.small,
    }


def _plain_run(run: Run) -> dict[str, str]:
    return {"text": run.text, "href": run.href}


def from_plain(data: Mapping[str, Any]) -> Official:
    """A document that was kept."""
    rest = {k: v for k, v in data.items() if k not in ("body", "day", "copies")}
    return Official(
        **rest,
        body=tuple(_block(row) for row in data["body"]),
        day=date.fromisoformat(data["day"]) if data["day"] else None,
        copies=tuple(data["copies"]),
    )


def _block(row: Mapping[str, Any]) -> Block:
    if row["block"] == "Paragraph":
        return Paragraph(tuple(Run(**run) for run in row["runs"]), row["style"])
    if row["block"] == "Form":
        return Form(tuple((label, words) for label, words in row["rows"]))
    rows = tuple(tuple(Run(**cell) for cell in cells) for cells in row["rows"])
    return Grid(tuple(row["head"]), rows, tuple(row["widths"]), row["small"])
