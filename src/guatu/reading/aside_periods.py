"""Periods that are only compared with, planned for, or the day of an event: none that figures are of."""

from __future__ import annotations

import re

from guatu.reading.numbers import Number
from guatu.reading.patterns import seeking

_COMPARED = re.compile(
    r"(?:比|较|与|同比|环比|占|为|是|由|从|高于|低于|快于|慢于|超过|相比|对|自|若|原计划|原定|应于)$"
)
_QUOTA = seeking(
    r"(?:的|力争|奋斗|预期|考核|责任|确保)?(?:目标|任务|预算|计划(?!实施|新开|新签|开工|引进|招引|签约|建设|建成|竣工|启动|安排|推进))"
)
# 全年计划实施项目180个: what is planned for the year, no quota that something is held against.
_MEANT = re.compile(r"计划(?:实施|新开|新签|开工|引进|招引|签约|建设|建成|竣工|启动|安排|推进)")
# 在2023年800亿元的基础上: what is started from.
_BASED = re.compile(r"[^,。;]{0,14}基础上")
# 2024年目标: what follows is for that year; 完成2024年目标的56%: only compared with.
_GOALS_OF = seeking(
    r"的?(?:预期|发展|工作|主要|阶段性?|奋斗|年度)?目标(?:任务)?(?:[:。,]|$|(?=\n))"
    r"|(?:目标|任务|计划)[^,。;:\n\d]{0,12}(?:表|清单|分解|方案|责任书)(?=\n|$)"
)
_DAY = re.compile(r"\d[日号]$")
_UP_TO = re.compile(r"(?:截至|截止|到|至)$")


# 2023年签约的86个项目: which ones are meant
_MADE_IN = re.compile(
    r"(?:20\d\d|[去今上前])年(?:以来)?新?(?:签约|引进|落户|开工|认定|入库|投产|获批|下达|建成)的"
)
# How far from the start of its line a period still opens it.
OPENS = 12


def is_aside(text: str, number: Number, line: int) -> bool:
    """Whether a period is only compared with, or a mere date; ``line`` is where its line starts."""
    before = text[max(0, number.start - 4) : number.start]
    if _COMPARED.search(before) or (before.endswith("在") and _BASED.match(text, number.end)):
        return True
    opens = number.start - line <= OPENS
    if opens and "年" in number.written and _GOALS_OF.match(text, number.end):
        return False
    if _MADE_IN.match(text, number.start):
        return True
    after = text[number.end : number.end + 4]
    if number.written in ("去年", "上年") and after.startswith("的"):
        return True
    if after.startswith("以来") or _QUOTA.match(text, number.end):
        return True
    if (
        after.startswith(("同期", "增幅", "增速", "的目标", "目标", "任务", "预算", "计划", "预期"))
        and "年" in number.written
        and not _MEANT.match(text, number.end)
    ):
        return True
    dated = _DAY.search(number.written)
    return bool(dated) and not _UP_TO.search(before)
