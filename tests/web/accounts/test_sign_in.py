"""Signing in: a new session each time, one answer to every failure, a pause after too many."""

import pytest
from django.test import Client
from django.utils import timezone

from guatu.web.accounts.actions import people
from guatu.web.accounts.actions.sign_in import MINUTES, MOST
from guatu.web.audit.queries import entries
from tests.web.zone import PASSWORD

pytestmark = pytest.mark.django_db


def try_in(client, username="supervision", password=PASSWORD, **headers):
    return client.post("/sign-in", {"username": username, "password": password}, **headers)


def test_the_public_sees_the_sign_in_page_and_nothing_else(client):
    answer = client.get("/")
    assert answer.status_code == 302
    assert answer["Location"] == "/sign-in?next=%2F"
    text = client.get("/sign-in").content.decode()
    assert "登录" in text
    assert "目标任务" in text


def test_right_name_and_password_let_in(zone, client):
    assert try_in(client).status_code == 302
    assert client.get("/password").status_code == 200
    assert entries(action="session.sign_in").count() == 1


def test_the_session_is_a_new_one_after_signing_in(zone, client):
    client.get("/language")
    client.cookies["guatu"] = "chosen-by-an-attacker-000000000000"
    try_in(client)
    fixed = client.cookies["guatu"].value
    assert fixed != "chosen-by-an-attacker-000000000000"
    stranger = Client()
    stranger.cookies["guatu"] = "chosen-by-an-attacker-000000000000"
    assert stranger.get("/password").status_code == 302


def test_signing_out_ends_the_session_for_good(zone, client):
    try_in(client)
    kept = client.cookies["guatu"].value
    client.post("/sign-out")
    thief = Client()
    thief.cookies["guatu"] = kept
    assert thief.get("/password").status_code == 302


@pytest.mark.parametrize(
    ("username", "password"),
    [("supervision", "wrong"), ("nobody", PASSWORD), ("super\0vision", PASSWORD), ("督" * 60, "x" * 200)],
)
def test_every_failure_says_the_same(zone, client, username, password):
    answer = try_in(client, username, password)
    assert answer.status_code in (200, 403)
    assert client.get("/password").status_code == 302
    if answer.status_code == 403:
        assert "账号或密码不对，或账号已停用" in answer.content.decode()


def test_a_deactivated_account_is_out_at_once(zone, client_of):
    client = client_of("department")
    assert client.get("/password").status_code == 200
    people.set_active(zone.people["department"], by=zone.actors["operator"], active=False)
    assert client.get("/password").status_code == 302
    assert try_in(Client(), "department").status_code == 403


def test_five_failures_of_one_name_from_one_place_pause_it_there(zone, client):
    for _ in range(MOST[0]):
        assert try_in(client, password="wrong").status_code == 403
    answer = try_in(client)
    assert answer.status_code == 429
    assert "登录失败次数过多" in answer.content.decode()
    assert try_in(Client(), REMOTE_ADDR="10.9.9.9").status_code == 302
    assert entries(action="session.locked").count() == 1


def test_spraying_one_password_over_many_names_is_stopped(zone, client):
    statuses = [try_in(client, f"user{n}", "Spring2022!").status_code for n in range(MOST[1] + 5)]
    assert statuses[: MOST[1]] == [403] * MOST[1]
    assert set(statuses[MOST[1] :]) == {429}
    assert try_in(client).status_code == 429


def test_guessing_one_name_from_many_places_is_stopped(zone):
    statuses = [
        try_in(Client(), password="wrong", REMOTE_ADDR=f"10.0.{n}.1").status_code for n in range(MOST[2] + 3)
    ]
    assert statuses[-3:] == [429] * 3


def test_the_pause_ends_by_itself(zone, client, monkeypatch):
    for _ in range(MOST[0]):
        try_in(client, password="wrong")
    later = timezone.now() + timezone.timedelta(minutes=MINUTES, seconds=1)
    monkeypatch.setattr("guatu.web.accounts.queries.timezone.now", lambda: later)
    assert try_in(client).status_code == 302


def test_the_callers_address_cannot_be_forged_without_a_trusted_proxy(zone, client, settings):
    for n in range(MOST[0]):
        try_in(client, password="wrong", HTTP_X_FORWARDED_FOR=f"1.2.3.{n}")
    assert try_in(client, HTTP_X_FORWARDED_FOR="9.9.9.9").status_code == 429
    settings.GUATU_BEHIND_PROXY = True
    assert try_in(client, HTTP_X_FORWARDED_FOR="1.1.1.1, 9.9.9.9").status_code == 302


@pytest.mark.parametrize(
    "wanted",
    [
        "https://evil.example/",
        "//evil.example/",
        "///evil.example",
        "/\\evil.example",
        "javascript:alert(1)",
        "http:///evil.example",
        "evil.example",
        "/" * 3000,
    ],
)
def test_nobody_is_sent_elsewhere_after_signing_in(zone, client, wanted):
    answer = client.post("/sign-in", {"username": "operator", "password": PASSWORD, "next": wanted})
    assert answer.status_code == 302
    assert answer["Location"] == "/"


def test_the_page_asked_for_is_opened_after_signing_in(zone, client):
    answer = client.post("/sign-in", {"username": "operator", "password": PASSWORD, "next": "/units?x=1"})
    assert answer["Location"] == "/units?x=1"


def test_an_operator_lands_on_accounts(zone, client_of):
    answer = client_of("operator").get("/")
    assert answer.status_code == 302
    assert answer["Location"] == "/accounts"
    assert client_of("auditor").get("/audit").status_code == 200
