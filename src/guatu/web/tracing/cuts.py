"""Which tasks or targets a count counts, in words."""

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from django.utils.translation import gettext as _

from guatu.indicators.naming import area_label
from guatu.schedule.lights import COLOURS
from guatu.vocabulary.figure import FigureKey
from guatu.vocabulary.period import Period
from guatu.web.accounts.queries import unit, user

_LIGHTS: Final = {"red": "红灯", "yellow": "黄灯", "blue": "蓝灯", "green": "绿灯", "none": "未亮灯"}
_STATES: Final = {"past": "已过期的目标"}


def cut_words(key: FigureKey) -> list[str]:
    """Each condition of the count as a phrase, in the order of the name; unknown ones as they are written."""
    return list(_phrases(key))


def _phrases(key: FigureKey) -> Iterator[str]:
    for name, value in key.cuts().items():
        say = _SAY.get(name)
        yield say(value) if say else f"{name}：{value}"


def _light(value: str) -> str:
    return _(_LIGHTS[value]) if value in COLOURS and value in _LIGHTS else value


def _units(value: str) -> str:
    found = (unit(int(number)) for number in value.split(",") if number.isdigit())
    return "、".join(str(u) for u in found if u) or value


def _lead(value: str) -> str:
    return _("未定牵头单位") if value == "none" else _("牵头：%(unit)s") % {"unit": _units(value)}


def _leader(value: str) -> str:
    person = user(int(value)) if value.isdigit() else None
    return _("分管领导：%(name)s") % {"name": person.display_name if person else value}


def _month(value: str) -> str:
    return _("%(month)s到期") % {"month": _called(value)}


def _at(value: str) -> str:
    return _("%(month)s末在办") % {"month": _called(value)}


def _node(value: str) -> str:
    return _("%(month)s有节点") % {"month": _called(value)}


def _asked(value: str) -> str:
    if value == "open":
        return _("要求反馈而未答复")
    return _("%(month)s要求反馈") % {"month": _called(value)}


def _called(month: str) -> str:
    try:
        return Period.parse(month).label()
    except ValueError:
        return month


_SAY: Final[Mapping[str, Callable[[str], str]]] = {
    "light": _light,
    "asked": _asked,
    "to": _units,
    "theme": lambda value: _("未归主题") if value == "none" else value,
    "unit": _units,
    "lead": _lead,
    "owner": lambda _value: _("未定牵头单位"),
    "leader": _leader,
    "month": _month,
    "at": _at,
    "node": _node,
    "due": lambda _value: _("未写时限"),
    "year": lambda value: _("各年") if value == "all" else _("%(year)s年") % {"year": value},
    "since": lambda value: _("数据版本%(number)s以后") % {"number": value},
    "version": lambda value: _("新增") if value == "new" else _("有更改"),
    "kind": lambda value: _("原则要求") if value == "principle" else _("任务"),
    "area": lambda value: _("全区的目标") if value == "zone" else area_label(value),
    "state": lambda value: _(_STATES.get(value, value)),
}
