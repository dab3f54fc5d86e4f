"""A document's candidates held against what is on record."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from guatu.vocabulary import statements as core
from guatu.vocabulary.problems import GuatuError
from guatu.vocabulary.unit import format_quantity
from guatu.web.reading.describe import key_of, promise
from guatu.web.statements import queries as statements

_CONDITIONS = (
    "indicator",
    "measure",
    "basis",
    "of",
    "scope",
    "versus",
    "area",
    "min_size",
    "tier",
    "by",
    "within",
)


@dataclass(frozen=True, slots=True)
class OnRecord:
    """The statement on record of the same thing. `says` is its content in words; `agrees`: it is the same."""

    noun: str
    lineage: int
    version: int
    says: str
    agrees: bool
    row: Any


class Register:
    """What is on record, read once for a whole document."""

    def __init__(self, nouns: Iterable[str], *, indicators: Iterable[str] = ()) -> None:
        wanted = set(nouns)
        asked = sorted(set(indicators))
        self._figures = statements.on_record(indicators=asked) if "figure" in wanted else {}
        self._targets: dict[tuple[str, str], list[tuple[Any, core.Target]]] = {}
        for row in statements.targets() if "target" in wanted else []:
            if not asked or row.indicator in asked:
                self._targets.setdefault((row.indicator, row.measure), []).append((row, row.as_core()))
        self._tasks = statements.tasks() if "task" in wanted else []

    def beside(self, noun: str, item: Mapping[str, Any], *, own: int | None = None) -> OnRecord | None:
        """The statement of the same thing, the candidate's own (`own`) left out; None when there is none."""
        if noun == "figure":
            return self._figure(core.Observation.from_json(item), own=own)
        if noun == "target":
            return self._target(core.Target.from_json(item), own=own)
        return (
            self._task(str(item.get("title") or item.get("quote") or ""), own=own) if noun == "task" else None
        )

    def _figure(self, item: core.Observation, *, own: int | None) -> OnRecord | None:
        if not item.period:
            return None
        try:
            row = self._figures.get(key_of(item))
        except GuatuError:
            return None
        if row is None or row.lineage == own:
            return None
        agrees = row.value == item.value and row.unit == item.unit
        return OnRecord(
            "figure", row.lineage, row.version, format_quantity(row.value, unit=row.unit), agrees, row
        )

    def _target(self, item: core.Target, *, own: int | None) -> OnRecord | None:
        for row, there in self._targets.get((item.indicator, item.measure), ()):
            if row.lineage == own or not _same_promise(item, there):
                continue
            agrees = (there.floor, there.stretch, there.band, there.unit) == (
                item.floor,
                item.stretch,
                item.band,
                item.unit,
            )
            return OnRecord("target", row.lineage, row.version, promise(there), agrees, row)
        return None

    def _task(self, title: str, *, own: int | None) -> OnRecord | None:
        for row in self._tasks:
            if row.title == title.strip() and row.lineage != own:
                return OnRecord("task", row.lineage, row.version, row.title, True, row)
        return None


def _same_promise(one: core.Target, other: core.Target) -> bool:
    return all(_plain(one, name) == _plain(other, name) for name in _CONDITIONS)


def _plain(item: core.Target, name: str) -> object:
    found = getattr(item, name) or None
    return "yoy" if name == "basis" and found is None and item.measure == "growth" else found


def missing(noun: str, item: Mapping[str, Any]) -> str:
    """What must be filled in before this can be adopted, in words; empty when nothing is missing."""
    if noun == "figure":
        if not item.get("period"):
            return _("未写明数据期，请先补上")
        return "" if item.get("unit") else _("未写明单位，请先补上")
    if noun == "target":
        bound = any(item.get(name) is not None for name in ("floor", "stretch")) or item.get("band")
        return "" if bound else _("未写明目标值，请先补上")
    return ""
