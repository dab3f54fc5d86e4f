"""What a file must not be before anybody opens it: each refusal is one sentence."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Final

from guatu.vocabulary.problems import GuatuError, Problem

MOST_BYTES: Final = 400 * 1024 * 1024
MOST_RATIO: Final = 200
MOST_ROWS: Final = 200_000
OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
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


def hidden_rows(data: bytes, *, name: str) -> dict[str, frozenset[int]]:
    """Look through an .xlsx; gives the hidden rows (from 1) of each sheet's part.

    Raises SheetError for bombs, macros, entities, outside links and calls, before anything is opened.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        parts = archive.infolist()
    except zipfile.BadZipFile as cause:
        raise refuse("sheet.broken", name, "文件损坏，打不开。", "请重新导出后再报送。") from cause
    names = [part.filename for part in parts]
    if any(part.lower().endswith("vbaproject.bin") for part in names):
        raise refuse("sheet.macro", name, "工作簿含有宏。", "请另存为不含宏的 .xlsx 再报送。")
    if "xl/workbook.xml" not in names:
        raise refuse("sheet.kind", name, "这不是电子表格。", "请报送 .xlsx、.xls 或 .csv 文件。")
    if any(part.startswith("xl/externalLinks/") for part in names):
        raise refuse("sheet.link", name, "工作簿引用了其他文件的数据。", "请选择性粘贴为数值后再报送。")
    found, total = {}, 0
    for part in parts:
        text = _inflate(archive, part, name=name, left=MOST_BYTES - total)
        total += len(text)
        if part.filename.endswith((".xml", ".rels")) and _ENTITY.search(text[:4096]):
            raise refuse(
                "sheet.entity", name, "文件内含外部实体声明。", "请用 Excel 或 WPS 重新另存后再报送。"
            )
        if part.filename.startswith("xl/worksheets/") and part.filename.endswith(".xml"):
            if _CALL.search(text):
                raise refuse(
                    "sheet.formula", name, "单元格公式会调用外部程序或链接。", "请粘贴为数值后再报送。"
                )
            rows = (_ROW.search(row) for row in _HIDDEN.findall(text))
            found[part.filename] = frozenset(int(row[1]) for row in rows if row)
    return found


def _inflate(archive: zipfile.ZipFile, part: zipfile.ZipInfo, *, name: str, left: int) -> bytes:
    """The part's bytes, counted as they come: what the directory claims is not believed."""
    most = min(left, max(part.compress_size * MOST_RATIO, 1_000_000))
    try:
        with archive.open(part) as file:
            text = file.read(most + 1)
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError, EOFError) as cause:
        raise refuse(
            "sheet.broken", name, "文件损坏或加密，打不开。", "请取消密码、重新导出后再报送。"
        ) from cause
    if len(text) > most:
        raise refuse("sheet.bomb", name, "文件解压后异常庞大。", "请删去多余的空白行列，重新另存后再报送。")
    return text
