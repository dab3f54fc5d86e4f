"""Files kept under the checksum of what they hold: the same content once, whole or not at all."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from guatu.files import durable

_SHA256: Final = re.compile(r"[0-9a-f]{64}")


def checksum(data: bytes) -> str:
    """The SHA-256 of a file's bytes, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


@dataclass(frozen=True, slots=True)
class Store:
    """The folder of kept files; a file lies in a folder of the first two digits of its checksum."""

    folder: Path

    def path_of(self, sha256: str) -> Path:
        """Where a file of this checksum lies; ValueError when the text is no checksum."""
        if not _SHA256.fullmatch(sha256):
            raise ValueError(f"{sha256!r} is no checksum")
        return self.folder / sha256[:2] / sha256

    def keep(self, data: bytes, *, sha256: str) -> Path:
        """Write a file under its checksum, flushed to disk; one that is there already stays as it is."""
        path = self.path_of(sha256)
        if not path.exists():
            durable.write(path, data, private=True)
        return path

    def read(self, sha256: str) -> bytes:
        """The bytes of a kept file; FileNotFoundError when there is none."""
        return self.path_of(sha256).read_bytes()

    def forget(self, sha256: str) -> None:
        """Take a file away that was not put on record after all."""
        self.path_of(sha256).unlink(missing_ok=True)
