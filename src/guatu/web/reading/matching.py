"""What a later reading found, laid against what is there: decisions stay with what they were about."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Protocol

from guatu.vocabulary.statements import Reading

#: The lists of a reading, and what the desk calls the kind of each.
LISTS = {"observations": "figure", "targets": "target", "tasks": "task", "unread": "unread"}
_IDENTITY = ("indicator", "measure", "of", "scope", "versus", "period", "by")


class Known(Protocol):
    """What is asked of a candidate that is already there."""

    noun: str
    start: int
    end: int
    item: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Found:
    """One item of the new reading."""

    noun: str
    start: int
    end: int
    item: dict[str, Any]
    confidence: float
    ref: str = ""


def found_in(reading: Reading) -> list[Found]:
    """Every item of a reading as the desk keeps it."""
    told = reading.to_json()
    return [
        Found(noun, *item["span"], item, float(item.get("confidence", 0)), str(item.get("id", "")))
        for name, noun in LISTS.items()
        for item in told[name]
    ]


@dataclass(frozen=True, slots=True)
class Match:
    """`kept`: pairs of old and new; `fresh`: new ones; `gone`: old ones no longer found."""

    kept: list[tuple[Any, Found]]
    fresh: list[Found]
    gone: list[Any]


def match(known: Sequence[Known], *, found: Iterable[Found]) -> Match:
    """Pair each new item with the old one that it is: the same meaning first, then the same place."""
    old, new = list(known), list(found)
    kept: list[tuple[Any, Found]] = []
    for same in (_same_item, _same_meaning, _same_place, _overlapping, _akin):
        _pair(old, new, kept=kept, same=same)
    return Match(kept, new, old)


def _pair(
    old: list[Known],
    new: list[Found],
    *,
    kept: list[tuple[Any, Found]],
    same: Callable[[Known, Found], bool],
) -> None:
    for candidate in list(old):
        twin = next((item for item in new if same(candidate, item)), None)
        if twin is not None:
            kept.append((candidate, twin))
            old.remove(candidate)
            new.remove(twin)


def _placed(a: Known, b: Found) -> bool:
    return (a.noun, a.start, a.end) == (b.noun, b.start, b.end)


def _same_item(a: Known, b: Found) -> bool:
    return _placed(a, b) and {**a.item, "id": "", "confidence": 0} == {**b.item, "id": "", "confidence": 0}


def _same_meaning(a: Known, b: Found) -> bool:
    return _placed(a, b) and all(a.item.get(name) == b.item.get(name) for name in _IDENTITY)


def _same_place(a: Known, b: Found) -> bool:
    return (
        _placed(a, b)
        and a.item.get("measure") == b.item.get("measure")
        and a.item.get("of") == b.item.get("of")
    )


def _overlapping(a: Known, b: Found) -> bool:
    return (
        a.noun == b.noun
        and a.start < b.end
        and b.start < a.end
        and all(a.item.get(name) == b.item.get(name) for name in ("indicator", "measure", "of", "value"))
    )


def _akin(a: Known, b: Found) -> bool:
    """The same thing in another reading: kind, indicator and measure agree on words that overlap."""
    return (
        a.noun == b.noun
        and a.start < b.end
        and b.start < a.end
        and all(a.item.get(name) == b.item.get(name) for name in ("indicator", "measure", "of"))
    )


#: What tells nothing of the meaning of an item.
_ASIDE = frozenset({"id", "span", "quote", "inherited", "confidence", "decimals"})


def says_same(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether two items mean the same, wherever their words stand.

    >>> says_same({"value": "7.2", "span": [1, 2]}, {"value": "7.20", "span": [3, 4], "scope": None})
    True
    """
    names = (one.keys() | other.keys()) - _ASIDE
    return all(_plain(one.get(name)) == _plain(other.get(name)) for name in names)


def _plain(value: Any) -> Any:
    """A value as it is compared: numbers by their worth, nothing as nothing."""
    if isinstance(value, bool) or value in (None, "", [], {}):
        return value or None
    if isinstance(value, Mapping):
        return {name: _plain(part) for name, part in value.items()}
    try:
        return Decimal(str(value))
    except ArithmeticError:
        return value
