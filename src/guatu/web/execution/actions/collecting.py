"""What was collected in chat groups, pictures and returned sheets is put on record in bulk (代填)."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.core import signing
from django.db import transaction
from django.utils.translation import gettext as _

from guatu.vocabulary.problems import GuatuError
from guatu.web.access.actor import Actor
from guatu.web.access.allow import require
from guatu.web.execution.actions.reporting import Said, report
from guatu.web.execution.evidence import Checked, check
from guatu.web.execution.problems import refuse
from guatu.web.execution.queries.assignments import requests_open
from guatu.web.reading import store

_SALT = "guatu.collect"
_HOURS = 12


@dataclass(frozen=True, slots=True)
class Entry:
    """What one message says of one task, on the version that was on screen; `files` are signed tickets."""

    task: int
    version: int
    said: Said
    files: tuple[str, ...] = ()


def set_aside(data: bytes, *, name: str, by: Actor) -> str:
    """Check a picture or file and keep it until it is confirmed, as a machine's step; gives its ticket.

    The ticket is signed for this person, so that nobody attaches a file that they did not bring.
    """
    require(by, "task.collect")
    file = check(data, name=name)
    store.keep(file.data, sha256=file.sha256)
    return signing.dumps([file.sha256, file.name], salt=f"{_SALT}.{by.user_id}")


def collect(entries: Iterable[Entry], *, by: Actor) -> tuple[int, list[str]]:
    """Report on each task, entries of one task together; gives how many, and the refusals in words.

    Each report is recorded by `report`; one that is refused leaves the others standing.
    """
    require(by, "task.collect")
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
    """The file of a ticket, checked again; refused when it is not this person's or too old."""
    try:
        sha256, name = signing.loads(ticket, salt=f"{_SALT}.{by.user_id}", max_age=_HOURS * 3600)
        return check(store.read(sha256), name=name)
    except (signing.BadSignature, FileNotFoundError) as error:
        raise refuse("collect.file", _("附件已失效。"), advice=_("请重新上传。")) from error
