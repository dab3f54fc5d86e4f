"""The tasks that a count counts, found anew from its name alone."""

from __future__ import annotations

from datetime import date

from guatu.vocabulary.figure import FigureKey
from guatu.vocabulary.period import Period
from guatu.vocabulary.source import parse_source
from guatu.vocabulary.trace import Counted
from guatu.web.audit.queries import today as day_of
from guatu.web.execution.queries import ACTION, PRINCIPLE, Line, lines_of, narrowed, readable
from guatu.web.execution.queries.asking import requests_in
from guatu.web.execution.queries.history import lines_in, lines_on
from guatu.web.execution.queries.narrowing import CONDITIONS
from guatu.web.execution.queries.nodes import in_month, open_nodes
from guatu.web.statements import queries as statements


def counted(key: FigureKey) -> list[Line] | None:
    """The tasks that a count counts; None when its name asks what no list can answer.

    Beside the conditions of a list: ``on``, as they stood at the end of an earlier day; ``at``, under way in
    a month and with the light that it then ended with;
    ``node``, with a node to come in a month; ``asked`` and ``to``: once for each time that a unit was asked
    for something in a month.
    """
    cuts = dict(key.cuts())
    asked, to = cuts.pop("asked", ""), cuts.pop("to", "")
    on = _day(cuts.pop("on", ""))
    kind, at, node = cuts.pop("kind", ACTION), cuts.pop("at", ""), cuts.pop("node", "")
    numbers = [cuts.get(name, "0") for name in ("year", "since")]
    if not all(number == "all" or number.isdigit() for number in numbers):
        return None
    if key.measure != "count" or key.period is not None or not cuts.keys() <= CONDITIONS:
        return None
    if kind not in (ACTION, PRINCIPLE) or not all(
        map(readable, (cuts.get("month", ""), at, node, "" if asked == "open" else asked))
    ):
        return None
    today, known_at = day_of(key.known_at), key.known_at
    rows = statements.tasks(known_at=known_at, kind=kind)
    if on is not None:
        found = lines_on(rows, on, known_at=known_at)
    elif at:
        found = lines_in(rows, Period.parse(at), today=today, known_at=known_at)
    else:
        found = lines_of(rows, today=today, known_at=known_at)
    if node:
        nodes, month = open_nodes(known_at=known_at, since=today), Period.parse(node)
        found = [
            line
            for line in found
            if in_month(line, month, nodes=nodes.get(line.row.lineage, ()), today=today)
        ]
    if asked:
        by_number = {line.row.lineage: line for line in found}
        made = requests_in(asked, unit=to, known_at=known_at)
        found = [by_number[r.assignment.task] for r in made if r.assignment.task in by_number]
    return narrowed(found, today=today, **cuts)


def _day(text: str) -> date | None:
    """A day in a count's name; None for no day, and the first of days, on which nothing was, for no sense."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return date.min


def counted_tasks(key: FigureKey) -> list[Counted] | None:
    """The same as a trace lists them."""
    found = counted(key)
    if found is None:
        return None
    return [
        Counted(
            kind="task", number=line.row.lineage, title=line.row.title, source=parse_source(line.row.source)
        )
        for line in found
    ]
