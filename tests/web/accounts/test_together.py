"""Guesses sent at the same moment are told no more than guesses sent one by one."""

import json

import pytest
from django.test import Client

from guatu.web.accounts.actions.people import set_roles
from guatu.web.accounts.actions.sign_in import MOST
from guatu.web.accounts.models import Membership, SignInFailure
from guatu.web.audit.queries import entries
from tests.web.together import together

pytestmark = pytest.mark.django_db(transaction=True)


def test_twelve_guesses_at_once_are_five_and_then_locked(zone):
    def guess():
        sent = {"username": "supervision", "password": "wrong"}
        return Client().post("/sign-in", sent).status_code

    told = together(*[guess] * 12)
    assert sorted(told) == [403] * MOST[0] + [429] * (12 - MOST[0])
    assert SignInFailure.objects.count() == MOST[0]
    assert entries(action="session.locked").count() == 1


def test_roles_given_twice_at_once_are_given_once_each_deed_on_what_it_found(zone):
    person, unit = zone.people["department"], zone.units["投资促进局"]
    roles = [(unit, "liaison"), (unit, "department")]
    together(*[lambda: set_roles(person, by=zone.actors["operator"], roles=roles)] * 4)
    held = Membership.objects.filter(user=person).values_list("role", flat=True)
    assert sorted(held) == ["department", "liaison"]
    rows = [e for e in entries(action="account.roles") if e.thing == f"user:{person.pk}" and e.actor_name]
    found = [sorted(json.loads(row.before)) for row in rows]
    assert found.count([["投资促进局", "department"], ["投资促进局", "liaison"]]) == 3
