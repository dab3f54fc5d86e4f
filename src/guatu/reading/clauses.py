"""The words before a number, sorted into what it is of (the name) and what is said of it (the predicate)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

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
_LANDMARK = re.compile(r"(?:台阶|大关|关口|门槛)$")


@dataclass(frozen=True, slots=True)
class Lead:
    """The words of one clause before a number: ``name`` those of the nearest name, ``before`` one earlier.

    ``near`` says that only a plain verb (实现, 完成) stands between the two.
    """

    words: Sequence[Token]
    name: Sequence[Token]
    before: Sequence[Token]
    predicate: Sequence[Token]
    near: bool = False


def lead(words: Sequence[Token]) -> Lead:
    """Sort the words; both parts may be empty."""
    start = _predicate(words)
    each = any(w.roles & Role.EACH for w in words)
    name, before, near = _names(words[:start], each=each)
    predicate = words[start:]
    if not name and predicate and not _compares(predicate):
        # 同比新增产值, 压减经费: the name stands behind the verb
        inner, _, _ = _names(predicate, each=each)
        if inner:
            return Lead(words, inner, before, predicate)
    return Lead(words, name, before, predicate, near)


def _compares(words: Sequence[Token]) -> bool:
    mask = Role.MORE | Role.LESS | Role.PULL | Role.SHARE | Role.RATE | Role.CONTRIBUTION | Role.OBJECT
    if words[0].roles & Role.RANK and words[0].text in _PLACED:
        return True
    return any((w.roles & mask and not w.roles & CORE) or w.text in ("占", "对") for w in words)


def _predicate(words: Sequence[Token]) -> int:
    """Where the predicate starts: at its first opener, or where a verb of change follows a name."""
    named = False
    for i, word in enumerate(words):
        roles = word.roles
        if roles & CORE and not roles & Role.SHARE:
            named = True
            continue
        if word.text in _DONE and any(w.roles & Role.OBJECT for w in words[i + 1 :]):
            return i
        if roles & _OPENERS and (named or word.text not in _WEAK):
            return i
        if roles & (Role.UP | Role.DOWN) and (named or not _name_follows(words, i + 1)):
            return i
        if word.text in _THAN and (named or word.text in "比较占对"):
            if word.text in ("为", "在", "与", "同") and not _opens(words, i):
                continue
            return i
        if roles & Role.RANK and (named or word.text in _PLACED) and _opens(words, i):
            return i
    return len(words)


def _opens(words: Sequence[Token], i: int) -> bool:
    """Whether a verb that may also stand alone (为, 在, 居) opens a comparison here."""
    if words[i].roles & Role.RANK and words[i].text not in ("实现", "进入", "保持"):
        return True
    mask = Role.OBJECT | Role.BASIS | Role.AREA | Role.PERIOD | Role.RANK
    return any(w.roles & mask for w in words[i + 1 :])


def _name_follows(words: Sequence[Token], i: int) -> bool:
    return any(w.roles & CORE for w in words[i:])


def _names(words: Sequence[Token], *, each: bool) -> tuple[Sequence[Token], Sequence[Token], bool]:
    """The last run of name words, the run before it, and whether a mere verb parts them."""
    runs: list[tuple[int, int]] = []
    i = 0
    while i < len(words):
        if words[i].roles & NAME:
            j = i
            while j < len(words) and (
                words[j].roles & NAME
                or (words[j].roles & Role.AREA and words[j - 1].roles & CORE)
                or _inside(words, j, i, each=each)
            ):
                j += 1
            landmark = _LANDMARK.search(words[j - 1].text)
            if not landmark and any(w.roles & (CORE | Role.STAGE) for w in words[i:j]):
                runs.append((i, j))
            i = j
        else:
            i += 1
    if not runs:
        return (), (), False
    start, end = runs[-1]
    if len(runs) == 1:
        return words[start:end], (), False
    first, last = runs[-2]
    between = words[last:start]
    near = all(
        w.roles & Role.PERIOD
        or w.text in ("实现", "完成", "累计", "累计实现", "累计完成", "共", "已", "共实现", "共完成", "的")
        for w in between
    )
    return words[start:end], words[first:last], near and last - first > 0


def _inside(words: Sequence[Token], j: int, start: int, *, each: bool) -> bool:
    """Joining words between two parts of one name: 的, or a comma of the list kind (电力、热力供应业)."""
    if j + 1 >= len(words) or not words[j + 1].roles & NAME or not words[j - 1].roles & NAME:
        return False
    word = words[j]
    if word.text in ("的", "之"):
        return True
    if each or not word.roles & Role.AND or word.text in ("并", "或"):
        return False
    return not words[j - 1].roles & words[j + 1].roles & Role.ALIAS
