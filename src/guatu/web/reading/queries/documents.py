"""The doors to documents: lists of those that a person may read, the one door to each."""

import json
import re
from collections.abc import Collection, Iterable, Mapping
from datetime import date

from django.db.models import QuerySet
from django.http import Http404

from guatu.reading.fold import plain
from guatu.web.access.actor import Actor
from guatu.web.access.allow import allow, reach, require
from guatu.web.access.thing import Thing
from guatu.web.audit.queries import entries
from guatu.web.reading.models import Document
from guatu.web.statements.queries import carriers


def document_by_number(number: int) -> Document:
    """A document for the machine's own work; Http404 when there is none."""
    found = Document.objects.filter(pk=number).first()
    if found is None:
        raise Http404(f"document {number}")
    return found


def document_for(actor: Actor, number: int, *, known_at: int | None = None) -> Document:
    """The door to one document: Http404 when there is none, PermissionDenied when it is not theirs."""
    rows = Document.objects.select_related("brought_by", "area").filter(pk=number)
    return _door(actor, rows, known_at=known_at)


def document_by_sha_for(actor: Actor, sha256: str, *, known_at: int | None = None) -> Document:
    """The same door by the checksum that source addresses carry."""
    return _door(actor, Document.objects.filter(sha256=sha256), known_at=known_at)


def _door(actor: Actor, rows: "QuerySet[Document]", *, known_at: int | None) -> Document:
    found = (rows if known_at is None else rows.filter(seq__lte=known_at)).first()
    if found is None:
        raise Http404("document")
    if not may_read(actor, found):
        require(actor, "document.view", _thing(found, carriers()))
    return _as_described([found], known_at=known_at)[0]


def _as_described(documents: Iterable[Document], *, known_at: int | None) -> list[Document]:
    """The documents under the titles and dates that they had then; who may read them is asked as of today."""
    found = list(documents)
    if known_at is None or not found:
        return found
    named = {f"document:{document.pk}": document for document in found}
    later = entries(action="document.describe").filter(sequence__gt=known_at, thing__in=named)
    for deed in later:
        before = json.loads(deed.before)
        document = named[deed.thing]
        document.title = before["title"]
        document.date = date.fromisoformat(before["date"]) if before["date"] else None
    return found


def may_read(
    actor: Actor, document: Document, *, carried: Mapping[str, frozenset[int]] | None = None
) -> bool:
    """Whether the actor may read it: all of the area, what is public, what carries a task of their unit.

    `carried`: the units by document, for a list that has asked already.
    """
    if allow(actor, "document.view", Thing(area=document.area_id)):
        return True
    if document.mark == "public" and allow(actor, "document.view_public", Thing(area=document.area_id)):
        return True
    if not reach(actor, "document.view").units:
        return False
    return allow(actor, "document.view", _thing(document, carried if carried is not None else carriers()))


def _thing(document: Document, carried: Mapping[str, frozenset[int]]) -> Thing:
    """The document with the units that carry something it states."""
    return Thing(area=document.area_id, units=carried.get(document.sha256, frozenset()))


def _readable(actor: Actor, rows: Iterable[Document]) -> list[Document]:
    """Those of the documents that the actor may read."""
    carried = carriers() if reach(actor, "document.view").units else {}
    return [row for row in rows if may_read(actor, row, carried=carried)]


def documents_for(actor: Actor, *, known_at: int | None = None) -> list[Document]:
    """The documents that this person may read, newest first, by the rule that guards each one's page."""
    rows = Document.objects.select_related("brought_by").defer("text")
    rows = rows if known_at is None else rows.filter(seq__lte=known_at)
    seen = _as_described(_readable(actor, rows), known_at=known_at)
    return sorted(seen, key=lambda row: (row.date or date.min, row.pk), reverse=True)


def documents_numbered(
    actor: Actor, numbers: Collection[int], *, known_at: int | None = None
) -> list[Document]:
    """Those of the numbered documents that the actor may read, newest first, with their texts."""
    rows = Document.objects.filter(pk__in=numbers).order_by("-date", "-pk")
    rows = rows if known_at is None else rows.filter(seq__lte=known_at)
    return _as_described(_readable(actor, rows) if numbers else [], known_at=known_at)


def documents_with(actor: Actor, word: str) -> list[Document]:
    """The documents of the actor's that hold a word (in the reader's characters), newest first."""
    rows = Document.objects.filter(readings__gt=0).select_related("brought_by").order_by("-date", "-pk")
    return [row for row in _readable(actor, rows) if word in without_blanks(row.text)]


def without_blanks(text: str) -> str:
    """A text in the reader's characters, as a word is looked for in it: blanks inside words do not count."""
    return re.sub(r"[ \t\n\x00]+", "", plain(text))


def documents_seen_by_sha(
    actor: Actor, shas: Iterable[str], *, known_at: int | None = None
) -> dict[str, Document]:
    """Those of the documents that the actor may read, by checksum."""
    rows = Document.objects.filter(sha256__in=set(shas))
    seen = _as_described(_readable(actor, rows), known_at=known_at)
    return {row.sha256: row for row in seen}


def titles_by_sha(shas: Iterable[str]) -> dict[str, str]:
    """The titles of documents by checksum, for letters that cite them to the units whose tasks they say."""
    rows = Document.objects.filter(sha256__in=set(shas)).only("sha256", "title", "name")
    return {row.sha256: str(row) for row in rows}
