"""What the sheets for the wall are filled with: the battle map, the task book with its timetable."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from guatu.web.execution.listing import Count, by_theme
from guatu.web.execution.queries import Line
from guatu.web.execution.queries.battle import UnitRow
from guatu.web.execution.queries.rows import Row, rows_of
from guatu.web.ui.script import say

_LONGEST = 46


def head_of(*, title: str, zone: str, today: date, lights: Iterable[Count]) -> dict[str, Any]:
    """What stands above every sheet: title, zone, day, the count of each light, the months."""
    return {
        "title": title,
        "zone": zone,
        "day": _("%(y)s年%(m)s月%(d)s日") % {"y": today.year, "m": today.month, "d": today.day},
        "lights": [{"kind": c.kind, "word": say(c.word), "n": str(c.figure.value)} for c in lights],
        "months": [{"name": _("%(m)s月") % {"m": m}, "now": m == today.month} for m in range(1, 13)],
    }


def map_rows(rows: Iterable[UnitRow]) -> list[dict[str, Any]]:
    """The units' years in plain values."""
    return [
        {
            "unit": str(row.unit),
            "cells": [
                {
                    "when": cell.when,
                    "marks": [{"kind": m.kind, "n": str(m.figure.value)} for m in cell.marks],
                }
                for cell in row.cells
            ],
            "undated": str(row.undated.value) if row.undated else None,
            "next": _next(row),
        }
        for row in rows
    ]


def _next(row: UnitRow) -> str:
    if row.next is None:
        return ""
    stated = row.next.line.row
    what = f"{stated.title[:20]}·{row.next.name[:10]}" if row.next.name else stated.title[:26]
    person = stated.person or str(stated.leader or "")
    day = _day(row.next.due, today=row.next.line.today)
    return f"{day} {what} · {person}" if person else f"{day} {what}"


def _day(day: date, *, today: date) -> str:
    if day.year != today.year:
        return _("%(y)s年%(m)s月%(d)s日前") % {"y": day.year, "m": day.month, "d": day.day}
    return _("%(m)s月%(d)s日前") % {"m": day.month, "d": day.day}


def themes_of(lines: Sequence[Line], *, today: date, known_at: int | None) -> list[dict[str, Any]]:
    """The task book under its themes, each task with its bar on the year's line."""
    rows = {row.line.row.lineage: row for row in rows_of(lines, today=today, known_at=known_at)}
    return [
        {
            "name": say(group.theme),
            "tasks": [_task(rows[line.row.lineage], today=today) for line in group.lines],
        }
        for group in by_theme(lines)
    ]


def _task(row: Row, *, today: date) -> dict[str, Any]:
    line, bar = row.line, row.line.line
    who = [str(line.row.lead_unit or _("未定牵头单位")), line.row.person or str(line.row.leader or "")]
    return {
        "kind": line.kind,
        "word": say(line.light.label),
        "title": line.row.title[:_LONGEST],
        "who": " · ".join(filter(None, who)),
        "limit": limit_of(line, today=today),
        "start": float(bar.start) / 100,
        "length": None if bar.undated else float(bar.length) / 100,
        "due": float(bar.due) / 100 if bar.due else None,
        "nodes": [{"place": float(n.place) / 100, "kind": n.kind} for n in row.nodes],
    }


def limit_of(line: Line, *, today: date) -> str:
    """The time limit in words: a day, 每月, 长期坚持, 未定."""
    kind, due = line.clock.deadline.kind, line.clock.due
    if kind == "date" and due is not None:
        return _day(due, today=today)
    return {"monthly": _("每月"), "standing": _("长期坚持")}.get(kind, _("未定"))


def today_share(today: date) -> float:
    """Where today stands in its year, from 0 to 1."""
    first = date(today.year, 1, 1)
    return (today - first).days / (date(today.year + 1, 1, 1) - first).days
