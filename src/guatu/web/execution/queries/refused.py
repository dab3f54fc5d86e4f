"""Files of tasks that were refused: each with its problems by sheet, row and column."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import Http404

from guatu.web.access.actor import Actor
from guatu.web.access.allow import reach, require
from guatu.web.access.thing import Thing
from guatu.web.execution.models import RefusedFile

_CELL = re.compile(r"(?P<sheet>.+)!(?P<column>[A-Z]{1,3})(?P<row>[0-9]+)(?:（(?P<head>.*)）)?", re.DOTALL)
_ACTION = "task.refused"


@dataclass(frozen=True, slots=True)
class Wrong:
    """One problem of a file; sheet, row and column are empty where the whole file is meant."""

    message: str
    what_to_do: str
    sheet: str = ""
    row: str = ""
    column: str = ""


@dataclass(frozen=True, slots=True)
class Refused:
    """A refused file with what is wrong with it; ``more`` problems were found than are listed."""

    file: RefusedFile
    problems: tuple[Wrong, ...]

    @property
    def more(self) -> int:
        """How many problems are not listed."""
        return self.file.problem_count - len(self.problems)


def refused_files(actor: Actor, *, known_at: int | None = None) -> QuerySet[RefusedFile]:
    """The refused files that this person may see, newest first."""
    seen = reach(actor, _ACTION)
    rows = RefusedFile.objects.select_related("by")
    if not (seen.everything or seen.areas):
        rows = rows.filter(by_id=seen.owner) if seen.owner is not None else rows.none()
    return rows if known_at is None else rows.filter(seq__lte=known_at)


def refused_file(actor: Actor, number: int) -> RefusedFile:
    """The door to one refused file: Http404 when there is none, PermissionDenied when it is not theirs."""
    row = RefusedFile.objects.select_related("by").filter(pk=number).first()
    if row is None:
        raise Http404(f"refused file {number}")
    require(actor, _ACTION, Thing(owner=row.by_id))
    return row


def told(file: RefusedFile) -> Refused:
    """The file with its problems, each put to its cell."""
    return Refused(file, tuple(map(_wrong, file.problems)))


def _wrong(problem: Mapping[str, str]) -> Wrong:
    cell = _CELL.fullmatch(problem["where"])
    if cell is None:
        return Wrong(problem["message"], problem["what_to_do"])
    column = f"{cell['column']}（{cell['head']}）" if cell["head"] else cell["column"]
    return Wrong(problem["message"], problem["what_to_do"], cell["sheet"], cell["row"], column)
