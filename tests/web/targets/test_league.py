"""Targets of streets: judged by reports of enterprises, ranked by completion, kept off the zone's wall."""

import re
from datetime import date
from types import SimpleNamespace

import pytest

from guatu.vocabulary.period import Period
from guatu.web.access.actor import ROLES
from guatu.web.statements.actions import correct_target, withdraw_target
from guatu.web.targets.queries import standings
from tests.builders import target
from tests.facts.sheets import row, xlsx
from tests.web.electricity import bring, facts

__all__ = ["facts"]

pytestmark = pytest.mark.django_db
PLACE = (
    "/figures/industrial_electricity/rank/2022-01--2022-07"
    "?of=completion&scope=streets&area=11&origin=computed"
)
JANUARY = "企业用电情况（2023年1月）"
NOTHING = re.compile(r"<[^>]+>|\s")


def words(answer) -> str:
    return NOTHING.sub("", answer.content.decode())


@pytest.fixture
def promised(facts: SimpleNamespace) -> SimpleNamespace:
    """Four users each in 澜汀 (2810 together, in 10 000 kWh) and 鹭屿 (2820); 云埠 and 松溆 three."""
    by = facts.actors["supervision"]
    more = [row(9, 109, 90, 702, 650, area="鹭屿街道")]
    more += [row(n, 9, 9, 70, 60, area="松溆街道") for n in (10, 11)]
    bring(facts, xlsx(more), reason="补报")
    floors = {"澜汀街道": 5620, "鹭屿街道": 4700, "云埠街道": 1000}
    promise = {"by": by, "indicator": "industrial_electricity", "unit": "kWh"}
    facts.targets = {area: target(area=area, floor=f * 10_000, **promise) for area, f in floors.items()}
    return facts


def test_the_page_of_the_indicator_ranks_streets_by_their_own_targets(promised, client_of) -> None:
    page = words(client_of("statistics").get("/indicators/industrial_electricity"))
    assert "完成率完成率位次同类完成率位次" in page
    assert "50.0%第2位第2位" in page  # 2810 of 5620
    assert "60.0%第1位第1位" in page  # 2820 of 4700


def test_the_board_of_a_street_has_its_completion_and_places_and_no_other_board_has(
    promised, client_of
) -> None:
    heads = "完成率完成率位次同类完成率位次"
    client = client_of("statistics")
    assert f"{heads}" in words(client.get("/board?area=11"))
    assert "50.0%第2位第2位" in words(client.get("/board?area=11"))
    assert "60.0%第1位第1位" in words(client.get("/board?area=12"))
    for address in ("/board", "/board?area=14", "/board?area=11&size=1"):
        assert heads not in words(client.get(address))


def test_a_place_is_traced_to_completions_and_these_to_targets_and_cells(promised, client_of) -> None:
    client = client_of("statistics")
    page = client.get(PLACE)
    assert page.status_code == 200
    text = words(page)
    assert "第2位" in text
    assert "没有目标或没有这一期数据、不参加排位的" in text
    completion = re.search(r'href="(/figures/target:\d+/completion/2022-01--2022-07)"', page.content.decode())
    assert completion
    assert "2810万千瓦时" in words(client.get(completion[1])) or "0.28亿千瓦时" in words(
        client.get(completion[1])
    )


def test_a_street_of_one_enterprise_has_no_completion_to_tell(promised, client_of) -> None:
    number = promised.targets["云埠街道"].lineage
    page = words(client_of("statistics").get(f"/targets/{number}"))
    assert "尚无对应数据" in page
    assert client_of("leader").get(PLACE.replace("area=11", "area=13")).status_code == 200


@pytest.mark.parametrize("role", ROLES)
def test_who_may_not_see_the_target_is_not_told_its_place(promised, client_of, role) -> None:
    number = promised.targets["澜汀街道"].lineage
    open_ = client_of(role).get(f"/targets/{number}").status_code
    place = client_of(role).get(PLACE)
    assert place.status_code == open_
    if open_ != 200:
        page = client_of(role).get("/indicators/industrial_electricity")
        assert page.status_code != 200 or "50.0%" not in words(page)


def test_of_two_targets_the_later_counts_and_one_that_was_taken_back_does_not(promised, client_of) -> None:
    by, client = promised.actors["supervision"], client_of("statistics")
    more = {"area": "澜汀街道", "unit": "kWh", "floor": 28_100_000, "document_date": date(2022, 8, 13)}
    later = target(by=by, indicator="industrial_electricity", **more)
    assert "第1位" in words(client.get(PLACE))
    withdraw_target(later.lineage, by=by, expected_version=later.version, reason="误登")
    assert "第2位" in words(client.get(PLACE))


def test_a_correction_of_the_earlier_document_does_not_make_it_the_later_one(promised, client_of) -> None:
    by, client = promised.actors["supervision"], client_of("statistics")
    more = {"area": "澜汀街道", "unit": "kWh", "floor": 28_100_000, "document_date": date(2022, 8, 13)}
    target(by=by, indicator="industrial_electricity", **more)
    old = promised.targets["澜汀街道"]
    correct_target(old.lineage, {"floor": "56300000"}, by=by, expected_version=old.version, reason="误识")
    assert "第1位" in words(client.get(PLACE))


def test_a_target_keeps_its_data_and_its_place_when_those_of_the_next_year_come(promised, client_of) -> None:
    client = client_of("statistics")
    told = {s.row.area: (s.pace.light.colour, s.pace.match) for s in standings(promised.actors["leader"])}
    bring(promised, xlsx([row(n, 100, 90, 100, 90) for n in range(1, 5)], title=JANUARY), reason="新年")
    after = {s.row.area: (s.pace.light.colour, s.pace.match) for s in standings(promised.actors["leader"])}
    assert after == told
    assert after["澜汀街道"][1].data == Period.of(2022, 1, 7)
    assert "第2位" in words(client.get(PLACE))


def test_the_place_of_an_earlier_moment_stands_still(promised, client_of) -> None:
    client, by = client_of("statistics"), promised.actors["supervision"]
    goal = promised.targets["鹭屿街道"]
    at = f"{PLACE}&known_at={goal.seq_from + 1}"
    before = client.get(at).content
    correct_target(goal.lineage, {"floor": "70000000"}, by=by, expected_version=goal.version, reason="更正")
    assert client.get(at).content == before
    assert "第1位" in words(client.get(PLACE))


def test_the_wall_keeps_to_the_zone_s_targets_and_says_what_it_counts(promised, client_of) -> None:
    target(by=promised.actors["supervision"], floor=30)
    client = client_of("leader")
    page = client.get("/").content.decode()
    assert "澜汀街道）" not in NOTHING.sub("", page)
    counted = re.search(r'href="(/figures/targets/count/-\?cut=[^"]*area:zone[^"]*)"', page)
    assert counted
    told = words(client.get(counted[1].replace("&amp;", "&")))
    assert "全区的目标" in told
    assert "澜汀" not in told
