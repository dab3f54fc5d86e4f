"""How the list of targets is counted, grouped and filtered; what changed from version to version."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from guatu.schedule.lights import COLOURS
from guatu.vocabulary.figure import Figure
from guatu.web.access.actor import Actor
from guatu.web.access.allow import reach
from guatu.web.audit.queries import moment
from guatu.web.statements import wording
from guatu.web.statements.queries import PromisedTarget, history
from guatu.web.targets.queries import KINDS, Standing, count_key, narrowed

_WORDS = {"red": "红灯", "yellow": "黄灯", "none": "未亮灯", "blue": "蓝灯", "green": "绿灯"}


@dataclass(frozen=True, slots=True)
class Count:
    """How many have one light."""

    colour: str
    kind: str
    word: str
    figure: Figure


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a target: when, by whom, why, and what changed."""

    row: PromisedTarget
    at: object
    words: str


def own_units(actor: Actor, action: str) -> str:
    """The units to which the actor's sight is confined, for the name of a count; empty when it is not."""
    seen = reach(actor, action)
    confined = not seen.everything and not seen.areas
    return ",".join(str(unit) for unit in sorted(seen.units)) if confined else ""


def counts(
    found: Sequence[Standing], *, actor: Actor, known_at: int | None, state: str = "", area: str = ""
) -> dict[str, object]:
    """The total and the count of each light that occurs, as figures; `state` and `area` as in `narrowed`."""
    unit = own_units(actor, "target.view")
    found = narrowed(found, state=state, area=area)
    total = Figure.of_count(count_key(known_at, unit=unit, state=state, area=area), len(found))
    lights = []
    for colour in COLOURS:
        number = sum(s.pace.light.colour == colour for s in found)
        if number:
            key = count_key(known_at, light=colour, unit=unit, state=state, area=area)
            figure = Figure.of_count(key, number)
            lights.append(Count(colour, KINDS[colour], _WORDS[colour], figure))
    return {"total": total, "lights": lights}


def by_theme(found: Iterable[Standing]) -> list[tuple[str, list[Standing]]]:
    """The targets under the speech's own themes, in its order; what has none comes last."""
    groups: dict[str, list[Standing]] = {}
    for s in sorted(found, key=lambda s: (not s.row.theme, s.row.theme_order)):
        groups.setdefault(s.row.theme, []).append(s)
    return list(groups.items())


def choices(found: Iterable[Standing]) -> dict[str, list[tuple[str, str]]]:
    """What the list can be narrowed by: only what occurs in it."""
    listed = list(found)
    lights = {s.pace.light.colour for s in listed}
    themes = {s.row.theme: s.row.theme_order for s in listed if s.row.theme}
    units = {s.row.lead_unit_id: s.row.lead_unit for s in listed if s.row.lead_unit}
    leaders = {s.row.leader_id: s.row.leader for s in listed if s.row.leader}
    return {
        "light": [(colour, _WORDS[colour]) for colour in COLOURS if colour in lights],
        "theme": [(theme, theme) for theme in sorted(themes, key=lambda t: (themes[t], t))],
        "unit": [(str(pk), str(unit)) for pk, unit in sorted(units.items())],
        "leader": [(str(pk), str(leader)) for pk, leader in sorted(leaders.items())],
    }


def data_period(found: Iterable[Standing]) -> str:
    """The latest data period among the targets that have data; of one end the longest."""
    periods = [s.pace.match.data for s in found if s.pace.match]
    return max(periods, key=lambda p: (p.end, p.months)).label() if periods else ""


def versions(row: PromisedTarget, *, known_at: int | None) -> list[Version]:
    """All versions known then, newest first, each with what it changed."""
    rows = history.versions("target", row.lineage, known_at=known_at)
    before = [None, *rows]
    made = []
    for old, new in zip(before, rows, strict=False):
        words = "" if old is None else wording.sentence(wording.changes(old, new, besides=("source",)))
        made.append(Version(new, moment(new.seq_from), words))
    return made[::-1]
