"""Every address of the interface for every role: what the person may see on pages, exact and no more."""

import html
import json
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client

from guatu.web.access.actor import ROLES
from guatu.web.access.allow import allow
from guatu.web.accounts.actions.tokens import make_token
from guatu.web.audit.queries import head
from tests.facts.sheets import row, xlsx
from tests.web.electricity import GROWTH, LEVEL, bring, facts
from tests.web.statements.making import figure, target, task

__all__ = ["facts"]

pytestmark = pytest.mark.django_db
TRACE = "/api/v1/figures/trace"
BOARD = "/api/v1/board"
LISTS = ("figures", "targets", "tasks")


@pytest.fixture
def program(zone: SimpleNamespace) -> Callable[[str], Client]:
    """A client that shows a token of a role's person."""

    def make(role: str) -> Client:
        return Client(headers={"Authorization": f"Bearer {make_token('试', by=zone.actors[role])}"})

    return make


def _may(zone: SimpleNamespace, role: str) -> bool:
    return role in zone.actors and allow(zone.actors[role], "api.token")


@pytest.mark.parametrize("role", ROLES)
def test_each_role_reads_each_list_as_the_matrix_says(zone, program, role) -> None:
    officer = zone.actors["supervision"]
    figure(officer)
    target(officer)
    task(officer)
    if not _may(zone, role):
        assert all(Client().get(f"/api/v1/statements/{name}").status_code == 401 for name in LISTS)
        return
    client = program(role)
    answers = {name: client.get(f"/api/v1/statements/{name}") for name in LISTS}
    assert answers["figures"].status_code == (200 if allow(zone.actors[role], "figure.view") else 403)
    for answer in answers.values():
        assert answer.status_code in (200, 403)
        if answer.status_code == 200:
            assert answer.json()["count"] == len(answer.json()["items"])


@pytest.mark.parametrize("role", ROLES)
def test_each_role_traces_a_published_figure_as_its_page_does(zone, program, client_of, role) -> None:
    key = figure(zone.actors["supervision"]).key().print()
    if not _may(zone, role):
        assert Client().get(TRACE, {"key": key}).status_code == 401
        return
    assert program(role).get(TRACE, {"key": key}).status_code == client_of(role).get(key).status_code


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("key", [LEVEL, GROWTH])
def test_a_computed_figure_comes_exact_and_with_cells_to_statistics_alone(facts, program, role, key) -> None:
    if not _may(facts, role):
        assert Client().get(TRACE, {"key": key}).status_code == 401
        return
    answer = program(role).get(TRACE, {"key": key})
    if not allow(facts.actors[role], "figure.view"):
        assert answer.status_code == 403
        return
    assert answer.status_code == 200
    told: dict[str, Any] = answer.json()
    # 700 × 8 + 1 + … + 8 = 5636 in 万千瓦时; last year 650 × 8
    exact = {LEVEL: 56_360_000, GROWTH: (5636 / 5200 - 1) * 100}[key]
    assert float(told["figure"]["value"]) == pytest.approx(exact, rel=1e-9)
    cells = [row for part in (told, *told["inputs"]) for row in part["reported"]]
    assert bool(cells) == (role == "statistics")
    assert cells or "精密厂" not in json.dumps(told, ensure_ascii=False)


@pytest.mark.parametrize("role", ["leader", "supervision", "department", "auditor"])
def test_a_street_of_one_is_not_told_to_programs_either(facts, program, role) -> None:
    for street in ("12", "13"):
        answer = program(role).get(TRACE, {"key": LEVEL.replace("?", f"?area={street}&")})
        assert answer.status_code in (200, 403)
        if answer.status_code == 200:
            assert answer.json()["figure"]["value"] is None
            assert answer.json()["reported"] == []
    assert program(role).get(TRACE, {"key": f"{LEVEL}&cut=industry:39"}).status_code == 403


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("asked", [{}, {"period": "2022-06"}, {"area": "11"}, {"area": "13"}])
def test_each_role_reads_of_the_board_what_its_page_shows(facts, program, client_of, role, asked) -> None:
    if not _may(facts, role):
        assert Client().get(BOARD, asked).status_code == 401
        return
    answer, page = program(role).get(BOARD, asked), client_of(role).get("/board", asked)
    assert answer.status_code == page.status_code
    if page.status_code != 200:
        return
    text = html.unescape(page.content.decode())
    cells = [cell for line in answer.json()["rows"] for cell in line["figures"]]
    assert all(f'href="{cell["key"]}"' in text for cell in cells if cell["value"] is not None)
    hidden = asked.get("area") == "13" and not allow(facts.actors[role], "figure.detail")
    levels = [cell["value"] for cell in cells if cell["column"] == "cumulative"]
    assert any(levels) != hidden
    told = {head["column"] for head in answer.json()["columns"]} | {cell["column"] for cell in cells}
    assert ("concentration" in told) == allow(facts.actors[role], "figure.detail")


def test_the_board_tells_each_figure_exact_under_the_key_that_the_trace_takes(facts, program) -> None:
    client = program("leader")
    told = client.get(BOARD).json()
    assert (told["period"], told["area"]) == ("2022-01/2022-07", None)
    (line,) = (row for row in told["rows"] if row["indicator"] == "industrial_electricity")
    level = next(cell for cell in line["figures"] if cell["column"] == "cumulative")
    assert level["key"] == LEVEL
    assert level["value"] == "56360000"
    assert level["unit"] == "kWh"
    assert client.get(TRACE, {"key": level["key"]}).json()["figure"]["text"] in level["text"]


@pytest.mark.parametrize("role", ["leader", "supervision", "department", "auditor"])
@pytest.mark.parametrize("cut", [{"industry": "39"}, {"size": "1"}, {"ownership": "110"}])
def test_cuts_of_the_board_are_for_statistics_alone(facts, program, role, cut) -> None:
    assert program(role).get(BOARD, cut).status_code == 403
    assert program("statistics").get(BOARD, cut).status_code in (200, 404)


def test_the_board_of_an_earlier_moment_and_of_none(facts, program, zone) -> None:
    client = program("statistics")
    then = client.get(BOARD, {"known_at": str(head())}).json()
    bring(facts, xlsx([row(1, 101, 90, 1701, 650)]), reason="并表")
    value = lambda told: told["rows"][0]["figures"][0]["value"]  # noqa: E731
    assert value(client.get(BOARD).json()) != value(then)
    assert client.get(BOARD, {"known_at": "1"}).json()["rows"] == []


@pytest.mark.parametrize(
    "asked", [{"area": "99"}, {"period": "2022-13"}, {"period": "x"}, {"industry": "zz"}, {"size": "x" * 50}]
)
def test_a_board_that_there_is_not_is_refused_in_words(facts, program, asked) -> None:
    assert program("statistics").get(BOARD, asked).status_code in (404, 422)


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ({"key": "/figures/no_such_indicator/level/2022"}, (404,)),
        ({"key": "/figures/gdp/level/2031"}, (404,)),
        ({"key": "nonsense"}, (400, 404, 422)),
        ({"key": "/figures/gdp/level/2022-13"}, (400, 404, 422)),
        ({}, (422,)),
        ({"key": "x" * 3000}, (422,)),
        ({"key": LEVEL, "known_at": "0"}, (404, 422)),
        ({"key": LEVEL, "known_at": "x"}, (400, 422)),
    ],
)
def test_what_is_no_figure_is_refused_in_words_not_by_a_crash(facts, program, query, status) -> None:
    assert program("statistics").get(TRACE, query).status_code in status


def test_a_computed_figure_is_told_as_it_was_known(facts, program) -> None:
    client = program("statistics")
    then = head()
    before = client.get(TRACE, {"key": LEVEL}).json()["figure"]["value"]
    bring(facts, xlsx([row(1, 101, 90, 1701, 650)]), reason="并表")
    now, earlier = (
        client.get(TRACE, {"key": LEVEL, **more}).json()["figure"]["value"]
        for more in ({}, {"known_at": str(then)})
    )
    assert float(now) - float(before) == pytest.approx(10_000_000)
    assert earlier == before
    assert client.get(TRACE, {"key": LEVEL, "known_at": "1"}).json()["figure"]["value"] is None


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("bad", ["limit=0", "limit=1001", "offset=-1", "known_at=0", "limit=x"])
def test_windows_out_of_bounds_are_refused(program, name, bad) -> None:
    assert program("leader").get(f"/api/v1/statements/{name}?{bad}").status_code in (400, 404, 422)


def test_the_description_is_open_and_names_every_address(zone) -> None:
    told = Client().get("/api/v1/openapi.json").json()
    assert set(told["paths"]) == {TRACE, BOARD, *(f"/api/v1/statements/{name}" for name in LISTS)}
