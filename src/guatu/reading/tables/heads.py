"""What the head of a column says: a name, a unit, a period, and which measure stands below it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

#: Units as heads, labels and cells of their own write them.
UNITS = (
    r"(?:万|亿|千|百万|万亿|千万|百)?(?:元/(?:亩|人|平方米|吨)|元|美元|千瓦时|度|吨(?:标准?煤)?/万元|吨|标箱|TEU|人次|人|个|家|户|件/万人|件|项|亩|公顷"
    r"|平方米|平方公里|公里|微克/立方米|天)"
    r"|%|个?百分点|亿|万|‰|位|名"
)
UNIT_CELL = re.compile(UNITS)
_IN_BRACKETS = re.compile(rf"\((?:单位:?)?(?:±|\+-|\+/-)?({UNITS})(?:、(?:{UNITS}))*\)")
_AT_END = re.compile(r"(?<=[\u4e00-\u9fff])(%|±%|百分点|万元|亿元|万美元)$")
STATED_UNIT = re.compile(r"单位: ?((?:[^\s,;。)]{1,10}))")

_MONTHS = r"\d{1,2}-\d{1,2}月|1至\d{1,2}月|前\d{1,2}个?月|\d{1,2}月(?:末|底)?"
_SEASON = r"上半年|下半年|前三季度|[1一][-至][2-4二三四]季度|[一二三四首]季度|全年"
PERIOD = re.compile(
    rf"(?:(?P<year>(?:19|20)?\d\d年)度?)?(?P<part>{_MONTHS}|{_SEASON})|(?P<whole>(?:19|20)\d\d年)"
)
_MONTH = re.compile(r"本月(?:份|止)?(?!累计|止)|当月(?:份)?|单月|本期(?!累计)")
_SUMMED = re.compile(r"累计|年初至今|年初以来|本年")

#: Heads of the column that names the rows.
NAME = re.compile(
    r"(?:主要|经济|考核|指标|统计|项目|工作|目标)?(?:指标|项目|名称|内容|指标名称|项目名称|类别)(?:名称)?"
)
PLACES = re.compile(
    r"(?:各?(?:单位|地区|园区|镇街|街镇|乡镇|镇区|县区|区县|县市区?|板块|区域|片区|街道|镇|辖区|开发区|企业|部门|责任单位|地\s*区|市州|功能区|县\(市、区\)|"
    r"镇\(街道\)|乡镇\(街道\)|镇\(街\)|街道\(镇\)|县\(市\)区|区\(市\)县)(?:名称)?)"
)
_UNIT_HEAD = re.compile(r"(?:计量|计算)?单位")

_RULES = (
    (
        "other",
        re.compile(
            r"序号|备注|说明|责任|牵头|配合|联系|负责人|(?<!\d年)基数|权重|得分|分值|进展|形象进度|编号|类别$|分管"
        ),
    ),
    (
        "rank_change",
        re.compile(
            r"(?:位次|排名|名次|排位).{0,4}(?:变化|升降|变动|增减|进退)|(?:较|比).{1,6}(?:位次|排名|名次|进退)"
        ),
    ),
    ("rank", re.compile(r"位次|排名|名次|排位|排序|名$")),
    (
        "schedule_gap",
        re.compile(
            r"序时.{0,4}(?:±|差|比|百分点|\+-)|(?:与|较|比|超|高于|低于|快于|欠).{0,3}(?:序时|时间进度|进度)"
        ),
    ),
    (
        "average_gap",
        re.compile(
            r"(?:与|较|比|高于|高出|低于|快于|差).{0,2}(?:全[市省国]|市|省)(?!级|内|本|定|下达).{0,6}"
        ),
    ),
    ("other", re.compile(r"^(?:应达)?(?:序时|时间进度)")),
    (
        "growth_change",
        re.compile(
            r"百分点|个点|(?:增[速幅]|增长率).{0,6}(?:变化|增减|±|变动)|"
            r"(?:较|比|环比)(?:上月|上期|上季|前月|\d.{0,4}月|一季度|上半年|去年同期|上年同期)?"
            r"(?:加快|提高|回升|回落|变化|增减|±)?(?:\(?\+-\)?)?\(?(?:个?百分点|pct)"
        ),
    ),
    (
        "completion",
        re.compile(
            r"完成率|完成进度|完成比|进度|执行率|完成.{0,8}%|占.{0,8}(?:目标|任务|计划|预算).{0,6}"
            r"|为.{0,6}(?:预算|计划|目标|任务).{0,3}%|完成(?:年度|全年|年)?(?:目标|任务|计划|预算)$"
        ),
    ),
    (
        "target",
        re.compile(
            r"目标|计划(?!外)|任务|预期|^(?:年初|年度|全年|本年|调整后?的?)?预算(?:数|额|安排)?(?:\(|$)"
        ),
    ),
    ("contribution_share", re.compile(r"贡献率")),
    ("share", re.compile(r"占比|比重|占.{1,8}")),
    ("change", re.compile(r"增减[额量数]|增加[额量数]|净增|增量")),
    ("growth", re.compile(r"同比|增[速幅长减]|±|比上年|比去年|较上年|较去年|环比|升降|[+-]%")),
    ("other", re.compile(r"去年|上年(?!末)|同期")),
    (
        "level",
        re.compile(
            r"月|本期|累计|绝对|总量|总额|实绩|数值|完成|实际|上半年|季度|全年|值$|数量|金额|本年|总数|规模|实现|到位|总投资|投资额|(?:19|20)\d\d年"
        ),
    ),
)
# What stands around an indicator's name in a head and is no part of it.
_AROUND = (
    r"(?:19|20)\d\d年?度?|完成情况|完成[额数]|本?年?累计|绝对[值额数量]|总量|实绩|数值|实际完成|实际(?!利用|使用|到账|外资)|同比|比上年同期|比去年同期|较上年同期|"
    r"较去年同期|比上年|较上年|增长率?|增长速度|增[速幅]|增减|±|%|本月止?|当月|本期|年初|在?全[市省国]|位次|排名|名次|排位|排序|年度|全年|"
    r"目标任务|目标|任务|计划|预期|完成率|完成进度|占|的|进度|序时|[\s()、/+-]|与|比|较|个?百分点|金额|情况|环比|比重|其中:?|完成|去年|上年|同期|期末|"
    r"本年|实现|下达|预算|执行|年|数量?(?=$)|为|增加|共"
)
_EDGES = re.compile(rf"^(?:{_AROUND})+|(?:{_AROUND})+$")


class Told(NamedTuple):
    """What a head says of its column; ``rest`` is what may name an indicator, ``period`` written words.

    ``month`` tells of a column of the month alone, ``summed`` of one from January on.
    """

    kind: str | None
    unit: str | None
    period: str | None
    month: bool
    summed: bool
    rest: str
    text: str


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a column as merged from its lines, outermost first."""

    start: int
    parts: tuple[str, ...]

    @property
    def text(self) -> str:
        """All its words."""
        return "".join(self.parts)


def told(text: str) -> Told:
    """What the words of a head say.

    >>> told("1-7月累计(亿元)")[:3]
    ('level', '亿元', '1-7月')
    >>> told("工业投资(亿元)").rest, told("同比±%").kind, told("完成年度任务(%)").kind
    ('工业投资', 'growth', 'completion')
    """
    bracket = _IN_BRACKETS.search(text)
    bare = text[: bracket.start()] + text[bracket.end() :] if bracket else text
    ended = _AT_END.search(bare) if bracket is None else None
    unit = bracket[1] if bracket else ended[1] if ended else None
    unit = {"±%": "%", "百分点": "个百分点"}.get(unit or "", unit)
    found = PERIOD.search(bare)
    period = found[0] if found else None
    rest = bare.replace(period, "", 1) if period else bare
    kind = _kind(text, unit)
    return Told(
        kind,
        unit,
        period,
        _MONTH.search(bare) is not None,
        _SUMMED.search(bare) is not None,
        _EDGES.sub("", rest),
        text,
    )


_GAP = re.compile(r"平均|差|[高低快慢]于|高出")


def _kind(text: str, unit: str | None) -> str | None:
    if _UNIT_HEAD.fullmatch(text):
        return "unit"
    money = unit is not None and unit.endswith("元")
    for kind, pattern in _RULES:
        if pattern.search(text):
            if money and kind == "completion":
                continue
            if kind == "growth" and money:
                return "change"
            if kind == "growth" and unit == "个百分点":
                return "growth_change"
            if kind == "average_gap" and unit != "个百分点" and not _GAP.search(text):
                continue
            return kind
    return None
