"""From the bytes of a file to its text, or one clear sentence why not."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from guatu.reading.docx import docx_text
from guatu.vocabulary.problems import GuatuError, Problem

MOST_BYTES = 20 * 1024 * 1024
EXTRACTOR_TEXT, EXTRACTOR_DOCX = "text-1", "docx-1"

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_OTHERS = (
    (b"%PDF", "PDF 文件", "请把文字另存为 txt 或 docx；扫描件请先识别成文字。"),
    (b"\xd0\xcf\x11\xe0", "旧版 Office 文件（doc、xls）或加密的 docx", "请去掉密码并另存为 docx 或 txt。"),
    (b"MZ", "程序文件", "请选择文字文件（txt 或 docx）。"),
    (b"{\\rtf", "RTF 文件", "请另存为 docx 或 txt。"),
    (b"\x89PNG", "图片", "请先把图片识别成文字。"),
    (b"\xff\xd8\xff", "图片", "请先把图片识别成文字。"),
    (b"Rar!", "压缩包", "请解开压缩包，逐个选择其中的 txt 或 docx。"),
    (b"\x1f\x8b", "压缩包", "请解开压缩包，逐个选择其中的 txt 或 docx。"),
)
_HTML = re.compile(rb"\s*(?:<!doctype html|<html|<\?xml|<script|<body)", re.IGNORECASE)
_CONTROL = re.compile(r"[\x01-\x08\x0e-\x1b\x7f]")


class TextError(GuatuError, ValueError):
    """A file that has no text for the reader."""


@dataclass(frozen=True, slots=True)
class Extracted:
    """The text of a file and the version of what took it out."""

    text: str
    extractor: str


def extract(data: bytes, *, name: str) -> Extracted:
    """The text of a txt or docx file. Raises ``TextError`` for everything else, with what to do about it."""
    if not data.strip(b"\x00 \t\r\n\x0b\x0c"):
        raise _refuse("text.empty", name, "文件是空的。", "请选择有文字的文件。")
    if len(data) > MOST_BYTES:
        size = len(data) / 1024 / 1024
        raise _refuse("text.size", name, f"文件有{size:.0f}MB，超过20MB。", "请拆成几份再读。")
    for head, what, advice in _OTHERS:
        if data.startswith(head):
            raise _refuse("text.kind", name, f"这是{what}，不是 txt 或 docx。", advice)
    if data.startswith(b"PK\x03\x04"):
        text = docx_text(data, name=name)
        return Extracted(_checked(text, name), EXTRACTOR_DOCX)
    if _HTML.match(data[:512]):
        raise _refuse(
            "text.kind", name, "这是网页（HTML），不是 txt 或 docx。", "请只复制正文，另存为 txt 或 docx。"
        )
    return Extracted(_checked(_decoded(data, name), name), EXTRACTOR_TEXT)


def _decoded(data: bytes, name: str) -> str:
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            try:
                return data.decode(encoding)
            except UnicodeDecodeError as cause:
                raise _undecodable(name, encoding.upper(), cause) from cause
    guessed = _without_bom(data)
    if guessed is not None:
        return guessed
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as utf8:
        try:
            text = data.decode("gb18030")
        except UnicodeDecodeError as cause:
            raise _undecodable(name, "UTF-8、UTF-16 或 GB18030", cause) from cause
        if not _chinese(text):
            raise _undecodable(name, "UTF-8、UTF-16 或 GB18030", utf8) from utf8
        return text


def _without_bom(data: bytes) -> str | None:
    """UTF-16 without its mark shows in the zero bytes of its line ends and digits."""
    sample = data[:4000]
    if len(data) % 2 or sample.count(0) < len(sample) / 200:
        return None
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    encoding = "utf-16-be" if even > odd else "utf-16-le"
    if min(even, odd) > max(even, odd) / 4:
        return None
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return None
    return text if _chinese(text) or text.isascii() else None


def _chinese(text: str) -> bool:
    """Whether the text looks like Chinese that was decoded rightly."""
    sample = text[:4000]
    common = sum(
        "\u4e00" <= c <= "\u9fff" or c.isascii() or "\u3000" <= c <= "\u303f" or "\uff00" <= c <= "\uffef"
        or "\u2010" <= c <= "\u2026" for c in sample
    )  # fmt: skip
    return (common >= 0.95 * len(sample) and "的" in text) or any(c in text for c in "年月日和在")


def _checked(text: str, name: str) -> str:
    where = text.find("\x00")
    if where >= 0:
        raise _refuse(
            "text.binary",
            name,
            f"第{where + 1}个字符是空字符（NUL），这不像文字文件。",
            "请用记事本打开后另存为 UTF-8 文本。",
        )
    lone = (
        next((i for i, c in enumerate(text) if "\ud800" <= c <= "\udfff"), -1) if _has_surrogate(text) else -1
    )
    if lone >= 0:
        raise _refuse(
            "text.surrogate", name, f"第{lone + 1}个字符是半个代理对，文字已损坏。", "请从原件重新导出。"
        )
    if len(_CONTROL.findall(text)) > max(5, len(text) // 50):
        raise _refuse(
            "text.binary", name, "控制字符太多，这不像文字文件。", "请用记事本打开后另存为 UTF-8 文本。"
        )
    if "\ufffd" in text and text.count("\ufffd") > max(3, len(text) // 100):
        raise _refuse(
            "text.encoding", name, "许多字符已经损坏（�），可能混用了几种编码。", "请从原件重新导出为 UTF-8。"
        )
    if not text.strip("\ufeff\u200b\u200e\u200f \t\r\n\u3000"):
        raise _refuse("text.empty", name, "文件里没有文字。", "扫描件请先识别成文字。")
    return text


def _has_surrogate(text: str) -> bool:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return True
    return False


def _undecodable(name: str, encoding: str, cause: UnicodeDecodeError) -> TextError:
    return _refuse(
        "text.encoding", name, f"第{cause.start + 1}个字节起不能按 {encoding} 读出，可能混用了几种编码。",
        "请用记事本打开，另存为 UTF-8 文本后再读。",
    )  # fmt: skip


def _refuse(code: str, name: str, message: str, advice: str) -> TextError:
    return TextError(Problem(code, {"name": name}, name, message, advice))
