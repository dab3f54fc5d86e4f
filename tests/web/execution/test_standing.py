"""The maintained standing of a task agrees with its events, now and at every sequence, and can be rebuilt."""

from datetime import date

import pytest

from guatu.execution.standing import Happened, replayed
from guatu.execution.states import State
from guatu.web.access.actor import machine
from guatu.web.audit.models import Entry
from guatu.web.audit.queries import head
from guatu.web.execution.actions import reporting, setting_up
from guatu.web.execution.actions.moving import move
from guatu.web.execution.actions.rebuilding import rebuild
from guatu.web.execution.actions.reporting import Said
from guatu.web.execution.models import Assignment, Event
from guatu.web.execution.queries.assignments import assignment, standings
from guatu.web.execution.queries.replaying import differences
from tests.builders import task

pytestmark = pytest.mark.django_db
ROAD = (
    ("leader", "review", date(2022, 8, 1)),
    ("supervision", "issue", date(2022, 8, 2)),
    ("department", "accept", date(2022, 8, 3)),
    ("department", "report", date(2022, 8, 9)),
    ("department", "submit", date(2022, 8, 12)),
    ("supervision", "return", date(2022, 8, 15)),
    ("department", "ask_extension", date(2022, 8, 16)),
    ("supervision", "endorse", date(2022, 8, 17)),
    ("leader", "grant_extension", date(2022, 8, 18)),
    ("department", "submit", date(2022, 8, 25)),
    ("supervision", "pass", date(2022, 8, 26)),
)


@pytest.fixture
def led(zone):
    """A task that went the road, each deed on its day; beside it one that was only set up."""
    office = zone.actors["supervision"]
    unit = zone.units["经济发展局"]
    given = {"lead_unit": unit, "deadline_kind": "date", "deadline": date(2022, 8, 31)}
    number = task("开工产业园", by=office, **given).lineage
    setting_up.set_up(number, by=office)
    setting_up.set_up(task("编制方案", by=office, **given).lineage, by=office)
    for role, deed, on in ROAD:
        version = assignment(number).version
        by = zone.actors[role]
        if deed in ("report", "submit"):
            said, final = Said("桩基完成"), deed == "submit"
            reporting.report(number, said, by=by, expected_version=version, final=final, on=on)
        else:
            day = date(2022, 9, 30)
            move(number, deed, by=by, expected_version=version, words="请速办", day=day, on=on)
    return number


def by_events(number, known_at):
    rows = Event.objects.filter(assignment__task=number, seq__lte=known_at).order_by("seq")
    return replayed(Happened(e.on, State(e.to_state), e.due, e.extension) for e in rows)


def test_the_row_says_what_the_events_say_at_every_sequence(led):
    assert standings(tasks=[led])[led] == by_events(led, head())
    for known_at in range(1, head() + 1):
        for number in Assignment.objects.values_list("task", flat=True):
            assert standings(known_at=known_at).get(number) == by_events(number, known_at)
    assert differences() == []


def test_it_tells_since_when_from_when_and_the_last_report(led):
    row = assignment(led)
    assert (row.since, row.handed_in, row.due) == (date(2022, 8, 26), date(2022, 8, 25), date(2022, 9, 30))
    assert (row.reported_on, row.last_report.final) == (date(2022, 8, 25), True)


@pytest.mark.parametrize(
    "spoilt",
    [
        {"state": "done"},
        {"since": None},
        {"handed_in": None},
        {"due": date(2030, 1, 1)},
        {"last_report": None},
    ],
    ids=lambda spoilt: next(iter(spoilt)),
)
def test_a_row_that_says_otherwise_is_found_and_written_anew(led, spoilt):
    whole = Assignment.objects.filter(task=led).values().get()
    Assignment.objects.filter(task=led).update(**spoilt)
    found = differences()
    assert len(found) == 1
    assert f"第{led}号" in found[0]
    assert rebuild(by=machine("tests")) == 1
    assert Assignment.objects.filter(task=led).values().get() == whole
    assert Entry.objects.filter(action="task.rebuild").count() == 1


def test_an_event_whose_columns_were_lost_is_filled_again(led):
    before = list(Event.objects.values_list("seq", "since", "handed_in"))
    Event.objects.update(since=None, handed_in=None)
    assert len(differences()) == 2
    rebuild(by=machine("tests"))
    assert list(Event.objects.values_list("seq", "since", "handed_in")) == before


def test_nothing_is_recorded_when_all_agree(led):
    before = head()
    assert rebuild(by=machine("tests")) == 0
    assert head() == before
