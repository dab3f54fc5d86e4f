"""The text of an RTF file, which Word, WPS and many office systems write under the name .doc too."""

from __future__ import annotations

import re
from collections.abc import Callable
from importlib.metadata import version

from striprtf.striprtf import rtf_to_text

from guatu.reading.formats.grid import Cell, lay_out
from guatu.reading.formats.problem import refuse

TOOL = f"striprtf-{version('striprtf')}"
#: Pictures and objects are long rows of hexadecimal digits; they go before anything is parsed.
_HEX = re.compile(r"(?:[0-9a-fA-F]{2}){100,}[\r\n]*")
_FIELD = re.compile(r"\\field(?![a-z])")
MOST_CHARACTERS = 8_000_000


def rtf_text(data: bytes, *, name: str) -> str:
    """The text with rows of tables laid out. Raises ``TextError`` for a broken file."""
    source = _HEX.sub("", data.decode("latin-1"))
    if len(source) > MOST_CHARACTERS:
        raise refuse("rtf.large", name, message="RTF 文件过大。", advice="请用 Word 打开，另存为 docx。")
    read: Callable[..., str] = rtf_to_text
    try:
        # Fields are neither needed nor quick in the library: only their results are text.
        text = read(_FIELD.sub("", source), errors="replace")
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")
    except (ValueError, LookupError, OverflowError, IndexError, TypeError) as cause:
        raise refuse(
            "rtf.broken", name, message="RTF 文件已损坏。", advice="请用 Word 打开，另存为 docx。"
        ) from cause
    return "\n".join(_laid_out(text.replace("\r", "").split("\n")))


def _laid_out(lines: list[str]) -> list[str]:
    out: list[str] = []
    rows: list[list[Cell]] = []
    for line in [*lines, ""]:
        if line.endswith("|"):
            rows.append([Cell(cell) for cell in line[:-1].split("|")])
            continue
        if rows:
            out += lay_out(rows)
            rows = []
        out.append(line)
    return out[:-1]
