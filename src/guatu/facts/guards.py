"""What a file must not be before anybody opens it: each refusal is one sentence."""

from __future__ import annotations

import posixpath
import re
from typing import Final
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from guatu.files.archive import Archive, ArchiveError, Bounds, Fault
from guatu.vocabulary.problems import GuatuError, Problem

_BOUNDS: Final = Bounds(total=400 * 1024 * 1024)
MOST_ROWS: Final = 200_000
OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_WORKBOOK: Final = "xl/workbook.xml"
_RELATIONS: Final = "xl/_rels/workbook.xml.rels"
_ENTITY: Final = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_CALL: Final = re.compile(rb"<f[^>]*>[^<]*(?:cmd\s*\||DDE|WEBSERVICE\(|HYPERLINK\(|\[\d+\])", re.IGNORECASE)
_HIDDEN: Final = re.compile(rb"<row\b[^>]*\bhidden=\"(?:1|true)\"[^>]*>")
_ROW: Final = re.compile(rb"\br=\"(\d+)\"")


class SheetError(GuatuError, ValueError):
    """A file that cannot be read as a spreadsheet."""


def refuse(code: str, name: str, message: str, advice: str) -> SheetError:
    """The refusal of a whole file."""
    return SheetError(Problem(code, {"file": name}, name, message, advice))


def kind_of(data: bytes, *, name: str) -> str:
    """zip, ole or text; SheetError for what is no spreadsheet whatever its name says."""
    if not data:
        raise refuse("sheet.empty", name, "文件是空的。", "请重新导出后再报送。")
    if data.startswith(b"PK\x03\x04"):
        return "zip"
    if data.startswith(OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise refuse("sheet.password", name, "工作簿设有打开密码。", "请取消密码后另存再报送。")
        if "_VBA_PROJECT".encode("utf-16-le") in data:
            raise refuse("sheet.macro", name, "工作簿含有宏。", "请另存为不含宏的 .xlsx 再报送。")
        return "ole"
    if data.startswith((b"MZ", b"\x7fELF", b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"Rar!")):
        raise refuse("sheet.kind", name, "这不是电子表格。", "请报送 .xlsx、.xls 或 .csv 文件。")
    return "text"


def hidden_rows(data: bytes, *, name: str) -> dict[int, frozenset[int]]:
    """Look through an .xlsx; gives the hidden rows (from 1) of each sheet by its place in the workbook.

    Raises SheetError for bombs, macros, entities, outside links and calls, before anything is opened.
    """
    try:
        archive = Archive(data, bounds=_BOUNDS)
        _inside(archive.names, name=name)
        found, kept = {}, {}
        for part, text in archive.parts():
            if part.endswith((".xml", ".rels")) and _ENTITY.search(text[:4096]):
                raise refuse(
                    "sheet.entity", name, "文件内含外部实体声明。", "请用 Excel 或 WPS 重新另存后再报送。"
                )
            if part in (_WORKBOOK, _RELATIONS):
                kept[part] = text
            if part.startswith("xl/worksheets/") and part.endswith(".xml"):
                found[part] = _hidden(text, name=name)
    except ArchiveError as cause:
        raise refuse(*_told(cause.fault, name=name)) from cause
    places = _sheet_parts(kept[_WORKBOOK], kept.get(_RELATIONS, b""), name=name)
    return {place: found[part] for place, part in places.items() if part in found}


def _told(fault: Fault, *, name: str) -> tuple[str, str, str, str]:
    if fault == "large":
        return "sheet.bomb", name, "文件解压后异常庞大。", "请删去多余的空白行列，重新另存后再报送。"
    return "sheet.broken", name, "文件损坏或加密，打不开。", "请取消密码、重新导出后再报送。"


def _inside(names: tuple[str, ...], *, name: str) -> None:
    """Refuse by what an archive has inside, before any of it is unpacked."""
    if any(part.lower().endswith("vbaproject.bin") for part in names):
        raise refuse("sheet.macro", name, "工作簿含有宏。", "请另存为不含宏的 .xlsx 再报送。")
    if _WORKBOOK not in names:
        raise refuse("sheet.kind", name, "这不是电子表格。", "请报送 .xlsx、.xls 或 .csv 文件。")
    if any(part.startswith("xl/externalLinks/") for part in names):
        raise refuse("sheet.link", name, "工作簿引用了其他文件的数据。", "请选择性粘贴为数值后再报送。")


def _hidden(text: bytes, *, name: str) -> frozenset[int]:
    if _CALL.search(text):
        raise refuse("sheet.formula", name, "单元格公式会调用外部程序或链接。", "请粘贴为数值后再报送。")
    rows = (_ROW.search(row) for row in _HIDDEN.findall(text))
    return frozenset(int(row[1]) for row in rows if row)


def _sheet_parts(workbook: bytes, relations: bytes, *, name: str) -> dict[int, str]:
    """Which part holds the sheet at each place; the parts are numbered as they were made."""
    try:
        sheets = [
            node for node in fromstring(workbook, forbid_dtd=True).iter() if _local(node.tag) == "sheet"
        ]
        links = fromstring(relations, forbid_dtd=True).iter() if relations else ()
        targets = {node.get("Id"): node.get("Target", "") for node in links if node.get("Id")}
    except (ParseError, DefusedXmlException) as cause:
        raise refuse("sheet.broken", name, "文件损坏，打不开。", "请重新导出后再报送。") from cause
    named = [next((v for k, v in node.items() if _local(k) == "id" and k != "id"), "") for node in sheets]
    return {
        place: posixpath.normpath(posixpath.join("/xl", targets[link])).lstrip("/")
        for place, link in enumerate(named)
        if targets.get(link)
    }


def _local(tag: object) -> str:
    return str(tag).rpartition("}")[2]
