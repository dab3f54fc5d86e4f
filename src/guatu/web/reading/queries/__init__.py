"""Every read of documents: lists, the one door to each, its candidates as they stood at a known moment."""

import json
import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.http import Http404
from django.utils.translation import gettext as _

from guatu.reading.fold import plain
from guatu.vocabulary.figure import Figure, FigureKey
from guatu.vocabulary.trace import Sentence
from guatu.web.access.actor import Actor
from guatu.web.access.allow import allow, reach, require
from guatu.web.access.thing import Thing
from guatu.web.audit.queries import entries
from guatu.web.reading.models import Candidate as Candidate
from guatu.web.reading.models import Decision, Draft
from guatu.web.reading.models import Document as Document
from guatu.web.statements.queries import carriers

#: What a document's counts are called in a figure's name, and which candidates each counts.
COUNTS: dict[str, Q] = {
    "observations": Q(noun="figure"),
    "targets": Q(noun="target"),
    "tasks": Q(noun="task"),
    "unread": Q(noun="unread", decision="pending"),
    "pending": Q(decision="pending") & ~Q(noun="unread"),
    "accepted": Q(decision="accepted") & ~Q(noun="unread"),
    "principles": Q(decision="principle"),
    "rejected": Q(decision="rejected") & ~Q(noun="unread"),
}


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


def candidates(document: Document, *, known_at: int | None = None) -> list[Candidate]:
    """What was found in a document, in the order of the text; at an earlier moment as it was decided then."""
    return _candidates([document.pk], known_at=known_at)[document.pk]


def _candidates(documents: Collection[int], *, known_at: int | None) -> dict[int, list[Candidate]]:
    """The candidates of each document, in as many queries for many as for one."""
    found: dict[int, list[Candidate]] = {number: [] for number in documents}
    rows = Candidate.objects.filter(document__in=documents).select_related("decided_by")
    rows = rows.order_by("start", "end", "pk")
    decided: dict[int, Decision] = {}
    if known_at is not None:
        rows = rows.filter(since__lte=known_at)
        history = Decision.objects.filter(candidate__document__in=documents, seq__lte=known_at)
        for decision in history.select_related("by").order_by("version"):
            decided[decision.candidate_id] = decision
    for row in rows:
        then = row if known_at is None else _as_then(row, decided.get(row.pk))
        found[row.document_id].append(then)
    return found


def _as_then(row: Candidate, decision: Decision | None) -> Candidate:
    """The candidate under its last decision of that time; the row itself is not saved."""
    if decision is None:
        row.decision, row.lineage, row.edited, row.resolution, row.seq, row.decided_by = (
            "pending",
            None,
            None,
            "",
            None,
            None,
        )
        return row
    row.decision, row.lineage, row.edited = decision.decision, decision.lineage, decision.edited
    row.resolution, row.seq, row.decided_by = decision.resolution, decision.seq, decision.by
    return row


def candidate_in(document: Document, number: int) -> Candidate:
    """One candidate of a document; Http404 when it is not one of its."""
    found = document.candidates.select_related("decided_by", "document").filter(pk=number).first()
    if found is None:
        raise Http404(f"candidate {number}")
    return found


def standing(document: Document) -> list[list[Decision]]:
    """For each candidate the decisions that were not taken back, the one in force last."""
    stacks: dict[int, list[Decision]] = {}
    rows = Decision.objects.filter(candidate__document=document)
    for row in rows.order_by("candidate", "version"):
        stack = stacks.setdefault(row.candidate_id, [])
        if row.undoes is None:
            stack.append(row)
        elif stack:
            stack.pop()
    return [stack for stack in stacks.values() if stack]


def undoable(document: Document, *, by: Actor) -> bool:
    """Whether the person has a deed here that can be taken back."""
    return any(stack[-1].by_id == by.user_id for stack in standing(document))


def drafted(document: Document, *, by: Actor) -> frozenset[str]:
    """The places of the forms that this person left half filled."""
    return frozenset(Draft.objects.filter(document=document, by=by.user_id).values_list("place", flat=True))


def draft(document: Document, place: str, *, by: Actor) -> dict[str, Any] | None:
    """What this person left in a form; None when they left nothing."""
    return (
        Draft.objects.filter(document=document, by=by.user_id, place=place)
        .values_list("fields", flat=True)
        .first()
    )


def counts(
    document: Document, *, rows: Collection[Candidate], known_at: int | None = None
) -> dict[str, Figure]:
    """The document's counts by name, each a figure with its own address; `rows` are all its candidates."""
    found = tally(rows)
    return {name: _count(document.pk, name, value=found[name], known_at=known_at) for name in COUNTS}


def tally(rows: Iterable[Candidate]) -> Counter[str]:
    """How many candidates each count holds."""
    found: Counter[str] = Counter()
    words = {"accepted": "accepted", "principle": "principles", "rejected": "rejected", "pending": "pending"}
    for row in rows:
        if row.noun == "unread":
            found["unread"] += row.decision == "pending"
            continue
        found[{"figure": "observations", "target": "targets", "task": "tasks"}[row.noun]] += 1
        found[words[row.decision]] += 1
    return found


def _count(document: int, measure: str, *, value: int, known_at: int | None = None) -> Figure:
    return Figure(
        FigureKey(f"document:{document}", measure, None, known_at=known_at),
        value=Decimal(value),
        unit="count",
    )


def counts_of_all(
    documents: Iterable[Document], *, known_at: int | None = None
) -> dict[int, dict[str, Figure]]:
    """The counts of many documents: in one query now, from the history at an earlier moment."""
    if known_at is not None:
        then = _candidates([d.pk for d in documents], known_at=known_at)
        return {
            n: {name: _count(n, name, value=tally(rows)[name], known_at=known_at) for name in COUNTS}
            for n, rows in then.items()
        }
    numbers = [document.pk for document in documents]
    sums = {name: Count("pk", filter=q) for name, q in COUNTS.items()}
    rows = Candidate.objects.filter(document__in=numbers).values("document").annotate(**sums)
    found = {row["document"]: row for row in rows}
    nothing = dict.fromkeys(COUNTS, 0)
    return {n: {name: _count(n, name, value=found.get(n, nothing)[name]) for name in COUNTS} for n in numbers}


def counted(key: FigureKey) -> list[Candidate]:
    """The candidates that a document's count counts, in the order of the text."""
    document = document_by_number(key.number or 0)
    if key.measure not in COUNTS:
        raise Http404(key.measure)
    numbers = set(
        Candidate.objects.filter(COUNTS[key.measure], document=document).values_list("pk", flat=True)
    )
    if key.known_at is None:
        return [row for row in candidates(document) if row.pk in numbers]
    rows = candidates(document, known_at=key.known_at)
    return [row for row in rows if tally([row])[key.measure]]


def count_figure(key: FigureKey) -> Figure:
    """The value of a document's count, as known at the key's moment."""
    return Figure(key, value=Decimal(len(counted(key))), unit="count")


_SAID = {
    "observations": "本文件中识别的数据",
    "targets": "本文件中识别的目标",
    "tasks": "本文件中识别的任务",
    "unread": "看到而没有归入指标、也没有处理的数字",
    "pending": "还没有审核的数据、目标和任务",
    "accepted": "已采纳的数据、目标和任务",
    "principles": "列为原则要求的任务",
    "rejected": "不采纳的数据、目标和任务",
}


def count_words(key: FigureKey) -> Sentence:
    """How a document's count is made, in words."""
    figures = {"result": count_figure(key)}
    return Sentence(_("{what}，逐项清点，共{result}。"), figures=figures, words={"what": _SAID[key.measure]})
