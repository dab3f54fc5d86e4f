"""Every read of targets with where they stand, as known now or at an earlier sequence of the log."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType
from typing import Any

from django.conf import settings

from guatu.catalogue.load import indicators as catalogue
from guatu.targets.explain import Case
from guatu.targets.matching import Match, series
from guatu.targets.pacing import Pace, pace
from guatu.targets.promise import Nature, Promise
from guatu.targets.why import figures_of, outlook, why
from guatu.targets.words import promised, title
from guatu.vocabulary.figure import Figure, FigureKey
from guatu.vocabulary.period import Period
from guatu.vocabulary.source import parse_source
from guatu.vocabulary.trace import Sentence, Stated
from guatu.web.access.actor import Actor
from guatu.web.access.allow import allow
from guatu.web.audit.queries import today
from guatu.web.statements import queries as statements
from guatu.web.statements.queries import PromisedTarget
from guatu.web.statements.queries.history import versions as versions_of
from guatu.web.statements.queries.numbered import chosen
from guatu.web.targets.bar import Bar, bar
from guatu.web.targets.state import IN_FORCE, states_of
from guatu.web.targets.summed import summed

_NATURES: Mapping[str, Nature] = {"stock": "stock", "ratio": "ratio", "index": "ratio"}
#: The kinds of light as the pages' style sheet calls them.
KINDS = {"green": "ok", "yellow": "warn", "red": "bad", "blue": "near", "none": "none"}

_RELATED = 8
CONDITIONS = frozenset({"light", "theme", "unit", "leader", "state", "since", "version", "area"})


@dataclass(frozen=True, slots=True)
class Standing:
    """One target and where it stands, ready to be shown; ``twin``: another in force has the same name."""

    row: PromisedTarget
    pace: Pace
    name: str
    says: Sentence
    why: Sentence
    outlook: tuple[Sentence, ...]
    figures: Mapping[str, Figure]
    bar: Bar | None
    state: str = "in_force"
    twin: bool = False

    @property
    def indicator(self) -> str:
        """The indicator whose rule the target's numbers follow."""
        return self.row.indicator

    @property
    def kind(self) -> str:
        """The light's kind for the style sheet."""
        return (
            "done"
            if self.pace.achieved and self.pace.light.colour == "green"
            else KINDS[self.pace.light.colour]
        )


def schemes() -> Mapping[str, str]:
    """The light schemes in force, by kind; what is not named follows the default."""
    return getattr(settings, "GUATU_SCHEMES", {})


def promise_of(row: PromisedTarget, *, known_at: int | None) -> Promise:
    """The promise that a row states."""
    known = catalogue().get(row.indicator)
    nature = _NATURES.get(known.kind, "flow") if known else "flow"
    return Promise(row.lineage, row.as_core(), nature, known_at)


def indicator_name(identity: str) -> str:
    """The indicator's name; one outside the catalogue is called as it was written."""
    known = catalogue().get(identity)
    return known.name if known else identity.removeprefix("other:")


def evidence(
    *,
    known_at: int | None = None,
    indicator: str | None = None,
    indicators: Collection[str] | None = None,
    asked: Mapping[tuple[str, str], int] = MappingProxyType({}),
    record: Mapping[FigureKey, statements.Published] | None = None,
) -> list[Figure]:
    """The published figures that boards show, of one indicator, some or all, that a promise can be judged by.

    What was said of a period before its end is an expectation, and no promise is judged by it. Of an
    indicator that is asked for by name or in ``asked`` (as `asked_by` makes it), and of which nothing was
    published for the whole zone, what enterprise facts add up to: published and computed are never mixed. The
    same holds of each street or park in ``asked``. ``record``: what of it was read from the record already.
    """
    rows = record
    if rows is None:
        rows = statements.on_record(known_at=known_at, indicator=indicator, indicators=indicators)
    published = [row.figure(known_at) for row in rows.values() if not _expected(row)]
    named = {*(indicators or ()), *(id_ for id_, _ in asked), *([indicator] if indicator else [])}
    said = {(figure.key.subject, figure.key.area or "") for figure in published}
    wanted = {(id_, ""): asked.get((id_, ""), date.max.year) for id_ in named} | asked
    return [*published, *summed({p: y for p, y in wanted.items() if p not in said}, known_at=known_at)]


def asked_by(rows: Iterable[PromisedTarget]) -> dict[tuple[str, str], int]:
    """The indicators and areas ("" the zone) of promises, with the year in which the earliest begins."""
    found: dict[tuple[str, str], int] = {}
    for row in rows:
        pair, year = (row.indicator, row.area), Period.parse(row.by).start.year if row.by else date.max.year
        found[pair] = min(year, found.get(pair, year))
    return found


def _expected(row: statements.Published) -> bool:
    said, period = row.document_date, Period.parse(row.period) if row.period else None
    early = said is not None and period is not None and said < period.end
    return early or row.status == "estimate"


def standing(
    row: PromisedTarget, *, figures: Iterable[Figure], known_at: int | None, state: str = IN_FORCE
) -> Standing:
    """Judge one row by the figures given."""
    promise = promise_of(row, known_at=known_at)
    judged = pace(promise, evidence=figures, schemes=schemes())
    return Standing(
        row,
        judged,
        title(promise, name=indicator_name(row.indicator)),
        promised(promise),
        why(judged),
        outlook(judged),
        figures_of(judged),
        bar(judged),
        state,
    )


def standings(
    actor: Actor,
    *,
    known_at: int | None = None,
    indicator: str | None = None,
    targets: Sequence[PromisedTarget] | None = None,
    record: Mapping[FigureKey, statements.Published] | None = None,
) -> list[Standing]:
    """The targets that the actor may see, of one indicator or of all, worst light first.

    ``targets`` and ``record``: all targets and all published figures, of a page that has read them already.
    """
    rows = statements.targets(known_at=known_at) if targets is None else targets
    states = states_of(rows, today=today(known_at))
    seen = [row for row in rows if allow(actor, "target.view", statements.thing(row))]
    asked = [row for row in seen if indicator in (None, row.indicator)]
    judged = _judged(asked, states=states, known_at=known_at, indicator=indicator, record=record)
    named = Counter(s.name for s in judged if s.state == IN_FORCE)
    told = (replace(s, twin=True) if named[s.name] > 1 else s for s in judged)
    return sorted(told, key=lambda s: s.pace.sorting())


def _judged(
    rows: Iterable[PromisedTarget],
    *,
    states: Mapping[int, str],
    known_at: int | None,
    indicator: str | None = None,
    record: Mapping[FigureKey, statements.Published] | None = None,
) -> list[Standing]:
    rows = list(rows)
    of_each: dict[str, list[Figure]] = {}
    for figure in evidence(known_at=known_at, indicator=indicator, asked=asked_by(rows), record=record):
        of_each.setdefault(figure.key.subject, []).append(figure)
    return [
        standing(row, figures=of_each.get(row.indicator, ()), known_at=known_at, state=states[row.lineage])
        for row in rows
    ]


def standings_of(actor: Actor, numbers: Iterable[int], *, known_at: int | None = None) -> dict[int, Standing]:
    """These targets by their number, of those that the actor may see."""
    rows = [
        row
        for row in chosen("target", set(numbers), known_at=known_at)
        if allow(actor, "target.view", statements.thing(row))
    ]
    of_each: dict[str, list[Figure]] = {}
    named = {row.indicator for row in rows}
    for figure in evidence(known_at=known_at, indicators=named, asked=asked_by(rows)) if rows else ():
        of_each.setdefault(figure.key.subject, []).append(figure)
    return {
        row.lineage: standing(row, figures=of_each.get(row.indicator, ()), known_at=known_at) for row in rows
    }


def standing_for(actor: Actor, lineage: int, *, known_at: int | None = None) -> Standing:
    """The door to one target: Http404 or PermissionDenied, else where it stands."""
    row = statements.target_for(actor, lineage, known_at=known_at)
    return standing(row, figures=_evidence_of(row, known_at=known_at), known_at=known_at)


def _evidence_of(row: PromisedTarget, *, known_at: int | None) -> list[Figure]:
    """What one target is judged by."""
    return evidence(known_at=known_at, indicator=row.indicator, asked=asked_by([row]))


def history(shown: Standing, *, known_at: int | None = None) -> list[Match]:
    """The published figures that speak to a target, in the order of time."""
    figures = _evidence_of(shown.row, known_at=known_at)
    return series(shown.pace.promise, evidence=figures)


def related(shown: Standing, *, known_at: int | None = None) -> list[Figure]:
    """What is on record of the same indicator, the latest first, where nothing of it speaks to the target."""
    if shown.pace.match is not None:
        return []
    figures = [f for f in _evidence_of(shown.row, known_at=known_at) if f.key.period]
    return sorted(figures, key=lambda f: (f.key.period.end, f.key.period.months), reverse=True)[:_RELATED]  # type: ignore[union-attr]


def case(number: int, *, known_at: int | None = None) -> Case | None:
    """All that tracing needs of one target; None when there was none. The caller asks who may see it."""
    versions = versions_of("target", number, known_at=known_at)
    held = [v for v in versions if v.seq_to is None or (known_at is not None and v.seq_to > known_at)]
    if not held or held[-1].withdrawn:
        return None
    row = held[-1]
    stated = {name: _stated(versions, name, known_at=known_at) for name in ("floor", "stretch")}
    figures = _evidence_of(row, known_at=known_at)
    return Case(promise_of(row, known_at=known_at), tuple(figures), stated, schemes())


def _stated(versions: list[Any], name: str, *, known_at: int | None) -> tuple[Stated, ...]:
    """The versions of a floor or stretch, newest first."""
    found = []
    for row in reversed(versions):
        figure = promise_of(row, known_at=known_at).promised("floor" if name == "floor" else "stretch")
        if figure is None or row.withdrawn:
            continue
        until = row.seq_to if known_at is None or (row.seq_to or 0) <= known_at else None
        found.append(
            Stated(
                figure=figure,
                source=parse_source(row.source),
                quote=row.quote,
                said_on=row.document_date,
                stated_by=row.stated_by.display_name if row.stated_by else "",
                number=row.lineage,
                version=row.version,
                sequence=row.seq_from,
                until=until,
                state="current" if until is None else "superseded",
                reason=row.reason,
            )
        )
    return tuple(found)


def count_key(known_at: int | None = None, **cut: object) -> FigureKey:
    """The name of a count of targets: `count_key(light="red")`."""
    pairs = ";".join(f"{name}:{value}" for name, value in cut.items() if value not in (None, ""))
    return FigureKey("targets", "count", None, cut=pairs or None, origin="computed", known_at=known_at)


def counted(key: FigureKey) -> list[Standing] | None:
    """The targets that a count counts, by the conditions of `narrowed`; None when it asks otherwise."""
    cuts = key.cuts()
    if key.measure != "count" or key.period is not None or not cuts.keys() <= CONDITIONS:
        return None
    if not cuts.get("since", "0").isdigit():
        return None
    rows = statements.targets(known_at=key.known_at)
    states = states_of(rows, today=today(key.known_at))
    return narrowed(_judged(rows, states=states, known_at=key.known_at), **cuts)


def narrowed(
    found: Iterable[Standing],
    *,
    light: str = "",
    theme: str = "",
    unit: str = "",
    leader: str = "",
    state: str = "",
    since: str = "",
    version: str = "",
    area: str = "",
) -> list[Standing]:
    """The targets with this light, of this theme, unit and leader; an empty condition asks nothing.

    ``state``: in force unless asked for what is past; ``since``: put on record after that sequence of the
    log, as a ``version`` that is ``new`` or ``changed``. ``area``: ``zone`` are those of no part of the zone.
    """
    units = {int(number) for number in unit.split(",") if number.isdigit()}
    return [
        s
        for s in found
        if (s.state == IN_FORCE) == (state != "past")
        and (not since or s.row.seq_from > int(since))
        and (not version or (s.row.version == 1) == (version == "new"))
        and (not area or s.row.area == ("" if area == "zone" else area))
        and (not light or s.pace.light.colour == light)
        and (not theme or s.row.theme == theme)
        and (not unit or s.row.lead_unit_id in units)
        and (not leader or str(s.row.leader_id) == leader)
    ]
