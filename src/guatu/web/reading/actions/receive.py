"""A file arrives: checked whole before anything is kept, known by its checksum, read by a job."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from guatu.reading.text import Extracted
from guatu.web.access.actor import Actor, machine
from guatu.web.access.allow import reach, require
from guatu.web.accounts.queries import areas
from guatu.web.audit.actions import hold, record
from guatu.web.jobs.actions import enqueue
from guatu.web.jobs.queries import job_for
from guatu.web.reading import store
from guatu.web.reading.actions.turn import take
from guatu.web.reading.models import MARKS, Document
from guatu.web.reading.problems import refuse
from guatu.web.reading.reader import clean_name, extract
from guatu.web.search.actions import put

#: Some ten times the longest yearly report.
MOST_CHARACTERS = 500_000
#: A mark of secrecy stands on a line of its own, often with its term: 机密★10年.
_SECRET = re.compile(
    r"^[ \t\u3000]*(绝密|機密|机密|秘密|絕密)[ \t\u3000]*(?:[★☆].{0,12})?[ \t\r]*$", re.MULTILINE
)


@dataclass(frozen=True, slots=True)
class Received:
    """The document, and whether it is new here."""

    document: Document
    fresh: bool


def receive(
    data: bytes, *, name: str, by: Actor, mark: str = "internal", day: date | None = None
) -> Received:
    """Take a file in and have it read. The same file twice is one document.

    Raises GuatuError with one clear sentence for every file that cannot be read; then nothing is kept.
    """
    require(by, "document.upload")
    own_name = clean_name(name)
    _size(data, name=own_name)
    if mark not in dict(MARKS):
        raise refuse("document.mark", _("没有这种标识。"), advice=_("请选择公开或内部。"))
    sha256 = store.checksum(data)
    there = Document.objects.filter(sha256=sha256).first()
    if there is not None:
        return Received(there, fresh=False)
    found = extract(data, name=own_name)
    _length(found.text, name=own_name)
    _not_secret(found.text, name=own_name)
    kept = store.path_of(sha256).exists()
    store.keep(data, sha256=sha256)
    try:
        with transaction.atomic():
            return _register(found, sha256=sha256, name=own_name, by=by, mark=mark, day=day)
    except BaseException:
        if not kept and not Document.objects.filter(sha256=sha256).exists():
            store.forget(sha256)
        raise


def _register(
    found: Extracted, *, sha256: str, name: str, by: Actor, mark: str, day: date | None
) -> Received:
    """Put the document on the list and its reading in the queue, unless it came a moment earlier."""
    hold()
    there = Document.objects.filter(sha256=sha256).first()
    if there is not None:
        return Received(there, fresh=False)
    told = {"name": name, "sha256": sha256, "mark": mark}
    seq = record(by=by, action="document.receive", thing=f"document:{sha256[:12]}", after=told)
    document = Document.objects.create(
        sha256=sha256,
        name=name,
        title=name.rpartition(".")[0] or name,
        date=day,
        area=_area(by),
        mark=mark,
        text=found.text,
        characters=len(found.text),
        extractor=found.extractor,
        seq=seq,
        brought_by_id=by.user_id,
    )
    put("document", document.pk, document.searched, seq=seq)
    _read_again(document, by=by)
    return Received(document, fresh=True)


def _size(data: bytes, *, name: str) -> None:
    most = settings.UPLOAD_MOST
    if len(data) > most:
        raise refuse(
            "document.large",
            _("“%(name)s”超过%(most)s MB。") % {"name": name, "most": most // 1024 // 1024},
            advice=_("请只上传讲话、报告的文字稿。"),
        )


def _length(text: str, *, name: str) -> None:
    """Refuse a text that no person could review on one page."""
    if len(text) > MOST_CHARACTERS:
        raise refuse(
            "document.long",
            _("“%(name)s”有%(n)s万字，超过%(most)s万字，无法逐项审核。")
            % {"name": name, "n": len(text) // 10_000, "most": MOST_CHARACTERS // 10_000},
            advice=_("请按篇章分开提交。"),
        )


def _not_secret(text: str, *, name: str) -> None:
    """Refuse a text that bears a mark of state secrecy at its head."""
    marked = _SECRET.search(text[:2000])
    if marked:
        raise refuse(
            "document.secret",
            _("“%(name)s”标有密级“%(mark)s”，本系统不接收涉密文件。") % {"name": name, "mark": marked[1]},
            advice=_("请按保密规定处理，不要在本系统中保存或传输。"),
        )


def _area(by: Actor) -> Any:
    """The area of the unit through which the person may bring documents; the zone itself for the machine."""
    where = reach(by, "document.upload")
    return areas().filter(pk__in=where.areas).first() if where.areas else areas().first()


def _read_again(document: Document, *, by: Actor) -> None:
    payload: dict[str, object] = {"document": document.pk, "done": document.state == "done"}
    job = enqueue("reading.read", payload, by=by)
    document.state, document.problem, document.job = "reading", None, job.pk
    document.save(update_fields=["state", "problem", "job", "title", "date", "mark", "version"])


def _stuck(document: Document) -> bool:
    """Whether the job that should read it came to an end without having read it."""
    job = job_for(machine("reading"), document.job) if document.job else None
    return job is None or job.state in ("failed", "done")


@transaction.atomic
def describe(
    document: int,
    *,
    by: Actor,
    expected_version: int,
    title: str,
    day: date | None,
    mark: str,
    again: bool = False,
) -> Document:
    """Mend a document's title, date and mark; a new date (or `again`) has it read once more.

    Decisions stay with what they were about.
    """
    held = take(document, by=by, action="document.upload", state=None, expected=expected_version)
    before = {"title": held.title, "date": held.date, "mark": held.mark}
    reread = again or day != held.date
    if held.state == "done" and reread:
        raise refuse("document.done", _("这份文件已审核完成。"), advice=_("如需改动，请先点“重新打开”。"))
    if mark not in dict(MARKS) or not title.strip():
        raise refuse("document.title", _("标题或标识空缺。"), advice=_("请填写标题，并选择公开或内部。"))
    held.title, held.date, held.mark, held.version = title.strip()[:200], day, mark, held.version + 1
    after = {"title": held.title, "date": held.date, "mark": held.mark, "again": reread}
    if before | {"again": False} == after:
        return held
    seq = record(by=by, action="document.describe", thing=f"document:{held.pk}", before=before, after=after)
    put("document", held.pk, held.searched, seq=seq)
    if reread and (held.state != "reading" or _stuck(held)):
        _read_again(held, by=by)
    else:
        held.save(update_fields=["title", "date", "mark", "version"])
    return held


@transaction.atomic
def reread(document: int, *, by: Actor, expected_version: int | None = None) -> Document:
    """Have a document read by the reader of today. Every decision stays; what differs is shown beside it."""
    held = take(document, by=by, action="document.upload", state=None, expected=expected_version)
    if held.state == "reading" and not _stuck(held):
        raise refuse("document.reading", _("这份文件还在识别。"), advice=_("请等识别完成后再审核。"))
    record(by=by, action="document.reread", thing=f"document:{held.pk}", before={"reader": held.reader})
    held.version += 1
    _read_again(held, by=by)
    return held
