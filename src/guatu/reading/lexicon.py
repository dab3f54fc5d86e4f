"""Words with their roles, and the cutting of a sentence into them.

The words come from the catalogue; a word may play several roles (提高 raises a figure or a rank), which the
grammar tells apart by place. Longest word first; what is no word is a run of plain characters.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, NamedTuple

from guatu.catalogue.load import directories, indicators, words
from guatu.catalogue.schema import Indicator
from guatu.catalogue.spelling import spellings
from guatu.catalogue.taught import NOTHING, Taught
from guatu.reading.numbers import Kind, Number, Units, units_of


class Role:
    """What a word may do in a clause: bits of a plain integer, since an enumeration costs too much here."""

    UP: Final = 1 << 0
    DOWN: Final = 1 << 1
    UP_NOUN: Final = 1 << 2
    DOWN_NOUN: Final = 1 << 3
    TOTAL: Final = 1 << 4
    SHARE: Final = 1 << 5
    RATE: Final = 1 << 6
    OBJECT: Final = 1 << 7
    SCHEDULE: Final = 1 << 8
    CONTRIBUTION: Final = 1 << 9
    PULL: Final = 1 << 10
    MORE: Final = 1 << 11
    LESS: Final = 1 << 12
    THAN: Final = 1 << 13
    RANK: Final = 1 << 14
    STANDING: Final = 1 << 15
    MOVED_UP: Final = 1 << 16
    MOVED_DOWN: Final = 1 << 17
    LEVEL: Final = 1 << 18
    NEAR: Final = 1 << 19
    FLOOR: Final = 1 << 20
    STRETCH: Final = 1 << 21
    GOAL: Final = 1 << 22
    LEAST: Final = 1 << 23
    CAP: Final = 1 << 24
    KEEP: Final = 1 << 25
    NEW: Final = 1 << 26
    BOUND: Final = 1 << 27
    BASIS: Final = 1 << 28
    CALIBER: Final = 1 << 29
    STATUS: Final = 1 << 30
    AND: Final = 1 << 31
    EACH: Final = 1 << 32
    BOTH: Final = 1 << 33
    AMONG: Final = 1 << 34
    SKIP: Final = 1 << 35
    AREA: Final = 1 << 36
    NOUN: Final = 1 << 37
    ALIAS: Final = 1 << 38
    STAGE: Final = 1 << 39
    PLAIN: Final = 1 << 40
    NUMBER: Final = 1 << 41
    PERIOD: Final = 1 << 42
    COMMA: Final = 1 << 43
    STOP: Final = 1 << 44
    OPEN: Final = 1 << 45
    CLOSE: Final = 1 << 46
    QUOTE: Final = 1 << 47
    SIZE: Final = 1 << 48
    PAIR: Final = 1 << 49


_TABLES = {
    ("change", "up"): Role.UP,
    ("change", "down"): Role.DOWN,
    ("change", "up_noun"): Role.UP_NOUN,
    ("change", "down_noun"): Role.DOWN_NOUN,
    ("change", "total_noun"): Role.TOTAL,
    ("share", "share"): Role.SHARE,
    ("completion", "rate"): Role.RATE,
    ("completion", "object"): Role.OBJECT,
    ("completion", "schedule"): Role.SCHEDULE,
    ("contribution", "rate"): Role.CONTRIBUTION,
    ("contribution", "pull"): Role.PULL,
    ("compare", "more"): Role.MORE,
    ("compare", "less"): Role.LESS,
    ("compare", "than"): Role.THAN,
    ("compare", "moved_up"): Role.MOVED_UP,
    ("compare", "moved_down"): Role.MOVED_DOWN,
    ("compare", "standing"): Role.STANDING,
    ("rank", "verb"): Role.RANK,
    ("level", "verb"): Role.LEVEL,
    ("near", "below"): Role.NEAR,
    ("near", "about"): Role.NEAR,
    ("near", "above"): Role.NEAR,
    ("promise", "floor"): Role.FLOOR,
    ("promise", "stretch"): Role.STRETCH,
    ("promise", "goal"): Role.GOAL,
    ("promise", "least"): Role.LEAST,
    ("promise", "cap"): Role.CAP,
    ("promise", "keep"): Role.KEEP,
    ("promise", "new"): Role.NEW,
    ("promise", "bound"): Role.BOUND,
    ("basis", "yoy"): Role.BASIS,
    ("basis", "mom"): Role.BASIS,
    ("basis", "vs_year_start"): Role.BASIS,
    ("basis", "two_year_average"): Role.BASIS,
    ("basis", "cagr"): Role.BASIS,
    ("caliber", "natural"): Role.CALIBER,
    ("caliber", "same_scope"): Role.CALIBER,
    ("caliber", "comparable"): Role.CALIBER,
    ("status", "estimate"): Role.STATUS,
    ("join", "and"): Role.AND,
    ("join", "each"): Role.EACH,
    ("join", "both"): Role.BOTH,
    ("join", "among"): Role.AMONG,
    ("adverb", "skip"): Role.SKIP,
    ("self", "area"): Role.AREA,
    ("noun", "keep"): Role.NOUN,
}
_SIGNS = {
    ",": Role.COMMA,
    "、": Role.AND,
    ";": Role.COMMA | Role.STOP,
    ":": Role.COMMA,
    "。": Role.STOP,
    "\n": Role.STOP,
    "!": Role.STOP,
    "?": Role.STOP,
    "(": Role.OPEN,
    ")": Role.CLOSE,
    '"': Role.QUOTE,
    "“": Role.QUOTE,
    "”": Role.QUOTE,
    "\t": Role.COMMA,
    "《": Role.QUOTE,
    "》": Role.QUOTE,
    "|": Role.COMMA,
    "【": Role.COMMA,
    "】": Role.COMMA,
    "-": Role.COMMA,
    " ": Role.COMMA,
    ".": Role.COMMA,
    "·": Role.PLAIN,
    # what stands before the lines of a list is no part of their names
    **dict.fromkeys("●○◆◇■□★☆▲△▼▽►▶→✓✔※◎▪▫❖➢➤✦📌🔹🔸👉", Role.COMMA),
}
# Stages of a project's life, which name an indicator only together with 项目; two stages counted as one
# (竣工投产) are an indicator of their own.
STAGES = {word: id_ for id_, listed in words().get("stages", {}).items() if id_ != "joint" for word in listed}


JOINT = frozenset(words().get("stages", {}).get("joint", ()))


class Token(NamedTuple):
    """A word of the folded text; ``number`` when it is one, ``ids`` the indicators that an alias names."""

    roles: int
    start: int
    end: int
    text: str
    number: Number | None = None


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Words, their roles, the indicators that aliases name, and what the cutting needs to be quick.

    ``known`` are the indicators of the catalogue in force, ``context`` those that a bare name stands for
    after its fuller kin: at hand here, because asking the catalogue looks at the environment each time.
    """

    roles: dict[str, int]
    aliases: dict[str, tuple[str, ...]]
    lengths: dict[str, tuple[int, ...]]
    cut: dict[str, tuple[tuple[int, int, int, str], ...]]
    named: dict[tuple[str, str], tuple[str, ...]]
    sets: dict[str, frozenset[str]]
    firsts: frozenset[str]
    known: Mapping[str, Indicator]
    context: Mapping[str, tuple[str, ...]]
    units: Units
    topics: tuple[tuple[str, str], ...]


def lexicon(taught: Taught = NOTHING) -> Lexicon:
    """The lexicon of the catalogue in force, and of the words ``taught`` on top of it."""
    return _lexicon(directories(), taught)


@lru_cache(maxsize=6)
def _lexicon(places: tuple[object, ...], taught: Taught) -> Lexicon:
    del places  # the key: another catalogue is another lexicon
    tables = words()
    roles: dict[str, int] = {}
    sets: dict[str, frozenset[str]] = {}
    for (table, key), role in _TABLES.items():
        listed = tables.get(table, {}).get(key, ())
        sets[f"{table}.{key}"] = frozenset(listed)
        for word in listed:
            roles[word] = roles.get(word, 0) | role
    for word in moving(tables.get("level", {})):
        roles.setdefault(word, Role.LEVEL)
    for word in STAGES:
        roles[word] = roles.get(word, 0) | Role.STAGE | Role.NEW
    for word in tables.get("stages", {}).get("joint", ()):
        roles[word] = Role.NOUN
    aliases = _aliases()
    for name, ids in tables.get("pair", {}).items():
        aliases[name] = tuple(ids)
    aliases |= {word: (id_,) for word, id_ in taught.aliases}
    for word in aliases:
        roles[word] = Role.ALIAS if len(word) > 1 else roles.get(word, 0) | Role.ALIAS
        if len(aliases[word]) > 1:
            roles[word] |= Role.PAIR
    for sign, role in _SIGNS.items():
        roles[sign] = role | (roles.get(sign, 0) & Role.AND)
    lengths: dict[str, set[int]] = {}
    for word in roles:
        lengths.setdefault(word[:2] if len(word) > 1 else word, set()).add(len(word))
    ordered = {head: tuple(sorted(found, reverse=True)) for head, found in lengths.items()}
    topics = tuple((word, id_) for id_, listed in tables.get("topic", {}).items() for word in listed)
    known, context = indicators(), tables["context"]
    firsts = frozenset(word[0] for word in roles)
    return Lexicon(roles, aliases, ordered, {}, {}, sets, firsts, known, context, units_of(taught), topics)


def _aliases() -> dict[str, tuple[str, ...]]:
    named: dict[str, tuple[str, ...]] = {}
    for item in indicators().values():
        staged = any("@" in notation or "#" in notation for notation in item.aliases)
        for notation in item.aliases if staged else (item.name, *item.aliases):
            if "@" in notation or "#" in notation:
                continue
            for spelling in spellings(notation):
                named.setdefault(spelling, (item.id,))
    return named


def moving(level: Mapping[str, Sequence[str]]) -> list[str]:
    """冲到, 掉到了, 追至: each verb of moving with each word of arriving."""
    return [verb + end for verb in level.get("moving", ()) for end in level.get("arriving", ())]


_PLAIN = Role.PLAIN
_SIGN_ROLES = Role.COMMA | Role.STOP | Role.OPEN | Role.CLOSE | Role.QUOTE | Role.AND


def cut(piece: str, lex: Lexicon) -> tuple[tuple[int, int, int, str], ...]:
    """Words of a piece without numbers: (roles, start, end, text), remembered because pieces repeat.

    >>> [w[3] for w in cut("固定资产投资同比增长", lexicon())]
    ['固定资产投资', '同比', '增长']
    """
    known = lex.cut.get(piece)
    if known is not None:
        return known
    roles, lengths, firsts = lex.roles, lex.lengths, lex.firsts
    found: list[tuple[int, int, int, str]] = []
    at, plain, size = 0, 0, len(piece)
    loose = False
    while at < size:
        first = piece[at]
        if first not in firsts:
            at += 1
            continue
        for length in lengths.get(piece[at : at + 2], ()):
            word = piece[at : at + length]
            role = roles.get(word)
            if role is not None:
                break
        else:
            word = first
            role = roles.get(first)
            if role is None:
                at += 1
                continue
        if plain < at:
            found.append((_PLAIN, plain, at, piece[plain:at]))
        plain = at + len(word)
        loose = loose or (word == first and not role & _SIGN_ROLES)
        found.append((role, at, plain, word))
        at = plain
    if plain < size:
        found.append((_PLAIN, plain, size, piece[plain:]))
    result = tuple(_joined(found) if loose else found)
    if len(lex.cut) > 200_000:
        lex.cut.clear()
    lex.cut[piece] = result
    return result


_CORE_ROLES = Role.PLAIN | Role.NOUN | Role.ALIAS
# Single characters that are words even beside plain characters.
_FIRM = frozenset("占居列比较对将在")


def _joined(found: list[tuple[int, int, int, str]]) -> list[tuple[int, int, int, str]]:
    """Single characters beside plain ones are part of them: 经/济 is no word for 经."""
    out: list[tuple[int, int, int, str]] = []
    core = False
    flags = [False] * len(found)
    for i in range(len(found) - 1, -1, -1):
        roles, start, end, text = found[i]
        loose = (
            end - start == 1
            and not roles & _SIGN_ROLES
            and text not in _FIRM
            and text not in ("和", "与", "的")
        )
        after_plain = i > 0 and found[i - 1][0] == Role.PLAIN and i < len(found) - 1
        flags[i] = loose and (core or after_plain)
        core = flags[i] or roles & _CORE_ROLES != 0
    for i, word in enumerate(found):
        roles, start, end, text = word
        if flags[i] or roles == Role.PLAIN:
            if out and out[-1][0] == Role.PLAIN and out[-1][2] == start:
                head = out.pop()
                out.append((Role.PLAIN, head[1], end, head[3] + text))
            else:
                out.append((Role.PLAIN, start, end, text))
        else:
            out.append(word)
    return out


_NUMBER_ROLES = {
    Kind.QUANTITY: Role.NUMBER,
    Kind.ORDINAL: Role.NUMBER,
    Kind.FOLD: Role.NUMBER,
    Kind.STRUCTURE: Role.NUMBER,
    Kind.PERIOD: Role.PERIOD,
    Kind.TIER: Role.SIZE,
}
_OTHER = Kind.OTHER


def tokens(text: str, start: int, end: int, numbers: list[Number], lex: Lexicon) -> list[Token]:
    """The tokens of ``text[start:end]``; ``numbers`` are those that stand in it."""
    found: list[Token] = []
    at = start
    new = tuple.__new__  # half the cost of a call of the class
    for number in numbers:
        if number.kind is _OTHER:
            continue
        if number.start > at:
            piece = cut(text[at : number.start], lex)
            found += [new(Token, (r, at + a, at + b, w, None)) for r, a, b, w in piece]
        roles = _NUMBER_ROLES[number.kind]
        first, last = number.start, number.end
        found.append(new(Token, (roles, first, last, text[first:last], number)))
        at = last
    if at < end:
        found += [new(Token, (r, at + a, at + b, w, None)) for r, a, b, w in cut(text[at:end], lex)]
    return found
