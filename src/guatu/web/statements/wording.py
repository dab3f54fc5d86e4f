"""Statements in words: what one is called, and what changed between two versions of it."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from guatu.vocabulary.basis import CALIBERS, STATUSES
from guatu.vocabulary.period import Period
from guatu.vocabulary.unit import format_quantity

NOTHING = "—"
_AMOUNTS = ("value", "floor", "stretch")
_PERIODS = ("period", "by")
_CODES: dict[str, dict[str, Any]] = {
    "caliber": dict(CALIBERS),
    "status": dict(STATUSES),
    "deadline_kind": {"none": "未定时限", "date": "限期", "monthly": "每月", "standing": "长期坚持"},
    "kind": {"action": "任务", "principle": "原则要求"},
}
#: Columns that are bookkeeping; a change of theirs is no change of what was stated.
BOOKS = frozenset({"id", "lineage", "version", "seq_from", "seq_to", "corrects", "stated_by", "reason"})


def say(name: str, value: object, *, unit: str = "") -> str:
    """One column's value in words.

    >>> say("value", Decimal("42800000000"), unit="CNY"), say("period", "2022-01/2022-06")
    ('428亿元', '2022年1—6月')
    """
    if value is None or value == "":
        return NOTHING
    if name in _AMOUNTS and isinstance(value, Decimal):
        return format_quantity(value, unit=unit) if unit else format(value.normalize(), "f")
    if name in _PERIODS:
        return Period.parse(str(value)).label()
    if isinstance(value, date):
        return f"{value.year}年{value.month}月{value.day}日"
    return str(_CODES.get(name, {}).get(str(value), value))


def snapshot(row: models.Model) -> dict[str, Any]:
    """The row as plain values, for the audit log; foreign keys are their numbers."""
    return {
        f.attname: _plain(getattr(row, f.attname))
        for f in row._meta.concrete_fields
        if f.name not in {"id", "seq_from", "seq_to"}
    }


def _plain(value: object) -> object:
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    return value.isoformat() if isinstance(value, date) else value


def changes(
    before: models.Model, after: models.Model, *, besides: Iterable[str] = ()
) -> list[dict[str, str]]:
    """What differs between two versions, in the order of the columns: field, label, before, after."""
    left_out = BOOKS | set(besides)
    found = []
    for f in after._meta.concrete_fields:
        old, new = getattr(before, f.attname), getattr(after, f.attname)
        if f.name in left_out or old == new:
            continue
        words = [_said(row, f) for row in (before, after)]
        found.append({"field": f.name, "label": str(f.verbose_name), "before": words[0], "after": words[1]})
    return found


def _said(row: models.Model, field: Any) -> str:
    if field.is_relation:
        return str(getattr(row, field.name) or NOTHING)
    return say(field.name, getattr(row, field.attname), unit=getattr(row, "unit", ""))


def sentence(differences: Iterable[Mapping[str, str]]) -> str:
    """The changes as one sentence."""
    parts = [_("%(label)s由%(before)s改为%(after)s") % dict(d) for d in differences]
    return "，".join(parts) or _("内容未变")


def called(row: Any) -> str:
    """What a message calls a statement: a task by its words, others by the words of the text."""
    return str(getattr(row, "title", "") or row.quote or f"{row.noun}:{row.lineage}")[:60]
