"""Archives as they come, and as nobody sends them by mistake."""

import io
import struct
import zipfile
import zlib


def packed(parts: dict[str, bytes], *, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip file of these parts."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return file.getvalue()


def lying(parts: dict[str, bytes], *, about: str, size: int = 100) -> bytes:
    """The same, but both headers say that ``about`` holds only its first ``size`` bytes."""
    data = bytearray(packed(parts))
    claim = struct.pack("<I", zlib.crc32(parts[about][:size])), struct.pack("<I", size)
    for mark, crc, held in ((b"PK\x03\x04", 14, 22), (b"PK\x01\x02", 16, 24)):
        at = data.find(mark)
        name = {b"PK\x03\x04": 30, b"PK\x01\x02": 46}[mark]
        while not data.startswith(about.encode(), at + name):
            at = data.find(mark, at + 4)
        data[at + crc : at + crc + 4], data[at + held : at + held + 4] = claim
    return bytes(data)
