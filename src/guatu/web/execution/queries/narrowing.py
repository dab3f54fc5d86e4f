"""The conditions by which a list of tasks is narrowed, and a count of it named."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from guatu.vocabulary.period import Period
from guatu.web.execution.queries.line import Line
from guatu.web.statements import queries as statements
from guatu.web.statements.queries import LeanTask, StatedTask


def narrowed(found: Iterable[Line], *, today: date, **asked: str) -> list[Line]:
    """The tasks that meet every condition; an empty condition asks nothing.

    ``light``, ``theme``, ``leader``; ``unit``: carried in whatever part by one of these; ``lead``: led by
    this unit; ``owner`` ``none``: without a lead; ``month``: falling due in it; ``due`` ``none``: undated.
    """
    return [
        line for line in found if all(_TESTS[name](line, text, today) for name, text in asked.items() if text)
    ]


def _of_units(line: Line, text: str, _today: date) -> bool:
    return bool({int(n) for n in text.split(",") if n.isdigit()} & statements.units_of(line.row))


def falls_due(line: Line, month: Period, *, today: date) -> bool:
    """Whether it falls due in a month; a monthly duty does in this month and in those that follow."""
    if line.clock.deadline.kind == "monthly":
        return month.end >= today
    return line.clock.due is not None and month.start <= line.clock.due <= month.end


def document_of(row: StatedTask) -> str:
    """The checksum of the document that says it; empty for what was typed in."""
    if isinstance(row, LeanTask):
        return row.sha256
    span = row.span()
    return span.sha256 if span else ""


def years_of(row: StatedTask) -> range:
    """The years to whose task books it belongs: from that of its document to that of its time limit."""
    said, due = row.document_date, row.deadline
    first, last = said or due, due or said
    if first is None or last is None:
        return range(0)
    return range(min(first.year, last.year), max(first.year, last.year) + 1)


_TESTS: Mapping[str, Any] = {
    "light": lambda line, text, _today: line.light.colour == text,
    "theme": lambda line, text, _today: line.row.theme == ("" if text == "none" else text),
    "leader": lambda line, text, _today: str(line.row.leader_id) == text,
    "unit": _of_units,
    "lead": lambda line, text, _today: str(line.row.lead_unit_id or "none") == text,
    "owner": lambda line, text, _today: text != "none" or line.row.lead_unit_id is None,
    "month": lambda line, text, today: falls_due(line, Period.parse(text), today=today),
    "doc": lambda line, text, _today: document_of(line.row).startswith(text),
    "year": lambda line, text, _today: text == "all" or int(text) in years_of(line.row),
    "since": lambda line, text, _today: line.row.seq_from > int(text),
    "version": lambda line, text, _today: (line.row.version == 1) == (text == "new"),
    "due": lambda line, text, _today: text != "none" or line.clock.deadline.kind == "none",
}
CONDITIONS = frozenset(_TESTS)


def readable(month: str) -> bool:
    """Whether a text names one month, or nothing."""
    try:
        return not month or Period.parse(month).months == 1
    except ValueError:
        return False
