"""Short readings for specs: tuples instead of whole items."""

from datetime import date
from decimal import Decimal

from guatu.reading.read import read_text

DAY = date(2022, 8, 12)

Row = tuple[str, str, Decimal, str]


def seen(text: str, day: date = DAY) -> list[Row]:
    """(indicator, measure, value, unit) of each observation."""
    return [(o.indicator, o.measure, o.value, o.unit) for o in read_text(text, date=day).observations]


def rows(*expected: tuple[str, str, str, str]) -> list[Row]:
    """The same from written values."""
    return [(indicator, measure, Decimal(value), unit) for indicator, measure, value, unit in expected]


Bound = tuple[str, str, str, Decimal | None, Decimal | None]


def promised(text: str, day: date = DAY) -> list[Bound]:
    """(indicator, measure, comparator, floor, stretch) of each target."""
    return [
        (t.indicator, t.measure, t.comparator, t.floor, t.stretch) for t in read_text(text, date=day).targets
    ]


def bounds(*expected: tuple[str, str, str, str | None, str | None]) -> list[Bound]:
    """The same from written values."""
    return [
        (i, m, c, Decimal(f) if f is not None else None, Decimal(s) if s is not None else None)
        for i, m, c, f, s in expected
    ]
