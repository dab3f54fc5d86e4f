"""What meetings hear: red and yellow tasks with their last reports, the change against last week, a month."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse

from guatu.briefing.meetings import (
    Goal,
    Item,
    Month,
    Number,
    Tally,
    UnitMonth,
    Week,
    dispatch,
    monday,
    monthly,
)
from guatu.briefing.official import Official, Run
from guatu.briefing.press import on_one_page, page_count
from guatu.vocabulary.period import Period
from guatu.vocabulary.trace import Sentence
from guatu.web.access.actor import Actor
from guatu.web.accounts.queries import zone_name
from guatu.web.audit.queries import head
from guatu.web.audit.queries import today as day_of
from guatu.web.execution.queries import Line, count_key, lines, narrowed, own_units
from guatu.web.execution.queries.assignments import Reported, last_reports
from guatu.web.execution.queries.battle import leading
from guatu.web.execution.queries.history import lines_in, lines_on
from guatu.web.execution.queries.narrowing import falls_due
from guatu.web.messages.queries import Issued, letters_seen_by, organ, refs_of
from guatu.web.targets import listing as targets
from guatu.web.targets.queries import Standing, standings
from guatu.web.targets.queries import narrowed as targets_in_force
from guatu.web.ui.templatetags.figures import print_figure

WEEK = timedelta(days=7)
_LIT = ("red", "yellow", "green")
_BEHIND = ("red", "yellow")
_UNDATED = {"standing": "长期坚持"}


@dataclass(frozen=True, slots=True)
class Hearing:
    """The year's tasks as this person sees them on a day; what links in print begin with, their version."""

    day: date
    known_at: int | None
    own: str
    base: str
    lines: list[Line]
    printed_at: int = 0

    def lit(self, colour: str) -> list[Line]:
        """The tasks with one light, the longest overdue or the nearest due first."""
        return sorted((line for line in self.lines if line.light.colour == colour), key=Line.sorting)

    def link(self, address: str) -> str:
        """An address in print: complete, and at the data version that was printed."""
        if not self.base:
            return address
        seen = "" if "known_at=" in address else f"{'&' if '?' in address else '?'}known_at={self.printed_at}"
        return f"{self.base}{address}{seen}"

    def number(self, found: Sequence[Line], **cut: object) -> Number:
        """A count that cites its page."""
        key = count_key(self.known_at, year=self.day.year, unit=self.own, **cut)
        return Number(len(found), self.link(key.print()))


def hearing(actor: Actor, *, known_at: int | None, base: str = "") -> Hearing:
    """What this person's meeting begins from."""
    day = day_of(known_at)
    found = narrowed(lines(actor, known_at=known_at), today=day, year=str(day.year))
    printed_at = known_at if known_at is not None else head() if base else 0
    return Hearing(day, known_at, own_units(actor), base, found, printed_at)


def monday_report(actor: Actor, heard: Hearing) -> Official:
    """周一专报 on one page."""
    before = lines_on((line.row for line in heard.lines), heard.day - WEEK, known_at=heard.known_at)
    was = {line.row.lineage for line in before if line.light.colour == "red"}
    red = heard.lit("red")
    ago = str(heard.day - WEEK)
    tallies = [
        Tally(
            colour,
            heard.number(heard.lit(colour), light=colour),
            heard.number([line for line in before if line.light.colour == colour], light=colour, on=ago),
            sum(1 for line in heard.lit(colour) if line.standing and line.standing.ended),
        )
        for colour in _LIT
    ]
    now = {line.row.lineage for line in red}
    left = [line for line in heard.lines if line.row.lineage in was - now]
    told = _items([*red, *left], heard=heard, was=was)
    zone, sender = zone_name(), organ()

    promised = standings(actor, known_at=heard.known_at)
    counted = targets.counts(promised, actor=actor, known_at=heard.known_at)

    week = Week(
        tallies=tallies,
        red=told[: len(red)],
        left=told[len(red) :],
        goals=_behind(promised, heard=heard),
        goal_tallies=[
            Tally(c.colour, Number(int(c.figure.value or 0), heard.link(c.figure.key.print())))
            for c in counted["lights"]
        ],
    )

    def make(most: int, *, large: bool = False) -> Official:
        return monday(week, zone=zone, organ=sender, day=heard.day, most=most, large=large)

    rows = max(len(red), sum(s.pace.light.colour in _BEHIND for s in promised), 1)
    roomy = make(rows, large=True)
    return roomy if page_count(roomy) == 1 else on_one_page(make, most=rows)


def _behind(found: Iterable[Standing], *, heard: Hearing) -> list[Goal]:
    """The targets in force with a red or yellow light, in the order of the wall: worst first."""
    return [
        Goal(
            s.name,
            heard.link(reverse("targets:page", args=[s.row.lineage])),
            s.pace.light.colour,
            " ".join(str(who) for who in (s.row.lead_unit, s.row.leader) if who) or "未定责任单位",
            _plain(s.why, like=s.indicator),
        )
        for s in targets_in_force(found)
        if s.pace.light.colour in _BEHIND
    ]


def _plain(said: Sentence, *, like: str) -> str:
    """A sentence in print, its figures by the rule of the target's indicator."""
    parts = dict(said.words)
    for name, figure in said.figures.items():
        parts[name] = print_figure(figure, arrows=False, signed=name != "done", like=like).text
    return said.template.format_map(parts)


def speaking_order(heard: Hearing) -> list[Line]:
    """Red and yellow tasks: units with most red ones first, then the longest overdue; red before yellow."""
    urgent = [line for line in (*heard.lit("red"), *heard.lit("yellow")) if line.row.lead_unit is not None]
    reds = Counter(line.row.lead_unit_id for line in urgent if line.light.colour == "red")
    worst: dict[int, int] = {}
    for line in urgent:
        unit = line.row.lead_unit_id or 0
        worst[unit] = min(worst.get(unit, 0), line.clock.days_left or 0)

    def place(line: Line) -> tuple[object, ...]:
        unit = line.row.lead_unit_id or 0
        return -reds[unit], worst[unit], line.row.lead_unit.order, unit, line.sorting()

    return sorted(urgent, key=place)


def dispatch_items(heard: Hearing, order: Sequence[Line]) -> list[Item]:
    """What the dispatch meeting hears of each task, in order of speaking."""
    return _items(order, heard=heard, was=frozenset())


def dispatch_pack(heard: Hearing) -> Official:
    """The pack of the dispatch meeting."""
    items = dispatch_items(heard, speaking_order(heard))
    return dispatch(zone=zone_name(), organ=organ(), day=heard.day, items=items)


def monthly_bulletin(actor: Actor, heard: Hearing, month: Period) -> Official:
    """The supervision bulletin of a month that has begun."""
    rows = [line.row for line in heard.lines]
    ended = lines_in(rows, month, today=heard.day, known_at=heard.known_at)
    open_ = [line for line in ended if not (line.standing and line.standing.ended)]
    done = [line for line in ended if _done_in(line, month)]
    lit = {colour: _of(open_, colour) for colour in _LIT}
    at, told = str(month), {line.row.lineage for line in ended}
    colours = (*_LIT, "none") if _of(ended, "none") else _LIT
    tallies = [Tally(c, heard.number(_of(ended, c), light=c, at=at)) for c in colours]
    letters = [
        row
        for row in letters_seen_by(actor, known_at=heard.known_at).order_by("id")
        if row.number and month.start <= row.day <= month.end
    ]
    following = Period.of(
        month.end.year + month.end.month // 12, month.end.month % 12 + 1, month.end.month % 12 + 1
    )
    coming = [line for line in heard.lines if _dated_in(line, following, today=heard.day)]
    coming.sort(key=lambda line: (line.clock.due or heard.day, line.sorting()))
    over = [line for line in heard.lines if line.standing and line.standing.ended]
    bulletin = Month(
        name=month.label(),
        until=f"{month.label()}末" if month.end <= heard.day else f"截至{heard.day.month}月{heard.day.day}日",
        total=heard.number(ended, at=at),
        tallies=tallies,
        done=_items(done, heard=heard, was=frozenset()),
        red=_items(lit["red"], heard=heard, was=frozenset()),
        units=_units(ended, done=done, letters=letters, heard=heard, at=at),
        letters=[(_addressee(row), _cited(row, heard=heard)) for row in letters],
        coming=_items(coming, heard=heard, was=frozenset()),
        ended=sum(line.row.lineage not in told for line in over),
    )
    return monthly(bulletin, zone=zone_name(), organ=organ(), day=heard.day)


def months_told(day: date) -> list[tuple[str, str]]:
    """The months of which a bulletin can be written: this year's up to now, the latest first."""
    months = [Period.of(day.year, month, month) for month in range(day.month, 0, -1)]
    return [(str(month), month.label()) for month in months]


def _of(found: Iterable[Line], colour: str) -> list[Line]:
    return sorted((line for line in found if line.light.colour == colour), key=Line.sorting)


def _done_in(line: Line, month: Period) -> bool:
    standing = line.standing
    return standing is not None and standing.done and month.start <= standing.since <= month.end


def _dated_in(line: Line, month: Period, *, today: date) -> bool:
    open_ = not (line.standing and (line.standing.ended or line.standing.waits_for_others))
    return open_ and line.clock.deadline.kind == "date" and falls_due(line, month, today=today)


def _units(
    ended: Sequence[Line], *, done: Sequence[Line], letters: Sequence[Issued], heard: Hearing, at: str
) -> list[UnitMonth]:
    finished = Counter(line.row.lead_unit_id for line in done)
    got = Counter(row.unit_id for row in letters)
    found = []
    for unit, led in leading(ended).items():
        numbers = [heard.number(_of(led, c), light=c, lead=unit.pk, at=at) for c in (*_LIT, "none")]
        total = heard.number(led, lead=unit.pk, at=at)
        found.append(UnitMonth(unit.name, total, *numbers, done=finished[unit.pk], letters=got[unit.pk]))
    return found


def _addressee(row: Issued) -> str:
    return row.unit.name if row.unit else "各单位"


def _cited(row: Issued, *, heard: Hearing) -> Run:
    return Run(f"{row.ref} {row.title}", heard.link(reverse("messages:letter", args=[row.pk])))


def _items(found: Sequence[Line], *, heard: Hearing, was: frozenset[int] | set[int]) -> list[Item]:
    numbers = {line.row.lineage for line in found}
    reports = last_reports(numbers, known_at=heard.known_at) if numbers else {}
    refs = _refs(numbers)
    return [
        _item(
            line,
            heard=heard,
            last=reports.get(line.row.lineage),
            refs=refs.get(line.row.lineage, ()),
            fresh=line.row.lineage not in was,
        )
        for line in found
    ]


def _refs(tasks: set[int]) -> Mapping[int, tuple[str, ...]]:
    """The newest two letters about each task."""
    found: dict[int, tuple[str, ...]] = {}
    for (task, _), refs in refs_of(tasks).items():
        found[task] = (*found.get(task, ()), *refs)[-2:]
    return found


def _item(line: Line, *, heard: Hearing, last: Reported | None, refs: Sequence[str], fresh: bool) -> Item:
    row, due = line.row, line.clock.due
    said = (
        f"{last.event.on.month}月{last.event.on.day}日，{last.progress.strip().rstrip('。')}" if last else ""
    )
    return Item(
        title=row.title,
        href=heard.link(reverse("execution:page", args=[row.lineage])),
        colour=line.light.colour,
        unit=row.lead_unit.name if row.lead_unit else "未定牵头单位",
        people="、".join(filter(None, (str(row.leader or ""), row.person))),
        due=f"{due.month}月{due.day}日" if due else _UNDATED.get(line.clock.deadline.kind, "未定时限"),
        late=_late(line),
        said=said,
        problems=last.problems.strip().rstrip("。") if last else "",
        next_steps=last.next_steps.strip().rstrip("。") if last else "",
        fresh=fresh,
        letters=f"已发{'、'.join(refs)}。" if refs else "",
    )


def _late(line: Line) -> str:
    left = line.clock.days_left
    if line.standing is not None and line.standing.done:
        return "已办结"
    if left is None:
        return ""
    what = "反馈逾期" if line.clock.report else "逾期"
    return f"{what}{-left}天" if left < 0 else f"距时限{left}天" if left else "今天到期"
