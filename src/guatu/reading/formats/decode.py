"""From bytes to characters: evidence decides on the encoding, and whatever is in doubt is refused."""

from __future__ import annotations

import codecs
import re

from guatu.reading.formats.evidence import commonness, worst
from guatu.reading.formats.problem import TextError, refuse

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
#: The encodings of offices without a mark: the mainland's, Taiwan's, Hong Kong's.
_OFFICES = ("gb18030", "cp950", "big5hkscs")
_ALL = "UTF-8、UTF-16、GB18030 或 Big5"
#: A text below this is no Chinese text; two encodings nearer than this cannot be told apart.
_LEAST, _APART, _FOREIGN = 0.4, 0.12, 0.3
_SAMPLE = 20_000
_CONTROL = re.compile(r"[\x01-\x08\x0e-\x1b\x7f]")
_PRIVATE = re.compile(r"[\ue000-\uf8ff]")
_INVISIBLE = "\ufeff\u200b\u200c\u200d\u200e\u200f\u2060\u202a\u202b\u202c\u202d\u202e \t\r\n\x0b\x0c\u3000"
_SAVE = "请用记事本打开，另存为 UTF-8 文本后再读。"


def decoded(data: bytes, *, name: str) -> str:
    """The characters of a text file, line ends and byte order mark as they are."""
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            try:
                return data.decode(encoding)
            except UnicodeDecodeError as cause:
                raise _undecodable(name, encoding.upper(), cause) from cause
    wide = _without_bom(data)
    if wide is not None:
        return wide
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as cause:
        return _office(data, name, cause)


def _office(data: bytes, name: str, utf8: UnicodeDecodeError) -> str:
    """The text in the office encoding that gives by far the commonest characters."""
    found: list[tuple[float, str]] = []
    for encoding in _OFFICES:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if encoding != "big5hkscs" or not any(text == other for _, other in found):
            found.append((commonness(text[:_SAMPLE]), text))
    found.sort(key=lambda one: (one[0], -len(_PRIVATE.findall(one[1]))), reverse=True)
    if not found or found[0][0] < _LEAST:
        raise _undecodable(name, _ALL, utf8) from utf8
    best, text = found[0]
    # The two tables of Big5 differ in a few signs only; they are not rivals.
    rivals = [score for score, other in found[1:] if score > best - _APART and _unlike(text, other)]
    if rivals or worst(text) < _FOREIGN:
        raise _mixed(name) from utf8
    return text


def _unlike(text: str, other: str) -> bool:
    if len(text) != len(other):
        return True
    return sum(a != b for a, b in zip(text, other, strict=True)) > len(text) / 5


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
    return text if text.isascii() or commonness(text[:_SAMPLE]) >= _LEAST else None


def checked(text: str, *, name: str) -> str:
    """The text, unless it is broken or empty."""
    where = text.find("\x00")
    if where >= 0:
        raise refuse(
            "text.binary",
            name,
            message=f"第{where + 1}个字符是空字符（NUL），这不像文字文件。",
            advice="请用记事本打开后另存为 UTF-8 文本。",
        )
    lone = _surrogate(text)
    if lone >= 0:
        raise refuse(
            "text.surrogate",
            name,
            message=f"第{lone + 1}个字符是半个代理对，文字已损坏。",
            advice="请从原件重新导出。",
        )
    if len(_CONTROL.findall(text)) > max(5, len(text) // 50):
        raise refuse(
            "text.binary",
            name,
            message="控制字符太多，这不像文字文件。",
            advice="请用记事本打开后另存为 UTF-8 文本。",
        )
    if text.count("\ufffd") > max(3, len(text) // 100):
        raise refuse(
            "text.encoding",
            name,
            message="许多字符已经损坏（�），可能混用了几种编码。",
            advice="请从原件重新导出为 UTF-8。",
        )
    if not text.strip(_INVISIBLE):
        raise refuse("text.empty", name, message="文件里没有文字。", advice="扫描件请先识别成文字。")
    return text


def _surrogate(text: str) -> int:
    """The offset of the first lone surrogate; -1 when there is none."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as found:
        return found.start
    return -1


def _undecodable(name: str, encoding: str, cause: UnicodeDecodeError) -> TextError:
    return refuse(
        "text.encoding",
        name,
        message=f"第{cause.start + 1}个字节起不能按 {encoding} 读出，可能混用了几种编码。",
        advice=_SAVE,
    )


def _mixed(name: str) -> TextError:
    return refuse("text.encoding", name, message="分不清是哪一种编码，文件可能混用了几种编码。", advice=_SAVE)
