"""The question box: figures, targets, tasks and documents by words, in both scripts, by what one may see."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from guatu.web.audit import queries as audit
from guatu.web.board.queries.answer import answer
from guatu.web.reading.actions.decide import decide
from guatu.web.search.models import SearchRow
from guatu.web.statements import actions
from tests.web.reading.making import brought, named

FIGURE = {"indicator": "goods_trade", "measure": "growth", "unit": "percent", "basis": "yoy"}


@pytest.fixture
def record(zone):
    """A figure of two times, of two measures; a target; tasks of two units."""
    by = zone.actors["supervision"]
    for period, value in (("2022-01/2022-07", "38"), ("2022-01/2022-06", "30"), ("2021-01/2021-07", "12")):
        actions.state_figure({**FIGURE, "value": value, "period": period}, by=by)
    level = {**FIGURE, "measure": "level", "unit": "CNY", "basis": None}
    actions.state_figure({**level, "value": "40700000000", "period": "2022-01/2022-07"}, by=by)
    actions.state_target(
        {
            "indicator": "goods_trade",
            "measure": "growth",
            "comparator": ">=",
            "floor": "15",
            "unit": "percent",
            "by": "2022",
        },
        by=by,
    )
    for title, unit in (("建设智慧园区", "经济发展局"), ("推進跨境電商試點", "投资促进局")):
        actions.state_task({"title": title, "lead_unit": zone.units[unit].pk}, by=by)
    return by


def found(zone, text, role="supervision", **more):
    return answer(zone.actors[role], text, **more)


def test_a_question_finds_the_figure(zone, record) -> None:
    first = found(zone, "1—7月 进出口 增幅").figures
    assert [(str(f.period), f.figure.value) for f in first] == [
        ("2022-01/2022-07", 38),
        ("2021-01/2021-07", 12),
    ]
    assert found(zone, "1—7月進出口增幅").figures == first
    assert [str(f.period) for f in found(zone, "2021年1—7月 进出口 增幅").figures] == ["2021-01/2021-07"]


def test_what_is_near_is_told_to_be_near(zone, record) -> None:
    near = found(zone, "1—4月 进出口 增幅")
    assert near.loosened
    assert {f.figure.key.measure for f in near.figures} == {"growth"}


@pytest.mark.parametrize("text", ["园区", "園區", "智慧", "智慧 建设", "经济发展局"])
def test_two_characters_find_a_task_in_either_script(zone, record, text) -> None:
    assert [row.title for row in found(zone, text).tasks] == ["建设智慧园区"]


def test_words_in_traditional_script_are_found_by_simplified_ones(zone, record) -> None:
    assert [row.title for row in found(zone, "跨境电商").tasks] == ["推進跨境電商試點"]


def test_targets_are_found_by_their_indicator(zone, record) -> None:
    assert [says for _, _, says in found(zone, "进出口 目标").targets] == ["确保15%以上"]


def test_documents_are_found_with_the_words_around(zone) -> None:
    document = brought(zone.actors["supervision"])
    hit = found(zone, "賽馬").documents[0]
    assert (hit.document.pk, hit.hit) == (document.pk, "赛马")
    assert hit.source.startswith(f"span:{document.sha256}:")
    assert found(zone, "没有这样的词").nothing


def test_a_person_finds_only_what_is_theirs_to_see(zone, record) -> None:
    brought(zone.actors["supervision"])
    assert [row.title for row in found(zone, "跨境电商", role="department").tasks] == []
    assert [row.title for row in found(zone, "园区", role="department").tasks] == ["建设智慧园区"]
    assert found(zone, "赛马", role="department").documents == ()


def test_withdrawn_and_corrected_words_are_found_as_of_then_only(zone, record) -> None:
    then, task = audit.head(), found(zone, "智慧").tasks[0]
    actions.correct_task(
        task.lineage, {"title": "建设数字园区"}, by=record, expected_version=1, reason="改名"
    )
    assert found(zone, "智慧").tasks == ()
    assert [row.title for row in found(zone, "数字").tasks] == ["建设数字园区"]
    assert [row.title for row in found(zone, "智慧", known_at=then).tasks] == ["建设智慧园区"]
    actions.withdraw_task(task.lineage, by=record, expected_version=2, reason="误登")
    assert found(zone, "数字").tasks == ()


def test_adopted_items_are_findable_at_once(zone) -> None:
    officer = zone.actors["supervision"]
    row = named(brought(officer))["k1"]
    assert found(zone, "赛马机制").tasks == ()
    decide(row.document_id, row.pk, "accepted", by=officer, expected_version=row.version)
    assert len(found(zone, "赛马机制").tasks) == 1


def test_what_does_not_hold_the_words_costs_no_query_and_is_never_read(zone, record) -> None:
    def asked() -> list[str]:
        with CaptureQueriesContext(connection) as queries:
            assert len(found(zone, "智慧 园区").tasks) == 1
        return [query["sql"] for query in queries.captured_queries]

    few = asked()
    SearchRow.objects.bulk_create(
        SearchRow(
            noun="task", number=10**6 + n, text=f"推进第{n}号项目建设,加快片区配套和道路改造", seq_from=1
        )
        for n in range(2000)
    )
    many = asked()
    assert len(many) == len(few)
    assert not [sql for sql in many if str(10**6) in sql]


def test_the_page_answers_and_keeps_its_words(zone, record, client_of) -> None:
    client = client_of("leader")
    page = client.get("/search", {"q": "1—7月 进出口 增幅"}).content.decode()
    assert "/figures/goods_trade/growth/2022-01--2022-07" in page
    assert 'value="1—7月 进出口 增幅"' in page
    assert client.get("/search").status_code == 200
    assert "建设智慧园区" in client.get("/search", {"q": "园区"}).content.decode()
    assert "&lt;script&gt;" in client.get("/search", {"q": "<script>"}).content.decode()
    assert client.get("/search", {"q": "%_\ud7ff" * 90}).status_code == 200
    assert client_of("operator").get("/search", {"q": "园区"}).status_code == 403
