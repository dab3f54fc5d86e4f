"""What a computed figure asks of the facts: sums of one column over the enterprises of an area and a cut.

>>> place_of(Period.parse("2022-01/2022-07"), together=True)
(202207, 'cum')
>>> place_of(Period.parse("2022-02"), together=True) is None
True
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal, Protocol

from guatu.catalogue.codes import areas, codes, industries, industry_sets, zone
from guatu.catalogue.datasets import datasets
from guatu.catalogue.load import indicators
from guatu.catalogue.schema import Indicator
from guatu.vocabulary.figure import FigureKey
from guatu.vocabulary.period import Period
from guatu.vocabulary.trace import Reported

Part = Literal["month", "month_ly", "cum", "cum_ly"]
Who = Literal["entered", "left", "corrected", "missing"]
#: The cuts that the key of a computed figure may have: `industry:39`, `industry:C`, `industry:leading`; the
#: codes of a size and of an ownership; one enterprise by its credit code; the `top:5` largest; of the base of
#: a growth, those who entered, left or corrected themselves.
INDUSTRY, ENTERPRISE, TOP, WHO = "industry", "enterprise", "top", "who"
#: Cuts by a code that each row carries, with their code list.
CODED: Final = {"size": "sizes", "ownership": "ownership"}
MOST_TOP: Final = 100
#: The dataset of enterprises that were struck off (注销): from then on they owe no report.
CLOSED: Final = "enterprises_closed"
CUTS: Final = frozenset({INDUSTRY, ENTERPRISE, TOP, WHO, *CODED})


@dataclass(frozen=True, slots=True)
class Ask:
    """One sum: of the indicator's rows in a period (YYYYMM), an area (None: the zone) and an industry.

    ``paired``: over those rows alone that know this year and the last. ``counted``: the rows themselves.
    ``enterprise`` is the credit code of the only one that is asked for; ``where`` keeps the rows with
    these codes. ``top``: of the so many largest alone. ``who``: of those alone that entered, left or
    corrected themselves between last year and this one, or (counted) reported the period before and not
    this one.
    """

    indicator: str
    part: Part
    period: int
    area: str | None = None
    industry: str | None = None
    paired: bool = False
    counted: bool = False
    enterprise: str | None = None
    where: tuple[tuple[str, int], ...] = ()
    top: int | None = None
    who: Who | None = None

    @property
    def first(self) -> int:
        """The first month (YYYYMM) that the sum covers: whose versions of sets of industries hold."""
        return self.period // 100 * 100 + 1 if self.part.startswith("cum") else self.period


@dataclass(frozen=True, slots=True)
class Total:
    """The sum in minor units (None: nothing is known), and of how many rows."""

    value: int | None
    rows: int


@dataclass(frozen=True, slots=True)
class Turnover:
    """How many enterprises came since last year, went, and restated last year's value."""

    entered: int
    left: int
    corrected: int


@dataclass(frozen=True, slots=True)
class Evidence:
    """The rows of a sum: those listed, the largest first, with the enterprises' ids; all of them counted.

    ``total`` is what all add up to, in minor units.
    """

    rows: tuple[Reported, ...]
    ids: tuple[int, ...]
    count: int
    total: int


class Totals(Protocol):
    """Answers what is asked, as known at one moment."""

    def total(self, ask: Ask) -> Total:
        """The sum; its value is None when no row is there or none knows."""
        ...

    def periods(self, dataset: str) -> tuple[int, ...]:
        """The periods (YYYYMM) of a dataset that were delivered, in order."""
        ...

    def turnover(self, ask: Ask) -> Turnover:
        """How the rows of a period and those of the same period a year earlier differ."""
        ...

    def evidence(
        self, ask: Ask, *, limit: int | None, start: int = 0, only: Sequence[int] | None = None
    ) -> Evidence:
        """What each enterprise reported of the sum, ``limit`` of them from the ``start``-th on.

        ``only``: those listed are these, in this order.
        """
        ...


def computable(id_: str) -> bool:
    """Whether enterprise facts can feed the indicator."""
    known = indicators().get(id_)
    return known is not None and known.about.made is not None


def leaves(id_: str) -> tuple[str, ...]:
    """The indicators that are summed from a dataset and of which this one is made."""
    made = indicators()[id_].about.made
    if made is None:
        return ()
    return tuple(leaf for part in made.parts for leaf in leaves(part)) if made.parts else (id_,)


def datasets_of(id_: str) -> tuple[str, ...]:
    """The datasets behind an indicator, each once."""
    makings = (indicators()[leaf].about.made for leaf in leaves(id_))
    return tuple(dict.fromkeys(made.dataset for made in makings if made))


def dimensions_of(id_: str) -> frozenset[str]:
    """The dimensions by which the facts of a summed indicator can be cut."""
    made = indicators()[id_].about.made
    return (
        frozenset(d.id for d in datasets()[made.dataset].dimensions) if made and made.dataset else frozenset()
    )


def minor(indicator: Indicator) -> int:
    """How many stored units make one of the indicator's: 100 分 a yuan."""
    made = indicator.about.made
    if made is None or not made.measures:
        return 1
    return datasets()[made.dataset].measure(made.measures[0]).minor


@lru_cache(maxsize=4096)
def place_of(period: Period, *, together: bool) -> tuple[int, Literal["month", "cum"]] | None:
    """The period's place in the facts (YYYYMM, part); None for what no facts are summed to.

    ``together``: January and February are one period, and neither stands alone.
    """
    at = period.end.year * 100 + period.end.month
    if period.months == 1:
        return None if together and period.end.month <= 2 else (at, "month")
    return (at, "cum") if period.is_cumulative else None


def period_of(at: int, *, cumulative: bool) -> Period:
    """The period at a place: 202207 is 1—7月, or 7月.

    >>> str(period_of(202207, cumulative=True))
    '2022-01/2022-07'
    """
    year, month = divmod(at, 100)
    return Period.of(year, 1 if cumulative else month, month)


def industry_of(key: FigureKey) -> str | None:
    """The industry that a key is cut to: a division, a section, a named set."""
    return key.cuts().get(INDUSTRY)


def coded(key: FigureKey) -> tuple[tuple[str, int], ...]:
    """The codes of size and ownership that a key is cut to."""
    cuts = key.cuts()
    return tuple((name, int(cuts[name])) for name in CODED if name in cuts)


def cut_of(**codes: str | None) -> str | None:
    """The cut of a key from its parts, in one order; None when there are none.

    >>> cut_of(size="1", industry="39", ownership=None)
    'industry:39;size:1'
    """
    order = (INDUSTRY, *CODED, TOP, WHO, ENTERPRISE)
    return ";".join(f"{name}:{codes[name]}" for name in order if codes.get(name)) or None


def sound_cuts(key: FigureKey) -> bool:
    """Whether each cut of a key has a value that it may have."""
    cuts = key.cuts()
    if set(cuts) - CUTS or any(cuts[name] not in codes(CODED[name]) for name in CODED if name in cuts):
        return False
    if TOP in cuts and not (cuts[TOP].isascii() and cuts[TOP].isdigit() and 1 <= int(cuts[TOP]) <= MOST_TOP):
        return False
    return cuts.get(WHO, "left") in ("entered", "left", "corrected")


@lru_cache(maxsize=2048)
def divisions(code: str, *, period: int) -> frozenset[int] | None:
    """The divisions of a cut in a period; None for a code that names nothing then."""
    known = industries().get(code)
    if known is not None and known.kind == "section":
        return frozenset(int(d.code) for d in industries().values() if d.parent == code)
    if known is not None:
        return frozenset({known.number})
    month = f"{period // 100}-{period % 100:02d}"
    return next((s.divisions for s in industry_sets() if s.id == code and s.covers(month)), None)


def streets() -> tuple[str, ...]:
    """The codes of the zone's streets and parks, in the order of the list."""
    return tuple(code for code, area in areas().items() if area.parent == zone().code)


def kin_of(code: str) -> tuple[str, ...]:
    """The areas of the zone of the same kind: streets of a street, parks of a park."""
    kind = areas()[code].kind if code in areas() else ""
    return tuple(other for other in streets() if areas()[other].kind == kind)


def street_of(text: str | None) -> str | None:
    """The code of the street or park of this name or code; None for any other place.

    >>> street_of("澜汀街道"), street_of("11"), street_of("望潮县")
    ('11', '11', None)
    """
    return next((code for code in streets() if text in (code, areas()[code].name)), None)


def is_area(code: str | None) -> bool:
    """Whether a key's area is the zone's or one of its streets and parks."""
    return code is None or code in streets()
