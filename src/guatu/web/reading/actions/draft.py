"""Forms left half filled: kept for the person, dropped when sent or given up."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from guatu.web.access.actor import Actor
from guatu.web.access.allow import require
from guatu.web.access.thing import Thing
from guatu.web.audit.actions import record
from guatu.web.reading.models import Document, Draft

#: A form has some twenty fields; nobody types more into them than this.
MOST_FIELDS, MOST_LETTERS = 40, 2000


@transaction.atomic
def keep_draft(document: Document, place: str, fields: Mapping[str, Any], *, by: Actor) -> None:
    """Keep what the person has typed so far, in place of what they had typed before."""
    require(by, "candidate.decide", Thing(area=document.area_id))
    told = {
        str(name)[:40]: _short(value)
        for name, value in list(fields.items())[:MOST_FIELDS]
        if name not in ("csrfmiddlewaretoken", "version", "resolution")
    }
    row, fresh = Draft.objects.get_or_create(document=document, by_id=by.user_id, place=place[:60])
    if fresh:
        record(by=by, action="draft.keep", thing=f"document:{document.pk}", after={"place": place[:60]})
    row.fields = told
    row.save()


@transaction.atomic
def drop_draft(document: Document, place: str, *, by: Actor) -> None:
    """Forget what the person had typed."""
    gone, _ = Draft.objects.filter(document=document, by=by.user_id, place=place).delete()
    if gone:
        record(by=by, action="draft.drop", thing=f"document:{document.pk}", before={"place": place})


def _short(value: Any) -> Any:
    if isinstance(value, list):
        return [str(one)[:MOST_LETTERS] for one in value[:MOST_FIELDS]]
    return str(value or "")[:MOST_LETTERS]
