"""Programs read what the person behind their token may read, and write nothing."""

from collections.abc import Callable, Iterator
from types import SimpleNamespace
from typing import Any

import pytest
import schemathesis
from django.core import signals
from django.db import close_old_connections
from django.test import Client
from hypothesis import HealthCheck, given, settings

from guatu.web.accounts.actions.tokens import end_token, make_token
from guatu.web.accounts.queries import tokens_of
from guatu.web.site.wsgi import application
from tests.web.statements.making import figure, target, task

pytestmark = pytest.mark.django_db
OPENAPI = "/api/v1/openapi.json"


@pytest.fixture
def program(zone: SimpleNamespace) -> Callable[[str], Client]:
    """A client without a session that shows the token of a role's person."""

    def make(role: str) -> Client:
        secret = make_token("月报", by=zone.actors[role])
        return Client(headers={"Authorization": f"Bearer {secret}"})

    return make


def test_a_figure_comes_exact_with_its_address_and_its_words(zone, program) -> None:
    row = figure(zone.actors["supervision"], "42800000000.15")
    answer = program("leader").get("/api/v1/statements/figures?indicator=gdp").json()
    assert answer["count"] == 1
    assert answer["items"][0] | {"source": ""} == {
        "number": row.lineage,
        "version": 1,
        "source": "",
        "quote": "地区生产总值428亿元",
        "document_date": "2022-08-12",
        "key": "/figures/gdp/level/2022-01--2022-06",
        "indicator": "gdp",
        "measure": "level",
        "period": "2022-01/2022-06",
        "value": "42800000000.15",
        "unit": "CNY",
        "area": "",
        "caliber": "unstated",
        "status": "",
    }


def test_a_trace_ends_in_the_source_of_the_figure(zone, program) -> None:
    row = figure(zone.actors["supervision"])
    answer = program("statistics").get("/api/v1/figures/trace", {"key": row.key().print()})
    assert answer.status_code == 200
    assert row.quote in answer.content.decode() or row.source in answer.content.decode()


def test_a_department_sees_only_its_own_tasks(zone, program) -> None:
    own, other = zone.units["经济发展局"], zone.units["投资促进局"]
    task(zone.actors["supervision"], title="甲事", lead_unit=own)
    task(zone.actors["supervision"], title="乙事", lead_unit=other)
    seen = program("department").get("/api/v1/statements/tasks").json()
    assert [item["title"] for item in seen["items"]] == ["甲事"]


def test_an_earlier_data_version_reads_as_it_was(zone, program) -> None:
    officer = zone.actors["supervision"]
    row = figure(officer)
    target(officer)
    client = program("leader")
    url = f"/api/v1/statements/targets?known_at={row.seq_from}"
    assert client.get(url).json()["count"] == 0


@pytest.mark.parametrize("header", ["", "Bearer ", "Bearer guatu_guess", "Basic abc"])
def test_without_a_token_that_holds_nothing_is_told(zone, header) -> None:
    answer = Client(headers={"Authorization": header}).get("/api/v1/statements/figures")
    assert answer.status_code == 401


def test_a_session_is_no_token(client_of) -> None:
    assert client_of("leader").get("/api/v1/statements/figures").status_code == 401


def test_an_ended_token_no_longer_reads(zone, program) -> None:
    client = program("leader")
    row = tokens_of(zone.actors["leader"]).get()
    end_token(row.pk, by=zone.actors["leader"])
    assert client.get("/api/v1/statements/figures").status_code == 401


def test_the_operator_has_no_token(zone, client_of) -> None:
    assert client_of("operator").get("/tokens").status_code == 403


def test_nobody_ends_the_token_of_another(zone, program, client_of) -> None:
    program("leader")
    row = tokens_of(zone.actors["leader"]).get()
    assert client_of("statistics").post(f"/tokens/{row.pk}/end").status_code == 404


def test_a_token_is_shown_once_and_kept_as_a_digest(client_of, zone) -> None:
    client = client_of("leader")
    page = client.post("/tokens", {"name": "月报"}).content.decode()
    secret = page.partition("guatu_")[2].partition("<")[0]
    assert len(secret) > 30
    assert secret not in client.get("/tokens").content.decode()
    assert secret not in tokens_of(zone.actors["leader"]).get().digest


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_nothing_can_be_written(program, method) -> None:
    assert getattr(program("leader"), method)("/api/v1/statements/figures").status_code in (403, 405)


@pytest.fixture
def one_connection() -> Iterator[None]:
    """A bare WSGI call ends by closing old connections, and with it the test's own transaction."""
    ends = (signals.request_started, signals.request_finished)
    for signal in ends:
        signal.disconnect(close_old_connections)
    yield
    for signal in ends:
        signal.connect(close_old_connections)


@pytest.mark.usefixtures("one_connection")
def test_every_answer_keeps_to_its_description(zone) -> None:
    officer = zone.actors["supervision"]
    figure(officer)
    target(officer)
    task(officer)
    shown = {"Authorization": f"Bearer {make_token('试', by=officer)}"}
    operations = [
        found.ok() for found in schemathesis.openapi.from_wsgi(OPENAPI, application).get_all_operations()
    ]
    assert len(operations) == 5
    for operation in operations:
        hold_to_its_description(operation, headers=shown)


def hold_to_its_description(operation: Any, *, headers: dict[str, str]) -> None:
    """Ask as the description allows: never a server error, and each good answer is of the described shape."""

    @settings(max_examples=20, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(case=operation.as_strategy())
    def answers(case: Any) -> None:
        response = case.call(headers=headers)
        assert response.status_code < 500, response.text
        if response.status_code == 200:
            operation.validate_response(response)

    answers()


def test_the_page_of_tokens_leads_to_what_the_interface_has(client_of):
    assert 'href="/interface"' in client_of("statistics").get("/tokens").content.decode()
