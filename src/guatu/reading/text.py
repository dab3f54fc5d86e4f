"""From the bytes of a file to its text, or one clear sentence why not."""

from __future__ import annotations

from dataclasses import dataclass

from guatu.reading.formats.decode import checked
from guatu.reading.formats.problem import TextError, refuse
from guatu.reading.formats.registry import ACCEPT, ENDINGS, FORMATS, Format, format_of

__all__ = ["ACCEPT", "ENDINGS", "EXTRACTOR_TEXT", "FORMATS", "Extracted", "Format", "TextError", "extract"]

MOST_BYTES = 20 * 1024 * 1024
EXTRACTOR_TEXT = FORMATS[-1].extractor


@dataclass(frozen=True, slots=True)
class Extracted:
    """The text of a file and what took it out, with its version: offsets count in this text."""

    text: str
    extractor: str


def extract(data: bytes, *, name: str) -> Extracted:
    """The text of a document of one of the ``FORMATS``.

    Raises ``TextError`` for everything else, with what to do about it.
    """
    if not data.strip(b"\x00 \t\r\n\x0b\x0c"):
        raise refuse("text.empty", name, message="文件是空的。", advice="请选择有文字的文件。")
    if len(data) > MOST_BYTES:
        size = len(data) / 1024 / 1024
        raise refuse("text.size", name, message=f"文件有{size:.0f}MB，超过20MB。", advice="请拆成几份再读。")
    kind = format_of(data, name=name)
    text, tool = kind.read(data, name)
    return Extracted(checked(text, name=name), f"{kind.extractor}/{tool}" if tool else kind.extractor)
