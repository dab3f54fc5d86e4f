"""Promises and published figures in a line each."""

from decimal import Decimal

from guatu.targets.pacing import Pace, pace
from guatu.targets.promise import Promise
from guatu.vocabulary.figure import Figure, FigureKey
from guatu.vocabulary.period import Period
from guatu.vocabulary.statements import Amount, Target
from guatu.vocabulary.trace import Sentence
from guatu.vocabulary.unit import format_quantity

YI = Decimal(10) ** 8


def promise(indicator="signed_projects", measure="level", *, nature="flow", number=7, known_at=None, **said):
    said = {"comparator": ">=", "unit": "count", "by": "2022"} | said
    numbers = {k: Decimal(str(said[k])) for k in ("floor", "stretch") if said.get(k) is not None}
    target = Target(
        id="g7",
        indicator=indicator,
        measure=measure,
        span=(0, 1),
        quote="某",
        confidence=1.0,
        **(said | numbers),
    )
    return Promise(number, target, nature, known_at)


def figure(value, period, *, indicator="signed_projects", measure="level", unit="count", **key):
    name = FigureKey(indicator, measure, Period.parse(period), **key)
    return Figure(name, Decimal(str(value)), unit)


def growth(value, period, *, indicator="industrial_taxable_sales", **key):
    return figure(value, period, indicator=indicator, measure="growth", unit="percent", **key)


def size(yi):
    return Amount(yi * YI, "CNY")


def judged(promised, *figures, **kwargs) -> Pace:
    return pace(promised, evidence=figures, **kwargs)


def text(sentence: Sentence) -> str:
    """The sentence as a terminal would print it, one decimal for computed numbers."""
    printed = {}
    for name, f in sentence.figures.items():
        exact = f.value == f.value.to_integral_value() and f.unit not in ("percent", "pp")
        computed = f.key.subject.startswith("target:") and f.key.measure not in ("floor", "stretch")
        decimals = 1 if computed and not exact else None
        if f.unit in ("percent", "pp") and computed:
            decimals = 1
        printed[name] = format_quantity(f.value, unit=f.unit, decimals=decimals)
    return sentence.template.format(**printed, **sentence.words)
