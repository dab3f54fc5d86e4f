"""How the task book is counted, grouped and filtered; what changed from version to version."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from guatu.schedule.lights import COLOURS
from guatu.vocabulary.figure import Figure
from guatu.web.audit.queries import moments
from guatu.web.execution.queries import Line, count
from guatu.web.execution.queries.line import KINDS
from guatu.web.execution.queries.narrowing import document_of, years_of
from guatu.web.statements import wording
from guatu.web.statements.queries import StatedTask, history

_THEMES_OF_A_SPEECH = 3
#: What the lights of one colour are called together when their words differ.
_TOGETHER = {
    "red": _("红灯"),
    "yellow": _("黄灯"),
    "blue": _("蓝灯"),
    "green": _("绿灯"),
    "none": _("不亮灯"),
}


@dataclass(frozen=True, slots=True)
class Count:
    """How many have one light, under the word that the scheme gives it."""

    colour: str
    kind: str
    word: str
    figure: Figure


@dataclass(frozen=True, slots=True)
class Group:
    """The tasks of one theme, with their number; without a theme, those of one document."""

    theme: str
    document: str
    doc: str
    total: Figure | None
    lines: list[Line]


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a task: when, by whom, why, and what changed."""

    row: StatedTask
    at: object
    words: str


def lights(found: Sequence[Line], *, known_at: int | None, **cut: str) -> list[Count]:
    """The count of each light that occurs, worst first."""
    made = []
    for colour in COLOURS:
        having = [line for line in found if line.light.colour == colour]
        if having:
            figure = count(having, known_at=known_at, light=colour, **cut)
            words = {line.light.label for line in having}
            word = words.pop() if len(words) == 1 else str(_TOGETHER[colour])
            made.append(Count(colour, KINDS[colour], word, figure))
    return made


def groups(
    found: Iterable[Line], *, titles: Mapping[str, str], known_at: int | None, **cut: str
) -> list[Group]:
    """The tasks under the themes of the latest speech, then of others; then those without, by document."""
    held: dict[tuple[str, str], list[Line]] = {}
    listed = list(found)
    speech = speech_of(listed)
    for line in sorted(listed, key=lambda line: _in_order(line, speech=speech)):
        sha = "" if line.row.theme else document_of(line.row)
        held.setdefault((line.row.theme, sha), []).append(line)
    made = []
    for (theme, sha), lines in held.items():
        named = {"theme": theme or "none", "doc": sha[:12]}
        figure = count(lines, known_at=known_at, **cut | {k: v for k, v in named.items() if v})
        made.append(Group(theme, titles.get(sha, ""), sha[:12], figure, lines))
    return made


def by_unit(found: Iterable[Line]) -> list[Group]:
    """The tasks under the units that lead them, in the units' order, the nearest time limit first."""
    return _heaped(
        found,
        name=lambda line: str(line.row.lead_unit or "未定牵头单位"),
        order=lambda line: (line.row.lead_unit is None, getattr(line.row.lead_unit, "order", 0)),
    )


def by_theme(found: Iterable[Line]) -> list[Group]:
    """The tasks under their themes, those of the latest speech first, the nearest time limit first."""
    listed = list(found)
    speech = speech_of(listed)
    return _heaped(
        listed,
        name=lambda line: line.row.theme or "未归主题",
        order=lambda line: _in_order(line, speech=speech),
    )


def _heaped(
    found: Iterable[Line], *, name: Callable[[Line], str], order: Callable[[Line], tuple[object, ...]]
) -> list[Group]:
    held: dict[str, list[Line]] = {}
    for line in sorted(found, key=lambda line: (order(line), line.clock.due or date.max, line.row.lineage)):
        held.setdefault(name(line), []).append(line)
    return [Group(word, "", "", None, lines) for word, lines in held.items()]


def flat(groups: Iterable[Group]) -> list[tuple[Group, Line]]:
    """Every task with the group that it stands in, in order: what pages are cut from."""
    return [(group, line) for group in groups for line in group.lines]


def regrouped(rows: Iterable[tuple[Group, Line]]) -> list[Group]:
    """The groups of one page, each with those of its tasks that stand on it and with its whole number."""
    held: dict[int, tuple[Group, list[Line]]] = {}
    for group, line in rows:
        held.setdefault(id(group), (group, []))[1].append(line)
    return [replace(group, lines=lines) for group, lines in held.values()]


def speech_of(found: Iterable[Line]) -> str:
    """The checksum of the newest document that orders its tasks under themes; empty when none does.

    A briefing with a stray heading orders nothing: three themes make a speech.
    """
    themes: dict[str, set[str]] = {}
    dates: dict[str, date] = {}
    for line in found:
        sha = document_of(line.row)
        if line.row.theme and sha:
            themes.setdefault(sha, set()).add(line.row.theme)
            dates[sha] = line.row.document_date or date.min
    speeches = [sha for sha, held in themes.items() if len(held) >= _THEMES_OF_A_SPEECH]
    return max(speeches, key=lambda sha: (dates[sha], sha), default="")


def by_document(
    found: Iterable[Line], *, titles: Mapping[str, str], known_at: int | None, **cut: str
) -> list[Group]:
    """The tasks by the document that says them, the newest first."""
    held: dict[str, list[Line]] = {}
    for line in sorted(found, key=lambda line: line.row.document_date or date.min, reverse=True):
        held.setdefault(document_of(line.row), []).append(line)
    return [
        Group("", titles.get(sha, ""), sha[:12], count(lines, known_at=known_at, **cut, doc=sha[:12]), lines)
        for sha, lines in held.items()
        if sha
    ]


def _in_order(line: Line, *, speech: str) -> tuple[bool, bool, int, int]:
    said = line.row.document_date
    spoken = bool(speech) and document_of(line.row) == speech
    return not line.row.theme, not spoken, -(said.toordinal() if said else 0), line.row.theme_order


def year_asked(text: str, *, today: date) -> str:
    """The year of the task book: as asked, else this one; `all` is every year."""
    return (
        text if text == "all" or (text.isascii() and text.isdigit() and len(text) == 4) else str(today.year)
    )


def years(found: Iterable[Line]) -> list[tuple[str, str]]:
    """The years that have a task book, newest first, and all of them together."""
    known = sorted({year for line in found for year in years_of(line.row)}, reverse=True)
    return [(str(year), f"{year}年") for year in known] + [("all", "全部")]


def choices(found: Iterable[Line]) -> dict[str, list[tuple[str, str]]]:
    """What the list can be narrowed by: only what occurs in it."""
    listed = list(found)
    themes = {line.row.theme: line.row.theme_order for line in listed if line.row.theme}
    units = {u.pk: u for line in listed for u in _units(line)}
    leaders = {line.row.leader_id: line.row.leader for line in listed if line.row.leader}
    labels = {line.light.colour: line.light.label for line in listed}
    return {
        "light": [(colour, labels[colour]) for colour in COLOURS if colour in labels],
        "theme": [(theme, theme) for theme in sorted(themes, key=lambda t: (themes[t], t))],
        "unit": [(str(pk), str(units[pk])) for pk in sorted(units, key=lambda pk: (units[pk].order, pk))],
        "leader": [(str(pk), str(leader)) for pk, leader in sorted(leaders.items())],
    }


def _units(line: Line) -> list[Any]:
    lead = [line.row.lead_unit] if line.row.lead_unit else []
    return [*lead, *line.responsible, *line.support]


def versions(row: StatedTask, *, known_at: int | None) -> list[Version]:
    """All versions known then, newest first, each with what it changed."""
    rows = history.versions("task", row.lineage, known_at=known_at)
    made, days = [], moments(row.seq_from for row in rows)
    for old, new in zip([None, *rows], rows, strict=False):
        words = "" if old is None else _changed(old, new)
        made.append(Version(new, days[new.seq_from], words))
    return made[::-1]


def _changed(old: StatedTask, new: StatedTask) -> str:
    """What one version changed, its units beside the lead included."""
    parts = []
    for role, label in (("responsible", "责任单位"), ("support", "配合单位")):
        before, after = ("、".join(map(str, row.units(role))) or "—" for row in (old, new))
        if before != after:
            parts.append({"label": label, "before": before, "after": after})
    return wording.sentence([*wording.changes(old, new, besides=("source",)), *parts])
