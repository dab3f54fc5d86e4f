"""Every read of tasks with their clocks, as known now or at an earlier sequence of the log."""

from collections.abc import Collection, Iterable
from datetime import date

from guatu.execution.progress import Node
from guatu.execution.standing import Standing
from guatu.web.access.actor import Actor
from guatu.web.audit.queries import today as day_of
from guatu.web.execution.queries.assignments import milestones_of, standings
from guatu.web.execution.queries.counts import count as count
from guatu.web.execution.queries.counts import count_key as count_key
from guatu.web.execution.queries.counts import own_units as own_units
from guatu.web.execution.queries.kept import kept_standings, line_kept
from guatu.web.execution.queries.line import Line as Line
from guatu.web.execution.queries.line import asks_nodes, line_of
from guatu.web.execution.queries.narrowing import document_of
from guatu.web.execution.queries.narrowing import narrowed as narrowed
from guatu.web.execution.queries.narrowing import readable as readable
from guatu.web.reading.queries import documents_seen_by_sha
from guatu.web.statements import queries as statements
from guatu.web.statements.queries import StatedTask

ACTION, PRINCIPLE = "action", "principle"


def lines(actor: Actor, *, known_at: int | None = None, kind: str = ACTION) -> list[Line]:
    """The tasks (or principles) that the actor may see, in the order of their documents."""
    today = day_of(known_at)
    rows = statements.tasks_seen_by(actor, known_at=known_at, kind=kind)
    return lines_of(rows, today=today, known_at=known_at)


def lines_of(rows: Iterable[StatedTask], *, today: date, known_at: int | None) -> list[Line]:
    """These tasks, each where it stood then."""
    listed = list(rows)
    kept = kept_standings() if known_at is None else None
    nodes = nodes_told([row.lineage for row in listed], known_at=known_at)
    if kept is None:
        stands = standings(known_at=known_at, tasks=[row.lineage for row in listed]) if listed else {}
        return [
            line_of(row, today=today, standing=stands.get(row.lineage), nodes=nodes.get(row.lineage, ()))
            for row in listed
        ]

    def make(row: StatedTask, *, today: date, standing: Standing | None) -> Line:
        return line_of(row, today=today, standing=standing, nodes=nodes.get(row.lineage, ()))

    return [line_kept(row, kept.get(row.lineage), today=today, make=make) for row in listed]


def nodes_told(tasks: Collection[int], *, known_at: int | None) -> dict[int, tuple[Node, ...]]:
    """The nodes of these tasks where the scheme in force asks for them; else nothing is read."""
    if not tasks or not asks_nodes():
        return {}
    found = milestones_of(tasks, known_at=known_at)
    return {
        task: tuple(Node(n.name, n.due, n.done_on, n.weight) for n in rows) for task, rows in found.items()
    }


def line_for(actor: Actor, lineage: int, *, known_at: int | None = None) -> Line:
    """The door to one task: Http404 or PermissionDenied, else the task with its clock."""
    row = statements.task_for(actor, lineage, known_at=known_at)
    standing = standings(known_at=known_at, tasks=[lineage]).get(lineage)
    nodes = nodes_told([lineage], known_at=known_at).get(lineage, ())
    return line_of(row, today=day_of(known_at), standing=standing, nodes=nodes)


def titles_of(actor: Actor, found: Iterable[Line], *, known_at: int | None = None) -> dict[str, str]:
    """The titles of the documents that say them, by checksum, of those that the actor may read."""
    shas = {document_of(line.row) for line in found} - {""}
    documents = documents_seen_by_sha(actor, shas, known_at=known_at)
    return {sha: str(document) for sha, document in documents.items()}
