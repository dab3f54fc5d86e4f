"""Files that wait for their person's word, and files that were refused: both are kept."""

from collections.abc import Sequence

from django.core import signing
from django.db import transaction
from django.utils.translation import gettext as _

from guatu.files.store import checksum
from guatu.vocabulary.problems import Problem
from guatu.web.access.actor import Actor
from guatu.web.access.allow import require
from guatu.web.audit.actions import record
from guatu.web.audit.queries import today
from guatu.web.execution.models import RefusedFile
from guatu.web.execution.problems import refuse
from guatu.web.reading import store

_HOURS = 12
#: Problems of a refused file that its page lists, and that the log repeats.
_MOST_KEPT, _MOST_TOLD = 500, 50


def set_aside(data: bytes, *, name: str, by: Actor, use: str) -> str:
    """Keep a file until its person confirms it, as a machine's step; gives its ticket.

    ``use`` is the permission under which it came (`task.collect`). The ticket is signed for this person and
    this use, so that nobody goes on with a file that they did not bring.
    """
    require(by, use)
    sha256 = checksum(data)
    store.keep(data, sha256=sha256)
    return signing.dumps([sha256, name], salt=_salt(by, use))


def taken_up(ticket: str, *, by: Actor, use: str) -> tuple[bytes, str]:
    """The file of a ticket and its name, a machine's step; refused when not this person's or too old."""
    try:
        sha256, name = signing.loads(ticket, salt=_salt(by, use), max_age=_HOURS * 3600)
        return store.read(sha256), name
    except (signing.BadSignature, FileNotFoundError) as error:
        raise refuse("file.gone", _("附件已失效。"), advice=_("请重新上传。")) from error


def keep_refused(data: bytes, *, name: str, by: Actor, use: str, problems: Sequence[Problem]) -> RefusedFile:
    """Keep a file that was refused whole, with what is wrong with it, so that nothing handed in is lost.

    Recorded as `task.refuse_file` with the checksum under which the file lies; its page lists the problems.
    """
    require(by, use)
    sha256 = checksum(data)
    store.keep(data, sha256=sha256)
    with transaction.atomic():
        seq = record(
            by=by,
            action="task.refuse_file",
            thing=f"file:{sha256[:12]}",
            after={
                "name": name[:200],
                "sha256": sha256,
                "size": len(data),
                "count": len(problems),
                "problems": [str(problem) for problem in problems[:_MOST_TOLD]],
            },
        )
        return RefusedFile.objects.create(
            sha256=sha256,
            name=name[:200],
            use=use,
            on=today(),
            problems=[problem.to_json() for problem in problems[:_MOST_KEPT]],
            problem_count=len(problems),
            by_id=by.user_id,
            seq=seq,
        )


def _salt(by: Actor, use: str) -> str:
    return f"guatu.{use}.{by.user_id}"
