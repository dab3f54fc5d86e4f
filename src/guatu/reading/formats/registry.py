"""The formats that are read, and those that are not, each known by its content first and its name second."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import version

from guatu.reading.formats.bounded import bounded
from guatu.reading.formats.decode import decoded
from guatu.reading.formats.docx import docx_text
from guatu.reading.formats.html import SNIFF, html_text
from guatu.reading.formats.markdown import markdown_text
from guatu.reading.formats.problem import refuse


@dataclass(frozen=True, slots=True)
class Format:
    """A format: how it is recognised (``sniff`` by content), read, and offered in a file dialogue.

    ``extractor`` is the version of our own part; what ``read`` gives beside the text is the library's.
    """

    name: str
    extractor: str
    endings: tuple[str, ...]
    media: tuple[str, ...]
    sniff: Callable[[bytes], bool]
    read: Callable[[bytes, str], tuple[str, str]]


def _never(_data: bytes) -> bool:
    return False


def _pdf(data: bytes) -> bool:
    return b"%PDF-" in data[:1024]


FORMATS = (
    Format(
        "PDF", "pdf-2", (".pdf",), ("application/pdf",), _pdf,
        lambda data, name: bounded("pdf", data, name=name),
    ),
    Format(
        "docx", "docx-2", (".docx",),
        ("application/vnd.openxmlformats-officedocument.wordprocessingml.document",),
        lambda data: data.startswith((b"PK\x03\x04", b"PK\x05\x06")),
        lambda data, name: (docx_text(data, name=name), ""),
    ),
    Format(
        "RTF", "rtf-1", (".rtf",), ("application/rtf", "text/rtf"), lambda data: data.startswith(b"{\\rtf"),
        lambda data, name: bounded("rtf", data, name=name),
    ),
    Format(
        "网页", "html-2", (".html", ".htm"), ("text/html",),
        lambda data: SNIFF.match(data[:1024]) is not None,
        lambda data, name: (html_text(data, name=name), f"selectolax-{version('selectolax')}"),
    ),
    Format(
        "Markdown", "markdown-1", (".md", ".markdown"), ("text/markdown",), _never,
        lambda data, name: (markdown_text(decoded(data, name=name)), ""),
    ),
    Format(
        "文本", "text-2", (".txt",), ("text/plain",), _never,
        lambda data, name: (decoded(data, name=name), "")
    ),
)  # fmt: skip
ENDINGS = tuple(ending for kind in FORMATS for ending in kind.endings)
#: The value of an ``accept`` attribute.
ACCEPT = ",".join([*ENDINGS, *(media for kind in FORMATS for media in kind.media)])

_UNPACK = "请解开压缩包，逐个提交其中的文件。"
_PICTURE = "请找电子版原件；或先用 OCR 软件把图片识别成文字。"
_PROGRAM = "请选择文字文件，如 docx、pdf、txt。"
#: (how the file begins, what it is, what to do)
_REFUSED = (
    ((b"MZ", b"\x7fELF", b"\xcf\xfa\xed\xfe", b"\xca\xfe\xba\xbe"), "程序文件", _PROGRAM),
    ((b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\x00", b"MM\x00*"), "图片", _PICTURE),
    ((b"Rar!", b"\x1f\x8b", b"7z\xbc\xaf\x27\x1c", b"BZh", b"\xfd7zXZ"), "压缩包", _UNPACK),
    ((b"MIME-Version:", b"From: <Saved by"), "网页归档（mht）", "请用 Word 打开，另存为 docx。"),
    ((b"<?xml",), "XML 文件", "请用 Word 打开，另存为 docx。"),
)
_OLE = b"\xd0\xcf\x11\xe0"
_SCRIPT = (b"#!/", b"@echo off")


def format_of(data: bytes, *, name: str) -> Format:
    """The format of a file. Raises ``TextError`` for a format that is not read."""
    head = data.lstrip(b"\xef\xbb\xbf \t\r\n")[:32]
    if data.startswith(_OLE):
        _old_office(data, name)
    for kind in FORMATS:
        if kind.sniff(data):
            return kind
    for marks, what, advice in _REFUSED:
        if head.startswith(marks) and (marks[0][:2] != b"MZ" or b"\0" in data[:512] or head[:2] != b"MZ"):
            raise refuse("text.kind", name, message=f"这是{what}，不是可读的文档。", advice=advice)
    if head.lower().startswith(_SCRIPT):
        raise refuse("text.kind", name, message="这是程序脚本，不是可读的文档。", advice=_PROGRAM)
    ending = "." + name.rpartition(".")[2].lower()
    named = next((kind for kind in FORMATS if ending in kind.endings and kind.sniff is _never), None)
    if named is None and ending in (".html", ".htm"):
        named = next(kind for kind in FORMATS if ending in kind.endings)
    return named or FORMATS[-1]


def _old_office(data: bytes, name: str) -> None:
    """Refuse what Office wrote before 2007, and what it locks to this day."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise refuse(
            "text.kind", name, message="文件已加密，要密码才能打开。", advice="请去掉密码后另存为 docx。"
        )
    what = "旧版 Office 文件（doc、wps、xls、ppt）"
    if "WordDocument".encode("utf-16-le") in data:
        what = "旧版 Word 文件（doc、wps）"
    elif "Workbook".encode("utf-16-le") in data:
        what = "旧版电子表格（xls、et）"
    raise refuse(
        "text.kind",
        name,
        message=f"这是{what}，不能直接读。",
        advice="请用 Word 或 WPS 打开，另存为 docx 后再提交。",
    )
