"""The text of a docx file: paragraphs as lines, tables laid out row by row.

The archive is weighed before anything of it is parsed: sizes and ratios are bounded, and the XML is parsed
without entities or outside references. Deleted revisions, field codes and comments are left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from guatu.files.archive import Archive, ArchiveError, Bounds, Fault
from guatu.reading.formats.grid import Cell, lay_out
from guatu.reading.formats.problem import TextError, refuse

_BOUNDS = Bounds(total=200 * 1024 * 1024)
#: The body is kept as a tree that takes some ten times its size.
MOST_BODY = 40 * 1024 * 1024
MOST_DEPTH = 40
_BODY = "word/document.xml"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_SAVE = "请用 Word 打开并重新保存。"
_FAULTS: dict[Fault, tuple[str, str, str]] = {
    "broken": ("docx.broken", "docx 文件已损坏，打不开。", _SAVE),
    "locked": ("docx.broken", "docx 文件已加密。", "请去掉密码，用 Word 重新保存。"),
    "large": ("docx.bomb", "解压后大得反常（正文上限40MB），不予打开。", "请去掉过大的附件，或拆成几份。"),
}  # fmt: skip
#: What kind of archive it is that is no docx, by a file inside it.
_OTHERS = (
    ("xl/workbook.xml", "这是电子表格", "请把要读的内容另存为 docx。"),
    ("ppt/presentation.xml", "这是演示文稿", "请把文字另存为 docx。"),
    ("OFD.xml", "这是 OFD 版式文件", "请导出为 PDF 或 docx。"),
    ("content.xml", "这是 OpenDocument 文件", "请另存为 docx。"),
)


def docx_text(data: bytes, *, name: str) -> str:
    """The text in reading order. Raises ``TextError`` for a file that is broken, locked or dangerous."""
    try:
        archive = Archive(data, bounds=_BOUNDS)
        _inside(archive.names, name)
        archive.weigh()
        body_xml = archive.part(_BODY, most=MOST_BODY)
    except ArchiveError as cause:
        raise _faulty(cause.fault, name) from cause
    root = _parsed(body_xml, name)
    space = _STRICT if root.tag.startswith(_STRICT) else _W
    body = root.find(f"{space}body")
    if body is None:
        raise refuse("docx.broken", name, message="docx 文件里没有正文。", advice=_SAVE)
    return "\n".join(_lines(body, space, MOST_DEPTH)) + "\n"


def _inside(names: tuple[str, ...], name: str) -> None:
    """Refuse by what the archive has inside, before any of it is unpacked."""
    if "word/vbaProject.bin" in names:
        raise refuse("docx.macro", name, message="文件里有宏。", advice="请另存为不带宏的 docx。")
    if _BODY not in names:
        what, advice = next(
            ((what, advice) for inside, what, advice in _OTHERS if inside in names),
            ("这是压缩包，不是 docx 文件", "请解开后逐个提交其中的文件。"),
        )
        raise refuse("docx.kind", name, message=f"{what}。", advice=advice)


def _faulty(fault: Fault, name: str) -> TextError:
    code, message, advice = _FAULTS[fault]
    return refuse(code, name, message=message, advice=advice)


def _parsed(xml: bytes, name: str) -> Element:
    try:
        root: Element = fromstring(xml, forbid_dtd=True)
    except DefusedXmlException as cause:
        raise refuse(
            "docx.entity",
            name,
            message="文件里有外部实体或 DTD，不予打开。",
            advice="请用 Word 重新保存。",
        ) from cause
    except ParseError as cause:
        raise refuse("docx.broken", name, message="docx 的正文已损坏。", advice=_SAVE) from cause
    return root


def _lines(parent: Element, space: str, depth: int) -> Iterator[str]:
    if not depth:
        return
    for child in parent:
        if child.tag == f"{space}p":
            yield _paragraph(child, space)
        elif child.tag == f"{space}tbl":
            yield from lay_out(_rows(child, space, depth - 1))
        elif child.tag in (f"{space}sdt", f"{space}sdtContent", f"{space}customXml", f"{space}smartTag"):
            yield from _lines(child, space, depth - 1)


@dataclass(slots=True)
class _Open:
    """A cell that may still reach into the rows below."""

    text: str
    columns: int
    head: bool
    rows: int = 1


def _rows(table: Element, space: str, depth: int) -> list[list[Cell]]:
    """The rows of a table; a cell that is merged downwards stands once, at its top."""
    rows: list[list[_Open]] = []
    above: dict[int, _Open] = {}
    for row in _children(table, f"{space}tr", space):
        at = _skipped(row, space)
        cells = [_Open("", 1, False) for _ in range(at)]
        now: dict[int, _Open] = {}
        head = row.find(f"{space}trPr/{space}tblHeader") is not None
        for cell in _children(row, f"{space}tc", space):
            wide = _whole(cell.find(f"{space}tcPr/{space}gridSpan"), space)
            merge = cell.find(f"{space}tcPr/{space}vMerge")
            top = above.get(at)
            if merge is not None and merge.get(f"{space}val") != "restart" and top is not None:
                top.rows += 1
                now[at] = top
            else:
                text = " ".join(filter(None, (line.strip() for line in _lines(cell, space, depth))))
                now[at] = _Open(text, wide, head)
                cells.append(now[at])
            at += wide
        above = now
        rows.append(cells)
    return [[Cell(c.text, rows=c.rows, columns=c.columns, head=c.head) for c in row] for row in rows]


def _children(parent: Element, tag: str, space: str) -> Iterator[Element]:
    """Rows or cells, also those inside a content control."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag == f"{space}sdt":
            yield from child.findall(f"{space}sdtContent/{tag}")


def _skipped(row: Element, space: str) -> int:
    before = row.find(f"{space}trPr/{space}gridBefore")
    return 0 if before is None else _whole(before, space)


def _whole(found: Element | None, space: str) -> int:
    """The number that an element states, at least 1."""
    stated = "" if found is None else found.get(f"{space}val", "")
    return max(1, min(int(stated), 100)) if stated.isascii() and stated.isdigit() and len(stated) < 4 else 1


def _paragraph(paragraph: Element, space: str) -> str:
    skipped = {f"{space}{tag}" for tag in ("del", "moveFrom", "instrText", "pPr")}
    parts: list[str] = []
    stack = [paragraph]
    while stack:
        node = stack.pop()
        # The fallback says again what the choice beside it says.
        if node.tag in skipped or node.tag.endswith("}Fallback"):
            continue
        if node.tag == f"{space}t":
            parts.append(node.text or "")
        elif node.tag == f"{space}tab":
            parts.append("\t")
        elif node.tag in (f"{space}br", f"{space}cr"):
            parts.append("\n")
        elif node.tag == f"{space}noBreakHyphen":
            parts.append("-")
        stack.extend(reversed(list(node)))
    return "".join(parts)
