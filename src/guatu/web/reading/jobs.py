"""The job that reads a document."""

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from guatu.vocabulary.problems import GuatuError, Problem
from guatu.web.jobs.registry import job
from guatu.web.jobs.run import Run
from guatu.web.reading.actions.read import lay, unreadable
from guatu.web.reading.queries import document_by_number
from guatu.web.reading.queries.words import taught
from guatu.web.reading.reader import read, version


@job("reading.read", title=gettext_lazy("识别文件"))
def read_document(run: Run) -> dict[str, int]:
    """Read the text of `payload["document"]` and lay the reading over the document, wholly or not at all."""
    document = document_by_number(int(run.payload["document"]))
    run.progress(0, total=2, message=document.name)
    try:
        known = taught()
        reading = read(document, taught=known)
    except Exception as error:
        told_why = error.problem if isinstance(error, GuatuError) else _broken()
        with transaction.atomic():
            unreadable(document.pk, problem=told_why, by=run.actor)
        raise
    run.progress(1, total=2, message=document.name)
    told = {
        "document": document.pk,
        "items": len(reading.observations) + len(reading.targets) + len(reading.tasks),
    }
    with run.finishing(told):
        done = bool(run.payload.get("done"))
        lay(document.pk, reading=reading, by=run.actor, reader=version(known), done=done)
    return told


def _broken() -> Problem:
    """The reader itself broke; the log has the details, the person has a way on."""
    return Problem(
        "document.broken",
        message=_("识别程序出错，没有写入任何内容。"),
        what_to_do=_("请稍后点“保存并重新识别”；仍不行时请联系运维人员。"),
    )
