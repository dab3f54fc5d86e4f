"""A zip archive that is not believed: what its parts hold is counted while they are unpacked.

The sizes in an archive's directory are the sender's word: a part may say that it holds a hundred bytes and
unpack to gigabytes. So each part is inflated in small steps against a bound, and only afterwards held to what
the directory said of it. Whoever opens an archive for a reader that trusts it goes through all parts first.
"""

from __future__ import annotations

import io
import lzma
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

Fault = Literal["broken", "locked", "large"]

#: A part that unpacks to no more than this may be as dense as it likes.
DENSE: Final = 1_000_000
_STEP: Final = 1 << 16
_LOCKED: Final = 0x1
_HEADER: Final = struct.Struct("<4s22xHH")
_UNREADABLE: Final = (
    zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError, OSError, ValueError, LookupError,
    zlib.error, lzma.LZMAError, struct.error,
)  # fmt: skip


class ArchiveError(ValueError):
    """An archive that cannot or may not be unpacked; the caller says so in the words of its own file."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault)
        self.fault = fault


@dataclass(frozen=True, slots=True)
class Bounds:
    """The most that may come out: bytes in all, times the packed size of a part, parts."""

    total: int
    ratio: int = 200
    parts: int = 5000


class Archive:
    """The parts of a zip file. Every method raises ArchiveError rather than unpack past the bounds."""

    def __init__(self, data: bytes, *, bounds: Bounds) -> None:
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as packed:
                self._parts = packed.infolist()
        except _UNREADABLE as cause:
            raise ArchiveError("broken") from cause
        self._data, self._bounds = memoryview(data), bounds
        self.names = tuple(part.filename for part in self._parts)
        if len(self._parts) > bounds.parts:
            raise ArchiveError("large")

    def part(self, name: str, *, most: int | None = None) -> bytes:
        """What one part holds, at the most ``most`` bytes; KeyError when there is none of this name."""
        found = {part.filename: part for part in self._parts}[name]
        return b"".join(self._unpacked(found, left=self._bounds.total if most is None else most))

    def parts(self) -> Iterator[tuple[str, bytes]]:
        """Every part by name, counted together."""
        left = self._bounds.total
        for part in self._parts:
            held = b"".join(self._unpacked(part, left=left))
            left -= len(held)
            yield part.filename, held

    def weigh(self) -> int:
        """The bytes of all parts, unpacked and dropped again."""
        weight = 0
        for part in self._parts:
            for piece in self._unpacked(part, left=self._bounds.total - weight):
                weight += len(piece)
        return weight

    def _unpacked(self, part: zipfile.ZipInfo, *, left: int) -> Iterator[bytes]:
        packed = self._packed(part)
        most = min(left, max(len(packed) * self._bounds.ratio, DENSE))
        size = crc = 0
        for piece in _pieces(packed, method=part.compress_type):
            size += len(piece)
            if size > most:
                raise ArchiveError("large")
            crc = zlib.crc32(piece, crc)
            yield piece
        if (size, crc) != (part.file_size, part.CRC):
            raise ArchiveError("broken")

    def _packed(self, part: zipfile.ZipInfo) -> memoryview:
        if part.flag_bits & _LOCKED:
            raise ArchiveError("locked")
        try:
            mark, name, extra = _HEADER.unpack_from(self._data, part.header_offset)
        except struct.error as cause:
            raise ArchiveError("broken") from cause
        start = part.header_offset + _HEADER.size + name + extra
        packed = self._data[start : start + part.compress_size]
        if mark != b"PK\x03\x04" or len(packed) != part.compress_size:
            raise ArchiveError("broken")
        return packed


def _pieces(packed: memoryview, *, method: int) -> Iterator[bytes]:
    """The bytes in steps; of the ways to pack only those that office files use."""
    if method == zipfile.ZIP_STORED:
        for at in range(0, len(packed), _STEP):
            yield bytes(packed[at : at + _STEP])
        return
    if method != zipfile.ZIP_DEFLATED:
        raise ArchiveError("broken")
    inflating = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        for at in range(0, len(packed), _STEP):
            fed: bytes | memoryview = packed[at : at + _STEP]
            while len(fed) and not inflating.eof:
                yield inflating.decompress(fed, _STEP)
                fed = inflating.unconsumed_tail
        while not inflating.eof:
            piece = inflating.decompress(b"", _STEP)
            if not piece and not inflating.eof:
                raise ArchiveError("broken")
            yield piece
    except zlib.error as cause:
        raise ArchiveError("broken") from cause
