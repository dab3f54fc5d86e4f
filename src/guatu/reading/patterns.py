"""Regular expressions rewritten so that the engine can skip to the places where they may begin.

``re`` looks for a pattern fastest when each of its alternatives opens with a plain character: it then jumps
from one such character to the next, instead of trying every alternative at every place. ``seeking`` opens the
groups, classes, repetitions and looks behind at the front of a pattern until that is so; what it finds stays
the same, but that ``\\d`` at the front means the ten digits that a folded text has.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_MOST = 600
_SPECIAL = frozenset(".^$*+?{}[]\\|()")
_TIMES = re.compile(r"\{(\d+)(?:(,)(\d*))?\}")


class _ShutError(Exception):
    """A branch that cannot be opened."""


def seeking(pattern: str) -> re.Pattern[str]:
    """The pattern compiled, with every alternative opened to its first character where that can be done.

    >>> seeking("(?:稳|促)?增长|[升降]幅|(?<!年)底").pattern
    '稳增长|促增长|增长|升幅|降幅|底(?<!(?:年)底)'
    """
    try:
        return re.compile("|".join(opened(pattern)))
    except _ShutError:
        return re.compile(pattern)


def parted(pattern: str) -> tuple[re.Pattern[str], ...]:
    """The alternatives that can be opened as one pattern, the others as a second; in this order."""
    quick: list[str] = []
    slow: list[str] = []
    for branch in _branches(pattern):
        try:
            quick += opened(branch)
        except _ShutError:
            slow.append(branch)
    return tuple(re.compile("|".join(part)) for part in (quick, slow) if part)


def opened(pattern: str) -> list[str]:
    """The alternatives of a pattern, each opening with a plain character; ``_ShutError`` where one cannot."""
    if "(?P<" in pattern or re.search(r"(?<!\\)\((?!\?)", pattern):
        raise _ShutError  # groups are counted: they cannot be repeated
    found = [piece for branch in _branches(pattern) for piece in _opened(branch, "")]
    if len(found) > _MOST:
        raise _ShutError
    return found


def _opened(branch: str, behind: str) -> list[str]:
    """What a branch opens to; ``behind`` are the looks behind before it, with a mark for its first sign."""
    if branch.startswith(("(?<!", "(?<=")):
        end = _closing(branch, 0)
        return _opened(branch[end + 1 :], behind + f"{branch[:4]}(?:{branch[4:end]})\0)")
    atom = _atom(branch)
    rest, repeated = branch[len(atom.text) :], ""
    alone: list[str] = []
    quantifier = _TIMES.match(rest)
    mark = quantifier[0] if quantifier else rest[:1] if rest[:1] in ("?", "*", "+") else ""
    if mark:
        rest = rest[len(mark) :]
        if rest[:1] in ("?", "+"):
            raise _ShutError
        low, high = _bounds(mark)
        if high == 0:
            raise _ShutError
        if low == 0:
            alone = _opened(rest, behind)
        more = "" if high is None else high - 1
        repeated = "" if high == 1 else f"{atom.text}{{{max(low - 1, 0)},{more}}}"
    if repeated and "" in atom.heads:
        raise _ShutError
    out: list[str] = []
    for head in atom.heads:
        if atom.plain:
            out.append(head + behind.replace("\0", head) + repeated + rest)
        else:
            out += _opened(head + repeated + rest, behind)
    return out + alone


class _Atom(NamedTuple):
    """The first piece of a branch: its text, and what it stands for; ``plain`` when that are characters."""

    text: str
    heads: list[str]
    plain: bool


def _atom(branch: str) -> _Atom:
    if branch.startswith("(?:"):
        end = _closing(branch, 0)
        return _Atom(branch[: end + 1], _branches(branch[3:end]), plain=False)
    if branch.startswith("["):
        end = branch.index("]", 2)
        inside = branch[1:end].replace("\\d", "0123456789")
        if not _SPECIAL.isdisjoint(inside) or "-" in inside:
            raise _ShutError
        return _Atom(branch[: end + 1], list(inside), plain=True)
    if branch.startswith("\\d"):
        return _Atom("\\d", list("0123456789"), plain=True)
    if not branch or branch[0] in _SPECIAL:
        raise _ShutError
    return _Atom(branch[0], [branch[0]], plain=True)


def _bounds(mark: str) -> tuple[int, int | None]:
    """How often a quantifier lets its atom come."""
    if mark in ("?", "*", "+"):
        return int(mark == "+"), 1 if mark == "?" else None
    low, comma, high = _TIMES.fullmatch(mark).groups()  # type: ignore[union-attr]  # it was matched before
    return int(low), int(high) if high else None if comma else int(low)


def _branches(pattern: str) -> list[str]:
    """The alternatives of a pattern at its top."""
    out, start, i = [], 0, 0
    while i < len(pattern):
        if pattern[i] == "|":
            out.append(pattern[start:i])
            start = i + 1
        i = _past(pattern, i)
    return [*out, pattern[start:]]


def _past(pattern: str, i: int) -> int:
    """The offset after the escape, class, group or character at ``i``."""
    if pattern[i] == "\\":
        return i + 2
    if pattern[i] == "[":
        i += 2
        while pattern[i] != "]":
            i += 2 if pattern[i] == "\\" else 1
        return i + 1
    return _closing(pattern, i) + 1 if pattern[i] == "(" else i + 1


def _closing(pattern: str, start: int) -> int:
    """Where the group that opens at ``start`` closes."""
    i = start + 1
    while pattern[i] != ")":
        i = _past(pattern, i)
    return i
