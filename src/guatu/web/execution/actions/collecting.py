"""What was collected in chat groups, pictures and returned sheets is put on record in bulk (代填)."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.db import transaction

from guatu.vocabulary.problems import GuatuError
from guatu.web.access.actor import Actor
from guatu.web.access.allow import require
from guatu.web.execution.actions.reporting import Said, report
from guatu.web.execution.actions.setting_aside import set_aside, taken_up
from guatu.web.execution.evidence import Checked, check
from guatu.web.execution.queries.assignments import requests_open

USE = "task.collect"


@dataclass(frozen=True, slots=True)
class Entry:
    """What one message says of one task, on the version that was on screen; `files` are signed tickets."""

    task: int
    version: int
    said: Said
    files: tuple[str, ...] = ()


def set_aside_picture(data: bytes, *, name: str, by: Actor) -> str:
    """Check a picture or file and keep it until it is confirmed, as a machine's step; gives its ticket."""
    file = check(data, name=name)
    return set_aside(file.data, name=file.name, by=by, use=USE)


def collect(entries: Iterable[Entry], *, by: Actor) -> tuple[int, list[str]]:
    """Report on each task, entries of one task together; gives how many, and the refusals in words.

    Each report is recorded by `report`; one that is refused leaves the others standing.
    """
    require(by, USE)
    joined: dict[int, Entry] = {}
    for entry in entries:
        before = joined.get(entry.task)
        joined[entry.task] = _joined(before, entry) if before else entry
    owed = requests_open(joined)
    done, refused = 0, []
    for number, entry in joined.items():
        said = replace(entry.said, period=owed[number].period if number in owed else "")
        try:
            files = [_kept(ticket, by=by) for ticket in entry.files]
            with transaction.atomic():
                report(number, said, by=by, expected_version=entry.version, files=files)
        except GuatuError as error:
            refused.append(str(error.problem))
        else:
            done += 1
    return done, refused


def _joined(one: Entry, other: Entry) -> Entry:
    """Two messages on one task as one report."""
    heads = (
        "；".join(dict.fromkeys(filter(None, (getattr(one.said, name), getattr(other.said, name)))))
        for name in ("progress", "problems", "next_steps")
    )
    return Entry(one.task, one.version, Said(*heads), one.files + other.files)


def _kept(ticket: str, *, by: Actor) -> Checked:
    """The file of a ticket, checked again."""
    data, name = taken_up(ticket, by=by, use=USE)
    return check(data, name=name)
