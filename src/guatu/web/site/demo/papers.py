"""Evidence that the demo's units attach: a drawn picture of a building site, or a short list as xlsx."""

import hashlib
import io
import struct
import zlib
from functools import cache

from openpyxl import Workbook

from guatu.web.execution.evidence import Checked

WIDTH, HEIGHT = 480, 320
_SHEET = ("清单", "名单", "台账")
_WANTED = ("照片", "附后", "验收单", "许可证")


@cache
def papers(said: str) -> list[Checked]:
    """What goes with a report that speaks of a picture or a list; nothing with others."""
    if not any(word in said for word in (*_SHEET, *_WANTED)) or "附后" not in said:
        return []
    if any(word in said for word in _SHEET):
        data = _sheet(said)
        return [Checked("清单.xlsx", "xlsx", data, hashlib.sha256(data).hexdigest())]
    data = picture(said)
    return [Checked("现场照片.png", "png", data, hashlib.sha256(data).hexdigest())]


def picture(seed: str) -> bytes:
    """A small PNG: sky, ground and a row of blocks whose heights follow the seed."""
    heights = [40 + byte % 160 for byte in hashlib.sha256(seed.encode()).digest()[:12]]
    rows = bytearray()
    for y in range(HEIGHT):
        rows.append(0)
        for x in range(WIDTH):
            tall = heights[x * len(heights) // WIDTH]
            inside = x % (WIDTH // len(heights)) > 5 and y > HEIGHT - 40 - tall
            rows += b"\x9a\x8c\x7a" if y > HEIGHT - 40 else b"\x5d\x6b\x7a" if inside else b"\xd9\xe6\xef"
    size = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 2, 0, 0, 0)
    parts = (b"IHDR", size), (b"IDAT", zlib.compress(bytes(rows))), (b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, body) for name, body in parts)


def _chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def _sheet(said: str) -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["序号", "事项", "进展"])
    for number in range(1, 6):
        sheet.append([number, f"第{number}项", said[:20]])
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()
