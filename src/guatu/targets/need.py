"""What is still needed: the rest of a bound, a month's share of it, the growth that the rest needs."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from guatu.schedule.progress import decimal_of, months_left
from guatu.targets.promise import Promise
from guatu.vocabulary.figure import Figure
from guatu.vocabulary.period import Period

_HUNDRED = 100


@dataclass(frozen=True, slots=True)
class Need:
    """What is left to do. All figures are None where they do not apply or cannot be known.

    ``rest`` is the bound less what was done; ``monthly`` that rest over the ``months`` left; ``growth`` what
    the rest of the year must grow by, from the ``bases``: last year's cumulative and last year's total.
    """

    months: int
    rest: Decimal | None = None
    monthly: Decimal | None = None
    growth: Decimal | None = None
    bases: tuple[Figure, ...] = ()


def rest_of(bound: Decimal, *, done: Decimal, window: Period, data: Period) -> Need:
    """The rest of a count or a sum, and an equal share of it for each month left."""
    months = months_left(window, data=data)
    rest = max(bound - done, Decimal(0))
    monthly = decimal_of(Fraction(rest) / months) if months and rest else None
    return Need(months, rest=rest, monthly=monthly)


def rest_growth(target: Decimal, *, growth: Decimal, share: Fraction) -> Decimal:
    """The growth in percent that the rest of a year needs; the part done was ``share`` of last year.

    (target - share x growth) / (1 - share); a share of 1 leaves nothing that could grow.

    >>> round(rest_growth(Decimal(25), growth=Decimal(15), share=Fraction(46, 100)), 1)
    Decimal('33.5')
    """
    return decimal_of((Fraction(target) - share * Fraction(growth)) / (1 - share))


def needed_growth(
    promise: Promise, *, bound: Decimal, done: Figure, data: Period, evidence: Iterable[Figure]
) -> Need:
    """The growth of the months left, from last year's figures on record; without them it stays unknown."""
    window = promise.window
    months = months_left(window, data=data) if window else 0
    if not (window and window.is_year and months and done.value is not None):
        return Need(months)
    bases = _bases(promise, window=window, data=data, evidence=evidence)
    if bases is None:
        return Need(months)
    part, whole = bases
    share = Fraction(part.value or 0) / Fraction(whole.value or 1)
    return Need(months, growth=rest_growth(bound, growth=done.value, share=share), bases=bases)


def _bases(
    promise: Promise, *, window: Period, data: Period, evidence: Iterable[Figure]
) -> tuple[Figure, Figure] | None:
    """Last year's cumulative to the same month, and last year's total: same thing, same area, same unit."""
    levels = [
        f
        for f in evidence
        if f.key.subject == promise.target.indicator and f.key.measure == "level" and f.value is not None
        if (f.key.area, f.key.min_size, f.key.tier) == (promise.target.area, None, None)
    ]
    part = [f for f in levels if f.key.period == data.years_before(1)]
    whole = [f for f in levels if f.key.period == window.years_before(1)]
    pairs = [(p, w) for p in part for w in whole if p.unit == w.unit and p.key.caliber == w.key.caliber]
    return next(((p, w) for p, w in pairs if 0 < (p.value or 0) < (w.value or 0)), None)


def yearly_path(multiple: Decimal, *, years: int) -> Decimal:
    """The equal yearly growth, in percent, that leads to a multiple: 三年倍增 is 26.0 % a year.

    >>> round(yearly_path(Decimal(2), years=3), 1), yearly_path(Decimal(2), years=1)
    (Decimal('26.0'), Decimal('100'))
    """
    root = multiple if years == 1 else multiple ** (Decimal(1) / years)
    return (root - 1) * _HUNDRED
