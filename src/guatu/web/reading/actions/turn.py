"""One person's turn at a document: its row is held, its candidates are as nobody else can change them."""

from django.http import Http404
from django.utils.translation import gettext as _

from guatu.web.access.actor import Actor
from guatu.web.access.allow import require
from guatu.web.access.thing import Thing
from guatu.web.reading.models import Candidate, Document
from guatu.web.reading.problems import decided, moved_document, refuse
from guatu.web.reading.said import how, when, who


def take(
    document: int, *, by: Actor, action: str, state: str | None = "review", expected: int | None = None
) -> Document:
    """Hold a document until the end of the transaction; the log's lock comes after it, never before.

    Refused when it is not in the wanted state, or was changed since the page was loaded (`expected` version).
    """
    found = Document.objects.select_for_update(of=("self",)).filter(pk=document).first()
    if found is None:
        raise Http404(f"document {document}")
    require(by, action, Thing(area=found.area_id))
    if expected is not None and found.version != expected:
        raise moved_document()
    if state == "review":
        _at_review(found)
    return found


def _at_review(document: Document) -> None:
    """Refuse when the document is not open for decisions."""
    if document.state == "done":
        raise refuse("document.done", _("这份文件已审核完成。"), advice=_("如需改动，请先点“重新打开”。"))
    if document.state != "review":
        raise refuse("document.reading", _("这份文件还在识别。"), advice=_("请等识别完成后再审核。"))


def candidate(document: Document, number: int, *, by: Actor, expected: int | None) -> Candidate:
    """One candidate of the document in hand, unchanged since the page was loaded."""
    found = Candidate.objects.filter(document=document, pk=number).select_related("decided_by").first()
    if found is None:
        raise Http404(f"candidate {number}")
    if found.noun in ("target", "task"):
        require(by, "candidate.promise", Thing(area=document.area_id))
    found.document = document
    if expected is not None and found.version != expected:
        raise decided(
            what=str(found.current.get("quote") or "")[:40],
            who=who(found.decided_by),
            when=when(found.seq),
            how=how(found),
            number=found.pk,
            version=found.version,
        )
    return found
