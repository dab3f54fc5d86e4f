"""A candidate turned into the fields of a statement."""

from collections.abc import Mapping
from dataclasses import fields as dataclass_fields
from datetime import date
from typing import Any

from guatu.vocabulary import statements as core
from guatu.vocabulary.source import Span
from guatu.web.accounts.queries import unit, unit_named

_NOT_STATED = frozenset({"id", "span", "inherited", "confidence"})
_LIMITS = ("monthly", "standing")


def source_of(sha256: str, *, start: int, end: int) -> str:
    """The address of a document's words."""
    return Span(sha256, start, end).address()


def figure_fields(item: Mapping[str, Any], *, day: date | None) -> dict[str, object]:
    """What `state_figure` takes."""
    return _values(core.Observation.from_json(item)) | {"document_date": day}


def target_fields(item: Mapping[str, Any], *, day: date | None, theme: str, order: int) -> dict[str, object]:
    """What `state_target` takes."""
    stated = _values(core.Target.from_json(item)) | {
        "document_date": day,
        "theme": theme,
        "theme_order": order,
    }
    return stated | _lead(item)


def task_fields(item: Mapping[str, Any], *, day: date | None, kind: str, order: int) -> dict[str, object]:
    """What `state_task` takes. Units named in the text become units where the zone has one of that name."""
    task = core.Task.from_json(item)
    support = item.get("support_units")
    return {
        "title": str(item.get("title") or task.quote).strip(),
        "kind": kind,
        "theme": task.theme,
        "theme_order": order,
        "standard": item.get("standard") or "",
        "owner_named": "、".join(part for part in (task.owner, *task.support) if part),
        "person": item.get("person") or "",
        "quote": task.quote,
        "document_date": day,
        "support_units": list(support) if support is not None else _units(task.support),
        **_lead({"lead_unit": item.get("lead_unit"), "owner": task.owner}),
        **_limit(item),
    }


def _values(item: core.Observation | core.Target) -> dict[str, object]:
    return {f.name: getattr(item, f.name) for f in dataclass_fields(item) if f.name not in _NOT_STATED}


def _lead(item: Mapping[str, Any]) -> dict[str, object]:
    number, owner = item.get("lead_unit"), item.get("owner")
    found = unit(int(number)) if number else (unit_named(str(owner)) if owner else None)
    if found is None:
        return {}
    return {"lead_unit": found.pk, "leader": found.portfolio_leader_id}


def _units(names: tuple[str, ...]) -> list[int]:
    return [found.pk for name in names if (found := unit_named(name))]


def _limit(item: Mapping[str, Any]) -> dict[str, object]:
    kind, text = item.get("deadline_kind"), str(item.get("deadline") or "")
    if kind in _LIMITS or text in _LIMITS:
        return {"deadline_kind": kind or text, "deadline": None}
    try:
        return {"deadline_kind": "date", "deadline": date.fromisoformat(text)}
    except ValueError:
        return {"deadline_kind": "none", "deadline": None}
