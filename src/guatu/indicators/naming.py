"""What a figure is called on screen: its measure, its conditions, its period, in the words of officials."""

from collections.abc import Callable
from typing import Final

from guatu.catalogue.codes import areas, codes, industries, industry_sets
from guatu.catalogue.load import indicators
from guatu.vocabulary.basis import CALIBER_WORDS, basis_label
from guatu.vocabulary.figure import FigureKey
from guatu.vocabulary.period import Period
from guatu.vocabulary.statements import Amount
from guatu.vocabulary.unit import format_quantity

_MEASURES: Final = {
    "level": "数值",
    "growth": "增幅",
    "growth_gap": "增幅之差",
    "growth_change": "增幅变化",
    "change": "增减量",
    "increase": "新增",
    "multiple": "倍数",
    "share": "占比",
    "contribution": "拉动",
    "contribution_share": "贡献率",
    "completion": "完成率",
    "rank": "位次",
    "rank_change": "位次变化",
    "band": "档次",
    "floor": "确保目标",
    "stretch": "力争目标",
    "schedule": "序时进度",
    "gap": "较目标或序时",
    "need": "尚需完成",
    "lead": "超前",
    "lag": "差距",
    "stretch_completion": "力争目标完成率",
    "path": "年均增幅（测算）",
    "need_monthly": "月均尚需完成",
    "need_growth": "余下月份须增长",
    "count": "数量",
    "observations": "识别数据",
    "targets": "识别目标",
    "tasks": "识别任务",
    "unread": "待识别",
    "pending": "待审核",
    "accepted": "已采纳",
    "rejected": "不采纳",
    "principles": "原则要求",
    "actual": "实绩",
    "base": "上年同期",
    "reported": "报送企业",
    "implied_growth": "推算当月增幅",
    "restated": "累计更正",
    "basis_gap": "两种口径增幅之差",
    "published_gap": "与公布数之差",
    "entered": "今年新报企业",
    "left": "今年未报企业",
    "corrected": "更正上年数的企业",
    "concentration": "集中度",
    "coverage": "报送率",
    "due": "应报企业",
    "missing": "未报企业",
    "base_then": "上年同期（去年所报）",
    "base_corrected": "上年数更正",
    "base_change": "上年基数调整",
}
#: Whom a part of the base of a growth is of.
_WHO: Final = {"entered": "今年新报的企业", "left": "今年未报的企业", "corrected": "更正上年数的企业"}
_OF: Final = {"level": "总量", "growth": "增幅", "share": "占比", "completion": "完成率"}
_WHOLES: Final = {
    "city_average": "全市平均",
    "province_average": "全省平均",
    "nation_average": "全国平均",
    "city_total": "全市总量",
    "province_total": "全省总量",
    "nation_total": "全国总量",
    "target": "目标",
    "schedule": "序时进度",
    "previous_period": "上一期",
    "previous_year": "上年同期",
    "zone": "全区",
    "all": "全部行业",
}
_SCOPES: Final = {
    "city": "全市",
    "province": "全省",
    "nation": "全国",
    "development_zones": "开发区",
    "counties": "县市区",
    "streets": "街道、园区",
    "kin": "同类区域",
}


def scope_label(scope: str) -> str:
    """Return the peers of a rank: 全市, 县市区, or the group as written."""
    return _SCOPES.get(scope, scope)


def area_label(area: str) -> str:
    """Return the name of a street or park by its code, or what was written.

    >>> area_label("11"), area_label("望潮县")
    ('澜汀街道', '望潮县')
    """
    known = areas().get(area)
    return known.name if known else area


def industry_label(code: str) -> str:
    """Return the name of a section, a division or a named set of industries."""
    known = industries().get(code)
    if known:
        return known.name
    return next((found.name for found in industry_sets() if found.id == code), code)


def place_labels(key: FigureKey) -> list[str]:
    """Return where and of what a figure is when it is not the whole zone's: 澜汀街道, 医药制造业."""
    labels = [area_label(key.area) if key.area else ""]
    cuts = key.cuts() if key.kind == "indicator" else {}
    labels += [_CUTS[name](value) for name, value in cuts.items() if name in _CUTS]
    return [label for label in labels if label]


def code_label(codelist: str, code: str) -> str:
    """Return the name of a size or an ownership by its code, or the code."""
    known = codes(codelist).get(code)
    return known.name if known else code


_CUTS: Final[dict[str, Callable[[str], str]]] = {
    "industry": industry_label,
    "size": lambda code: f"{code_label('sizes', code)}企业",
    "ownership": lambda code: code_label("ownership", code),
    "top": lambda k: f"前{k}家",
    "who": lambda who: _WHO.get(who, who),
    "enterprise": str,
}


def versus_label(versus: str) -> str:
    """Return what a figure is set against: 全市平均, 1—6月, or the whole as written."""
    try:
        return Period.parse(versus).label(short=True)
    except ValueError:
        return _WHOLES.get(versus, versus)


def measure_label(key: FigureKey) -> str:
    """Return what is measured, with all that makes it this figure and no other, save subject and period.

    >>> measure_label(FigureKey("gdp", "rank", None, of="growth", scope="city"))
    '全市增幅位次'
    >>> measure_label(FigureKey("gdp", "growth", None, caliber="comparable"))
    '同比增幅（可比口径）'
    """
    notes = [CALIBER_WORDS.get(key.caliber, key.caliber)] if key.caliber != "unstated" else []
    notes += [f"{amount_label(a)}{word}" for a, word in ((key.min_size, "以上"), (key.tier, "级")) if a]
    notes += place_labels(key)
    return _core(key) + (f"（{'，'.join(notes)}）" if notes else "")


def _core(key: FigureKey) -> str:
    name = _MEASURES.get(key.measure, key.measure)
    if key.measure == "growth" and key.basis:
        return basis_label(key.basis) + name
    if key.measure in ("rank", "rank_change"):
        return f"{scope_label(key.scope or '')}{_ranked(key)}{name}{_since(key)}"
    if key.measure == "growth_change":
        return f"增幅较{versus_label(key.versus or 'previous_period')}"
    if key.measure == "growth_gap":
        return f"增幅与{versus_label(key.versus or '')}之差"
    if key.measure == "share" and key.versus:
        return f"占{versus_label(key.versus)}比重"
    return name


def _ranked(key: FigureKey) -> str:
    """Of what a rank is; a ratio or an assessment has no 总量 that it could be told from."""
    known = indicators().get(key.subject)
    alone = key.of == "level" and known is not None and known.kind in ("ratio", "index")
    return "" if alone else _OF.get(key.of or "", "")


def _since(key: FigureKey) -> str:
    return f"（较{versus_label(key.versus)}）" if key.versus else ""


def level_label(period: Period | None) -> str:
    """Return the head of a level: a value counted from January on is 累计, a single month's 当月.

    >>> level_label(Period.parse("2022-01/2022-07")), level_label(Period.parse("2022-07"))
    ('累计', '当月')
    """
    if period is None or period.is_year:
        return "全年" if period else "数值"
    return "累计" if period.is_cumulative else "当月" if period.months == 1 else "数值"


def amount_label(amount: Amount) -> str:
    """Return a size condition in words.

    >>> from decimal import Decimal
    >>> amount_label(Amount(Decimal("1E9"), "CNY"))
    '10亿元'
    """
    return format_quantity(amount.value, unit=amount.unit)
