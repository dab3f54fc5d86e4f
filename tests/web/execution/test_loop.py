"""From a stated task to its sign-off: each move by the person whose part it is, with event and log row."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from guatu.execution.life import MoveRefused, State
from guatu.execution.policy import clauses
from guatu.web.audit.models import Entry
from guatu.web.audit.queries import head
from guatu.web.execution.actions import dividing, planning, reporting, setting_up
from guatu.web.execution.actions.moving import move
from guatu.web.execution.actions.recurring import open_periods
from guatu.web.execution.actions.reporting import Said
from guatu.web.execution.evidence import check
from guatu.web.execution.models import Event, Request
from guatu.web.execution.problems import ExecutionError, TaskMoved
from guatu.web.execution.queries import line_for
from guatu.web.execution.queries.assignments import assignment, events_of, milestones_of, standings
from guatu.web.statements.queries import history
from tests.builders import task
from tests.files.archives import lying

pytestmark = pytest.mark.django_db
PICTURE = b"\xff\xd8\xff\xe0" + b"0" * 100


@pytest.fixture
def stated(zone):
    """A task of the bureau of economy, due at the end of August."""
    return task(
        "开工产业园",
        by=zone.actors["supervision"],
        lead_unit=zone.units["经济发展局"],
        deadline_kind="date",
        deadline=date(2022, 8, 31),
    ).lineage


def do(zone, number, *deeds):
    """Moves as ``(role, move)``, each on the version that stands."""
    for role, deed in deeds:
        version = assignment(number).version
        if deed in ("report", "submit"):
            said = Said("桩基完成", "用地待批", "催办用地")
            final = deed == "submit"
            reporting.report(number, said, by=zone.actors[role], expected_version=version, final=final)
        else:
            move(
                number,
                deed,
                by=zone.actors[role],
                expected_version=version,
                words="请速办",
                day=date(2022, 9, 30),
            )
    return assignment(number)


ISSUED = (("leader", "review"), ("supervision", "issue"))
IN_HAND = (*ISSUED, ("department", "accept"), ("department", "begin"))


def test_a_task_goes_from_the_speech_to_its_sign_off_by_four_people(zone, stated):
    setting_up.set_up(stated, by=zone.actors["supervision"])
    row = do(
        zone,
        stated,
        *IN_HAND,
        ("department", "report"),
        ("department", "submit"),
        ("supervision", "return"),
        ("department", "submit"),
        ("supervision", "pass"),
        ("supervision", "refer"),
        ("portfolio_leader", "sign_off"),
        ("supervision", "archive"),
    )
    assert row.state == State.ARCHIVED
    found = events_of(stated)
    assert [e.deed for e in found][:3] == ["set_up", "review", "issue"]
    logged = Entry.objects.filter(thing=f"task:{stated}", action__in=[f"task.{e.deed}" for e in found])
    assert set(logged.values_list("sequence", flat=True)) == {e.seq for e in found}


def test_the_unit_cannot_judge_and_the_office_cannot_sign_off(zone, stated):
    setting_up.set_up(stated, by=zone.actors["supervision"])
    row = do(zone, stated, *IN_HAND, ("department", "submit"))
    for role, deed in (("department", "pass"), ("department", "sign_off"), ("supervision", "sign_off")):
        with pytest.raises(PermissionDenied):
            move(stated, deed, by=zone.actors[role], expected_version=row.version)
    assert assignment(stated).state == State.REPORTED


def test_who_set_a_task_up_does_not_review_it_and_nothing_is_written(zone, stated):
    row = setting_up.set_up(stated, by=zone.actors["supervision"])
    before = head()
    with pytest.raises(MoveRefused, match="自己立的项"):
        move(stated, "review", by=zone.actors["supervision"], expected_version=row.version)
    assert head() == before


def test_the_second_of_two_officers_is_told_what_changed(zone, stated):
    setting_up.set_up(stated, by=zone.actors["supervision"])
    seen = do(zone, stated, *ISSUED).version
    move(stated, "accept", by=zone.actors["department"], expected_version=seen)
    with pytest.raises(TaskMoved, match=r"department员.*签收.*已签收"):
        move(stated, "accept", by=zone.actors["liaison"], expected_version=seen)


def test_an_extension_is_asked_endorsed_and_granted_by_three(zone, stated):
    setting_up.set_up(stated, by=zone.actors["supervision"])
    deeds = (("department", "ask_extension"), ("supervision", "endorse"), ("leader", "grant_extension"))
    row = do(zone, stated, *IN_HAND, *deeds)
    assert (row.due, row.extension) == (date(2022, 9, 30), "none")
    assert history.current("task", stated).deadline == date(2022, 8, 31)


def test_a_liaison_fills_in_and_the_report_says_so(zone, stated):
    setting_up.set_up(stated, by=zone.actors["supervision"])
    do(zone, stated, *IN_HAND, ("liaison", "report"), ("department", "report"))
    reports = [e.report for e in events_of(stated) if e.deed == "report"]
    assert [r.on_behalf_id for r in reports] == [zone.units["经济发展局"].pk, None]


def test_a_report_without_the_evidence_asked_for_is_flagged_and_not_handed_in(zone, stated):
    by = zone.actors["supervision"]
    setting_up.set_up(stated, by=by, details={"wants_evidence": True})
    row = do(zone, stated, *IN_HAND, ("department", "report"))
    assert [e.report.lacks_evidence for e in events_of(stated) if e.deed == "report"] == [True]
    with pytest.raises(ExecutionError, match="佐证"):
        do(zone, stated, ("department", "submit"))
    files = [check(PICTURE, name="工地.jpg")]
    who = zone.actors["department"]
    reporting.report(stated, Said("完成"), by=who, expected_version=row.version, files=files, final=True)
    assert assignment(stated).state == State.REPORTED
    assert events_of(stated)[-1].report.evidence.get().kind == "jpeg"


BOMB = lying({"xl/workbook.xml": b"<x/>", "xl/a.xml": b" " * 9_000_000}, about="xl/a.xml")


@pytest.mark.parametrize("data", [b"", b"MZ\x90", b"%!PS", b"PK\x03\x04broken", b"<script>", BOMB])
def test_what_is_no_evidence_is_refused_in_one_sentence(data):
    with pytest.raises(ExecutionError, match="没有收下"):
        check(data, name="../../照片.jpg")


def test_requests_to_a_unit_are_counted_and_due_on_working_days(zone, stated):
    setting_up.set_up(stated, by=zone.actors["supervision"])
    do(zone, stated, *IN_HAND, ("department", "submit"), ("supervision", "return"))
    asked = Request.objects.filter(unit=zone.units["经济发展局"])
    assert [(r.kind, r.due) for r in asked] == [
        ("issue", date(2022, 8, 23)),
        ("return", date(2022, 8, 23)),
    ]


def test_an_earlier_version_still_shows_where_the_task_stood(zone, stated):
    setting_up.set_up(stated, by=zone.actors["supervision"])
    do(zone, stated, *ISSUED)
    then = head()
    do(zone, stated, ("department", "accept"))
    assert standings(known_at=then)[stated].state == State.ISSUED
    assert standings()[stated].state == State.ACCEPTED


def test_nodes_come_from_a_template_and_are_reached_one_by_one(zone, stated):
    by = zone.actors["supervision"]
    setting_up.set_up(stated, by=by)
    row = do(zone, stated, *IN_HAND)
    planning.plan_from_template(stated, "investment", by=by, expected_version=row.version)
    then, version = head(), assignment(stated).version
    planning.reach_node(stated, 1, by=zone.actors["department"], expected_version=version)
    assert [bool(n.done_on) for n in milestones_of([stated])[stated]] == [True, False, False]
    assert not any(n.done_on for n in milestones_of([stated], known_at=then)[stated])


def test_one_sentence_is_split_and_two_tasks_are_merged(zone, stated):
    by = zone.actors["supervision"]
    one, two = dividing.split(stated, ["完成土方", "完成桩基"], by=by, expected_version=1)
    assert history.current("task", stated).withdrawn
    kept = dividing.merge(one.task, {two.task: 1}, by=by, expected_version=1)
    assert kept.task == one.task
    assert history.current("task", two.task).withdrawn
    assert Event.objects.filter(deed="divide").count() == 1


def test_a_plan_of_years_rolls_what_was_left_into_the_next(zone, stated):
    by = zone.actors["supervision"]
    dividing.yearly_goal(stated, 2022, "开工3个", by=by)
    later = dividing.yearly_goal(stated, 2023, "竣工5个", by=by)
    assert history.current("task", later.task).standard == "竣工5个；结转2022年：开工3个"


def test_a_numbered_policy_becomes_a_task_a_clause(zone):
    text = "一、优化审批\n1.推行一网通办。2022年底前完成。"
    text += "（牵头单位：经济发展局；责任单位：投资促进局）\n2.压缩时限。"
    made = setting_up.set_up_policy(
        list(clauses(text)), by=zone.actors["supervision"], title="若干措施", day=None
    )
    first = history.current("task", made[0].task)
    assert (first.title, first.deadline) == ("推行一网通办", date(2022, 12, 31))
    assert first.lead_unit == zone.units["经济发展局"]
    assert first.units("responsible") == [zone.units["投资促进局"]]
    assert len(made) == 2


def test_a_matter_from_above_gets_its_rules_time_limit(zone):
    details = {
        "origin": "note",
        "source_org": "市领导",
        "source_words": "请抓紧研究",
        "source_date": date(2022, 8, 19),
    }
    row = setting_up.set_up_new({"title": "研究用地保障"}, by=zone.actors["supervision"], details=details)
    assert history.current("task", row.task).deadline == date(2022, 9, 5)


def test_principles_are_never_set_up(zone):
    by = zone.actors["supervision"]
    principle = task("把稳增长放在突出位置", by=by, kind="principle")
    with pytest.raises(ExecutionError, match="原则要求"):
        setting_up.set_up(principle.lineage, by=by)


def test_a_done_task_is_green_though_its_day_has_passed_and_was_red_before(zone):
    by = zone.actors["supervision"]
    late = task(
        "完成评审",
        by=by,
        lead_unit=zone.units["经济发展局"],
        deadline_kind="date",
        deadline=date(2022, 8, 17),
    ).lineage
    setting_up.set_up(late, by=by)
    do(zone, late, *IN_HAND)
    then = head()
    do(zone, late, ("department", "submit"), ("supervision", "pass"), ("supervision", "refer"))
    do(zone, late, ("leader", "sign_off"))
    assert line_for(by, late).light.label == "已完成"
    assert line_for(by, late, known_at=then).light.label == "逾期"


def test_each_desk_shows_the_one_next_act_and_the_page_carries_it_out(zone, stated, client_of):
    setting_up.set_up(stated, by=zone.actors["supervision"])
    for role, deed in (("leader", "review"), ("supervision", "issue"), ("department", "accept")):
        client = client_of(role)
        assert f"/tasks/{stated}#life" in client.get("/desk").content.decode()
        version = assignment(stated).version
        client.post(f"/tasks/{stated}/act", {"move": deed, "version": version})
        assert assignment(stated).version == version + 1
    client = client_of("department")
    said = {"version": assignment(stated).version, "progress": "土方完成", "problems": "雨天"}
    client.post(f"/tasks/{stated}/report", said)
    page = client.get(f"/tasks/{stated}").content.decode()
    assert page.count("土方完成") == 2  # as said, and as the next report's beginning
    assert "sign_off" not in page


def test_a_stale_page_moves_nothing_and_says_who_was_first(zone, stated, client_of):
    setting_up.set_up(stated, by=zone.actors["supervision"])
    seen = do(zone, stated, *ISSUED).version
    do(zone, stated, ("liaison", "accept"))
    answer = client_of("department").post(
        f"/tasks/{stated}/act", {"move": "accept", "version": seen}, follow=True
    )
    assert "liaison员" in answer.content.decode()
    assert assignment(stated).version == seen + 1


def test_a_recurring_task_asks_once_for_each_period_and_the_report_answers_it(zone):
    by = zone.actors["supervision"]
    monthly = task("每月会商", by=by, lead_unit=zone.units["经济发展局"], deadline_kind="monthly").lineage
    setting_up.set_up(monthly, by=by)
    do(zone, monthly, *IN_HAND)
    later = date(2022, 10, 10)
    assert [open_periods(by=by, on=later), open_periods(by=by, on=later)] == [3, 0]
    owed = [(r.period, r.due) for r in Request.objects.filter(kind="report").order_by("due")]
    assert owed == [
        ("2022-08", date(2022, 8, 31)),
        ("2022-09", date(2022, 9, 30)),
        ("2022-10", date(2022, 10, 31)),
    ]
    version = assignment(monthly).version
    said = Said("已会商", period="2022-08")
    reporting.report(monthly, said, by=zone.actors["department"], expected_version=version)
    assert [r.period for r in Request.objects.filter(kind="report", answered__isnull=True)] == [
        "2022-09",
        "2022-10",
    ]


def test_the_report_of_a_period_answers_for_the_periods_before_it(zone):
    by = zone.actors["supervision"]
    monthly = task("每月通报", by=by, lead_unit=zone.units["经济发展局"], deadline_kind="monthly").lineage
    setting_up.set_up(monthly, by=by)
    do(zone, monthly, *IN_HAND)
    open_periods(by=by, on=date(2022, 10, 10))
    version = assignment(monthly).version
    said = Said("已通报", period="2022-09")
    reporting.report(monthly, said, by=zone.actors["department"], expected_version=version)
    assert [r.period for r in Request.objects.filter(kind="report", answered__isnull=True)] == ["2022-10"]
