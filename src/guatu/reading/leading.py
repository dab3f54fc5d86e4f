"""Numbers that only lead to others: what was before, was to be done, is missing, hoped for or supposed."""

from __future__ import annotations

import re
from functools import lru_cache

from guatu.reading.lexicon import Token
from guatu.reading.patterns import seeking
from guatu.reading.state import AMOUNTS, CLOSING, State

# The last characters before what is missing, and before what was to be done.
_SCANT, _TO_DO = frozenset("差缺欠了着近约下余的各口为达收"), frozenset("务标数量是为")


def unstated(state: State, word: Token) -> str | None:
    """Why a number is no figure of its own; None when it may be one."""
    text = state.text
    if from_the_end(text, word):
        return "from the end"
    start = word.start
    before = text[start - 1] if start else ""
    if before in _SCANT and is_lacking(text, word):
        return "missing"
    if text.find("后", start - 40 if start > 40 else 0, start) >= 0 and is_hoped(text, word):
        return "hoped for"
    if (before in _TO_DO or text.startswith(",", word.end)) and is_assigned(text, word):
        return "assigned"
    if any(low <= start < high for low, high in imagined(text)):
        return "supposed"
    if (
        unit_of(word) == "percent"
        and _PART_OF.match(text, word.end)
        and _GAVE.search(text, max(0, start - 9), start)
    ):
        return "counts what follows"
    return "former" if is_former(state, word) else None


# 贡献了58%的工业产值: so much of what follows.
_GAVE = re.compile(r"(?:贡献了?|占[^,。;、]{0,6}|[、和以用]|(?:创造|集聚|吸纳|提供|聚集|承载)了?)$")
_PART_OF = re.compile(
    r"的(?=[\u4e00-\u9fff]{2})(?!(?:同比|年均|平均|高|中高|较|两位数|正|负)*(?:增|速|涨|降|跌|幅|降幅|下降)|目标|预期|水平|比例|比重|份额|幅度|"
    r"要求|任务|底线|红线|位次|序时|进度|基础|情况|高位|区间|高于|低于|地区|单位|有|为|是|乡镇|镇街|县|年度)"
)


def unit_of(word: Token) -> str | None:
    """The unit of a number; None when none is written."""
    return word.number.unit if word.number is not None else None


# 由去年同期的11.8%回落至6.5%, 由第七位上升到第五位: what it was before.
_FORMER = seeking(
    r"(?:的)?(?:大幅|快速|逐步|迅速|一举)?(?:上升|提高|提升|增加|增长|下降|降低|回落|减少|扩大|缩小|收窄|回升|跃升|前移|"
    r"晋升|爬|蹿|追|升|降|增|减|调整|发展|跃|进|下滑|掉|跌|滑|涨|冲|拉|收|扩|压减|压缩|缩短|缩减|压|砍|走低|走高|缩|变|变化|由|长|拓展|扩展|延伸|拓)(?:到|至|为|成)"
)
_FROM = re.compile(r"(?:由|从)[^,。;:由从]{0,24}$")
# 恢复到2019年同期的118%: held against another year, and no growth.
_RECOVERED = re.compile(r"恢复(?:了)?[到至](?:了)?(?:20\d\d年|疫情|上年|去年|同期|往年)[^,;。]*$")
# 突破百家、达107家: a round number passed on the way
# 收入15.3亿元,增长13.8%,首次突破15亿元: said of the figure before
_FIRST_PAST = re.compile(r",(?:首次|一举|历史性)(?:突破|超过|迈过|跨过)$")
_AND_REACHED = re.compile(r"[,、](?:达到?|实现|完成)\d")
_PASSED = re.compile(r"(?:突破|[过破超]|迈上|跨上)了?$")
# 其中132家增长、194家下降: how many went so
_GONE_SO = re.compile(r"(?:实现|保持|出现)?(?:正|负)?(?:增长|下降|上升|下滑|盈利|亏损|持平)(?=[、,;。和]|$)")
# 5个单位尚无签约项目: who, and no figure
_OFFICES = re.compile(r"(?:县直|市直|区直)?(?:单位|部门|镇街|街镇|乡镇|镇|街道)(?=尚|还|没|未|无|仍)")
# 供应建设用地126宗、5860亩: the area is what is measured.
_PARCELS = re.compile(r"[、,(]?(?:共|合计|总?面积)?\d[\d.,]*万?(?:亩|公顷|平方米|平方公里)")
_MOVED = frozenset(
    {"day", "ug/m3", "m3", "TEU", "rank", "percent", "count", "m2", "mu", "km", "person", "kWh", "t"}
)
_MONEY = frozenset({"CNY", "USD"})
_OF_A_YEAR = re.compile(r"年(?:底|末|度)?的?$")

# 控制在限额65.1亿元以内, 年度计划投资97.5亿元: bounds and plans, not what was measured. Each holds 限额,
# 计划 or 连续, which ``is_former`` looks for first.
_LIMIT = re.compile(
    r"限额(?:的|为)?$|年度?计划(?:完成)?投资(?:额|为)?$|(?<!目标)(?:年度|当年)投资计划(?:为)?$"
    r"|连续[一二三四五六七八九十\d]+年[^,。;]{0,12}$"
)


# 土地征收任务1200亩,才拿下来560亩: what was to be done, before what is.
_ASSIGNED = re.compile(r"(?:任务|目标)(?:数|量)?(?:是|为)?$")
_SO_FAR = re.compile(r",?(?:截至|到)?[^,。;\d]{0,6}(?:实际|已|才|只|仅|目前|现在)")
# 公路提档升级98公里,仅完成52公里
_ONLY_DONE = re.compile(r",(?:截至)?(?:目前)?[仅只才]完成了?\d[\d.]*(?:万|亿)?(?:公里|亩|平方米|户|套)")
# 完成任务75%以上的有: how the places that follow were picked.
_SORTED = seeking(r"(?:以上|以下|及以上)?的(?:有|单位|乡镇|镇街|县区|地区)")


# 与年度增长10%的目标相差14.4个百分点: what was aimed at.
_TOWARDS = re.compile(
    r"的(?:年度|全年|预期|增长|年初)*目标(?:任务)?(?:还|尚|仍|也)?(?:有|存在|面临)?(?:不小|较大|很大|一定)?的?(?:相差|差|少|压力|难度|挑战|任务艰巨)"
)
# 四季度须增长6.8%以上才能完成: what it would take.
_TAKES = re.compile(r"(?:须|需|要|得|还要)[^,。;\d]*$|^(?:也就是说|换句话说)要")
_ONLY_SO = re.compile(r"(?:以上|左右)?,?(?:才能|方能|方可|才可|才够|才有可能)")


# 有4家开发区税收进度未达50%: where the line was drawn.
_SHORT_OF = re.compile(
    r"有(?:\d+|[一二三四五六七八九十两]+)(?:家|个|户|项)[^,。;]{2,20}(?:未达到?|不足|不到|低于|未超过)$"
)
# 对产值下降超20%的企业: which ones are meant.
_SELECTS = re.compile(r"(?:以上|以下|左右)?的(?!目标|要求)")
# 对首年运营补贴600万元开展绩效评估
_SUBJECTED = re.compile(r"(?:开展|进行|实施|实行)")
# 减产50%以上企业126家: which firms are counted
_OF_SUCH = re.compile(r"(?:及?以上|以下)的?(?:规上|工业)?(?:企业|项目|单位|镇街|乡镇)")
_FOR_SUCH = re.compile(r"(?:^|[,;。:])(?:对|凡|针对|凡是)[^,;。]*$")
# 达产后年产值20亿元: what a project is to bring.
_ONCE_DONE = re.compile(
    r"(?:达产|投产|建成|投用|满产|竣工|投运)(?:达产|投产|投用|达效)?(?:之?后|以后)[^。;]*$"
)


# Each way of opening what is no figure of the zone, and the cue that is looked for first: a supposition
# (but 如果按可比口径 reckons), what somebody told the speaker, what one hopes to see.
_IMAGINED = {
    "假如": re.compile(r"假如[^。!?\n]*"),
    "假设": re.compile(r"假设[^。!?\n]*"),
    "要是": re.compile(r"(?<!主|只|重|需)要是(?!按|剔除|扣除|算上|不算)[^。!?\n]*"),
    "如果": re.compile(r"如果(?!按|剔除|扣除|算上|不算|以)[^。!?\n]*"),
    "某": re.compile(r"某(?:个|些|一)?(?:开发区|高新区|园区|企业|公司|县|市|区|镇|地)[^。!?\n]*"),
    "我": re.compile(r"(?:(?:对|跟|和|给|同)(?:我们?|咱们?)(?:说|讲|算|反映)|告诉我们?)[^。!?\n]*"),
    "”": re.compile(
        r"“[^”]{6,200}”(?=[^。“\n]{0,12}(?:公司|企业|集团|厂)?[^。“\n]{0,8}(?:经理|董事长|厂长|老板|创始人|负责人)"
        r"[\u4e00-\u9fff]{0,6}(?:说|介绍|表示|告诉|坦言|算))"
    ),
    "得知": re.compile(r"得知[^。\n]{2,30}?(?:产值|营收|销售|订单)[^。\n]*"),
    "有望": re.compile(r"(?:(?<!规上)(?<!工业)企业|公司|项目)[^,。;:!?\n]{0,9}有望[^,。;!?\n]*"),
}


# A text is asked for each of its numbers before the next one is.
@lru_cache(maxsize=4)
def imagined(text: str) -> tuple[tuple[int, int], ...]:
    """The stretches whose numbers are supposed, told by somebody or expected of one firm."""
    return tuple(
        found.span() for cue, way in _IMAGINED.items() if cue in text for found in way.finditer(text)
    )


def is_hoped(text: str, word: Token) -> bool:
    """Whether a figure is what a single project will bring once it is there."""
    begin = max(
        text.rfind("。", 0, word.start), text.rfind("\n", 0, word.start), text.rfind(";", 0, word.start)
    )
    return _ONCE_DONE.search(text, max(begin, word.start - 40), word.start) is not None


def is_assigned(text: str, word: Token) -> bool:
    """Whether an amount is what was to be done, told before what is."""
    if word.number is None or word.number.unit not in AMOUNTS:
        return False
    if _ONLY_DONE.match(text, word.end):
        return True
    head = max(0, word.start - 6)
    return bool(_ASSIGNED.search(text, head, word.start) and _SO_FAR.match(text, word.end))


def is_former(state: State, word: Token) -> bool:
    """Whether a number is what a figure was before, which only leads to what it is now; what is planned is
    promised where the text looks ahead."""
    text = state.text
    start, end = word.start, word.end
    closed = text[end : end + 1] in CLOSING
    head = text[start - 30 if start > 30 else 0 : start]
    unit = word.number.unit if word.number is not None else None
    moved = unit in _MOVED or (unit in _MONEY and not _OF_A_YEAR.search(head))
    if moved and not closed and _FORMER.match(text, end) and _FROM.search(head):
        return True
    if unit == "percent" and "恢复" in head and _RECOVERED.search(head):
        return True
    if (
        unit in _MONEY
        and closed
        and _FIRST_PAST.search(head)
        and any(f.measure == "level" and f.unit == unit and f.end > start - 30 for f in state.found[-3:])
    ):
        return True
    if unit != "percent" and _AND_REACHED.match(text, end) and _PASSED.search(head):
        return True
    if unit == "count" and not closed and _GONE_SO.match(text, end):
        return True
    if unit == "count" and not closed and _OFFICES.match(text, end):
        return True
    if word.number is not None and word.number.written == "宗" and _PARCELS.match(text, end):
        return True
    if "计划" in head or "限额" in head or "连续" in head:
        limit = _LIMIT.search(head)
        if limit is not None and not ("计划" in limit[0] and state.ahead(start)):
            return True
    if unit == "percent" and not closed and _OF_SUCH.match(text, end):
        return True
    if unit in _MONEY and not closed and _SUBJECTED.match(text, end) and "对" in head:
        return True
    if moved and not closed and _SELECTS.match(text, end) and _FOR_SUCH.search(head):
        return True
    if not closed and (_TOWARDS.match(text, end) or text.startswith("的缺口", end)):
        return True
    if _SHORT_OF.search(head):
        return True
    if _ONLY_SO.match(text, end) and _TAKES.search(head):
        return True
    return not closed and _SORTED.match(text, end) is not None


def from_the_end(text: str, word: Token) -> bool:
    """倒数第三 is counted from the end: how many there are is not said."""
    return word.number is not None and word.number.unit == "rank" and text.endswith("倒数", 0, word.start)


# 净地还差150亩: what is not there yet.
_LACKING = re.compile(
    r"缺口(?:为|达|约|有)?$|[短欠]收(?:了)?$|(?:剩下|剩余|余下|其余)(?:的|各|约)?$|(?:还|尚|仍|仍然|离[^,;。]{1,10}|距[^,;。]{1,10})(?:差|缺|欠)(?:了|着|近|约|大约)*$"
)


def is_lacking(text: str, word: Token) -> bool:
    """Whether an amount is only what is missing."""
    number = word.number
    if number is None or number.unit not in AMOUNTS:
        return False
    return _LACKING.search(text, max(0, word.start - 16), word.start) is not None
