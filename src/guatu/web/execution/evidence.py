"""Evidence is checked by its content, not its name: pictures, PDF, docx, xlsx; others are refused."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from guatu.files.archive import Archive, ArchiveError, Bounds
from guatu.files.store import checksum
from guatu.web.execution.problems import refuse

MOST = 20 * 1024 * 1024
_BOUNDS = Bounds(total=300 * 1024 * 1024)
TYPES = {
    "jpeg": "image/jpeg",
    "png": "image/png",
    "webp": "image/webp",
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_PARTS = {"word/document.xml": "docx", "xl/workbook.xml": "xlsx"}


@dataclass(frozen=True, slots=True)
class Checked:
    """A file that may be kept: what it is by its content, its clean name, its checksum."""

    name: str
    kind: str
    data: bytes
    sha256: str


def check(data: bytes, *, name: str) -> Checked:
    """Take a file as evidence.

    Raises:
        ExecutionError: empty, too large, of another kind, with macros, encrypted, or a zip bomb.
    """
    clean = "".join(c for c in name.replace("\\", "/").rpartition("/")[2] if c.isprintable())[-120:] or _(
        "附件"
    )
    if not data:
        raise _refuse(clean, _("是空文件"))
    if len(data) > MOST:
        raise _refuse(clean, _("超过%(n)s MB") % {"n": MOST // 1024 // 1024})
    return Checked(clean, _kind(data, name=clean), data, checksum(data))


def _kind(data: bytes, *, name: str) -> str:
    if data.startswith(b"\xff\xd8\xff"):
        return "jpeg"
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return "webp"
    if data.startswith(b"%PDF-"):
        return "pdf"
    if data.startswith(b"PK\x03\x04"):
        return _office(data, name=name)
    raise _refuse(name, _("不是照片、PDF、docx 或 xlsx 文件"))


def _office(data: bytes, *, name: str) -> str:
    try:
        packed = Archive(data, bounds=_BOUNDS)
        if any(part.lower().endswith("vbaproject.bin") for part in packed.names):
            raise _refuse(name, _("含有宏"))
        found = next((kind for part, kind in _PARTS.items() if part in packed.names), "")
        if not found:
            raise _refuse(name, _("不是照片、PDF、docx 或 xlsx 文件"))
        packed.weigh()
    except ArchiveError as error:
        raise _refuse(name, _("解压后过大") if error.fault == "large" else _("已损坏，打不开")) from error
    return found


def _refuse(name: str, why: str) -> Exception:
    return refuse(
        "evidence.file",
        _("“%(name)s”%(why)s，没有收下。") % {"name": name, "why": why},
        advice=_("请改用照片（jpg、png）、PDF、docx 或 xlsx。"),
        name=name,
    )
