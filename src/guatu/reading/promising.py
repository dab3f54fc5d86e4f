"""Words of promise and how far they reach."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from guatu.reading.clauses import CORE, Lead
from guatu.reading.lexicon import Role, Token
from guatu.reading.patterns import seeking
from guatu.reading.state import Here

PROMISING = Role.STRETCH | Role.FLOOR | Role.LEAST | Role.CAP


# 85亿一分不能少, 8%的目标不动摇: what makes a figure a promise behind it.
HELD = seeking(
    r"(?:的)?(?:目标|任务)?(?:(?:一分|一个|一点|一家|一亩)?(?:也|都)?(?:不能|不许|不准|不得|绝不能)[少掉丢减打动降]|"
    r"(?:一分|一个|一家|分文)不少|必须(?:完成|拿下|干成|实现|保住|守住)|来(?:干|抓|定|排)|要(?:坚决)?(?:完成|拿下|保住|守住)|(?:坚决)?不(?:动摇|变|降|放松|打折)|(?:就)?是(?:底线|红线|死命令|硬任务|硬指标|硬杠杠|军令状))"
)


# 确定的6.5%的GDP增长目标
GROWTH_AIMED: Final = seeking(r"的[^,;。\d]{2,14}?(?:增长|增速|增幅)(?:预期)?(?:目标|任务)")


_OBTAINED = re.compile(r"资金|债券|国债|补助|上级|试点|指标|额度")


def _obtained(words: Sequence[Token], i: int) -> bool:
    """争取上级资金, 争取新增专项债券: what is obtained, no stretch."""
    if i + 1 < len(words) and words[i + 1].text[0] in "额数" and words[i].text == "争取":
        return True
    return words[i].text == "争取" and bool(_OBTAINED.search("".join(w.text for w in words[i + 1 : i + 4])))


def _counted(word: Token, here: Here) -> bool:
    """35个争取开工项目: a word of a name."""
    return any(w.end == word.start and w.roles & Role.NUMBER for w in here.words)


def promising(lead: Lead, here: Here) -> None:
    """A word of promise governs from here on; a 力争 without a name only stretches the figure before it."""
    named = bool(lead.name)
    if named and here.pair:
        here.promise, here.pair = here.base, False
    if not lead.roles & PROMISING:
        return
    words = lead.words
    for i, word in enumerate(words):
        roles = word.roles
        if i and words[i - 1].roles & Role.NUMBER:
            continue
        if roles & Role.STRETCH and (_obtained(words, i) or _counted(word, here)):
            continue
        if roles & Role.STRETCH:
            following = words[i + 1].text if i + 1 < len(words) else ""
            if word.text == "奋斗目标" and (following in ("是", "为", "") and not here.items):
                continue
            local = any(w.roles & CORE for w in words[:i])
            if local or (not named and (here.items or here.promise == "floor")):
                here.base = here.promise if not here.pair else here.base
                here.pair = True
            elif here.items and here.promise != "stretch":
                here.base, here.within = here.promise, True
            here.promise = "stretch"
        elif roles & Role.FLOOR:
            here.promise, here.pair = "floor", False
        elif roles & (Role.LEAST | Role.CAP) and word.text not in ("高于", "低于", "控制"):
            if here.promise is None:
                here.promise = "goal"
            elif here.pair or (here.promise == "stretch" and (not named or roles & Role.LEAST)):
                here.promise = "floor"
