"""Pages of targets: worst first, the sentence why, edits as new versions, history that stands still."""

import re
from datetime import date

import pytest

from guatu.web.statements.actions import correct_target
from guatu.web.targets import queries
from guatu.web.targets.chart import chart
from guatu.web.targets.listing import own_units
from tests.builders import figure, target

pytestmark = pytest.mark.django_db
NOTHING = re.compile(r"<[^>]+>|\s")


def words(response):
    return NOTHING.sub("", response.content.decode())


@pytest.fixture
def board(zone):
    """Three targets: on schedule, behind, without data; the second belongs to the bureau of economy."""
    by = zone.actors["supervision"]
    lead = zone.units["经济发展局"]
    figure(19, "2022-01/2022-07", by=by)
    figure(20, "2022-01/2022-07", by=by, indicator="science_projects")
    return [
        target(by=by, floor=30, theme="招商引资主力军", theme_order=1),
        target(
            by=by, indicator="science_projects", floor=60, stretch=80, lead_unit=lead, theme="科技创新主引擎"
        ),
        target(by=by, indicator="land_recovery_signed", stretch=1200, unit="mu"),
    ]


def test_the_list_shows_the_worst_first_and_says_why(board, client_of):
    page = client_of("leader").get("/targets")
    text = words(page)
    assert text.index("严重滞后") < text.index("序时推进")
    assert "2022年1—7月完成19个，占确保目标30个的63.3%，超序时进度5.0个百分点" in text
    assert "尚无对应数据" in text


def test_the_list_can_be_narrowed_and_grouped(board, client_of):
    client = client_of("leader")
    red = words(client.get("/targets?light=red"))
    assert "科创项目" in red
    assert "占确保目标30个" not in red
    grouped = words(client.get("/targets?order=theme"))
    assert grouped.index("科技创新主引擎") < grouped.index("占确保目标30个")


def test_a_bureau_sees_its_own_targets_only(board, client_of):
    client = client_of("department")
    listed = words(client.get("/targets"))
    assert "科创项目" in listed
    assert "净地回收" not in listed
    assert client.get(f"/targets/{board[0].lineage}").status_code == 403


def test_a_count_for_a_bureau_names_the_units_it_counts(board, zone):
    actor = zone.actors["department"]
    key = queries.count_key(unit=own_units(actor, "target.view"))
    assert [s.row.lineage for s in queries.counted(key)] == [board[1].lineage]
    assert own_units(zone.actors["leader"], "target.view") == ""


def test_every_count_equals_what_it_counts(board, zone):
    for light in ("red", "yellow", "green", "none", ""):
        found = queries.counted(queries.count_key(light=light))
        shown = queries.narrowed(queries.standings(zone.actors["leader"]), light=light)
        assert {s.row.lineage for s in found} == {s.row.lineage for s in shown}


def test_a_page_traces_its_words_and_its_data(board, client_of):
    page = client_of("leader").get(f"/targets/{board[0].lineage}")
    html = page.content.decode()
    assert "/sources/span:" in html
    assert f"/figures/target:{board[0].lineage}/completion/2022-01--2022-07" in html
    assert "还需11个，后五个月月均2.2个" in words(page)
    assert 'name="reason"' not in html, "a leader cannot edit"


def test_an_edit_makes_a_new_version_with_its_reason(board, client_of, zone):
    client = client_of("supervision")
    number, unit = board[0].lineage, zone.units["投资促进局"]
    sent = {"lead_unit": unit.pk, "by": "2022", "reason": "分工明确", "version": 1, "theme": ""}
    assert client.post(f"/targets/{number}/edit", sent).status_code == 302
    page = words(client.get(f"/targets/{number}"))
    assert "投资促进局" in page
    assert "分工明确" in page


def test_the_second_of_two_editors_is_told_what_changed(board, client_of, zone):
    number = board[0].lineage
    correct_target(
        number,
        {"lead_unit": zone.units["澜汀街道"]},
        by=zone.actors["supervision"],
        expected_version=1,
        reason="先改",
    )
    sent = {"by": "2022", "reason": "后改", "version": 1}
    answer = client_of("supervision").post(f"/targets/{number}/edit", sent)
    assert answer.status_code == 409
    assert "澜汀街道" in words(answer)


def test_an_edit_without_a_reason_is_not_made(board, client_of):
    answer = client_of("supervision").post(f"/targets/{board[0].lineage}/edit", {"by": "2022", "version": 1})
    assert answer.status_code == 422


def test_who_may_not_edit_is_refused(board, client_of):
    sent = {"by": "2022", "reason": "某", "version": 1}
    assert client_of("leader").post(f"/targets/{board[0].lineage}/edit", sent).status_code == 403


def test_pages_of_an_earlier_moment_are_the_same_bytes_before_and_after_later_edits(board, client_of, zone):
    by = zone.actors["supervision"]
    seen = queries.statements.targets()[-1].seq_from
    client = client_of("supervision")
    addresses = [f"/targets?known_at={seen}", f"/targets/{board[1].lineage}?known_at={seen}"]
    before = [client.get(address).content for address in addresses]
    figure(45, "2022-01/2022-08", by=by, indicator="science_projects")
    correct_target(board[1].lineage, {"floor": 70}, by=by, expected_version=1, reason="调整")
    assert [client.get(address).content for address in addresses] == before
    assert client.get(addresses[0].split("?")[0]).content != before[0]
    assert b'name="reason"' not in before[1]


def test_a_later_promise_of_the_same_thing_replaces_the_earlier_one(zone, client_of):
    by = zone.actors["supervision"]
    first = target(
        by=by, indicator="actual_fdi", stretch=7 * 10**8, unit="USD", document_date=date(2022, 1, 21)
    )
    later = target(by=by, indicator="actual_fdi", stretch=75 * 10**7, unit="USD")
    kept = target(by=by, floor=25, document_date=date(2022, 1, 21))
    target(by=by, stretch=30)
    found = {s.row.lineage: s.state for s in queries.standings(zone.actors["leader"])}
    assert (found[first.lineage], found[later.lineage]) == ("replaced", "in_force")
    assert found[kept.lineage] == "in_force", "力争 alone leaves the floor in force"
    past = words(client_of("leader").get("/targets?state=past"))
    assert re.search(r"力争7(\.0+)?亿美元", past)
    assert "力争7.5" not in past
    assert "往期目标1项" in past


def test_a_target_past_its_time_is_in_another_list(zone, client_of):
    row = target(by=zone.actors["supervision"], floor=25)
    correct_target(
        row.lineage, {"by": "2021"}, by=zone.actors["supervision"], expected_version=1, reason="某"
    )
    assert "还没有目标" not in words(client_of("leader").get("/targets"))
    assert "确保25个" not in words(client_of("leader").get("/targets"))
    assert "确保25个" in words(client_of("leader").get("/targets?state=past"))


def test_what_was_said_of_a_period_before_its_end_judges_nothing(zone):
    by = zone.actors["supervision"]
    figure(28, "2022", by=by)
    figure(19, "2022-01/2022-07", by=by)
    promised = target(by=by, floor=30)
    shown = queries.standing_for(zone.actors["leader"], promised.lineage)
    assert str(shown.pace.match.data) == "2022-01/2022-07"


@pytest.mark.parametrize("cut", ["since:now", "colour:red"])
def test_a_count_that_no_list_can_answer_does_not_exist(board, cut):
    assert queries.counted(queries.FigureKey("targets", "count", None, cut=cut)) is None


def test_a_target_without_data_shows_what_is_on_record_of_its_indicator(zone, client_of):
    by = zone.actors["supervision"]
    figure(26, "2021", by=by, document_date=date(2022, 1, 21))
    promised = target(by=by, floor=30)
    page = words(client_of("leader").get(f"/targets/{promised.lineage}"))
    assert "最近的数据为2021年，不在目标期2022年内" in page
    assert "同一指标已有的数据" in page
    assert "26个" in page


def test_charts_label_the_axis_and_place_every_point_inside(board, zone):
    shown = queries.standing_for(zone.actors["leader"], board[0].lineage)
    for width, labels in ((860, 12), (380, 6)):
        drawn = chart(shown.pace, points=queries.history(shown), unit="count", width=width, height=300)
        assert len(drawn.columns) == labels
        assert drawn.columns[-1].text == "12月"
        assert all(0 < float(dot.x) < width and 0 < float(dot.y) < 300 for dot in drawn.dots)
        assert float(drawn.rows[0].at) > float(drawn.rows[-1].at), "the axis rises"


def test_a_zone_may_choose_another_scheme(board, zone, settings):
    behind = board[1].lineage
    assert queries.standing_for(zone.actors["leader"], behind).pace.light.colour == "red"
    settings.GUATU_SCHEMES = {"progress": "yinchuan-2025-progress"}
    assert queries.standing_for(zone.actors["leader"], behind).pace.light.colour == "yellow"
