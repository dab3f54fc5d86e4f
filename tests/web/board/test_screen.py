"""The whole wall on a big screen: sheet by sheet, each of which turns to the next."""

from datetime import date

import pytest

from guatu.web.board.queries.wall import wall_for
from guatu.web.board.screens import TARGETS, sheets_of
from tests.builders import figure, target
from tests.web.execution.test_chase import issued

pytestmark = pytest.mark.django_db


@pytest.fixture
def full(zone):
    """A headline, eleven targets with data and one task in hand."""
    by = zone.actors["supervision"]
    figure(407, "2022-01/2022-07", by=by, indicator="goods_trade", unit="CNY")
    figure(12, "2022-01/2022-07", by=by)
    for n in range(TARGETS + 2):
        target(by=by, floor=30 + n, lead_unit=zone.units["经济发展局"])
    issued(zone, "开工产业园", due=date(2022, 8, 12))
    return zone


def test_the_wall_is_cut_into_even_sheets_that_hold_all_of_it(full):
    wall = wall_for(full.actors["leader"])
    sheets = sheets_of(wall)
    assert [sheet.kind for sheet in sheets] == ["tiles", "targets", "targets", "battle"]
    shown = [row for sheet in sheets if sheet.kind == "targets" for row in sheet.rows]
    assert shown == wall.judged
    assert {len(sheet.rows) for sheet in sheets if sheet.kind == "targets"} == {5, 6}


def test_each_sheet_turns_to_the_next_and_the_last_to_the_first(full, client_of):
    client, address, seen = client_of("leader"), "/screen", []
    for _sheet in range(4):
        answer = client.get(address)
        seen.append(answer.content.decode())
        assert answer["Refresh"].startswith("30; url=/screen?page=")
        address = answer["Refresh"].partition("url=")[2]
    assert address == "/screen?page=1"
    assert "开工产业园" in seen[-1]
    assert "主要指标" in seen[0]


def test_an_empty_wall_has_no_screen_and_a_unit_sees_its_own(full, zone, client_of):
    assert "开工产业园" in client_of("department").get("/screen?page=99").content.decode()


def test_where_nothing_is_yet_the_screen_leads_back_to_the_wall(zone, client_of):
    assert client_of("leader").get("/screen")["Location"] == "/"
