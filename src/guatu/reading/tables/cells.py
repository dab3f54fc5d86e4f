"""One cell of a table becomes a figure."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from guatu.catalogue.load import indicators
from guatu.reading.found import Found
from guatu.reading.lexicon import Lexicon
from guatu.reading.naming import Subject, kind_of
from guatu.reading.numbers import SCALES, Kind, Number, Units
from guatu.reading.standing import scope
from guatu.reading.tables.columns import Column
from guatu.reading.tables.lines import BEFORE, BEHIND, TURN, UNIT, Cell

_VALUE = re.compile(
    rf"(?P<said>{TURN})(?P<before>{BEFORE})(?P<way>[↑↓▲▼+]?)(?P<number>-?\d[\d,]*(?:\.\d+)?)"
    rf"(?P<unit>%|(?=[位名])|{UNIT})[位名]?(?P<turn>[↑↓]?)(?P<behind>{BEHIND})"
)
_CAPPED = re.compile(r"[≤<]|以下|以内|之内")
_PLACE = re.compile(r"第?(\d{1,3})[位名]?")
_RATIO = re.compile(r"率$|比例|比重|占比")
_FALLS = re.compile(r"下降|降低|减少")
_PERCENT = {
    "growth": "growth",
    "completion": "completion",
    "share": "share",
    "contribution_share": "contribution_share",
}
_POINTS = {"growth_change": "growth_change", "schedule_gap": "growth_gap", "average_gap": "growth_gap"}
_AVERAGES = (("国", "nation_average"), ("省", "province_average"), ("市", "city_average"))
#: 较1-8月增减: which period a growth is held against.
_AGAINST = re.compile(r"[较比](\d{1,2}-\d{1,2}月|一季度|上半年|前三季度)")
_SCALED = re.compile(r"(万亿|亿|千万|百万|万|千|百)?(.*)")


def figure(
    base: Subject, kind: str, cell: Cell, unit: str | None, column: Column, *, area: str | None, lex: Lexicon
) -> Found | None:
    """The figure of a cell; None for a dash, a word, or a measure that no unit fits."""
    if kind == "other":
        return None
    value = _VALUE.fullmatch(cell.text)
    if kind == "rank":
        place = _PLACE.fullmatch(cell.text)
        return _made(base, "rank", Decimal(place[1]), "rank", cell, column, area) if place else None
    if value is None:
        return None
    amount = Decimal(value["number"].replace(",", ""))
    if value["way"] in ("↓", "▼") or value["turn"] == "↓" or _FALLS.search(value["said"]):
        amount = -abs(amount)
    if value["said"] and value["unit"] == "%" and kind in ("level", "target"):
        kind = "growth"  # 增长6.5%左右 in a column of levels or of goals
    if kind == "rank_change":
        return _made(base, "rank_change", amount, "rank", cell, column, area)
    if kind in _PERCENT:
        ratio = kind_of(base.id, lex) == "ratio" and unit in ("%", None)
        measure = "level" if kind == "share" and ratio else _PERCENT[kind]
        if kind == "growth" and ratio:
            return _made(base, "change", amount, "pp", cell, column, area)
        return _made(base, measure, amount, "percent", cell, column, area)
    if kind in _POINTS:
        measure = "change" if kind == "growth_change" and kind_of(base.id, lex) == "ratio" else _POINTS[kind]
        return _made(base, measure, amount, "pp", cell, column, area)
    return _amount(base, kind, amount, value["unit"] or unit, cell, column, area=area, lex=lex)


def _amount(
    base: Subject,
    kind: str,
    amount: Decimal,
    unit: str | None,
    cell: Cell,
    column: Column,
    *,
    area: str | None,
    lex: Lexicon,
) -> Found | None:
    """Levels, targets and changes, in the unit of the column, the row or the title."""
    known = indicators().get(base.id)
    if unit == "%" and known is not None and known.unit not in ("percent", ""):
        if _RATIO.search(base.name):  # 优良天数比率
            return _made(base, _level(kind), amount, "percent", cell, column, area)
        return _made(base, "growth", amount, "percent", cell, column, area)
    if known is not None and known.unit in ("count", "percent", "person", "rank") and is_money(unit):
        if column.unit is not None and is_money(column.unit):
            scale, code = scaled(unit, units=lex.units)
            return _made(_worth(base), _level(kind), amount * scale, code or "CNY", cell, column, area)
        # the title's 亿元 is not that of a count among the rows
        return _made(base, _level(kind), amount, known.unit, cell, column, area) if kind != "change" else None
    scale, code = scaled(unit, units=lex.units)
    if code is None and known is not None and known.unit in ("count", "percent"):
        code = known.unit
    if code is None:
        return None
    return _made(base, _level(kind), amount * scale, code, cell, column, area)


#: What a column of money says of things that are counted: 新签约项目 … 金额（亿元）.
_WORTH = {"signed_projects": "signed_investment"}


def _worth(base: Subject) -> Subject:
    known = indicators().get(base.id)
    name = known.name if known is not None else base.name
    return replace(base, id=_WORTH.get(base.id, f"other:{name}总投资"))


def _level(kind: str) -> str:
    return "change" if kind == "change" else "level"


def is_money(unit: str | None) -> bool:
    """Whether amounts of money are written in a unit."""
    return unit is not None and unit.endswith(("元", "亿", "万"))


def scaled(unit: str | None, *, units: Units) -> tuple[Decimal, str | None]:
    """The factor and the base unit of a written one; no unit has no code."""
    if unit == "%":
        return Decimal(1), "percent"
    found = _SCALED.fullmatch(unit or "")
    if unit is None or found is None:
        return Decimal(1), None
    named = found[2] or "元"
    code, factor = units.get(named) or units.get(named.partition("/")[0], ("", Decimal(1)))
    return (SCALES[found[1]] if found[1] else Decimal(1)) * factor, code or None


def _made(
    base: Subject, measure: str, amount: Decimal, unit: str, cell: Cell, column: Column, area: str | None
) -> Found:
    end = cell.start + len(cell.text)
    written = _VALUE.fullmatch(cell.text)
    decimals = len((written["number"] if written else cell.text).partition(".")[2])
    start = cell.start + written.start("number") if written else cell.start
    number = Number(Kind.QUANTITY, start, end, amount, unit, decimals)
    found = Found(
        base, measure, amount, unit, number, cell.start, end, own=False, tabled=True, confidence=0.8
    )
    if written and (written["before"] or written["behind"]):
        found.comparator = "<=" if _CAPPED.search(cell.text) else None
        found.approximate = "about" if "约" in written["before"] or "左右" in written["behind"] else None
    found.period = column.period
    found.area = area or (_another(column.head) if measure in ("level", "growth") else None)
    if measure in ("rank", "rank_change"):
        found.of = column.of
        # streets are ranked among themselves, the zone among those of its city
        found.scope = scope(column.head) or ("city" if area is None else None)
    if measure == "rank_change":
        found.versus = "previous_period"
    if measure == "growth_gap":
        found.versus = "schedule" if column.kind == "schedule_gap" else _average(column.head)
    if measure == "growth_change":
        against = _AGAINST.search(column.head)
        past = re.search(r"去年|上年|同期", column.head)
        found.versus = f"period:{against[1]}" if against else "previous_year" if past else "previous_period"
    if measure == "share":
        found.versus = _whole(column.head)
    if measure == "growth" and "环比" in column.head:
        found.basis = "mom"
    if measure == "growth" and column.head.startswith(("年均", "年平均")):
        found.basis = "cagr"
    found.promise = "year" if column.bare else "floor" if column.aimed else None
    found.new = found.own = measure == "level" and base.new
    return found


#: 全市增速 beside the zone's own: a figure of the whole, not one held against it.
_ANOTHER = re.compile(r"^(全[市省国县])(?!排|位|名|前|第)(?!.*(?:差|比较|±|[高低快慢]于))")


def _another(head: str) -> str | None:
    found = _ANOTHER.match(head)
    return found[1] if found else None


#: 占规上工业比重(%): of which whole a share is.
_PART_OF = re.compile(r"占(?:比)?([^()%占]*?)(?:的)?(?:比重|比例|比|份额|百分比)?(?:[(%].*)?$")
_WHOLES = {"全市": "city_total", "全省": "province_total", "全国": "nation_total"}


def _whole(head: str) -> str | None:
    found = _PART_OF.search(head)
    named = found[1].removesuffix("总量") if found else ""
    return _WHOLES.get(named, named or None)


def _average(head: str) -> str:
    return next((code for word, code in _AVERAGES if word in head), "city_average")
