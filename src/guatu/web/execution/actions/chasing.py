"""The nightly chase: what is due by the ladder goes out, once, whatever dies in between."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from guatu.briefing.letters import Matter, Writing, letter
from guatu.execution.chasing import Chaser, red_periods
from guatu.execution.ladder import Rung
from guatu.execution.limits import days_overdue
from guatu.execution.places import Lit, last_in_all
from guatu.schedule.workdays import load_calendar
from guatu.vocabulary.period import Period
from guatu.web.access.actor import Actor
from guatu.web.access.allow import require
from guatu.web.accounts.queries import people_by_pk, units_by_pk
from guatu.web.audit.actions import hold, record
from guatu.web.audit.queries import today
from guatu.web.execution.problems import refuse
from guatu.web.execution.queries import chasing as reads
from guatu.web.execution.queries.chasing import Candidate
from guatu.web.messages.actions.sending import Draft, issue
from guatu.web.messages.queries import organ, refs_of, sent_of, sent_on
from guatu.web.statements.queries import task_for, thing
from guatu.web.statements.queries.carried import supporting

#: The longest that any reminder goes out before the day.
AHEAD = timedelta(days=31)
PART = 2000
#: So many days of a month are looked for units that stood last at its beginning.
LOOKED_BACK = 10
Dues = dict[str, list[Candidate]]


@dataclass(slots=True)
class Chased:
    """What one chase sent: letters by rung, tasks looked at; `rests`: nobody is at work that day."""

    day: date
    rests: bool = False
    tasks: int = 0
    letters: dict[str, int] = field(default_factory=dict)

    def add(self, rungs: Iterable[str]) -> None:
        """Count letters."""
        for rung in rungs:
            self.letters[rung] = self.letters.get(rung, 0) + 1


def chase(*, by: Actor, day: date | None = None, say: Callable[[int], object] = lambda _: None) -> Chased:
    """Send what is due on a day (today): part by part, each in a transaction with its row in the log.

    It may be run again at any time and by two at once: what went out is read under the log's lock before
    anything is written, and the outbox refuses a second row. A process killed between two parts leaves the
    first part sent and the others to the next run.
    """
    require(by, "letter.send")
    when = day or today()
    chaser = Chaser(reads.ladder(), calendar=load_calendar(), today=when)
    done = Chased(when, rests=chaser.rests)
    if chaser.rests:
        return done
    for part in reads.chunks(reads.tasks_by_unit(until=when + AHEAD), size=PART):
        done.add(_chase_part(part, chaser=chaser, by=by))
        done.tasks += len(part)
        say(done.tasks)
    done.add(_chase_zone(chaser=chaser, by=by))
    done.add(_chase_last(chaser=chaser, by=by))
    return done


@transaction.atomic
def _chase_part(tasks: list[int], *, chaser: Chaser, by: Actor) -> list[str]:
    """The letters to units about these tasks; gives the rungs sent."""
    hold()
    found = reads.candidates(tasks, until=chaser.today + AHEAD)
    sent = sent_of([one.task for one in found])
    dues: dict[str, list[Candidate]] = defaultdict(list)
    for one in found:
        for rung in chaser.due(one.open, sent=sent.get((one.task, one.period), {})):
            if rung.one_for != "zone" and not (one.node and rung.level > chaser.ladder.node_level):
                dues[rung.id].append(one)
    drafts = _drafts(dues, chaser=chaser)
    return _sent(drafts, chaser=chaser, by=by)


@transaction.atomic
def _chase_zone(*, chaser: Chaser, by: Actor) -> list[str]:
    """The letters to the whole zone, which go along with those sent today, also by a run that died."""
    hold()
    dues: dict[str, list[Candidate]] = {}
    for rung in chaser.ladder.rungs:
        if rung.one_for != "zone" or rung.by_hand:
            continue
        pairs = sent_on(chaser.today, rung=rung.along).keys() - sent_on(chaser.today, rung=rung.id).keys()
        tasks = {task for task, _ in pairs}
        rows = reads.candidates(tasks, until=chaser.today + AHEAD) if tasks else []
        dues[rung.id] = [one for one in rows if (one.task, one.period) in pairs]
    return _sent(_drafts(dues, chaser=chaser), chaser=chaser, by=by)


@transaction.atomic
def _chase_last(*, chaser: Chaser, by: Actor) -> list[str]:
    """The letters to units that stood last at several month ends in a row, about what is red now.

    Looked at in the first days of a month, so that a night without a chase loses nothing.
    """
    rungs = [rung for rung in chaser.ladder.rungs if rung.last and not rung.by_hand]
    if not rungs or chaser.today.day > LOOKED_BACK:
        return []
    hold()
    drafts = []
    for rung in rungs:
        months = _months_before(chaser.today, rung.last or 1)
        period = f"last:{months[0]}"
        told = {str(month): reads.units_lit(month, today=chaser.today) for month in months}
        last = last_in_all(list(told.values()))
        led = reads.tasks_by_unit(until=chaser.today) if last else {}
        tasks = [task for unit in last for task in led.get(unit, ())]
        sent = sent_of(tasks)
        dues: defaultdict[int, list[Candidate]] = defaultdict(list)
        for one in reads.candidates(tasks, until=chaser.today):
            if one.whole and one.open.since < chaser.today:
                dues[one.lead].append(replace(one, period=period))
        for unit, held in dues.items():
            if not any(rung.id in sent.get((one.task, period), {}) for one in held):
                writer = _Writer({one.task for one in held}, chaser=chaser)
                drafts.append(writer.draft(rung, held, facts=_last_words(unit, told)))
    return _sent(drafts, chaser=chaser, by=by)


def _sent(drafts: list[Draft], *, chaser: Chaser, by: Actor) -> list[str]:
    if drafts:
        record(
            by=by,
            action="letter.chase",
            thing=f"chase:{chaser.today}",
            after={"ladder": chaser.ladder.id, "letters": len(drafts)},
        )
        issue(drafts, by=by, day=chaser.today)
    return [draft.rung.id for draft in drafts]


@transaction.atomic
def send_by_hand(task: int, rung_id: str, *, by: Actor, reason: str = "") -> int:
    """Send one letter of the ladder about a task now, as an officer decides; gives the letter's number.

    The one way to the last rung. A letter that went out for the same due date is not sent twice.
    """
    hold()
    require(by, "letter.send", thing(task_for(by, task)))
    day = today()
    chaser = Chaser(reads.ladder(), calendar=load_calendar(), today=day)
    rung = chaser.ladder.rung(rung_id)
    if rung not in chaser.ladder.by_hand():
        raise refuse("letter.rung", _("“%(r)s”不能单独发出。") % {"r": rung.name}, advice=_("请另选文种。"))
    found = [one for one in reads.candidates([task], until=date.max) if one.whole]
    if not found:
        raise refuse(
            "letter.task",
            _("这项任务不在承办单位手中，或没有时限，不能发函。"),
            advice=_("请先交办并明确时限。"),
        )
    one = found[0]
    if rung.id in sent_of([task]).get((task, one.period), {}):
        raise refuse("letter.sent", _("这份函件已经发过。"), advice=_("请在函件页查看；可改发下一级。"))
    made = issue(_drafts({rung.id: [one]}, chaser=chaser), by=by, day=day, reason=reason)
    record(by=by, action="letter.chase", thing=f"task:{task}", after={"letter": str(made[0])}, reason=reason)
    return made[0].pk


@transaction.atomic
def urge_all(tasks: Iterable[int], *, by: Actor, reason: str = "") -> tuple[int, list[tuple[int, str]]]:
    """Urge the units to these tasks now: what is overdue by the ladder's 催办, what is not by its reminder.

    A unit gets one letter about all of its tasks. Gives how many tasks were urged, and of each other one why
    not; nothing goes out twice for one due date. Records the letters.
    """
    require(by, "letter.send")
    hold()
    day, numbers = today(), list(dict.fromkeys(tasks))
    chaser = Chaser(reads.ladder(), calendar=load_calendar(), today=day)
    for number in numbers:
        require(by, "letter.send", thing(task_for(by, number)))
    found = {one.task: one for one in reads.candidates(numbers, until=date.max) if one.whole}
    sent, refused = sent_of(numbers), []
    dues: defaultdict[str, list[Candidate]] = defaultdict(list)
    for number in numbers:
        one = found.get(number)
        if one is None:
            refused.append((number, _("不在承办单位手中，或没有时限，不能催办")))
            continue
        rung = chaser.ladder.urging if one.open.since < day else chaser.ladder.reminding
        before = sent.get((number, one.period), {}).get(rung.id)
        if before is not None:
            when = _("%(m)s月%(d)s日") % {"m": before.month, "d": before.day}
            refused.append((number, _("%(r)s已于%(d)s发出，可改发下一级") % {"r": rung.name, "d": when}))
        else:
            dues[rung.id].append(one)
    drafts = _drafts(dues, chaser=chaser)
    if drafts:
        told = {"letters": len(drafts), "tasks": sorted(one.task for held in dues.values() for one in held)}
        record(by=by, action="letter.chase", thing=f"chase:{day}", after=told, reason=reason)
        issue(drafts, by=by, day=day, reason=reason)
    return sum(map(len, dues.values())), refused


def _drafts(dues: Dues, *, chaser: Chaser) -> list[Draft]:
    """The letters for what is due, rung by rung, in order of units and due dates."""
    everything = {one.task for held in dues.values() for one in held}
    if not everything:
        return []
    writer = _Writer(everything, chaser=chaser)
    drafts = []
    for rung in chaser.ladder.rungs:
        for held in _letters_of(rung, dues.get(rung.id, [])):
            drafts.append(writer.draft(rung, held))
    return drafts


def _letters_of(rung: Rung, dues: list[Candidate]) -> list[list[Candidate]]:
    """The matters of each letter: all of a unit, all of the zone, or one."""
    if rung.one_for == "task":
        return [[one] for one in dues]
    together: defaultdict[int, list[Candidate]] = defaultdict(list)
    for one in dues:
        together[one.lead if rung.one_for == "unit" else 0].append(one)
    return list(together.values())


def _months_before(day: date, many: int) -> list[Period]:
    """The last months that have ended, the latest first."""
    found, first = [], day.replace(day=1)
    for _month in range(many):
        first = (first - timedelta(days=1)).replace(day=1)
        found.append(Period.of(first.year, first.month, first.month))
    return found


def _last_words(unit: int, told: Mapping[str, Mapping[int, Lit]]) -> str:
    """Why a unit is called: its place at each month's end, the earliest first."""
    parts = [
        f"{Period.parse(month).label()}末牵头在办任务{units[unit].lit}项，亮红灯{units[unit].red}项"
        for month, units in reversed(told.items())
    ]
    return f"按红灯占比排名，你单位连续{len(parts)}个月末居末位：{'；'.join(parts)}。"


class _Writer:
    """Writes letters about a set of tasks, with everything that they tell read at once."""

    def __init__(self, tasks: set[int], *, chaser: Chaser) -> None:
        self.chaser = chaser
        self.organ = organ()
        self.units, self.people = units_by_pk(), people_by_pk()
        self.said, self.bases = reads.last_words(tasks), reads.bases(tasks)
        self.refs, self.helpers = refs_of(tasks), supporting(tasks)
        self._replies: dict[int, date] = {}

    def draft(self, rung: Rung, held: list[Candidate], *, facts: str = "") -> Draft:
        """One letter, with whom it goes to."""
        first = held[0]
        to, copies = self._parties(rung.to, held), self._parties(rung.copy, held)
        copies = [party for party in copies if party not in to]
        writing = Writing(
            rung=rung,
            matters=tuple(self._matter(one) for one in held),
            to=self._name(to[0]) if to else "",
            organ=self.organ,
            day=self.chaser.today,
            reply=self._reply(rung.reply),
            copies=tuple(self._name(party) for party in copies) if rung.one_for != "zone" else (),
            facts=facts,
        )
        return Draft(
            rung=rung,
            unit=None if rung.one_for == "zone" or "lead" not in rung.to else first.lead,
            tasks=tuple((one.task, one.period, one.stated.title) for one in held),
            document=letter(writing),
            to=tuple(to + copies) or ("office:0",),
            reply_by=self._reply(rung.reply) if rung.code else None,
            to_office="lead" not in rung.to,
        )

    def _matter(self, one: Candidate) -> Matter:
        calendar, day = load_calendar(), self.chaser.today
        since = one.open.since
        return Matter(
            title=one.stated.title,
            unit=self.units[one.lead].name,
            due=one.due,
            late=days_overdue(one.due, today=day, calendar=calendar),
            basis=self._basis(one),
            said=self.said.get(one.task, ""),
            period=one.period_word,
            earlier=self.refs.get((one.task, one.period), ()),
            red=red_periods(since, today=day),
            node=one.node,
        )

    def _basis(self, one: Candidate) -> str:
        words = one.stated.quote.strip().rstrip("。")
        words = "" if words == one.stated.title.strip().rstrip("。") else words
        words = f"“{words if len(words) <= 80 else words[:79] + '…'}”" if words else ""
        return f"{self.bases.get(one.task, '')}{words}"

    def _parties(self, kinds: Iterable[str], held: list[Candidate]) -> list[str]:
        found: dict[str, None] = {}
        for one in held:
            for kind in kinds:
                if kind == "lead":
                    found[f"unit:{one.lead}"] = None
                elif kind == "units":
                    found |= dict.fromkeys(f"unit:{pk}" for pk in self.helpers.get(one.task, ()))
                elif kind == "leader" and one.stated.leader is not None:
                    found[f"user:{one.stated.leader}"] = None
        return list(found)

    def _name(self, party: str) -> str:
        kind, _, number = party.partition(":")
        pk = int(number)
        return self.units[pk].name if kind == "unit" else self.people[pk].display_name

    def _reply(self, days: int) -> date:
        if days not in self._replies:
            self._replies[days] = self.chaser.working_days_after(self.chaser.today, days)
        return self._replies[days]
