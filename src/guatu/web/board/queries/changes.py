"""What changed this week, from the versions on record: documents taken in, corrections, new owners."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from guatu.vocabulary.figure import Figure, FigureKey
from guatu.vocabulary.source import Span, parse_source
from guatu.web.access.actor import Actor
from guatu.web.access.allow import allow
from guatu.web.audit.queries import entries, moment
from guatu.web.execution.queries import count, lines, own_units
from guatu.web.reading.queries import count_figure, documents_seen_by_sha
from guatu.web.statements import queries as statements
from guatu.web.statements import wording
from guatu.web.targets.listing import own_units as target_units
from guatu.web.targets.queries import count_key, narrowed, standings
from guatu.web.ui.templatetags.figures import name_of

WEEK = timedelta(days=7)
#: A document older than this that is brought in late is no news of the week.
_STALE = timedelta(days=31)
_MOST = 4
_PROMISED = ("floor", "stretch", "band", "by", "comparator")


@dataclass(frozen=True, slots=True)
class Change:
    """One line of the week: when, who, and what, with its figures; ``link`` is where to read on."""

    on: date
    who: str
    words: str
    view: str = ""
    number: int = 0
    before: Figure | None = None
    after: Figure | None = None
    count: Figure | None = None
    detail: str = ""


def week_of(actor: Actor, *, today: date, known_at: int | None = None) -> list[Change]:
    """The changes of the last seven days that the actor may see, newest kinds first."""
    start = _sequence_before(today - WEEK + timedelta(days=1))
    rows = statements.stated_after(start, known_at=known_at)
    return [
        *_documents(actor, rows, today=today, known_at=known_at),
        *_corrections(rows, known_at=known_at),
        *_targets(actor, rows, start=start, known_at=known_at),
        *_tasks(actor, rows, start=start, today=today, known_at=known_at),
    ]


def _sequence_before(day: date) -> int:
    """The last sequence of the log before a day; where today is set, the whole log is of that day."""
    if settings.GUATU_TODAY is not None:
        return 0
    last = entries(until=day - timedelta(days=1)).first()
    return last.sequence if last else 0


def _documents(actor: Actor, rows: Iterable[Any], *, today: date, known_at: int | None) -> Iterable[Change]:
    """The recent documents from which something was put on record, the newest first."""
    newest: dict[str, Any] = {}
    for row in rows:
        source = parse_source(row.source)
        if isinstance(source, Span) and row.version == 1 and _recent(row.document_date, today=today):
            newest.setdefault(source.sha256, row)
    documents = documents_seen_by_sha(actor, newest)
    found = sorted(newest.items(), key=lambda item: item[1].document_date or date.min, reverse=True)
    for sha, row in [item for item in found if item[0] in documents][:_MOST]:
        document = documents[sha]
        figure = count_figure(FigureKey(f"document:{document.pk}", "accepted", None, known_at=known_at))
        yield Change(
            moment(row.seq_from).date(),
            _who(row),
            _("审核采纳"),
            "reading:document",
            document.pk,
            count=figure,
            detail=str(document.title or document.name),
        )


def _recent(said: date | None, *, today: date) -> bool:
    return said is None or today - said <= _STALE


def _corrections(rows: Iterable[Any], *, known_at: int | None) -> Iterable[Change]:
    """The figures whose value was corrected, before and after; each links to its own moment."""
    found = [row for row in rows if row.noun == "figure" and row.version > 1 and not row.withdrawn]
    for row in found[:_MOST]:
        before = next(
            (v for v in statements.versions("figure", row.lineage) if v.version == row.version - 1), None
        )
        if before is None or before.value == row.value:
            continue
        yield Change(
            moment(row.seq_from).date(),
            _who(row),
            _("更正"),
            before=before.figure(row.seq_from - 1),
            detail=name_of(row.key()),
            after=row.figure(known_at),
        )


def _targets(actor: Actor, rows: Iterable[Any], *, start: int, known_at: int | None) -> Iterable[Change]:
    """The promises whose numbers or time were changed, one by one; the others that changed, as a count."""
    if not any(row.noun == "target" and row.version > 1 for row in rows):
        return
    found = narrowed(standings(actor, known_at=known_at), since=str(start), version="changed")
    for s in sorted(found, key=lambda s: -s.row.seq_from):
        now, then = statements.versions("target", s.row.lineage, known_at=known_at)[-1:-3:-1]
        if all(getattr(now, name) == getattr(then, name) for name in _PROMISED):
            continue
        words = wording.sentence(wording.changes(then, now, besides=("source",)))
        day = moment(s.row.seq_from).date()
        yield Change(day, _who(s.row), "", "targets:page", s.row.lineage, detail=f"{s.name}：{words}")
    if found:
        cut = {"since": start, "version": "changed", "unit": target_units(actor, "target.view")}
        figure = Figure.of_count(count_key(known_at, **cut), len(found))
        yield Change(moment(max(s.row.seq_from for s in found)).date(), "", _("更新目标"), count=figure)


def _tasks(
    actor: Actor, rows: Iterable[Any], *, start: int, today: date, known_at: int | None
) -> Iterable[Change]:
    """How many tasks were newly set and how many changed, as counts that can be opened."""
    news = [row for row in rows if row.noun == "task"]
    if not news or not allow(actor, "task.view"):
        return
    book = [line for line in lines(actor, known_at=known_at) if line.row.seq_from > start]
    book = [line for line in book if today.year in _years(line.row)]
    for words, version in ((_("新立任务"), "new"), (_("更新任务"), "changed")):
        having = [line for line in book if (line.row.version == 1) == (version == "new")]
        if having:
            figure = count(
                having,
                known_at=known_at,
                unit=own_units(actor),
                year=today.year,
                since=start,
                version=version,
            )
            yield Change(moment(max(x.row.seq_from for x in having)).date(), "", words, count=figure)


def _years(row: Any) -> set[int]:
    return {day.year for day in (row.document_date, row.deadline) if day}


def _who(row: Any) -> str:
    return str(row.stated_by) if row.stated_by else _("系统")
