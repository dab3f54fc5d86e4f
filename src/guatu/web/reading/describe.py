"""A candidate in words: what it is about, and what it says, in the digits of the text."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from guatu.catalogue.load import indicators
from guatu.indicators.display import Rule, shown
from guatu.indicators.naming import amount_label, level_label, measure_label
from guatu.vocabulary import statements as core
from guatu.vocabulary.basis import STATUSES
from guatu.vocabulary.figure import Figure, FigureKey
from guatu.vocabulary.period import Period
from guatu.vocabulary.unit import format_quantity
from guatu.web.reading.typed import name_of

_MEASURE_OF_TARGET = {
    "level": "",
    "increase": "新增",
    "growth": "增幅",
    "rank": "位次",
    "band": "位次",
    "multiple": "倍数",
}
_MEASURE_OF_TARGET |= {"share": "占比", "completion": "完成率"}


@dataclass(frozen=True, slots=True)
class Words:
    """What a card prints: the subject in parts, and what is said of it."""

    about: tuple[str, ...]
    says: str


def words(noun: str, item: Mapping[str, Any]) -> Words:
    """The words of any candidate."""
    return _WORDS[noun](item)


def key_of(item: core.Observation) -> FigureKey:
    """The name that the figure will have once it is on record; its period may still be missing."""
    return FigureKey(
        item.indicator,
        item.measure,
        Period.parse(item.period) if item.period else None,
        of=item.of,
        versus=item.versus,
        scope=item.scope,
        basis=item.basis,
        caliber=item.caliber or "unstated",
        min_size=item.min_size,
        tier=item.tier,
        area=item.area,
        origin="published",
    )


def figure_of(item: core.Observation) -> Figure:
    """The figure that it would be."""
    return Figure(key_of(item), item.value, item.unit, item.decimals, item.approximate)


def _figure(item: Mapping[str, Any]) -> Words:
    observed = core.Observation.from_json(item)
    key = key_of(observed)
    measure = measure_label(key)
    known = indicators().get(observed.indicator)
    if known and known.kind in ("ratio", "index") and key.measure == "level":
        measure = measure.removeprefix(_level_word())
    elif key.measure == "level":
        measure = level_label(key.period) + measure.removeprefix(_level_word())
    period = key.period.label() if key.period else _("未写明数据期")
    status = STATUSES.get(observed.status or "", "")
    about = [name_of(observed.indicator), measure, period, status]
    says = shown(figure_of(observed), rule=Rule.of(known)).text
    return Words(tuple(part for part in about if part), says)


def _level_word() -> str:
    return measure_label(FigureKey("gdp", "level", None))


def _target(item: Mapping[str, Any]) -> Words:
    promised = core.Target.from_json(item)
    notes = [amount_label(promised.min_size) + _("以上")] if promised.min_size else []
    notes += [amount_label(promised.tier) + _("级")] if promised.tier else []
    notes += [promised.area] if promised.area else []
    name = name_of(promised.indicator) + (f"（{'，'.join(notes)}）" if notes else "")
    about = [name, _MEASURE_OF_TARGET.get(promised.measure, promised.measure), _until(promised)]
    return Words(tuple(part for part in about if part), promise(promised))


def _until(target: core.Target) -> str:
    if target.by:
        return Period.parse(target.by).label()
    return _within(target.within) if target.within else _("未写明目标期")


def _within(text: str) -> str:
    years = text.removeprefix("P").removesuffix("Y")
    return _("%(years)s年内") % {"years": years} if years.isdigit() else text


def promise(target: core.Target) -> str:
    """The promise as a sentence says it: 确保30个以上、力争80个; 不超过3%; 下降2.5%以上; 保持第1位."""
    if target.band:
        return target.band
    unit = target.unit or ""
    floor = format_quantity(target.floor, unit=unit) if target.floor is not None else ""
    stretch = format_quantity(target.stretch, unit=unit) if target.stretch is not None else ""
    if unit == "rank":
        floor, stretch = (text and _("第%(place)s") % {"place": text} for text in (floor, stretch))
    elif _is_fall(target):
        fall = format_quantity(-(target.floor or 0), unit=unit)
        floor = _("下降%(value)s以上") % {"value": fall}
    elif target.comparator == "<=" and floor:
        floor = _("不超过%(value)s") % {"value": floor}
    elif target.comparator == ">=" and floor:
        floor = (
            _("确保%(value)s以上") % {"value": floor}
            if not stretch
            else _("确保%(value)s") % {"value": floor}
        )
    parts = [floor, _("力争%(value)s") % {"value": stretch} if stretch else ""]
    return "、".join(part for part in parts if part)


def _is_fall(target: core.Target) -> bool:
    """Whether a fall of so much is promised: nobody says 不超过-2.5%."""
    fall = target.floor is not None and target.floor < 0 and target.stretch is None
    return fall and target.comparator == "<=" and target.measure in ("growth", "change")


def _task(item: Mapping[str, Any]) -> Words:
    kind = _("原则要求") if item.get("kind") == "principle" else ""
    owner = item.get("owner") or ("" if item.get("lead_unit") else _("未定责任单位"))
    limit = {"monthly": _("每月"), "standing": _("长期坚持")}.get(str(item.get("deadline_kind") or ""), "")
    due = str(item.get("deadline") or "")
    about = [
        kind,
        item.get("theme") or _("未归主题"),
        item.get("lead_name") or owner,
        limit or (_due(due) if due else ""),
    ]
    return Words(tuple(part for part in about if part), str(item.get("title") or item.get("quote") or ""))


def _due(text: str) -> str:
    try:
        limit = date.fromisoformat(text)
    except ValueError:
        return text
    return _("%(year)s年%(month)s月%(day)s日前") % {
        "year": limit.year,
        "month": limit.month,
        "day": limit.day,
    }


def _unread(item: Mapping[str, Any]) -> Words:
    why = str(item.get("why") or "")
    return Words((str(UNREAD_REASONS.get(why, why)),), str(item.get("quote") or ""))


#: Why a number was left unread, by the reader's own word for it.
UNREAD_REASONS = {
    "no indicator": gettext_lazy("没有找到所属指标"),
    "condition": gettext_lazy("条款中的条件或标准"),
    "table": gettext_lazy("表中没有读懂的数"),
    "no unit": gettext_lazy("没有单位"),
    "unit": gettext_lazy("单位不是统计单位"),
    "former": gettext_lazy("变动前的数或另一年的数"),
    "assigned": gettext_lazy("下达的任务数"),
    "a quota": gettext_lazy("任务数或额度，不是实绩"),
    "a bound": gettext_lazy("上下限，不是实绩"),
    "a size": gettext_lazy("说明规模的数"),
    "missing": gettext_lazy("缺口，不是实绩"),
    "hoped for": gettext_lazy("项目建成后的预期"),
    "supposed": gettext_lazy("假设或转述的数"),
    "corrected": gettext_lazy("文中已更正的数"),
    "from the end": gettext_lazy("倒数的名次"),
    "counts what follows": gettext_lazy("只说明后文个数的数"),
}
_WORDS = {"figure": _figure, "target": _target, "task": _task, "unread": _unread}
