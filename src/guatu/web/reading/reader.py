"""The desk's way to the reading room: a file becomes text, a text becomes a reading."""

import hashlib
import unicodedata
from functools import lru_cache
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Any

from guatu.catalogue.load import directories
from guatu.catalogue.taught import NOTHING, Taught
from guatu.reading import read as read_code
from guatu.reading.read import read_text
from guatu.reading.text import ACCEPT, Extracted
from guatu.reading.text import extract as extract_text
from guatu.vocabulary.statements import Reading

__all__ = ["ACCEPT", "clean_name", "extract", "read"]

MOST_NAME = 120


def clean_name(name: str) -> str:
    """A file's own name: no folders, no invisible or control characters, of modest length.

    >>> clean_name("../../etc/passwd"), clean_name("C:\\\\文件\\\\讲话\\u202e.txt")
    ('passwd', '讲话.txt')
    """
    base = PurePosixPath(PureWindowsPath(name).as_posix()).name
    kept = "".join(c for c in base if unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Co", "Cn"))
    stem, dot, ending = kept.strip(" .").rpartition(".")
    stem, ending = (stem, ending) if dot else (ending, "")
    return f"{stem[:MOST_NAME]}{dot}{ending[:10]}" if stem or ending else "未命名"


def extract(data: bytes, *, name: str) -> Extracted:
    """The text of a file; GuatuError with one clear sentence for whatever cannot be read."""
    return extract_text(data, name=name)


@lru_cache(maxsize=4)
def version(taught: Taught = NOTHING) -> str:
    """Which reader this is: a short digest of its program, its definitions, and the words ``taught``."""
    own = Path(read_code.__file__).parent.glob("*.py")
    known = (path for place in directories() for path in place.rglob("*.toml"))
    told = hashlib.sha256()
    for path in (*sorted(own), *sorted(known)):
        told.update(path.name.encode() + path.read_bytes())
    told.update(repr(taught).encode() if taught != NOTHING else b"")
    return told.hexdigest()[:12]


def read(document: Any, *, taught: Taught) -> Reading:
    """What the text of a document states, in the words of the catalogue and those taught."""
    return read_text(
        document.text,
        name=document.name,
        sha256=document.sha256,
        date=document.date,
        extractor=document.extractor,
        taught=taught,
    )
