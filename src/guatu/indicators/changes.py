"""Changes between two periods: growth against growth in percentage points, place against place.

One declaration of operands serves both computing and explaining: the board subtracts them, the trace lists
them.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from guatu.vocabulary.figure import Figure, FigureKey
from guatu.vocabulary.period import Period
from guatu.vocabulary.trace import Sentence


@dataclass(frozen=True, slots=True)
class _Rule:
    """How a change is made: which measure it compares, its unit, and now and then into the change."""

    of: str
    unit: str
    subtract: Callable[[Decimal, Decimal], Decimal]
    words: str


# A smaller place is a better one, so places gained are then minus now.
_RULES: Final[Mapping[str, _Rule]] = {
    "growth_change": _Rule("growth", "pp", lambda now, then: now - then, "{now} − {then} ＝ {change}"),
    "rank_change": _Rule("rank", "rank", lambda now, then: then - now, "由{then}到{now}，{change}"),
}


def change_key(now: FigureKey, *, before: Period) -> FigureKey:
    """Return the name of the change of a growth or a rank since an earlier period."""
    measure = next(name for name, rule in _RULES.items() if rule.of == now.measure)
    basis = None if now.basis == "yoy" else now.basis
    return replace(now, measure=measure, basis=basis, versus=str(before), origin="computed")


def is_change(key: FigureKey) -> bool:
    """Whether this room computes the figure of that name."""
    return (
        key.kind == "indicator"
        and key.origin == "computed"
        and key.measure in _RULES
        and _before(key) is not None
    )


def operands(key: FigureKey) -> tuple[FigureKey, FigureKey]:
    """Return the names of the two figures that the change compares: now, then.

    >>> june, july = Period.parse("2022-01/2022-06"), Period.parse("2022-01/2022-07")
    >>> [k.print() for k in operands(change_key(FigureKey("gdp", "growth", july), before=june))]
    ['/figures/gdp/growth/2022-01--2022-07', '/figures/gdp/growth/2022-01--2022-06']
    """
    now = replace(key, measure=_RULES[key.measure].of, versus=None, origin="published")
    return now, replace(now, period=_before(key))


def derive(key: FigureKey, *, now: Figure | None, then: Figure | None) -> Figure:
    """Return the change; unknown, with the reason, when either operand is."""
    rule = _RULES[key.measure]
    if now is None or now.value is None:
        return Figure(key, None, rule.unit, why_unknown="本期未公布")
    if then is None or then.value is None:
        return Figure(key, None, rule.unit, why_unknown="上一期未公布")
    decimals = _finer(now, then)
    return Figure(key, rule.subtract(now.value, then.value), rule.unit, decimals=decimals)


def words(change: Figure, *, now: Figure, then: Figure) -> Sentence:
    """Say with its numbers how the change was made."""
    return Sentence(_RULES[change.key.measure].words, {"now": now, "then": then, "change": change})


def _before(key: FigureKey) -> Period | None:
    try:
        return Period.parse(key.versus or "")
    except ValueError:
        return None


def _finer(now: Figure, then: Figure) -> int | None:
    """A difference is written as finely as the finer of its operands."""
    written = [f.decimals for f in (now, then) if f.decimals is not None]
    return max(written, default=None)
