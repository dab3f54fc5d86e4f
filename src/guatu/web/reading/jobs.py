"""The job that reads a document."""

from django.db import transaction

from guatu.vocabulary.problems import GuatuError
from guatu.web.jobs.registry import job
from guatu.web.jobs.run import Run
from guatu.web.reading.actions.read import lay, unreadable
from guatu.web.reading.queries import document_by_number
from guatu.web.reading.reader import read


@job("reading.read")
def read_document(run: Run) -> dict[str, int]:
    """Read the text of `payload["document"]` and lay the reading over the document, wholly or not at all."""
    document = document_by_number(int(run.payload["document"]))
    run.progress(0, total=2, message=document.name)
    try:
        reading = read(document)
    except GuatuError as error:
        with transaction.atomic():
            unreadable(document.pk, problem=error.problem, by=run.actor)
        raise
    run.progress(1, total=2, message=document.name)
    told = {
        "document": document.pk,
        "items": len(reading.observations) + len(reading.targets) + len(reading.tasks),
    }
    with run.finishing(told):
        lay(document.pk, reading=reading, by=run.actor)
    return told
