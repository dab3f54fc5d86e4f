"""What is kept between requests: right after every write, whoever made it, and nobody else's to see."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from django.db import connections, transaction
from django.test import Client

from guatu.web.access.actor import machine
from guatu.web.accounts.actions import units as unit_actions
from guatu.web.accounts.actions.people import set_language
from guatu.web.audit.queries import head
from guatu.web.audit.remembered import Remembered, Tip
from guatu.web.execution import queries
from guatu.web.execution.actions import planning, setting_up
from guatu.web.execution.actions.moving import move
from guatu.web.execution.queries.assignments import assignment
from guatu.web.execution.queries.kept import is_kept
from guatu.web.statements.actions import correct_task, withdraw_task
from guatu.web.statements.queries.history import current
from tests.builders import task
from tests.web.zone import build_zone

pytestmark = pytest.mark.django_db(transaction=True)
TODAY = date(2022, 8, 20)
PAGES = ("/tasks", "/tasks/list", "/tasks/map", "/tasks/timetable", "/tasks/map/screen", "/desk")


@pytest.fixture
def seen():
    """A zone with one task of 经济发展局 and one of 澜汀街道, both issued; a client for each role."""
    zone = build_zone()
    office = zone.actors["supervision"]
    zone.tasks = {}
    for title, unit in (("开工产业园", "经济发展局"), ("修复河道", "澜汀街道")):
        given = {"lead_unit": zone.units[unit], "deadline_kind": "date", "deadline": date(2022, 12, 20)}
        row = task(title, by=office, document_date=date(2022, 3, 1), theme="建设", **given)
        setting_up.set_up(row.lineage, by=office)
        for role, deed in (("leader", "review"), ("supervision", "issue")):
            version = assignment(row.lineage).version
            move(row.lineage, deed, by=zone.actors[role], expected_version=version, words="同意")
        zone.tasks[title] = row.lineage
    return zone


def client(zone, role):
    made = Client()
    made.force_login(zone.people[role])
    return made


def said(reader, path, **headers):
    """A page without the token that each answer has anew."""
    answer = reader.get(path, headers=headers).content.decode()
    return re.sub(r'(csrfmiddlewaretoken" value=|X-CSRFToken[^:]*: ?)"[^"]*"', "", answer)


def elsewhere(write):
    """Do it on another connection, as another process would."""

    def run():
        try:
            return write()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(max_workers=1) as pool:
        return pool.submit(run).result()


def fresh(zone, role):
    """The same lines read with nothing kept: inside a transaction nothing is."""
    with transaction.atomic():
        return queries.lines(zone.actors[role])


def test_lines_stay_the_same_objects_until_something_is_done_to_their_task(seen):
    before = {line.row.lineage: line for line in queries.lines(seen.actors["supervision"])}
    assert all(map(is_kept, before.values()))
    number, other = seen.tasks.values()
    elsewhere(
        lambda: move(
            number,
            "accept",
            by=seen.actors["department"],
            expected_version=assignment(number).version,
            words="",
        )
    )
    after = {line.row.lineage: line for line in queries.lines(seen.actors["supervision"])}
    assert after[other] is before[other]
    assert after[number] is not before[number]
    assert after[number].standing.word == "已签收"


def test_each_kind_of_write_from_elsewhere_is_seen_at_once(seen):
    office, number = seen.actors["supervision"], seen.tasks["开工产业园"]
    reader = client(seen, "supervision")

    def version():
        return assignment(number).version

    def page(path):
        return said(reader, path)

    for path in PAGES:
        assert page(path) == page(path)
    elsewhere(
        lambda: correct_task(number, {"title": "竣工产业园"}, by=office, expected_version=1, reason="改正")
    )
    for path in PAGES[:4]:
        assert "竣工产业园" in page(path), path
        assert "开工产业园" not in page(path), path
    elsewhere(
        lambda: planning.plan_nodes(
            number, [("桩基完成", date(2022, 9, 5))], by=office, expected_version=version()
        )
    )
    assert "桩基完成" in page("/tasks/timetable")
    assert "桩基完成" in page("/tasks/map")
    elsewhere(
        lambda: setting_up.amend(
            number,
            {"officer": seen.people["supervision"].pk},
            by=office,
            expected_version=version(),
            reason="分工",
        )
    )
    assert "supervision员" in page("/tasks/list").split("</thead>")[1].split("bulkbar")[0]
    unit = seen.units["经济发展局"]
    elsewhere(
        lambda: unit_actions.change_unit(
            unit,
            by=machine("tests"),
            name=unit.name,
            short_name="经发局",
            kind=unit.kind,
            portfolio_leader=None,
            order=unit.order,
        )
    )
    for path in PAGES[:4]:
        assert "经发局" in page(path), path
    elsewhere(lambda: withdraw_task(number, by=office, expected_version=2, reason="重复"))
    for path in PAGES[:4]:
        assert "竣工产业园" not in page(path), path
    assert current("task", number).withdrawn


def test_what_is_kept_says_what_reading_anew_says(seen):
    number = seen.tasks["开工产业园"]
    steps = (("department", "accept"), ("supervision", "hold"), ("supervision", "resume"))
    for role, deed in steps:
        queries.lines(seen.actors["supervision"])
        version = assignment(number).version
        move(number, deed, by=seen.actors[role], expected_version=version, words="说明")
        for who in ("supervision", "department", "portfolio_leader"):
            assert queries.lines(seen.actors[who]) == fresh(seen, who)


def test_an_earlier_data_version_is_never_made_of_what_is_kept_now(seen):
    number, then, reader = seen.tasks["开工产业园"], head(), client(seen, "supervision")
    before = {path: said(reader, f"{path}?known_at={then}") for path in PAGES[:4]}
    for path in PAGES:
        reader.get(path)
    correct_task(
        number, {"title": "竣工产业园"}, by=seen.actors["supervision"], expected_version=1, reason="改正"
    )
    for path, content in before.items():
        reader.get(path)
        assert said(reader, f"{path}?known_at={then}") == content, path


def test_what_was_rolled_back_is_not_kept(seen):
    office, number = seen.actors["supervision"], seen.tasks["开工产业园"]
    queries.lines(office)
    with transaction.atomic():
        correct_task(number, {"title": "竣工产业园"}, by=office, expected_version=1, reason="改正")
        assert "竣工产业园" in {line.row.title for line in queries.lines(office)}
        transaction.set_rollback(True)
    assert "竣工产业园" not in {line.row.title for line in queries.lines(office)}


@pytest.mark.parametrize("first", ["supervision", "department"])
def test_a_role_never_sees_what_another_role_made_the_page_keep(seen, first):
    """Whoever asks first: the department sees its own task alone and may not edit; the office sees both."""
    roles = [first, *({"supervision", "department"} - {first})] * 2
    for role in roles:
        reader = client(seen, role)
        for path in PAGES[:5]:
            content = reader.get(path).content.decode()
            shown = content.partition("<main")[2]
            assert "开工产业园" in shown, (role, path)
            assert ("修复河道" in shown) == (role == "supervision"), (role, path)
            assert ("hx-get" in shown) == (role == "supervision" and path == "/tasks"), (role, path)
            assert ('name="task"' in shown) == (role == "supervision" and path == "/tasks/list"), (role, path)


def test_each_language_has_its_own_rows(seen):
    set_language(seen.people["leader"], by=seen.actors["leader"], language="en")
    chinese, english = client(seen, "supervision"), client(seen, "leader")
    for path in PAGES[:4]:
        for reader, spoken in ((chinese, True), (english, False)) * 2:
            assert ("12月20日" in said(reader, path).partition("<tbody")[2]) == spoken, path


def test_a_log_put_back_from_a_backup_has_everything_read_anew(seen, monkeypatch):
    reads: list[str] = []
    kept = Remembered(
        lambda: reads.append("whole") or "whole",
        mend=lambda value, since: reads.append("mend") or value,
        mendable=lambda action: action.startswith("task."),
    )
    kept.now()
    kept.now()
    assert reads == ["whole"]
    at, value = kept._held
    kept._held = Tip(at.database, at.sequence - 1, "0" * 64), value
    kept.now()
    assert reads == ["whole", "whole"]
    assignment_now = assignment(seen.tasks["修复河道"])
    move(
        assignment_now.task,
        "hold",
        by=seen.actors["supervision"],
        expected_version=assignment_now.version,
        words="等",
    )
    kept.now()
    assert reads == ["whole", "whole", "mend"]
