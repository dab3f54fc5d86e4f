"""The operator's desk: accounts, roles, units; the person's own password and language."""

import pytest
from django.test import Client

from guatu.web.accounts import queries
from guatu.web.accounts.actions import people, units
from guatu.web.accounts.models import User
from guatu.web.audit.queries import entries, head
from tests.web.zone import PASSWORD

pytestmark = pytest.mark.django_db
NEW = "a-longer-word-7731"


@pytest.fixture
def operator(client_of):
    return client_of("operator")


def test_a_new_account_starts_with_a_one_time_password(zone, operator):
    unit = zone.units["投资促进局"]
    answer = operator.post(
        "/accounts/new",
        {
            "username": "zhao",
            "display_name": "赵科员",
            "language": "zh-hans",
            "unit": unit.pk,
            "role": "department",
        },
    )
    shown = answer.context["password"]
    assert shown in answer.content.decode()
    client = Client()
    client.post("/sign-in", {"username": "zhao", "password": shown})
    assert client.get("/")["Location"] == "/password"
    changed = client.post("/password", {"old": shown, "new": NEW, "again": NEW})
    assert changed.status_code == 302
    assert client.get("/password").status_code == 200
    assert shown not in str(list(entries().values()))


def test_a_name_is_given_once(zone, operator):
    unit = zone.units["投资促进局"]
    fields = {"display_name": "甲", "language": "en", "unit": unit.pk, "role": "leader", "username": "leader"}
    answer = operator.post("/accounts/new", fields)
    assert "这个账号已经有人使用" in answer.content.decode()
    assert User.objects.filter(username="leader").count() == 1


@pytest.mark.parametrize("username", ["Zhao", "赵", "a b", "<script>", "../x", ""])
def test_account_names_are_plain(zone, operator, username):
    unit = zone.units["投资促进局"]
    before = head()
    operator.post(
        "/accounts/new",
        {"username": username, "display_name": "甲", "language": "en", "unit": unit.pk, "role": "leader"},
    )
    assert head() == before


def test_roles_count_from_the_next_request_on(zone, operator, client_of):
    auditor = client_of("auditor")
    person = zone.people["auditor"]
    assert auditor.get("/audit").status_code == 200
    membership = person.memberships.get()
    operator.post(f"/accounts/{person.pk}/roles", {"remove": membership.pk})
    assert auditor.get("/audit").status_code == 403
    operator.post(f"/accounts/{person.pk}/roles", {"unit": membership.unit_id, "role": "auditor"})
    assert auditor.get("/audit").status_code == 200


def test_a_reset_ends_the_old_password(zone, operator):
    person = zone.people["leader"]
    new = operator.post(f"/accounts/{person.pk}/reset").context["password"]
    client = Client()
    assert client.post("/sign-in", {"username": "leader", "password": PASSWORD}).status_code == 403
    assert client.post("/sign-in", {"username": "leader", "password": new}).status_code == 302


def test_nobody_locks_themselves_out(zone, operator):
    person = zone.people["operator"]
    answer = operator.post(f"/accounts/{person.pk}/active", {"active": "0"})
    assert answer.status_code == 409
    assert "不能停用自己的账号" in answer.content.decode()
    assert operator.get("/accounts").status_code == 200


def test_changing_the_password_ends_other_sessions(zone, client_of):
    here, elsewhere = client_of("leader"), client_of("leader")
    here.post("/password", {"old": PASSWORD, "new": NEW, "again": NEW})
    assert here.get("/password").status_code == 200
    assert elsewhere.get("/password").status_code == 302


@pytest.mark.parametrize(
    ("old", "new", "again", "says"),
    [
        ("wrong", NEW, NEW, "现密码不对"),
        (PASSWORD, NEW, "another-word-7731", "两次输入的新密码不同"),
        (PASSWORD, "short", "short", "10"),
        (PASSWORD, "1234567890", "1234567890", "数字"),
    ],
)
def test_a_weak_or_mistyped_password_is_refused(zone, client_of, old, new, again, says):
    answer = client_of("leader").post("/password", {"old": old, "new": new, "again": again})
    assert answer.status_code == 200
    assert says in answer.content.decode()
    assert User.objects.get(username="leader").check_password(PASSWORD)


def test_what_people_type_is_shown_as_text(zone, operator):
    people.rename(
        zone.people["liaison"], by=zone.actors["operator"], display_name="<script>alert(1)</script>{{7}}"
    )
    text = operator.get("/accounts").content.decode()
    assert "<script>alert(1)" not in text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;{{7}}" in text


def test_units_are_made_and_changed_with_their_leader(zone, operator):
    leader = zone.people["portfolio_leader"]
    fields = {
        "name": "鹭屿街道",
        "short_name": "",
        "kind": "street",
        "area": zone.area.pk,
        "portfolio_leader": leader.pk,
        "order": 9,
    }
    assert operator.post("/units/new", fields).status_code == 302
    unit = queries.unit_named("鹭屿街道")
    assert unit.portfolio_leader == leader
    assert unit.short_name == "鹭屿街道"
    fields |= {"short_name": "鹭屿", "portfolio_leader": ""}
    assert operator.post(f"/units/{unit.pk}", fields).status_code == 302
    assert queries.unit_named("鹭屿").portfolio_leader is None
    answer = operator.post("/units/new", fields)
    assert answer.status_code == 200
    assert "全称" in answer.content.decode()


def test_the_portfolio_leader_reaches_the_units_led(zone):
    actor = queries.actor_for("portfolio-leader")
    assert actor.memberships[0].portfolio == {zone.units["经济发展局"].pk}


def test_an_area_reaches_down(zone):
    park = units.create_area("临港产业园", by=zone.actors["operator"], parent=zone.area)
    assert queries.actor_for("leader").areas == {zone.area.pk, park.pk}


def test_the_language_is_kept_with_the_account(zone, client_of):
    client = client_of("leader")
    client.post("/language", {"language": "en"})
    assert '<html lang="en">' in client.get("/password").content.decode()
    again = client_of("leader")
    assert '<html lang="en">' in again.get("/password").content.decode()


def test_strangers_choose_their_language_too(client):
    client.post("/language", {"language": "zh-hant", "next": "/sign-in"})
    assert '<html lang="zh-Hant">' in client.get("/sign-in").content.decode()
    assert client.post("/language", {"language": "xx"}).status_code == 200


def test_every_write_is_in_the_log(zone, operator):
    person = zone.people["leader"]
    steps = [
        (f"/accounts/{person.pk}/reset", {}),
        (f"/accounts/{person.pk}/active", {"active": "0"}),
        (f"/accounts/{person.pk}/active", {"active": "1"}),
        (f"/accounts/{person.pk}/roles", {"unit": zone.units["澜汀街道"].pk, "role": "department"}),
    ]
    for url, fields in steps:
        before = head()
        operator.post(url, fields)
        assert head() == before + 1
        row = entries()[0]
        assert row.actor == zone.people["operator"].pk
        assert row.thing == f"user:{person.pk}"
