"""Files lie in the data folder under their checksum; a file is there whole or not at all."""

import hashlib
import os
import re
import tempfile
from contextlib import suppress
from pathlib import Path

from django.conf import settings

from guatu.facts.durable import sync_folder

_SHA256 = re.compile(r"[0-9a-f]{64}")


def checksum(data: bytes) -> str:
    """The SHA-256 of a file's bytes, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def path_of(sha256: str) -> Path:
    """Where a file of this checksum lies; ValueError when the text is no checksum."""
    if not _SHA256.fullmatch(sha256):
        raise ValueError(f"{sha256!r} is no checksum")
    return Path(settings.FILES_DIR) / sha256[:2] / sha256


def keep(data: bytes, *, sha256: str) -> Path:
    """Write a file under its checksum: to a draft beside it first, flushed to disk, then renamed."""
    path = path_of(sha256)
    if path.exists():
        return path
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, draft = tempfile.mkstemp(dir=path.parent, prefix=".draft-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(draft).replace(path)
    except BaseException:
        with suppress(FileNotFoundError):
            Path(draft).unlink()
        raise
    sync_folder(path.parent)
    return path


def forget(sha256: str) -> None:
    """Take a file away whose document was not put on record after all."""
    with suppress(FileNotFoundError):
        path_of(sha256).unlink()


def read(sha256: str) -> bytes:
    """The bytes of a kept file."""
    return path_of(sha256).read_bytes()
