"""An item's values as people would write them, and the form of each kind."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from guatu.vocabulary.period import Period
from guatu.vocabulary.unit import format_quantity
from guatu.web.reading import typed
from guatu.web.reading.forms.figure import FigureForm
from guatu.web.reading.forms.items import ItemForm
from guatu.web.reading.forms.target import TargetForm
from guatu.web.reading.forms.task import TaskForm

FORMS: dict[str, type[ItemForm]] = {"figure": FigureForm, "target": TargetForm, "task": TaskForm}


def initial(noun: str, item: Mapping[str, Any]) -> dict[str, Any]:
    """An item's values as people would write them."""
    out: dict[str, Any] = {name: item.get(name) for name in FORMS[noun].base_fields}
    if noun == "task":
        return out | {
            "title": item.get("title") or item.get("quote"),
            "deadline_kind": item.get("deadline_kind") or ("date" if item.get("deadline") else "none"),
        }
    unit = str(item.get("unit") or "")
    for name in ("value", "floor", "stretch"):
        if item.get(name) is not None:
            out[name] = _written(item[name], unit=unit)
    for name in ("min_size", "tier"):
        if item.get(name):
            out[name] = _written(item[name]["value"], unit=item[name]["unit"])
    for name in ("period", "by"):
        if item.get(name):
            out[name] = Period.parse(str(item[name])).label()
    return out | {"indicator": _indicator(str(item.get("indicator") or ""))}


def _indicator(name: str) -> str:
    return (
        f"其他：{name.removeprefix(typed.OTHER)}"
        if name.startswith(typed.OTHER)
        else typed.name_of(name)
        if name
        else ""
    )


def _written(value: object, *, unit: str) -> str:
    number = Decimal(str(value))
    return f"第{number:f}位" if unit == "rank" else format_quantity(number, unit=unit)
