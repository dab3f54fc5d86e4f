"""A file as an answer: what kind it is by the ending of its name, and a name that every browser takes."""

from __future__ import annotations

from pathlib import PurePath
from typing import Final

from django.http import HttpResponse
from django.utils.http import content_disposition_header

KINDS: Final = {
    ".csv": "text/csv; charset=utf-8",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def download(data: bytes | str, *, name: str, shown: bool = False) -> HttpResponse:
    """The file to be saved under this name; ``shown``: the browser may open it in its own page instead.

    KeyError for an ending that is none of `KINDS`.
    """
    answer = HttpResponse(data, content_type=KINDS[PurePath(name).suffix])
    answer["Content-Disposition"] = content_disposition_header(not shown, name) or "attachment"
    return answer
