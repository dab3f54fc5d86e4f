"""How far streets and parks are with their own targets, and their places by it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from guatu.targets import league
from guatu.targets.explain import Case
from guatu.vocabulary.figure import Figure
from guatu.vocabulary.period import Period
from guatu.web.access.actor import Actor
from guatu.web.access.allow import allow
from guatu.web.statements import queries as statements
from guatu.web.statements.queries import PromisedTarget
from guatu.web.targets.queries import asked_by, evidence, promise_of, schemes


@dataclass(frozen=True, slots=True)
class Completed:
    """One street's or park's completion and its places among all of them and among its kind."""

    completion: Figure | None
    rank: Figure
    rank_kin: Figure


def completed(
    actor: Actor, indicator: str, period: Period, *, known_at: int | None = None
) -> dict[str, Completed]:
    """By the codes of those whose targets the actor may see; empty where no street or park has one."""
    return completed_of(actor, {indicator: period}, known_at=known_at).get(indicator, {})


def completed_of(
    actor: Actor, asked: Mapping[str, Period], *, known_at: int | None = None
) -> dict[str, dict[str, Completed]]:
    """The same of several indicators, each with its period, in as many queries as of one."""
    told = statements.targets(known_at=known_at)
    rows = {id_: found for id_, period in asked.items() if (found := _of(told, id_, period))}
    if not rows:
        return {}
    every = [row for found in rows.values() for row in found.values()]
    of_each: dict[str, list[Figure]] = {id_: [] for id_ in rows}
    for figure in evidence(known_at=known_at, indicators=list(rows), asked=asked_by(every)):
        of_each.setdefault(figure.key.subject, []).append(figure)
    return {
        id_: _placed(actor, id_, asked[id_], rows=found, figures=tuple(of_each[id_]), known_at=known_at)
        for id_, found in rows.items()
    }


def _placed(
    actor: Actor,
    indicator: str,
    period: Period,
    *,
    rows: Mapping[str, PromisedTarget],
    figures: tuple[Figure, ...],
    known_at: int | None,
) -> dict[str, Completed]:
    cases = {
        code: Case(promise_of(row, known_at=known_at), figures, {}, schemes()) for code, row in rows.items()
    }
    known = {code: found for code, case in cases.items() if (found := league.completion(case, period=period))}

    def place(code: str, scope: str) -> Figure:
        key = league.rank_key(indicator, period, area=code, scope=scope, known_at=known_at)
        return league.derive(key, completions=known)

    seen = (code for code, row in rows.items() if allow(actor, "target.view", statements.thing(row)))
    return {code: Completed(known.get(code), place(code, "streets"), place(code, "kin")) for code in seen}


def numbers_of(indicator: str, period: Period, *, known_at: int | None) -> Mapping[str, int]:
    """The numbers of the targets that are compared, by the code of the street or park."""
    return {
        code: row.lineage
        for code, row in _of(statements.targets(known_at=known_at), indicator, period).items()
    }


def _of(told: Sequence[PromisedTarget], indicator: str, period: Period) -> dict[str, PromisedTarget]:
    """The targets of streets and parks that are compared, by their codes."""
    rows = {
        row.lineage: row
        for row in told
        if row.indicator == indicator and row.measure == "level" and row.area
        and not (row.min_size or row.tier or row.of or row.scope or row.versus)
    }  # fmt: skip
    # The later document counts, as it does where one promise takes the place of another.
    latest = sorted(rows.values(), key=lambda row: (row.document_date or date.min, row.lineage))
    asked = ((row.area, Period.parse(row.by) if row.by else None, row.lineage) for row in latest)
    return {code: rows[number] for code, number in league.latest_of(asked, period=period).items()}
