"""The text of a PDF that holds text: paragraphs joined, tables laid out, running heads left out.

It runs in a process of its own (``bounded``), for a hostile file may ask for any memory and time.
"""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfplumber.page import Page
from pdfplumber.table import Table
from pdfplumber.utils.exceptions import PdfminerException

from guatu.reading.formats.grid import Cell, flow, lay_out
from guatu.reading.formats.pdf_lines import Line, continues, joined, lines_of, margins
from guatu.reading.formats.problem import refuse

TOOL = f"pdfplumber-{pdfplumber.__version__}"
MOST_PAGES, MOST_CHARACTERS, MOST_ON_A_PAGE, MOST_EDGES = 300, 1_500_000, 40_000, 4_000
_EDGE_ZONE = 0.12
_FEW = 12
_NUMBER = re.compile(
    r"[\s\-—–·•_]*(?:第\s*)?(?:\d{1,4}|[ivxIVX]{1,6})(?:\s*页)?(?:\s*[/／,，共]\s*(?:共\s*)?\d{1,4}\s*页?)?[\s\-—–·•_]*"
)
_CID = re.compile(r"\(cid:\d+\)")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_SCAN = "请找电子版原件；或用 OCR 软件识别、校对后另存为 docx 或 txt 再提交。"


@dataclass(frozen=True, slots=True)
class _Read:
    """What stands on one page: its lines, its tables as rows by their top, whether a picture fills it."""

    height: float
    lines: tuple[Line, ...]
    tables: tuple[tuple[float, tuple[str, ...]], ...]
    pictured: bool

    @property
    def bare(self) -> bool:
        """Whether there is hardly any text."""
        return sum(len(line.text) for line in self.lines) < _FEW and not self.tables


def pdf_text(data: bytes, *, name: str) -> str:
    """The text in reading order. Raises ``TextError`` for what is locked, broken, scanned or too large."""
    try:
        with pdfplumber.open(io.BytesIO(data)) as document:
            count = len(document.pages)
            if count > MOST_PAGES:
                raise refuse(
                    "pdf.large",
                    name,
                    message=f"PDF 有{count}页，超过{MOST_PAGES}页。",
                    advice="请按篇章拆开，分别提交。",
                )
            pages = _pages(document.pages, name)
    except PdfminerException as cause:
        if any(isinstance(inner, PDFPasswordIncorrect) for inner in cause.args):
            raise refuse(
                "pdf.locked",
                name,
                message="PDF 已加密，要密码才能打开。",
                advice="请去掉密码后另存，再提交。",
            ) from cause
        raise refuse("pdf.broken", name, message="PDF 文件已损坏，打不开。", advice="请重新导出。") from cause
    if not pages:
        raise refuse(
            "pdf.broken", name, message="PDF 文件已损坏，没有可读的页。", advice="请从原件重新导出 PDF。"
        )
    _not_scanned(pages, name)
    text = "\n".join(_paragraphs([_without_edges(page, _running(pages)) for page in pages])) + "\n"
    if len(_CID.findall(text)) * 20 > len(text):
        raise refuse(
            "pdf.unmapped", name, message="PDF 的字体没有编码表，取出的是乱码。", advice="请提交 docx 原件。"
        )
    return text


def _pages(pages: Iterable[Page], name: str) -> list[_Read]:
    out: list[_Read] = []
    total = 0
    for page in pages:
        out.append(_page(page, name))
        total += sum(len(line.text) for line in out[-1].lines)
        page.close()
        if total > MOST_CHARACTERS:
            raise refuse("pdf.large", name, message="PDF 里的文字过多。", advice="请按篇章拆开，分别提交。")
    return out


def _page(page: Page, name: str) -> _Read:
    chars = [
        {**char, "text": _CONTROL.sub("", char["text"])}
        for char in page.chars
        if char["upright"]
        and char["size"] > 1
        and 0 <= char["x0"] <= page.width
        and 0 <= char["top"] <= page.height
    ]
    if len(chars) > MOST_ON_A_PAGE:
        raise refuse(
            "pdf.large",
            name,
            message=f"PDF 第{page.page_number}页的文字多得反常。",
            advice="请重新导出 PDF，或提交 docx。",
        )
    chars = _once(chars)
    tables: list[tuple[float, tuple[str, ...]]] = []
    if 4 <= len(page.rects) * 4 + len(page.lines) + len(page.curves) <= MOST_EDGES:
        for table in page.find_tables():
            x0, top, x1, bottom = table.bbox
            inside = [c for c in chars if x0 <= _middle(c)[0] <= x1 and top <= _middle(c)[1] <= bottom]
            rows = _rows(table, inside)
            if len(rows) > 1 and max(map(len, rows)) > 1 and inside:
                tables.append((top, tuple(lay_out(rows))))
                taken = set(map(id, inside))
                chars = [c for c in chars if id(c) not in taken]
    area = float(page.width * page.height) or 1.0
    pictured = any(i["width"] * i["height"] > 0.5 * area for i in page.images)
    return _Read(float(page.height), tuple(lines_of(chars)), tuple(tables), pictured)


def _once(chars: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Bold type that is printed twice, a hair apart, is there once."""
    seen: dict[tuple[str, int, int], None] = {}
    out = []
    for char in chars:
        key = (char["text"], round(char["x0"] / 1.5), round(char["top"] / 1.5))
        if key not in seen and char["text"]:
            seen[key] = None
            out.append(char)
    return out


def _middle(char: dict[str, Any]) -> tuple[float, float]:
    return (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2


def _rows(table: Table, chars: Sequence[dict[str, Any]]) -> list[list[Cell]]:
    """The cells of a table by row; how far each reaches is told by its edges."""
    boxes = [box for box in table.cells if box is not None]
    xs, ys = (
        _edges(x for box in boxes for x in (box[0], box[2])),
        _edges(y for b in boxes for y in (b[1], b[3])),
    )
    held: dict[tuple[int, int], tuple[Cell, int, int]] = {}
    for x0, top, x1, bottom in boxes:
        inside = [c for c in chars if x0 <= _middle(c)[0] < x1 and top <= _middle(c)[1] < bottom]
        text = flow([line.text.replace("\t", " ") for line in lines_of(inside)])
        left, right, high, low = _at(xs, x0), _at(xs, x1), _at(ys, top), _at(ys, bottom)
        held[high, left] = (Cell(text, rows=max(1, low - high), columns=max(1, right - left)), low, right)
    rows: list[list[Cell]] = []
    covered: set[tuple[int, int]] = set()
    for r in range(len(ys) - 1):
        row: list[Cell] = []
        for c in range(len(xs) - 1):
            if (r, c) in covered:
                continue
            cell, low, right = held.get((r, c), (Cell(""), r + 1, c + 1))
            row.append(cell)
            covered.update((j, k) for j in range(r, low) for k in range(c, right))
        rows.append(row)
    return rows


def _edges(found: Iterable[float]) -> list[float]:
    out: list[float] = []
    for value in sorted(found):
        if not out or value - out[-1] > 2:
            out.append(value)
    return out


def _at(edges: Sequence[float], value: float) -> int:
    return min(range(len(edges)), key=lambda i: abs(edges[i] - value))


def _not_scanned(pages: Sequence[_Read], name: str) -> None:
    """Refuse pictures of pages: all of them, or some in the middle, which would be lost unsaid."""
    if all(page.bare for page in pages):
        raise refuse("pdf.scanned", name, message="PDF 是扫描件，里面没有文字。", advice=_SCAN)
    scanned = [n for n, page in enumerate(pages, 1) if page.bare and page.pictured and 1 < n < len(pages)]
    if scanned:
        told = "、".join(map(str, scanned[:5])) + ("等" if len(scanned) > 5 else "")
        raise refuse(
            "pdf.scanned",
            name,
            message=f"PDF 第{told}页是扫描的图片，读不出文字。",
            advice=f"{_SCAN}不要这几页时请先删去。",
        )


def _key(line: Line) -> tuple[str, int]:
    return re.sub(r"\d+", "#", line.text), round(line.top / 6)


def _at_edge(line: Line, height: float) -> bool:
    return line.bottom < _EDGE_ZONE * height or line.top > (1 - _EDGE_ZONE) * height


def _running(pages: Sequence[_Read]) -> frozenset[tuple[str, int]]:
    """Heads and feet that return on at least half of the pages, in the same place."""
    counts: Counter[tuple[str, int]] = Counter()
    for page in pages:
        counts.update({_key(line) for line in page.lines if _at_edge(line, page.height)})
    return frozenset(key for key, n in counts.items() if n >= 2 and 2 * n >= len(pages))


def _without_edges(page: _Read, running: frozenset[tuple[str, int]]) -> _Read:
    kept = tuple(
        line
        for line in page.lines
        if not (
            _at_edge(line, page.height)
            and (_key(line) in running or _NUMBER.fullmatch(line.text.replace("\t", " ")))
        )
    )
    return _Read(page.height, kept, page.tables, page.pictured)


def _paragraphs(pages: Sequence[_Read]) -> list[str]:
    out: list[str] = []
    last: Line | None = None
    right = 0.0
    for page in pages:
        edges = margins(page.lines)
        paged = True
        parts: list[tuple[float, Line | tuple[str, ...]]] = [(line.top, line) for line in page.lines]
        for _top, item in sorted([*parts, *page.tables], key=lambda one: one[0]):
            if isinstance(item, Line):
                if last is not None and continues(
                    last, item, edges=edges, right=right if paged else edges.right, paged=paged
                ):
                    last = joined(last, item)
                    out[-1] = last.text
                else:
                    last = item
                    out.append(item.text)
            else:
                out += item
                last = None
            paged = False
        right = edges.right
    return out
