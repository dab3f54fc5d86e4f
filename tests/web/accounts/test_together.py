"""Guesses sent at the same moment are told no more than guesses sent one by one."""

import pytest
from django.test import Client

from guatu.web.accounts.actions.sign_in import MOST
from guatu.web.accounts.models import SignInFailure
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
