"""What is in force while a text is walked through: from sentence to sentence, and within one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from guatu.reading.clauses import Lead
from guatu.reading.found import Found, Said
from guatu.reading.lexicon import Lexicon, Token
from guatu.reading.naming import Subject
from guatu.reading.patterns import seeking

AMOUNTS = frozenset(
    {"CNY", "USD", "count", "person", "mu", "m2", "km", "m3", "kWh", "t", "TEU", "ug/m3", "day"}
)


MONEY = frozenset({"CNY", "USD"})


COUNTS = AMOUNTS - MONEY


# What stands behind most numbers: none of the words that are looked for there opens with it.
CLOSING = frozenset(",。;、)\n")


AFTER = seeking(r"元?(?:及以上|以上|左右|上下|以内|之内|以下|之间|内(?=[,。;、)]))")


@dataclass(slots=True)
class State:
    """What stays in force from number to number and from sentence to sentence."""

    lex: Lexicon
    text: str
    subject: Subject | None = None
    parent: Subject | None = None
    heading: Subject | None = None
    last: Found | None = None
    own: str = ""
    opening: Subject | None = None
    line: int = -2
    table: int = 0
    named_at: int = -1
    gap: tuple[int, int] | None = None
    seen: set[str] = field(default_factory=set)
    ahead: Callable[[int], bool | None] = field(default=lambda offset: None)
    found: list[Found] = field(default_factory=list)
    unread: list[tuple[int, int, str]] = field(default_factory=list)


@dataclass(slots=True)
class Here:
    """What is in force within one sentence."""

    words: list[Token]
    promise: str | None = None
    base: str | None = None
    pair: bool = False
    within: bool = False
    said: Said | None = None
    start: int = 0
    items: list[Found] = field(default_factory=list)
    area: str | None = None
    outer: Lead | None = None
    names: list[Subject] = field(default_factory=list)
    passed: int = 0
    shared: list[Subject] = field(default_factory=list)
    group: list[Subject] = field(default_factory=list)
    fresh: bool = False
    compared: list[str] = field(default_factory=list)
    pending: list[Token] = field(default_factory=list)
    places: list[str] = field(default_factory=list)
    years: list[str] = field(default_factory=list)
    turned: int = 0
    scheduled: bool = False
