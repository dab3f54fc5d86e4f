"""Schedule progress (序时进度): the share of a promise's time that a figure's own data period has used up.

It is linear by whole months, because that is how offices state it and how people check it by hand: data of
1—7月 are held against 7/12 of the year, whatever the day on which they are read.
"""

from decimal import Context, Decimal
from fractions import Fraction

from guatu.vocabulary.period import Period

_CONTEXT = Context(prec=34)


def elapsed(window: Period, *, data: Period) -> Fraction | None:
    """The elapsed share of ``window`` at the end of ``data``; None when the data end outside the window.

    >>> elapsed(Period.parse("2022"), data=Period.parse("2022-01/2022-07"))
    Fraction(7, 12)
    >>> elapsed(Period.parse("2022-07/2022-12"), data=Period.parse("2022-07"))
    Fraction(1, 6)
    """
    if not window.start <= data.end <= window.end:
        return None
    done = (data.end.year - window.start.year) * 12 + data.end.month - window.start.month + 1
    return Fraction(done, window.months)


def months_left(window: Period, *, data: Period) -> int:
    """Whole months of ``window`` after the end of ``data``.

    >>> months_left(Period.parse("2022"), data=Period.parse("2022-01/2022-07"))
    5
    """
    after = (window.end.year - data.end.year) * 12 + window.end.month - data.end.month
    return min(max(after, 0), window.months)


def decimal_of(share: Fraction, *, times: int = 1) -> Decimal:
    """A fraction as a decimal: exact when it terminates, else to 34 digits.

    >>> decimal_of(Fraction(1, 8), times=100)
    Decimal('12.5')
    """
    return _CONTEXT.divide(Decimal(share.numerator * times), Decimal(share.denominator))
