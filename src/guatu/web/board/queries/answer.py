"""What a question finds: figures on record, targets, tasks and documents that the person may see."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from guatu.indicators.naming import measure_label
from guatu.reading.fold import fold
from guatu.reading.question import Question, question
from guatu.vocabulary.figure import Figure, FigureKey
from guatu.vocabulary.period import Period
from guatu.web.access.actor import Actor
from guatu.web.access.allow import allow
from guatu.web.audit.queries import today
from guatu.web.reading.describe import promise
from guatu.web.reading.queries import Document, documents_numbered
from guatu.web.reading.queries.words import taught
from guatu.web.search.folding import folded, small
from guatu.web.search.queries import numbers_with
from guatu.web.statements import queries as statements
from guatu.web.statements.queries.numbered import chosen, promising
from guatu.web.targets.queries import indicator_name

MOST, MOST_FIGURES, _CHUNK, _AROUND = 20, 16, 60, 26
#: Where no measure is asked for, these in this order.
_USUAL = ("level", "growth", "rank", "completion", "share", "growth_change")


@dataclass(frozen=True, slots=True)
class FoundFigure:
    """A figure on record: what it is, and the number."""

    name: str
    measure: str
    period: Period | None
    figure: Figure


@dataclass(frozen=True, slots=True)
class FoundText:
    """A document that holds the words: the words around the first, and the address of that place."""

    document: Document
    before: str
    hit: str
    after: str
    source: str


@dataclass(frozen=True, slots=True)
class Answer:
    """`loosened`: nothing was of the time or measure asked for, and these are of others."""

    asked: Question
    names: tuple[str, ...]
    figures: tuple[FoundFigure, ...]
    loosened: bool
    targets: tuple[tuple[Any, str, str], ...]
    tasks: tuple[Any, ...]
    documents: tuple[FoundText, ...]

    @property
    def nothing(self) -> bool:
        """Whether nothing at all was found."""
        return not (self.figures or self.targets or self.tasks or self.documents)


def answer(actor: Actor, text: str, *, known_at: int | None = None) -> Answer:
    """Everything that a question finds, by the rules that guard each page."""
    asked = question(text, today=today(known_at), taught=taught(known_at=known_at))
    figures, loosened = _figures(asked, known_at=known_at) if allow(actor, "figure.view") else ([], False)
    return Answer(
        asked,
        tuple(indicator_name(id_) for id_ in asked.indicators),
        tuple(figures),
        loosened,
        tuple(_targets(actor, asked, known_at=known_at)),
        tuple(_seen(actor, "task", _numbers("task", asked, known_at=known_at), known_at=known_at)),
        tuple(_documents(actor, asked, known_at=known_at)),
    )


def _figures(asked: Question, *, known_at: int | None) -> tuple[list[FoundFigure], bool]:
    rows = statements.on_record(known_at=known_at, indicators=asked.indicators) if asked.indicators else {}
    keys = [key for key in rows if key.area == asked.area]
    for loosened, fits in enumerate((_fits, _fits_measure, _fits_period)):
        kept = [key for key in keys if fits(asked, key)]
        if kept:
            ordered = sorted(kept, key=lambda key: _order(asked, key))[:MOST_FIGURES]
            return [_found(key, rows[key].figure(known_at)) for key in ordered], loosened > 0
    if asked.indicators:
        return [], False
    numbers = numbers_with("figure", asked.content or asked.terms, known_at=known_at)
    other = {row.key(): row for row in chosen("figure", numbers[:200], known_at=known_at)}
    kept = sorted((key for key in other if _fits(asked, key)), key=lambda key: _order(asked, key))
    return [_found(key, other[key].figure(known_at)) for key in kept[:MOST_FIGURES]], False


def _found(key: FigureKey, figure: Figure) -> FoundFigure:
    return FoundFigure(indicator_name(key.subject), measure_label(key), key.period, figure)


def _fits(asked: Question, key: FigureKey) -> bool:
    return _fits_measure(asked, key) and _fits_period(asked, key)


def _fits_measure(asked: Question, key: FigureKey) -> bool:
    return not asked.measures or key.measure in asked.measures


def _fits_period(asked: Question, key: FigureKey) -> bool:
    wanted, own = asked.period, key.period
    if wanted is None:
        return True
    if own is None or (asked.yeared and wanted.start.year != own.start.year):
        return False
    return (wanted.start.month, wanted.end.month) == (own.start.month, own.end.month)


def _order(asked: Question, key: FigureKey) -> tuple[Any, ...]:
    """The newest first, as the words name indicators and measures, the plainest way of counting first."""
    period = key.period
    measures = asked.measures or _USUAL
    place = measures.index(key.measure) if key.measure in measures else len(measures)
    named = asked.indicators.index(key.subject) if key.subject in asked.indicators else 0
    plain = key.min_size is None and key.tier is None and key.caliber == "unstated"
    newest = (-period.end.toordinal(), -period.months) if period else (0, 0)
    return not plain, named if asked.period else 0, newest, named, place, key.print()


def _numbers(noun: str, asked: Question, *, known_at: int | None) -> list[int]:
    """Those that hold every word typed; where none does, those that hold the words that carry meaning."""
    found = numbers_with(noun, asked.terms, known_at=known_at)
    return found or numbers_with(noun, asked.content, known_at=known_at)


def _seen(actor: Actor, noun: str, numbers: Sequence[int], *, known_at: int | None) -> Iterable[Any]:
    """The first of the numbered statements that the actor may see."""
    shown = 0
    for at in range(0, len(numbers), _CHUNK):
        held = {row.lineage: row for row in chosen(noun, numbers[at : at + _CHUNK], known_at=known_at)}
        for number in numbers[at : at + _CHUNK]:
            row = held.get(number)
            if row is None or not allow(actor, f"{noun}.view", statements.thing(row)):
                continue
            yield row
            shown += 1
            if shown == MOST:
                return


def _targets(actor: Actor, asked: Question, *, known_at: int | None) -> Iterable[tuple[Any, str, str]]:
    numbers = _numbers("target", asked, known_at=known_at)
    if asked.indicators:
        wanted = promising(asked.indicators, known_at=known_at)
        numbers = list(dict.fromkeys([*wanted, *numbers]))
    for row in _seen(actor, "target", numbers, known_at=known_at):
        until = Period.parse(row.by).label() if row.by else ""
        yield row, f"{indicator_name(row.indicator)} {until}".strip(), promise(row.as_core())


def _documents(actor: Actor, asked: Question, *, known_at: int | None) -> Iterable[FoundText]:
    numbers = _numbers("document", asked, known_at=known_at)
    for document in documents_numbered(actor, numbers, known_at=known_at)[:MOST]:
        yield _excerpt(document, [folded(term) for term in (*asked.content, *asked.terms)])


def _excerpt(document: Document, terms: Sequence[str]) -> FoundText:
    """The words around the first place of the first term that the text itself holds."""
    view = fold(document.text)
    plain = small(view.text)
    for term in terms:
        at = plain.find(term)
        if at >= 0:
            start, end = view.span(at, at + len(term))
            low, high = max(0, start - _AROUND), min(len(document.text), end + 2 * _AROUND)
            before, hit, after = (
                document.text[a:b].replace("\n", " ") for a, b in ((low, start), (start, end), (end, high))
            )
            return FoundText(document, before, hit, after, f"span:{document.sha256}:{start}-{end}")
    return FoundText(document, document.text[: 2 * _AROUND].replace("\n", " "), "", "", "")
