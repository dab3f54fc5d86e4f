"""The text of a docx file: paragraphs as lines, tables as one line a row with tabs between the cells.

The archive is looked at before anything is unpacked: sizes and ratios are bounded, and the XML is parsed
without entities or outside references.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Protocol
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from guatu.vocabulary.problems import GuatuError, Problem

MOST_UNPACKED = 200 * 1024 * 1024
MOST_RATIO = 200
MOST_FILES = 5000
_BODY = "word/document.xml"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"


class DocxError(GuatuError, ValueError):
    """A docx that is broken, locked or dangerous."""


class _Sized(Protocol):
    file_size: int
    compress_size: int


def docx_text(data: bytes, *, name: str) -> str:
    """The text in reading order. Deleted revisions, field codes and comments are left out."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _guard(archive, name)
            root = _parsed(archive.read(_BODY), name)
    except zipfile.BadZipFile as cause:
        raise _refuse(
            "docx.broken", name, "docx 文件已损坏，压缩包打不开。", "请用 Word 打开并重新保存。"
        ) from cause
    except (RuntimeError, NotImplementedError, EOFError, OSError, ValueError) as cause:
        if isinstance(cause, GuatuError):
            raise
        raise _refuse(
            "docx.broken", name, "docx 文件已损坏或已加密。", "请去掉密码，用 Word 重新保存。"
        ) from cause
    space = _STRICT if root.tag.startswith(_STRICT) else _W
    body = root.find(f"{space}body")
    if body is None:
        raise _refuse("docx.broken", name, "docx 文件里没有正文。", "请用 Word 打开并重新保存。")
    return "\n".join(_lines(body, space)) + "\n"


def _guard(archive: zipfile.ZipFile, name: str) -> None:
    entries = archive.infolist()
    names = {entry.filename for entry in entries}
    if "word/vbaProject.bin" in names:
        raise _refuse("docx.macro", name, "文件里有宏。", "请另存为不带宏的 docx。")
    if _BODY not in names:
        what = "这是电子表格" if "xl/workbook.xml" in names else "这不是 docx 文件"
        raise _refuse("docx.kind", name, f"{what}。", "请选择 txt 或 docx。")
    if len(entries) > MOST_FILES or any(_bomb(entry) for entry in entries):
        raise _refuse("docx.bomb", name, "解压后大得反常，不予打开。", "请用 Word 重新保存，去掉过大的附件。")
    if sum(entry.file_size for entry in entries) > MOST_UNPACKED:
        raise _refuse("docx.bomb", name, "解压后超过200MB，不予打开。", "请拆成几份。")


def _bomb(entry: _Sized) -> bool:
    return entry.file_size > 1024 * 1024 and entry.file_size > MOST_RATIO * max(entry.compress_size, 1)


def _parsed(xml: bytes, name: str) -> Element:
    try:
        root: Element = fromstring(xml, forbid_dtd=True)
    except DefusedXmlException as cause:
        raise _refuse(
            "docx.entity", name, "文件里有外部实体或 DTD，不予打开。", "请用 Word 重新保存。"
        ) from cause
    except ParseError as cause:
        raise _refuse("docx.broken", name, "docx 的正文已损坏。", "请用 Word 打开并重新保存。") from cause
    return root


def _lines(parent: Element, space: str) -> Iterator[str]:
    for child in parent:
        if child.tag == f"{space}p":
            yield _paragraph(child, space)
        elif child.tag == f"{space}tbl":
            for row in child.iter(f"{space}tr"):
                cells = [
                    " ".join(filter(None, (line.strip() for line in _lines(cell, space))))
                    for cell in row.findall(f"{space}tc")
                ]
                yield "\t".join(cells)
        elif child.tag in (f"{space}sdt", f"{space}sdtContent", f"{space}customXml", f"{space}smartTag"):
            yield from _lines(child, space)


def _paragraph(paragraph: Element, space: str) -> str:
    skipped = {f"{space}del", f"{space}instrText", f"{space}pPr"}
    parts: list[str] = []
    stack = [paragraph]
    while stack:
        node = stack.pop()
        if node.tag in skipped:
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


def _refuse(code: str, name: str, message: str, advice: str) -> DocxError:
    return DocxError(Problem(code, {"name": name}, name, message, advice))
