"""What a text or an office states: observations, targets and tasks, each on its span of the text.

The JSON keys are those of the command ``guatu read --format json``; ``from_json(to_json(x)) == x``. Keys that
do not apply are left out of the JSON.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, dataclass, field, fields, make_dataclass
from decimal import Decimal
from typing import Any, ClassVar, Self, TypeVar, cast

Span = tuple[int, int]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Amount:
    """A size condition or a tier: 超10亿元 is ``Amount(Decimal("1e9"), "CNY")``."""

    value: Decimal
    unit: str

    def to_json(self) -> dict[str, Any]:
        """``{"value": 1000000000, "unit": "CNY"}``."""
        return {"value": number_to_json(self.value), "unit": self.unit}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Amount:
        """The reverse of ``to_json``."""
        return cls(number_from_json(data["value"]), str(data["unit"]))


def number_to_json(value: Decimal) -> int | float | str:
    """A whole number stays whole; others become the float that prints the same digits, never other ones.

    A number with more digits than a float can print is written as text.

    >>> number_to_json(Decimal("4.28E+10")), number_to_json(Decimal("7.30"))
    (42800000000, 7.3)
    >>> number_to_json(Decimal("12345678901234567.89"))
    '12345678901234567.89'
    """
    if value == value.to_integral_value():
        return int(value)
    near = float(value)
    return near if Decimal(repr(near)) == value else format(value, "f")


def number_from_json(value: float | str | Decimal) -> Decimal:
    """The decimal that was written, not the binary fraction beside it.

    >>> number_from_json(7.3)
    Decimal('7.3')
    """
    return Decimal(str(value))


_DECIMALS = frozenset({"value", "floor", "stretch", "stated", "implied"})
_AMOUNTS = frozenset({"min_size", "tier"})
_PAIRS = frozenset({"span"})


class _Item:
    """Reading and writing of JSON, shared by the items below."""

    __slots__ = ()
    _keep_null: ClassVar[frozenset[str]] = frozenset()

    def to_json(self) -> dict[str, Any]:
        """Plain JSON values; what is None or empty is left out, save the keys that every item shows."""
        out: dict[str, Any] = {}
        for f in fields(self):  # type: ignore[arg-type]
            value = getattr(self, f.name)
            if value is None or value == {} or value == ():
                if f.name in self._keep_null:
                    out[f.name] = [] if value == () else value
                continue
            out[f.name] = _plain(value)
        return out

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        """The reverse of ``to_json``; unknown keys are left aside, so that newer files stay readable."""
        known = {f.name for f in fields(cls)}  # type: ignore[arg-type]
        return cls(**{k: _typed(k, v) for k, v in data.items() if k in known})


def unfrozen(cls: type[T]) -> type[T]:
    """A twin of a frozen item with the same fields, for code that makes thousands: it makes one and gives it
    the class of the item, which never was seen otherwise.

    The ``__init__`` of a frozen dataclass sets its fields through ``object.__setattr__``, which takes three
    times as long as all else that it does.
    """
    listed: list[tuple[str, Any, Any]] = []
    for f in fields(cls):  # type: ignore[arg-type]
        given = {"default": f.default} if f.default is not MISSING else {"default_factory": f.default_factory}
        listed.append((f.name, f.type, field(**given)))
    twin = make_dataclass(cls.__name__, listed, bases=(_Item,), slots=True, kw_only=True)
    return cast("type[T]", twin)


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return number_to_json(value)
    if isinstance(value, Amount):
        return value.to_json()
    if isinstance(value, tuple):
        return [_plain(v) for v in value]
    if isinstance(value, Mapping):
        return {k: _plain(v) for k, v in value.items()}
    return value


def _typed(key: str, value: Any) -> Any:
    if value is None:
        return None
    if key in _DECIMALS:
        return number_from_json(value)
    if key in _AMOUNTS:
        return Amount.from_json(value)
    if key in _PAIRS:
        return (int(value[0]), int(value[1]))
    if key == "inherited":
        return {str(k): (int(v[0]), int(v[1])) for k, v in value.items()}
    if isinstance(value, list):
        return tuple(value)
    return value


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation(_Item):
    """What was measured. ``value`` is in the base unit; ``period`` an ISO-like interval of months or None."""

    id: str
    indicator: str
    measure: str
    value: Decimal
    unit: str
    period: str | None = None
    basis: str | None = None
    of: str | None = None
    scope: str | None = None
    versus: str | None = None
    area: str | None = None
    min_size: Amount | None = None
    tier: Amount | None = None
    caliber: str | None = None
    status: str | None = None
    approximate: str | None = None
    decimals: int | None = None
    span: Span
    quote: str
    inherited: Mapping[str, Span] = field(default_factory=dict)
    confidence: float

    _keep_null: ClassVar[frozenset[str]] = frozenset({"period", "basis", "of", "scope", "versus"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Target(_Item):
    """What was promised: ``floor`` is the bound that must hold, ``stretch`` the one that is striven for."""

    id: str
    indicator: str
    measure: str
    comparator: str
    floor: Decimal | None = None
    stretch: Decimal | None = None
    unit: str | None = None
    by: str | None = None
    within: str | None = None
    basis: str | None = None
    of: str | None = None
    scope: str | None = None
    versus: str | None = None
    area: str | None = None
    min_size: Amount | None = None
    tier: Amount | None = None
    band: str | None = None
    caliber: str | None = None
    approximate: str | None = None
    decimals: int | None = None
    span: Span
    quote: str
    inherited: Mapping[str, Span] = field(default_factory=dict)
    confidence: float

    _keep_null: ClassVar[frozenset[str]] = frozenset({"floor", "stretch", "unit", "by"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Task(_Item):
    """One clause to be carried out (``action``), or an exhortation kept but never issued (``principle``)."""

    id: str
    theme: str | None = None
    kind: str = "action"
    owner: str | None = None
    support: tuple[str, ...] = ()
    deadline: str | None = None
    span: Span
    quote: str
    inherited: Mapping[str, Span] = field(default_factory=dict)
    confidence: float

    _keep_null: ClassVar[frozenset[str]] = frozenset({"theme", "owner", "support", "deadline"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Unread(_Item):
    """A number that was seen and not placed, with the reason."""

    span: Span
    quote: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict(_Item):
    """Two statements that do not go together, or what a pair of them implies."""

    kind: str
    items: tuple[str, ...] = ()
    stated: Decimal | None = None
    implied: Decimal | None = None
    span: Span | None = None
    why: str = ""

    _keep_null: ClassVar[frozenset[str]] = frozenset({"items", "stated", "implied"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """What is known of the text itself; ``characters`` counts code points, ``date`` is ISO or None."""

    name: str
    sha256: str
    title: str | None
    date: str | None
    area: str
    characters: int
    extractor: str = ""

    def to_json(self) -> dict[str, Any]:
        """Every key, null where unknown."""
        return {f.name: getattr(self, f.name) for f in fields(self)}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Document:
        """The reverse of ``to_json``."""
        return cls(**{f.name: data[f.name] for f in fields(cls) if f.name in data})


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """All that one document states."""

    document: Document
    observations: tuple[Observation, ...] = ()
    targets: tuple[Target, ...] = ()
    tasks: tuple[Task, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    unread: tuple[Unread, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """The JSON that ``guatu read --format json`` prints."""
        kinds = ("observations", "targets", "tasks", "conflicts", "unread")
        lists = {kind: [item.to_json() for item in getattr(self, kind)] for kind in kinds}
        return {"document": self.document.to_json(), **lists}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Reading:
        """The reverse of ``to_json``."""
        return cls(
            document=Document.from_json(data["document"]),
            observations=tuple(Observation.from_json(x) for x in data.get("observations", ())),
            targets=tuple(Target.from_json(x) for x in data.get("targets", ())),
            tasks=tuple(Task.from_json(x) for x in data.get("tasks", ())),
            conflicts=tuple(Conflict.from_json(x) for x in data.get("conflicts", ())),
            unread=tuple(Unread.from_json(x) for x in data.get("unread", ())),
        )
