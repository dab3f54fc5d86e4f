"""The demo zone, loaded once for all tests of this folder and taken away afterwards."""

from collections.abc import Callable, Iterator

import pytest
from django.contrib.auth import get_user_model
from django.db import transaction
from django.test import Client
from pytest_django.plugin import DjangoDbBlocker

from guatu.web.site.demo.load import load


@pytest.fixture(scope="package")
def demo(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The zone that `guatu demo` shows."""
    with django_db_blocker.unblock(), transaction.atomic():
        assert load(say=lambda _line: None)
        yield
        transaction.set_rollback(True)


@pytest.fixture
def visitor(demo: None) -> Callable[[str], Client]:
    """A client signed in under a demo account; an empty name is the public."""

    def sign_in(username: str) -> Client:
        client = Client()
        if username:
            client.force_login(get_user_model().objects.get(username=username))
        return client

    return sign_in
