"""What changed this week, from the versions on record: documents taken in, corrections, new owners."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from guatu.vocabulary.figure import Figure
from guatu.web.access.actor import Actor
from guatu.web.audit.queries import entries, moments
from guatu.web.board.queries.versions import Moment
from guatu.web.execution.queries import Line, count, own_units
from guatu.web.execution.queries.history import lines_on
from guatu.web.reading.queries import counts_of_all
from guatu.web.statements import wording
from guatu.web.statements.queries import history
from guatu.web.targets.listing import own_units as target_units
from guatu.web.targets.queries import Standing, count_key, narrowed
from guatu.web.ui.templatetags.figures import name_of

WEEK = timedelta(days=7)
#: A document older than this that is brought in late is no news of the week.
_STALE = timedelta(days=31)
_MOST = 4
_PROMISED = ("floor", "stretch", "band", "by", "comparator")


@dataclass(frozen=True, slots=True)
class Change:
    """One line of the week: when, who, what, with its figures; ``view`` and ``number`` say where to read on.

    ``seq`` is the deed's sequence of the log, 0 for a light, which time turned; ``on`` its day.
    """

    seq: int
    who: str
    words: str
    view: str = ""
    number: int = 0
    before: Figure | None = None
    after: Figure | None = None
    count: Figure | None = None
    detail: str = ""
    on: date | None = None


def week_of(
    actor: Actor,
    *,
    targets: Iterable[Standing],
    book: Sequence[Line],
    finished: Iterable[Moment],
    today: date,
    known_at: int | None = None,
) -> list[Change]:
    """The changes of the last seven days, newest kinds first.

    ``targets`` and ``book`` are the targets and this year's tasks that the actor may see; ``finished`` the
    latest reviews of documents.
    """
    start = _sequence_before(today - WEEK + timedelta(days=1))
    rows = history.corrected_after(start, known_at=known_at)
    found = [
        *_documents(finished, start=start, today=today, known_at=known_at),
        *_corrections(rows, known_at=known_at),
        *_targets(actor, targets, start=start, known_at=known_at),
        *_tasks(actor, book, start=start, today=today, known_at=known_at),
    ]
    days = moments(change.seq for change in found)
    lights = list(_lights(book, today=today, known_at=known_at))[:_MOST]
    return [*lights, *(replace(change, on=days[change.seq].date()) for change in found)]


def _sequence_before(day: date) -> int:
    """The last sequence of the log before a day; where today is set, the whole log is of that day."""
    if settings.GUATU_TODAY is not None:
        return 0
    last = entries(until=day - timedelta(days=1)).first()
    return last.sequence if last else 0


def _documents(
    finished: Iterable[Moment], *, start: int, today: date, known_at: int | None
) -> Iterable[Change]:
    """The recent documents whose review was finished, each once, the newest first."""
    seen: dict[int, Moment] = {}
    for moment in finished:
        if moment.document and moment.sequence > start and _recent(moment.document.date, today=today):
            seen.setdefault(moment.document.pk, moment)
    shown = list(seen.items())[:_MOST]
    told = counts_of_all((m.document for _n, m in shown if m.document), known_at=known_at)
    for number, moment in shown:
        figure, where = told[number]["accepted"], ("reading:document", number)
        yield Change(moment.sequence, moment.who, _("审核采纳"), *where, count=figure, detail=moment.title)


def _recent(said: date | None, *, today: date) -> bool:
    return said is None or today - said <= _STALE


def _corrections(rows: Iterable[Any], *, known_at: int | None) -> Iterable[Change]:
    """The figures whose value was corrected, before and after; each links to its own moment."""
    found = list(rows)
    versions = history.versions_of("figure", (row.lineage for row in found), known_at=known_at)
    pairs = [(versions[row.lineage][row.version - 2], row) for row in found]
    for before, row in [pair for pair in pairs if pair[0].value != pair[1].value][:_MOST]:
        yield Change(
            row.seq_from,
            _who(row),
            _("更正"),
            before=before.figure(row.seq_from - 1),
            after=row.figure(known_at),
            detail=name_of(row.key()),
        )


def _targets(
    actor: Actor, targets: Iterable[Standing], *, start: int, known_at: int | None
) -> Iterable[Change]:
    """The promises whose numbers or time were changed, one by one; all that changed, as a count."""
    found = narrowed(targets, since=str(start), version="changed")
    versions = history.versions_of("target", (s.row.lineage for s in found), known_at=known_at)
    for s in sorted(found, key=lambda s: -s.row.seq_from):
        now, then = versions[s.row.lineage][-1:-3:-1]
        if all(getattr(now, name) == getattr(then, name) for name in _PROMISED):
            continue
        words = wording.sentence(wording.changes(then, now, besides=("source",)))
        where = ("targets:page", s.row.lineage)
        yield Change(s.row.seq_from, _who(now), "", *where, detail=f"{s.name}：{words}")
    if found:
        cut = {"since": start, "version": "changed", "unit": target_units(actor, "target.view")}
        figure = Figure.of_count(count_key(known_at, **cut), len(found))
        yield Change(max(s.row.seq_from for s in found), "", _("更新目标"), count=figure)


def _tasks(
    actor: Actor, book: Iterable[Line], *, start: int, today: date, known_at: int | None
) -> Iterable[Change]:
    """How many tasks were newly set and how many changed, as counts that can be opened."""
    fresh = [line for line in book if line.row.seq_from > start]
    cut = {"unit": own_units(actor), "year": today.year, "since": start}
    for words, version in ((_("新立任务"), "new"), (_("更新任务"), "changed")):
        having = [line for line in fresh if (line.row.version == 1) == (version == "new")]
        if having:
            figure = count(having, known_at=known_at, version=version, **cut)
            yield Change(max(line.row.seq_from for line in having), "", words, count=figure)


def _lights(book: Sequence[Line], *, today: date, known_at: int | None) -> Iterable[Change]:
    """The tasks whose light turned red within the week, the latest first, and those that left it."""
    was = {
        line.row.lineage: line.light.colour
        for line in lines_on((line.row for line in book), today - WEEK, known_at=known_at)
    }
    for line in sorted(book, key=lambda line: line.clock.days_left or 0, reverse=True):
        before, now = was.get(line.row.lineage), line.light.colour
        if "red" in (before, now) and before != now:
            words = _("新亮红灯：") if now == "red" else _("退出红灯：")
            unit = str(line.row.lead_unit or "")
            due = line.clock.report or line.clock.due
            on = min(due + timedelta(days=1), today) if due and now == "red" else today
            yield Change(0, unit, words, "execution:page", line.row.lineage, detail=line.row.title, on=on)


def _who(row: Any) -> str:
    return str(row.stated_by) if row.stated_by else _("系统")
