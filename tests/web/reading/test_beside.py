"""Two documents side by side."""

from datetime import date

import pytest

from guatu.web.reading.actions.decide import decide
from guatu.web.reading.actions.read import lay
from guatu.web.reading.actions.receive import receive
from guatu.web.reading.beside import beside, others
from guatu.web.reading.queries.words import taught
from guatu.web.reading.reader import read
from tests.web.reading.making import named

LAST_YEAR = """年度工作报告
今年，确保外贸进出口增长15%以上，实际利用外资确保5亿美元，税收占比达到90%。加快建设智慧园区，开展澜河沿岸环境整治，编制岸线规划。
"""
THIS_YEAR = """年度工作报告（续）
去年，全年外贸进出口增长16.2%，实际利用外资4.1亿美元。澜河沿岸环境整治通过验收。
今年，确保外贸进出口增长12%以上。持续推进智慧园区建设，新建两所学校。
"""


@pytest.fixture
def pair(zone):
    """Last year's report and this year's, read by the reader itself."""
    officer = zone.actors["supervision"]
    made = []
    for text, day in ((LAST_YEAR, date(2021, 1, 20)), (THIS_YEAR, date(2022, 1, 20))):
        document = receive(text.encode(), name=f"{day}.txt", by=officer, day=day).document
        made.append(lay(document.pk, reading=read(document, taught=taught()), by=officer))
    return made


def verdicts(rows) -> dict[str, str]:
    """What became of each, by the words of the text."""
    return {row.item.quote: row.verdict for row in rows}


def test_promises_are_answered_tasks_repeated_and_both_sides_rests_listed(zone, pair) -> None:
    found = beside(pair[1], pair[0], actor=zone.actors["supervision"])
    assert found.earlier.pk == pair[0].pk
    targets = {row.item.about[0]: row for row in found.targets}
    assert targets["进出口总额"].verdict == "kept"
    assert [s.says for s in targets["进出口总额"].renewed] == ["确保12%以上"]
    assert targets["实际利用外资"].verdict == "missed"
    assert targets["税收占比"].verdict == "silent"
    tasks = verdicts(found.tasks)
    assert tasks["加快建设智慧园区"] == "repeated"
    assert tasks["开展澜河沿岸环境整治"] == "mentioned"
    assert tasks["编制岸线规划"] == "silent"
    assert "新建两所学校" in [said.quote for said in found.fresh]
    assert {row.item.quote for row in found.unanswered} == {"税收占比达到90%", "编制岸线规划"}


def test_what_was_rejected_counts_for_nothing_and_what_is_on_record_is_a_link(zone, pair, client_of) -> None:
    officer = zone.actors["supervision"]
    row = next(r for r in named(pair[1]).values() if r.item.get("indicator") == "actual_fdi")
    decide(pair[1].pk, row.pk, "accepted", by=officer, expected_version=row.version)
    page = client_of("supervision").get(f"/documents/{pair[0].pk}/beside/{pair[1].pk}").content.decode()
    assert "/figures/actual_fdi/level/2021" in page
    row.refresh_from_db()
    decide(pair[1].pk, row.pk, "rejected", by=officer, expected_version=row.version)
    found = beside(*pair, actor=officer)
    assert {r.item.about[0]: r.verdict for r in found.targets}["实际利用外资"] == "silent"


def test_the_other_document_is_chosen_from_those_that_may_be_read(zone, pair, client_of) -> None:
    assert [row.pk for row in others(pair[0], actor=zone.actors["supervision"])] == [pair[1].pk]
    client = client_of("supervision")
    assert f"/beside/{pair[1].pk}" in client.get(f"/documents/{pair[0].pk}/beside").content.decode()
    assert client.get(f"/documents/{pair[0].pk}/beside/{pair[0].pk}").status_code == 404
    assert client_of("department").get(f"/documents/{pair[0].pk}/beside/{pair[1].pk}").status_code == 403
