"""Published figures beside those that enterprise facts add up to: both shown, the difference named."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, Final

from guatu.indicators.reckoning import first_growth, key_of
from guatu.tracing.announced import agree
from guatu.tracing.beside import difference
from guatu.vocabulary.figure import Figure, FigureKey
from guatu.vocabulary.period import Period

Show = Callable[[FigureKey], Figure]
#: From this part of the published amount on, the reports count as the whole zone's.
_WHOLE: Final = Decimal("0.95")


@dataclass(frozen=True, slots=True)
class Pair:
    """One measure as published and as computed; `gap` None when they agree within rounding."""

    published: Figure
    computed: Figure
    gap: Figure | None

    @property
    def covered(self) -> str:
        """What part of the published amount the reports add up to, in words; empty where it is about all.

        Only levels of flows compare so; the reports of some enterprises are a sample, not the zone.
        """
        said, sum_ = self.published.value, self.computed.value
        if self.published.key.measure != "level" or not said or sum_ is None or sum_ >= said * _WHOLE:
            return ""
        return f"{sum_ / said * 100:.1f}%"


@dataclass(frozen=True, slots=True)
class Beside:
    """What was published of one period; each None where nothing was, or where nothing compares."""

    period: Period
    level: Pair | None
    growth: Pair | None

    @property
    def pairs(self) -> tuple[Pair | None, Pair | None]:
        """Level, then growth."""
        return self.level, self.growth


def beside(id_: str, period: Period, *, published: Mapping[FigureKey, Any], show: Show) -> Beside | None:
    """The published level and growth of a period beside the computed, as ``show`` shows them.

    None where nothing was published, or nothing is shown that it compares with.
    """
    found = {
        measure: _pair(id_, period, measure, published=published, show=show)
        for measure in ("level", "growth")
    }
    return Beside(period, **found) if any(found.values()) else None


def _pair(
    id_: str, period: Period, measure: str, *, published: Mapping[FigureKey, Any], show: Show
) -> Pair | None:
    caliber = first_growth(id_) if measure == "growth" else "unstated"
    key = key_of(id_, measure, period, caliber=caliber)
    named = replace(key, origin="published", caliber="unstated")
    said = next((k for k in published if k.subject == id_ and replace(k, caliber="unstated") == named), None)
    if said is None:
        return None
    shown, computed = published[said].figure(None), show(key)
    if computed.value is None:
        return None
    gap = None if agree(shown, computed) else difference(computed, shown)
    return Pair(shown, computed, gap)
