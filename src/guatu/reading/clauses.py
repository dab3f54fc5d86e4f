"""The words before a number, sorted into what it is of (the name) and what is said of it (the predicate)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from guatu.reading.lexicon import Role, Token

NAME = Role.ALIAS | Role.PLAIN | Role.NOUN | Role.SIZE | Role.QUOTE | Role.STAGE
CORE = Role.ALIAS | Role.PLAIN | Role.NOUN
# Words that open what is said of the name, wherever they stand.
_OPENERS = (
    Role.MORE | Role.LESS | Role.PULL | Role.UP_NOUN | Role.DOWN_NOUN | Role.TOTAL | Role.RATE
    | Role.CONTRIBUTION | Role.EACH | Role.BOTH | Role.CALIBER | Role.BASIS | Role.SHARE | Role.STANDING
)  # fmt: skip
_WEAK = frozenset(
    {
        "超",
        "超过",
        "高",
        "低",
        "快",
        "慢",
        "差",
        "提前",
        "带动",
        "支撑",
        "为",
        "增长",
        "速度",
        "各",
    }
)
_THAN = frozenset({"比", "较", "与", "同", "对", "占", "为", "在"})


_DONE = frozenset({"完成", "提前完成", "超额完成", "仅完成", "只完成", "已完成", "占", "累计完成"})
_PLACED = frozenset(
    {"居", "位居", "位列", "排名", "名列", "稳居", "列", "排在", "分列", "分居", "列居", "跃居", "高居"}
)


# 跨越千亿台阶 says how far, not what.
_LANDMARK = ("台阶", "大关", "关口", "门槛")
_BETWEEN = frozenset(
    {"实现", "完成", "累计", "累计实现", "累计完成", "共", "已", "共实现", "共完成", "的", "合计", "总计"}
)
_COMPARING = Role.MORE | Role.LESS | Role.PULL | Role.SHARE | Role.RATE | Role.CONTRIBUTION | Role.OBJECT
_OPENED = Role.OBJECT | Role.BASIS | Role.AREA | Role.PERIOD | Role.RANK
_CHANGING = Role.UP | Role.DOWN
_NAMING = CORE | Role.STAGE
_SHARE, _RANK, _OBJECT, _EACH, _PERIOD = Role.SHARE, Role.RANK, Role.OBJECT, Role.EACH, Role.PERIOD


_TRADE = ("进口", "出口", "进出口额", "进出口总额", "出口额", "进口额", "贸易额")


class Lead(NamedTuple):
    """The words before a number: ``name`` is the run of name words next to it, ``before`` one earlier.

    ``near`` says that only a plain verb (实现, 完成) stands between the two; ``roles`` are those of all words
    together, which answers most questions about them without a look at each. A plain tuple, for one is made
    of every number.
    """

    words: Sequence[Token]
    name: Sequence[Token]
    before: Sequence[Token]
    predicate: Sequence[Token]
    near: bool
    roles: int


_new = tuple.__new__  # half the cost of a call of the class
NOTHING = Lead((), (), (), (), False, 0)


def roles_of(words: Sequence[Token]) -> int:
    """The roles of all words together."""
    roles = 0
    for word in words:
        roles |= word.roles
    return roles


def lead(words: Sequence[Token]) -> Lead:
    """Sort the words; both parts may be empty. Words without a name are all predicate."""
    roles = roles_of(words)
    if not roles & _NAMING:
        return _new(Lead, (words, (), (), words, False, roles))
    start = _predicate(words)
    each = roles & _EACH != 0
    name, before, near = _names(words[:start], each=each)
    predicate = words[start:]
    if not name and predicate and not _compares(predicate):
        # 同比新增产值, 压减经费: the name stands behind the verb
        inner, _, _ = _names(predicate, each=each)
        if inner:
            return Lead(words, inner, before, predicate, False, roles)
    return _new(Lead, (words, name, before, predicate, near, roles))


def _compares(words: Sequence[Token]) -> bool:
    if words[0].roles & _RANK and words[0].text in _PLACED:
        return True
    return any((w.roles & _COMPARING and not w.roles & CORE) or w.text in ("占", "对") for w in words)


def _predicate(words: Sequence[Token]) -> int:
    """Where the predicate starts: at its first opener, or where a verb of change follows a name."""
    named = False
    for i, (roles, _, _, text, _) in enumerate(words):
        if roles & CORE and not roles & _SHARE:
            named = True
            continue
        if text in _DONE and any(w.roles & _OBJECT for w in words[i + 1 :]):
            return i
        if roles & _OPENERS and (named or text not in _WEAK):
            return i
        if roles & _CHANGING and (named or not _name_follows(words, i + 1)):
            return i
        if text in _THAN and (named or text in "比较占对"):
            if text == "对" and _traded(words, i + 1):
                continue
            if text in ("为", "在", "与", "同") and not _opens(words, i):
                continue
            if text == "在" and words[i + 1 : i + 2] and words[i + 1].roles & _PERIOD:
                continue  # 在年底前完成…: when, not than what
            return i
        if roles & _RANK and (named or text in _PLACED) and _opens(words, i):
            return i
    return len(words)


def _traded(words: Sequence[Token], i: int) -> bool:
    """对东盟出口: whom one trades with, and no comparison."""
    return any(w.roles & CORE and w.text.endswith(_TRADE) for w in words[i:])


def _opens(words: Sequence[Token], i: int) -> bool:
    """Whether a verb that may also stand alone (为, 在, 居) opens a comparison here."""
    if words[i].roles & Role.RANK and words[i].text not in ("实现", "进入", "保持"):
        return True
    return any(w.roles & _OPENED for w in words[i + 1 :])


def _name_follows(words: Sequence[Token], i: int) -> bool:
    return any(w.roles & CORE for w in words[i:])


# 投资入库率: a name whose last part only hangs on to the verb before.
_SUFFIXES = frozenset({"率", "量", "额", "数"})


def _names(words: Sequence[Token], *, each: bool) -> tuple[Sequence[Token], Sequence[Token], bool]:
    """The last run of name words, the run before it, and whether a mere verb parts them."""
    runs: list[tuple[int, int]] = []
    i, size = 0, len(words)
    while i < size:
        held = words[i].roles
        if not held & NAME:
            i += 1
            continue
        j = i + 1
        while j < size:
            roles = words[j].roles
            if not (
                roles & NAME
                or (roles & Role.AREA and words[j - 1].roles & CORE and not _outer(words, j))
                or _inside(words, j, each=each)
            ):
                break
            held |= roles
            j += 1
        if held & _NAMING and not words[j - 1].text.endswith(_LANDMARK):
            runs.append((i, j))
        i = j
    if not runs:
        return (), (), False
    start, end = runs[-1]
    if (
        end == start + 1
        and words[start].text in _SUFFIXES
        and start
        and words[start - 1].end == words[start].start
    ):
        start -= 1
        if len(runs) > 1 and runs[-2][1] == start:
            start = runs[-2][0]
            del runs[-2]
    if len(runs) == 1:
        return words[start:end], (), False
    first, last = runs[-2]
    near = all(w.roles & _PERIOD or w.text in _BETWEEN for w in words[last:start])
    return words[start:end], words[first:last], near


def _outer(words: Sequence[Token], j: int) -> bool:
    """Whether an area behind a name is the peer group of a place: 固定资产投资全市排名第七."""
    return words[j].text[0] == "全" and (j + 1 == len(words) or not words[j + 1].roles & NAME)


def _inside(words: Sequence[Token], j: int, *, each: bool) -> bool:
    """Joining words between two parts of one name: 的, or a comma of the list kind (电力、热力供应业)."""
    if j + 1 >= len(words) or not words[j + 1].roles & NAME or not words[j - 1].roles & NAME:
        return False
    word = words[j]
    if word.text in ("的", "之"):
        return True
    if each or not word.roles & Role.AND or word.text in ("并", "或"):
        return False
    return not words[j - 1].roles & words[j + 1].roles & Role.ALIAS
