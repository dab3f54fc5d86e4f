"""The review desk put together: the text with its spans, the cards beside it, what must be looked at."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from guatu.reading.grids import Grid, grids, place_of
from guatu.vocabulary.figure import Figure
from guatu.web.access.actor import Actor
from guatu.web.access.allow import allow
from guatu.web.access.thing import Thing
from guatu.web.audit.queries import moments
from guatu.web.reading import queries, said
from guatu.web.reading.checking import Beside, Finding, findings
from guatu.web.reading.describe import words
from guatu.web.reading.drawn import Block, blocks
from guatu.web.reading.queries import Candidate, Document
from guatu.web.reading.record import OnRecord, Register, missing
from guatu.web.reading.segments import Lit
from guatu.web.statements.queries import spoken_by, thing

#: What a person may want to see alone, in the order in which it is offered.
SHOWS = {
    "pending": gettext_lazy("待审核"),
    "conflict": gettext_lazy("有冲突"),
    "new": gettext_lazy("新增"),
    "unread": gettext_lazy("待识别"),
    "figure": gettext_lazy("数据"),
    "target": gettext_lazy("目标"),
    "task": gettext_lazy("任务"),
}
_INHERITED = {
    "indicator": gettext_lazy("主语"),
    "period": gettext_lazy("期间"),
    "scope": gettext_lazy("范围"),
    "area": gettext_lazy("区域"),
    "by": gettext_lazy("目标期"),
}


@dataclass(frozen=True, slots=True)
class Card:
    """One candidate as the right-hand column shows it.

    `figure`: the number on record once it is adopted; `there`: what is on record of the same thing;
    `lacks`: what must be filled in first; `may`: whether this person may decide it; `doubts`: remarks of
    the reading that name it; `open` and `there_open`: whether the person may see those statements' pages;
    `unknown`: nothing else on record speaks of it; `latest`: what a newer reading says instead; `draft`: the
    person left its form half filled; `teach`: what it shows may be worth teaching the reader.
    """

    number: int
    version: int
    noun: str
    about: tuple[str, ...]
    says: str
    quote: str
    confidence: float
    sure: str
    decision: str
    how: str
    who: str
    when: str
    start: int
    end: int
    may: bool
    figure: Figure | None = None
    lineage: int | None = None
    inherited: str = ""
    lacks: str = ""
    there: OnRecord | None = None
    open: bool = False
    there_open: bool = False
    doubts: tuple[str, ...] = ()
    added: bool = False
    gone: bool = False
    unknown: bool = False
    latest: str = ""
    draft: bool = False
    teach: bool = False

    @property
    def tags(self) -> tuple[str, ...]:
        """The filters under which the card is shown."""
        conflict = self.decision == "pending" and bool(self.doubts or self.differs)
        named = {
            "pending": self.decision == "pending" and self.noun != "unread",
            "conflict": conflict or bool(self.latest),
            "new": self.unknown,
            self.noun: True,
        }
        return tuple(name for name, holds in named.items() if holds)

    @property
    def differs(self) -> bool:
        """Whether what is on record says otherwise and the person has not yet answered."""
        return self.decision == "pending" and self.there is not None and not self.there.agrees


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing to look at: its words, the cards it speaks of, and the figures on record (`beside`)."""

    why: str
    cards: tuple[Card, ...] = ()
    beside: tuple[Beside, ...] = ()


@dataclass(frozen=True, slots=True)
class Filter:
    """One way to look at a part of the cards."""

    name: str
    word: str
    many: int
    on: bool


@dataclass(frozen=True, slots=True)
class Desk:
    """Everything that the review page shows."""

    document: Document
    cards: Sequence[Card]
    counts: dict[str, Figure]
    remarks: Sequence[Remark]
    lit: Sequence[Lit] = field(default_factory=tuple)
    may: bool = False
    undoable: bool = False
    show: str = ""

    @property
    def blocks(self) -> list[Block]:
        """The text as it is drawn, each span lit."""
        return blocks(self.document.text, spans=self.lit)

    @property
    def filters(self) -> list[Filter]:
        """Each filter with the number of cards that it shows, save those that show none."""
        tags = Counter(tag for card in self.cards for tag in card.tags)
        shown = [Filter("", str(_("全部")), len(self.cards), self.show == "")]
        for name, word in SHOWS.items():
            if tags[name] or name == self.show:
                shown.append(Filter(name, str(word), tags[name], self.show == name))
        return shown

    @property
    def differing(self) -> list[Card]:
        """The cards at odds with what is on record."""
        return [card for card in self.cards if card.differs]

    @property
    def to_check(self) -> int:
        """How many things must be looked at."""
        return len(self.remarks) + len(self.differing)


def desk(document: Document, *, actor: Actor, known_at: int | None = None, show: str = "") -> Desk:
    """The whole desk of one document for one person; `show` names the filter that is on."""
    rows = queries.candidates(document, known_at=known_at)
    counts = queries.counts(document, rows=rows, known_at=known_at)
    may = _may(actor, document, known_at=known_at)
    beside = findings(document, rows) if may else []
    made = cards(document, rows=rows, actor=actor, known_at=known_at, beside=beside)
    named = {row.ref: card for row, card in zip(rows, made, strict=True) if row.ref}
    remarks = [
        Remark(str(told.get("why", "")), tuple(named[ref] for ref in told.get("items", ()) if ref in named))
        for told in document.remarks
    ]
    numbered = {card.number: card for card in made}
    remarks += [
        Remark(found.why, tuple(numbered[n] for n in found.candidates if n in numbered), found.beside)
        for found in beside
    ]
    lit = [Lit(row.start, row.end, row.noun, row.pk) for row in rows]
    return Desk(
        document,
        made,
        counts,
        remarks,
        lit,
        may=may,
        undoable=may and queries.undoable(document, by=actor),
        show=show if show in SHOWS else "",
    )


def cards(
    document: Document,
    *,
    rows: Sequence[Candidate],
    actor: Actor,
    known_at: int | None = None,
    beside: Sequence[Finding] = (),
) -> list[Card]:
    """The cards of some candidates of one document; `beside` is what they do not agree on with the record."""
    open_ = _may(actor, document, known_at=known_at)
    promises = open_ and allow(actor, "candidate.promise", Thing(area=document.area_id))
    waiting = [row for row in rows if row.decision == "pending"] if open_ else []
    register = Register(
        {row.noun for row in waiting},
        indicators={str(row.current.get("indicator") or "") for row in waiting},
    )
    stated = {(row.noun, row.lineage): row for row in spoken_by(document.sha256, known_at=known_at)}
    times = moments({row.seq for row in rows if row.seq is not None})
    drafted = queries.drafted(document, by=actor) if open_ else frozenset()
    doubts: dict[str, list[str]] = {}
    for told in document.remarks:
        for ref in told.get("items", ()):
            doubts.setdefault(ref, []).append(str(told.get("why", "")))
    tables = grids(document.text) if any(row.noun == "unread" for row in waiting) else []
    return [
        _card(
            row,
            text=document.text,
            tables=tables,
            may=open_ if row.noun in ("figure", "unread") else promises,
            on_record=stated.get((row.noun, row.lineage)),
            there=register.beside(row.noun, row.current) if row.decision == "pending" and open_ else None,
            doubts=(
                *(doubts.get(row.ref, ()) if row.ref else ()),
                *(found.why for found in beside if row.pk in found.candidates),
            ),
            when=said.clock(times[row.seq]) if row.seq in times else "",
            draft=f"item:{row.pk}" in drafted,
            actor=actor,
            known_at=known_at,
        )
        for row in rows
    ]


def _may(actor: Actor, document: Document, *, known_at: int | None) -> bool:
    here = Thing(area=document.area_id)
    return known_at is None and document.state == "review" and allow(actor, "candidate.decide", here)


def _card(
    row: Candidate,
    *,
    text: str,
    tables: Sequence[Grid],
    may: bool,
    on_record: Any,
    there: OnRecord | None,
    doubts: tuple[str, ...],
    when: str,
    draft: bool,
    actor: Actor,
    known_at: int | None,
) -> Card:
    item = row.current
    told = words(row.noun, item)
    decided = row.decision != "pending"
    return Card(
        number=row.pk,
        version=row.version,
        noun=row.noun,
        about=told.about,
        says=told.says,
        quote=text[row.start : row.end],
        confidence=row.confidence,
        sure=sure(row.confidence),
        decision=row.decision,
        how=said.how(row) if decided else "",
        who=said.who(row.decided_by) if decided else "",
        when=when if decided else "",
        start=row.start,
        end=row.end,
        may=may,
        figure=on_record.figure(known_at) if on_record is not None and row.noun == "figure" else None,
        lineage=on_record.lineage if on_record is not None else None,
        inherited=_inherited(item, text=text) or _in_table(row, tables, text=text),
        lacks="" if decided else missing(row.noun, item),
        there=there,
        open=on_record is not None and _may_open(actor, on_record),
        there_open=there is not None and _may_open(actor, there.row),
        doubts=() if decided else doubts,
        added=row.origin == "person",
        gone=row.gone,
        unknown=row.noun != "unread" and (there is None if not decided else _first(row)) and may,
        latest=words(row.noun, row.latest).says if row.latest and may else "",
        draft=draft,
        teach=may and _worth_teaching(row, actor),
    )


def _in_table(row: Candidate, tables: Sequence[Grid], *, text: str) -> str:
    """In which row and column a number stands that was not placed."""
    place = place_of(tables, row.start, text=text) if row.noun == "unread" else None
    return _("“%(row)s”一行，“%(column)s”一列") % {"row": place[0], "column": place[1]} if place else ""


def _worth_teaching(row: Candidate, actor: Actor) -> bool:
    """A number that was not placed, or an indicator that a person mended."""
    unplaced = row.noun == "unread" and row.decision == "pending"
    mended = row.edited is not None and row.edited.get("indicator") != row.item.get("indicator")
    return (unplaced or mended) and allow(actor, "word.teach")


def _first(row: Candidate) -> bool:
    """Whether what was adopted stood alone: nothing on record spoke of it."""
    return row.decision in ("accepted", "principle") and row.resolution == ""


def _may_open(actor: Actor, row: Any) -> bool:
    """Whether the actor may see the page of a target or task on record."""
    return row.noun != "figure" and allow(actor, f"{row.noun}.view", thing(row))


def sure(confidence: float) -> str:
    """How sure the reader is, in a word."""
    if confidence >= 0.9:
        return _("可信度高")
    return _("可信度中") if confidence >= 0.7 else _("可信度低")


def _inherited(item: Any, *, text: str) -> str:
    """Where the subject and the period were taken from when the words themselves do not say them."""
    parts = [
        _("%(what)s承自“%(words)s”") % {"what": _INHERITED.get(name, name), "words": text[span[0] : span[1]]}
        for name, span in (item.get("inherited") or {}).items()
    ]
    return "，".join(parts)
