"""A figure on its way: what has been made out of one number before it is an observation or a target."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from guatu.reading.naming import Subject
from guatu.reading.numbers import Number


@dataclass(slots=True)
class Found:
    """One figure; spans are offsets of the folded text, ``promise`` is floor, stretch or goal, if any."""

    subject: Subject
    measure: str
    value: Decimal
    unit: str | None
    number: Number
    start: int
    end: int
    basis: str | None = None
    of: str | None = None
    scope: str | None = None
    versus: str | None = None
    area: str | None = None
    approximate: str | None = None
    period: str | None = None
    caliber: str | None = None
    status: str | None = None
    promise: str | None = None
    comparator: str | None = None
    stretch: Decimal | None = None
    within: str | None = None
    band: str | None = None
    new: bool = False
    own: bool = True
    pair: bool = False
    tabled: bool = False
    ahead: bool | None = None
    confidence: float = 0.9


@dataclass(slots=True)
class Said:
    """What the words before a number say of it: the measure and its further keys. Never changed either."""

    measure: str
    sign: int = 1
    basis: str | None = None
    of: str | None = None
    scope: str | None = None
    versus: str | None = None
    area: str | None = None
    caliber: str | None = None
    confidence: float = 0.95
    unit: str | None = None
    plus: int = 0
