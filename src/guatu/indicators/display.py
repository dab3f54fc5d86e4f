"""How a figure is printed: its mark, digits and unit, by the indicator's rule and the words of officials.

Colour is for lights; growth is ink with an arrow. What is unknown is a dash, never zero.
"""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Final, Self

from guatu.catalogue.schema import Indicator
from guatu.vocabulary.figure import Figure
from guatu.vocabulary.unit import DISPLAY_SCALE, NAMES, SCALES, scale_for

UNKNOWN: Final = "—"
MINUS: Final = "−"
#: Decimals of a unit when the indicator declares none.
_USUAL: Final = {"percent": 1, "pp": 1, "CNY": 1, "USD": 2, "times": 2, "kWh": 1}
#: Rates are printed as finely as they were written, but not more finely than this.
_MOST_WRITTEN: Final = 4
_RATES: Final = frozenset({"percent", "pp", "times", "rank"})
_ABOUT: Final = {"below": "近", "about": "约", "above": "超"}
#: Percentages that move up or down and are printed with an arrow.
_MOVES: Final = frozenset({"growth", "implied_growth"})
#: Differences, printed with their sign.
_DIFFERENCES: Final = frozenset(
    {
        "growth_gap",
        "growth_change",
        "change",
        "contribution",
        "gap",
        "basis_gap",
        "published_gap",
        "restated",
        "base_corrected",
        "base_change",
    }
)
#: Shares of an amount, printed one decimal finer than the amount itself.
_AVERAGES: Final = frozenset({"need_monthly", "contribution"})
#: Counts of enterprises, whatever the indicator counts.
_ENTERPRISES: Final = frozenset({"reported", "missing", "due", "entered", "left", "corrected"})
#: Distances, printed bare: 差2位 rather than 第2位.
_DISTANCES: Final = frozenset({"lead", "lag", "gap"})


@dataclass(frozen=True, slots=True)
class Rule:
    """How an indicator's level is printed: decimals at most, scale word (亿, 万), counting word (个, 家)."""

    decimals: int | None = None
    scale: str | None = None
    counter: str | None = None

    @classmethod
    def of(cls, indicator: Indicator | None) -> Self:
        """Return what the catalogue declares of an indicator; an unknown one declares nothing."""
        if indicator is None:
            return cls()
        return cls(indicator.decimals, indicator.scale, indicator.counter or None)


@dataclass(frozen=True, slots=True)
class Shown:
    """A figure in print: `mark` ▲, ▼ or nothing; `before` the digits 约, 第 or +; the unit `after`."""

    digits: str
    mark: str = ""
    before: str = ""
    after: str = ""

    @property
    def text(self) -> str:
        """The figure as one string."""
        return f"{self.mark}{' ' if self.mark else ''}{self.before}{self.digits}{self.after}"

    @property
    def spoken(self) -> str:
        """The figure as a sentence says it: an arrow becomes a word."""
        word = {"▲": "增长", "▼": "下降"}.get(self.mark, "")
        return f"{word}{self.before}{self.digits}{self.after}"


NO_RULE: Final = Rule()


def shown(figure: Figure, *, rule: Rule = NO_RULE, arrows: bool = True, signed: bool = True) -> Shown:
    """Return the figure in print. Without `arrows` a fall has a minus sign, as formulas need it.

    Without ``signed`` a difference has no plus: what a target has done is 2家, not +2家.

    >>> from guatu.vocabulary.figure import FigureKey
    >>> shown(Figure(FigureKey("gdp", "growth", None), Decimal("-3.2"), "percent")).text
    '▼ 3.2%'
    >>> shown(Figure(FigureKey("gdp", "rank", None), Decimal(2), "rank")).text
    '第2位'
    """
    value, unit, measure = figure.value, figure.unit or "", figure.key.measure
    if value is None:
        return Shown(UNKNOWN)
    if unit == "rank" and measure == "gap" and value == 0:
        return Shown("持平")
    if unit == "rank" and measure not in _DISTANCES:
        return _place(value, change=measure == "rank_change")
    scale = "" if measure in _ENTERPRISES else _scale(value, unit=unit, rule=rule)
    digits = _digits(value / SCALES[scale] if scale else value, figure=figure, rule=rule)
    counter = "家" if measure in _ENTERPRISES else rule.counter
    after = scale + (counter or NAMES[unit] if unit == "count" else NAMES.get(unit, unit))
    about = _ABOUT.get(figure.approximate or "", "")
    if measure in _MOVES and arrows:
        mark = "▲" if value > 0 else "▼" if value < 0 else ""
        return Shown(digits.removeprefix(MINUS), mark=mark, before=about, after=after)
    if not digits.strip(f"{MINUS}0."):
        # What rounds to nothing has no direction.
        return Shown(digits.removeprefix(MINUS), before=about, after=after)
    sign = "+" if signed and measure in _DIFFERENCES and value > 0 else ""
    return Shown(digits, before=about + sign, after=after)


def usual_unit(unit: str, *, rule: Rule = NO_RULE) -> str:
    """Return the unit that stands in the head of a column of such figures.

    >>> usual_unit("CNY", rule=Rule(decimals=1, scale="亿"))
    '亿元'
    """
    if unit in ("percent", "rank"):
        return ""
    if unit == "count":
        return rule.counter or NAMES[unit]
    return (rule.scale or "") + NAMES.get(unit, unit)


def _place(value: Decimal, *, change: bool) -> Shown:
    places = _plain(abs(value))
    if not change:
        return Shown(places, before="第", after="位")
    if value == 0:
        return Shown("持平")
    return Shown(places, before="升" if value > 0 else "降", after="位")


def _scale(value: Decimal, *, unit: str, rule: Rule) -> str:
    """Take the indicator's scale, unless the value would vanish in it."""
    if unit in _RATES or (unit not in DISPLAY_SCALE and rule.scale is None):
        return ""
    scale = rule.scale if rule.scale is not None else scale_for(value, unit=unit)
    if not scale or not value:
        return scale
    smallest = SCALES[scale].scaleb(-(rule.decimals or 0)) / 2
    return scale if abs(value) >= smallest else scale_for(value, unit=unit)


def _digits(value: Decimal, *, figure: Figure, rule: Rule) -> str:
    """Print the decimals that were written, of a level at most those that the indicator declares."""
    usual = _USUAL.get(figure.unit or "", 0)
    level = figure.key.measure == "level" or figure.unit not in _RATES
    most = rule.decimals if rule.decimals is not None and level else usual
    if figure.key.measure in _AVERAGES:
        # An average of whole things is no whole thing: 11 in five months are 2.2 a month.
        most += 1
    if figure.decimals is None and not _is_stated(figure):
        # A computed rate keeps its decimals (58.0%); a computed amount has no more than it needs (2.5亿美元).
        places = min(most, _places(value)) if level else most
    else:
        places = min(max(_places(value), figure.decimals or 0), most if level else max(most, _MOST_WRITTEN))
    return _plain(value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP))


def _is_stated(figure: Figure) -> bool:
    """Whether somebody said the number; then it is printed as it was said."""
    return figure.key.origin == "published" or figure.key.measure in ("floor", "stretch")


def _places(value: Decimal) -> int:
    exponent = value.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _plain(value: Decimal) -> str:
    return format(value, "f").replace("-", MINUS)
