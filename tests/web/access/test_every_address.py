"""Every address asks the matrix, for every role and every method."""

import pytest

from guatu.web.access.actor import ROLES
from guatu.web.access.allow import allow
from guatu.web.access.matrix import matrix
from tests.web.access.addresses import patterns, views

pytestmark = pytest.mark.django_db


def test_every_view_names_actions_that_stand_in_the_matrix():
    without = [
        url
        for url, view in patterns()
        if getattr(view, "reads", None) not in matrix() or (view.writes and view.writes not in matrix())
    ]
    assert not without


def test_there_are_addresses_to_ask():
    assert len(list(views())) >= 15
    assert len(list(patterns())) - len(list(views())) <= 1


@pytest.mark.parametrize("role", ROLES)
def test_reading_is_answered_by_the_matrix(role, zone, client_of):
    client = client_of(role)
    wrong = {}
    for url, view in views():
        status = client.get(url).status_code
        actor = zone.actors.get(role)
        if view.reads == "api.use":  # asks for a token, whoever is signed in (tests/web/site/test_api.py)
            assert status == 401
            continue
        may = allow(actor, view.reads) if actor else "public" in matrix()[view.reads]
        denied = status == 403 if actor else status == 302
        if may == denied and not (may and status in (302, 404)):
            wrong[url] = status
        if status >= 500:
            wrong[url] = status
    assert not wrong


@pytest.mark.parametrize("role", ROLES)
def test_writing_is_refused_where_the_matrix_says_nothing(role, zone, client_of):
    client = client_of(role)
    wrong = {}
    for url, view in views():
        actor = zone.actors.get(role)
        action = view.writes
        may = action and (allow(actor, action) if actor else "public" in matrix()[action])
        if may:
            continue
        status = client.post(url, "{}", content_type="application/json").status_code
        if status not in (302, 401, 403, 405) or (actor and status == 302):
            wrong[url] = status
    assert not wrong


@pytest.mark.parametrize("method", ["put", "patch", "delete", "trace"])
def test_other_methods_write_nothing(method, zone, client_of):
    for role in ("supervision", "operator", "public"):
        client = client_of(role)
        for url, _view in views():
            assert getattr(client, method)(url).status_code in (302, 400, 401, 403, 404, 405), url
