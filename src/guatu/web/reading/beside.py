"""Two documents side by side: what the earlier promised, what became of it according to the later."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from guatu.reading.sentences import outline
from guatu.targets.afterwards import Followed, followed, mentioned, paired
from guatu.vocabulary import statements as core
from guatu.vocabulary.figure import Figure
from guatu.web.access.actor import Actor
from guatu.web.access.allow import allow
from guatu.web.reading import queries
from guatu.web.reading.describe import words
from guatu.web.reading.queries import Candidate, Document
from guatu.web.statements.queries import spoken_by, thing

VERDICTS = {
    "kept": ("done", _("已兑现")),
    "missed": ("bad", _("未达到")),
    "under_way": ("ok", _("推进中")),
    "mentioned": ("none", _("仅提及")),
    "renewed": ("none", _("另提新目标")),
    "silent": ("none", _("未再提及")),
    "repeated": ("none", _("再次部署")),
}


@dataclass(frozen=True, slots=True)
class Said:
    """One item of a document as the page shows it; `figure` where it stands on record, `url` its own page."""

    noun: str
    number: int
    document: int
    quote: str
    about: tuple[str, ...]
    says: str
    figure: Figure | None = None
    url: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A promise or a task of the earlier document, and what the later one says of it."""

    item: Said
    verdict: str
    light: str
    word: Any
    answers: tuple[Said, ...] = ()
    related: tuple[Said, ...] = ()
    renewed: tuple[Said, ...] = ()
    sentence: str = ""


@dataclass(frozen=True, slots=True)
class Beside:
    """Both documents, the earlier first; `fresh` are promises and tasks that only the later one has."""

    earlier: Document
    later: Document
    targets: tuple[Row, ...]
    tasks: tuple[Row, ...]
    fresh: tuple[Said, ...]

    @property
    def unanswered(self) -> list[Row]:
        """What the later document does not come back to."""
        return [row for row in (*self.targets, *self.tasks) if row.verdict == "silent"]


class _Side:
    """One document's items that were not rejected, ready to be shown."""

    def __init__(self, document: Document, *, actor: Actor, known_at: int | None) -> None:
        self.document, self.actor, self.known_at = document, actor, known_at
        rows = queries.candidates(document, known_at=known_at)
        self.rows = [row for row in rows if row.decision != "rejected" and not row.gone]
        spoken = spoken_by(document.sha256, known_at=known_at)
        self.stated = {(row.noun, row.lineage): row for row in spoken}

    def of(self, noun: str) -> list[Candidate]:
        return [row for row in self.rows if row.noun == noun and row.current.get("kind") != "principle"]

    def said(self, row: Candidate) -> Said:
        told = words(row.noun, row.current)
        stated = self.stated.get((row.noun, row.lineage))
        figure = stated.figure(self.known_at) if stated is not None and row.noun == "figure" else None
        url = ""
        if (
            stated is not None
            and row.noun != "figure"
            and allow(self.actor, f"{row.noun}.view", thing(stated))
        ):
            url = f"/{row.noun}s/{row.lineage}"
        quote = self.document.text[row.start : row.end]
        return Said(row.noun, row.pk, self.document.pk, quote, told.about, told.says, figure, url)


def in_time(one: Document, other: Document) -> tuple[Document, Document]:
    """The two, the earlier first."""
    first, second = sorted((one, other), key=lambda row: (row.date or date.min, row.pk))
    return first, second


def beside(one: Document, other: Document, *, actor: Actor, known_at: int | None = None) -> Beside:
    """The two documents side by side; which is the earlier is told by their dates."""
    earlier, later = in_time(one, other)
    left, right = (_Side(doc, actor=actor, known_at=known_at) for doc in (earlier, later))
    targets, renewed = _targets(left, right)
    tasks, repeated = _tasks(left, right)
    fresh = [row for row in (*right.of("target"), *right.of("task")) if row.pk not in renewed | repeated]
    fresh.sort(key=lambda row: (row.start, row.pk))
    return Beside(earlier, later, tuple(targets), tuple(tasks), tuple(right.said(row) for row in fresh))


def _targets(left: _Side, right: _Side) -> tuple[list[Row], set[int]]:
    figures = {row.pk: row for row in right.of("figure")}
    promises = {row.pk: row for row in right.of("target")}
    measured = [core.Observation.from_json({**row.current, "id": str(pk)}) for pk, row in figures.items()]
    later = [core.Target.from_json({**row.current, "id": str(pk)}) for pk, row in promises.items()]
    rows = left.of("target")
    asked = [core.Target.from_json(row.current) for row in rows]
    made, renewed = [], set()
    for row, found in zip(rows, followed(asked, measured=measured, later=later), strict=True):
        renewed |= {int(target.id) for target in found.renewed}
        made.append(_row(left.said(row), found, right, figures | promises))
    return made, renewed


def _row(item: Said, found: Followed, right: _Side, known: dict[int, Candidate]) -> Row:
    def shown(items: Sequence[core.Observation | core.Target]) -> tuple[Said, ...]:
        return tuple(right.said(known[int(one.id)]) for one in items)

    light, word = VERDICTS[found.verdict]
    return Row(
        item, found.verdict, light, word, shown(found.answers), shown(found.related), shown(found.renewed)
    )


def _tasks(left: _Side, right: _Side) -> tuple[list[Row], set[int]]:
    titles = [{row.pk: words("task", row.current).says for row in side.of("task")} for side in (left, right)]
    again = paired(titles[0], titles[1])
    later = {row.pk: row for row in right.of("task")}
    text = right.document.text
    sentences = [text[s.start : s.end] for s in outline(text).sentences]
    made = []
    for row in left.of("task"):
        item = left.said(row)
        if row.pk in again:
            light, word = VERDICTS["repeated"]
            made.append(Row(item, "repeated", light, word, answers=(right.said(later[again[row.pk]]),)))
            continue
        sentence = mentioned(titles[0][row.pk], sentences) or ""
        verdict = "mentioned" if sentence else "silent"
        light, word = VERDICTS[verdict]
        made.append(Row(item, verdict, light, word, sentence=sentence.strip()))
    return made, set(again.values())


def others(document: Document, *, actor: Actor, known_at: int | None = None) -> list[Document]:
    """The documents that it may be laid beside: those of other years first that bear the most alike title."""
    rows = [row for row in queries.documents_for(actor, known_at=known_at) if row.pk != document.pk]
    rows = [row for row in rows if row.readings]
    own = document.date or date.min

    def order(row: Document) -> tuple[bool, int, int]:
        day = row.date or date.min
        same = sum(char in str(document.title) for char in set(str(row.title)))
        return day.year == own.year, -same, abs((day - own).days)

    return sorted(rows, key=order)
