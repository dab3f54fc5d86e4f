"""How columns become values of the vocabulary: an empty text is None, two columns are one amount."""

from decimal import Decimal
from typing import Any, Protocol

from guatu.vocabulary.period import Period
from guatu.vocabulary.statements import Amount


class Conditions(Protocol):
    """What figures and targets have in common."""

    indicator: str
    measure: str
    basis: str
    of: str
    scope: str
    versus: str
    area: str
    caliber: str
    approximate: str
    decimals: int | None

    @property
    def min_size(self) -> Amount | None: ...

    @property
    def tier(self) -> Amount | None: ...


def amount(value: Decimal | None, *, unit: str) -> Amount | None:
    """Two columns as one amount."""
    return None if value is None else Amount(value, unit)


def period(text: str) -> Period:
    """The period that a column names."""
    return Period.parse(text)


def key_fields(row: Conditions) -> dict[str, Any]:
    """The parameters of a figure's name."""
    texts = {name: getattr(row, name) or None for name in ("of", "versus", "scope", "basis", "area")}
    return {**texts, "min_size": row.min_size, "tier": row.tier, "caliber": row.caliber}


def measured(row: Conditions) -> dict[str, Any]:
    """The keys that observations and targets share."""
    names = ("basis", "of", "scope", "versus", "area", "approximate")
    return {
        "indicator": row.indicator,
        "measure": row.measure,
        **{name: getattr(row, name) or None for name in names},
        "min_size": row.min_size,
        "tier": row.tier,
        "caliber": row.caliber,
        "decimals": row.decimals,
    }
