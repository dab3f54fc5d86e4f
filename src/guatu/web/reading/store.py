"""The kept files of the data folder, as the desk of documents and the task pages reach them."""

from pathlib import Path

from django.conf import settings

from guatu.files.store import Store
from guatu.files.store import checksum as checksum


def _files() -> Store:
    return Store(Path(settings.FILES_DIR))


def path_of(sha256: str) -> Path:
    """Where a file of this checksum lies; ValueError when the text is no checksum."""
    return _files().path_of(sha256)


def keep(data: bytes, *, sha256: str) -> Path:
    """Write a file under its checksum, whole or not at all."""
    return _files().keep(data, sha256=sha256)


def forget(sha256: str) -> None:
    """Take a file away whose document was not put on record after all."""
    _files().forget(sha256)


def read(sha256: str) -> bytes:
    """The bytes of a kept file; FileNotFoundError when there is none."""
    return _files().read(sha256)
