"""A question in words (1—7月 进出口 增幅): the indicators, measures, period and area that it names.

It is read by the lexicon that documents are read by, so that what can be read can also be asked.
"""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from typing import Final

from guatu.catalogue.codes import areas
from guatu.catalogue.load import indicators
from guatu.catalogue.spelling import spellings
from guatu.catalogue.taught import NOTHING, Taught
from guatu.reading.dates import Clock, resolve
from guatu.reading.fold import fold
from guatu.reading.lexicon import Lexicon, Role, cut, lexicon
from guatu.reading.numbers import Kind, scan
from guatu.vocabulary.period import Period

#: Which measures a word asks for, by its role in a sentence.
_ROLES: Final = (
    (Role.STANDING | Role.RANK, "rank"),
    (Role.RATE, "completion"),
    (Role.CONTRIBUTION, "contribution_share"),
    (Role.SHARE, "share"),
    (Role.UP_NOUN | Role.DOWN_NOUN | Role.UP | Role.DOWN, "growth"),
    (Role.TOTAL, "level"),
)
_WHOLES: Final = {"全市": "全市", "全省": "全省", "全国": "全国"}
#: Words of a question that ask for nothing.
_ASKING: Final = re.compile(r"是多少|多少|怎么样|如何|情况|什么|哪些|查询|查|的|了|吗|请问|有关|关于|是|呢")
_YEARED: Final = re.compile(r"\d{4}|[今去上前明]年|十[一二三四五]五")
_SPLIT: Final = re.compile(r"[\s,，。;；、:：?？!！/|]+")
_SHORTEST = 2


@dataclass(frozen=True, slots=True)
class Question:
    """``terms`` are the words as typed, folded; ``content`` those that carry meaning: no measure, no time.

    ``period`` is the time asked for; without a year in the words (``yeared`` False) its months count alone.
    """

    terms: tuple[str, ...]
    indicators: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()
    period: Period | None = None
    yeared: bool = False
    area: str | None = None
    content: tuple[str, ...] = ()


def question(text: str, *, today: datetime.date, taught: Taught = NOTHING) -> Question:
    """What the words ask for.

    >>> asked = question("1—7月 進出口 增幅", today=datetime.date(2022, 8, 20))
    >>> asked.indicators, asked.measures, str(asked.period), asked.yeared
    (('goods_trade',), ('growth',), '2022-01/2022-07', False)
    """
    folded = fold(text[:200]).text
    terms = tuple(dict.fromkeys(term.lower() for term in _SPLIT.split(folded) if term))
    lex = lexicon(taught)
    found = _Found()
    at = 0
    for number in scan(folded, taught=taught):
        _words(folded[at : number.start], lex, found)
        if number.kind is Kind.PERIOD and found.period is None:
            found.period = resolve(number.written, Clock(today, today.year))
            found.yeared = bool(_YEARED.search(number.written))
        at = number.end
    _words(folded[at:], lex, found)
    return Question(
        terms,
        tuple(dict.fromkeys(found.indicators)),
        tuple(dict.fromkeys(found.measures)),
        found.period,
        found.yeared,
        found.area,
        tuple(dict.fromkeys(found.content)),
    )


class _Found:
    """What has been found so far."""

    def __init__(self) -> None:
        self.indicators: list[str] = []
        self.measures: list[str] = []
        self.period: Period | None = None
        self.yeared = False
        self.area: str | None = None
        self.content: list[str] = []


def _words(text: str, lex: Lexicon, found: _Found) -> None:
    for piece in _SPLIT.split(text):
        bare = _place(_ASKING.sub(" ", piece), found)
        for part in bare.split():
            for roles, _, _, word in cut(part, lex):
                _word(roles, word, lex, found)


def _place(piece: str, found: _Found) -> str:
    """Take the name of a place out of the words."""
    names = {name: name for area in areas().values() if area.kind != "zone" for name in (area.name,)}
    for name, area in (*_WHOLES.items(), *sorted(names.items(), key=lambda pair: -len(pair[0]))):
        if name in piece and found.area is None:
            found.area = area
            return piece.replace(name, " ")
    return piece


def _word(roles: int, word: str, lex: Lexicon, found: _Found) -> None:
    if roles & Role.ALIAS and word in lex.aliases:
        found.indicators += lex.aliases[word]
        found.content.append(word.lower())
        return
    for role, measure in _ROLES:
        if roles & role and len(word) >= _SHORTEST:
            found.measures.append(measure)
            return
    own = roles & Role.AREA and word[0] in "全我本各"
    if len(word) < _SHORTEST or own or roles & (Role.LEVEL | Role.SKIP | Role.BASIS):
        return
    found.indicators += _partly(word)
    found.content.append(word.lower())


def _partly(word: str) -> list[str]:
    """The indicators that a part of whose name this is (应税 of 工业应税销售), shortest names first."""
    hits = []
    for id_, known in indicators().items():
        names = [known.name, *(s for alias in known.aliases if "@" not in alias for s in spellings(alias))]
        lengths = [len(name) for name in names if word in name]
        if lengths:
            hits.append((min(lengths), id_))
    return [id_ for _, id_ in sorted(hits)[:4]]
