"""The demo zone, loaded once for all tests of this folder and taken away afterwards."""

from collections.abc import Callable, Iterator

import pytest
from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import transaction
from django.test import Client
from pytest_django.plugin import DjangoDbBlocker

from guatu.web.site.demo.facts import load_facts
from guatu.web.site.demo.load import load


@pytest.fixture(scope="package")
def demo(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[None]:
    """The zone that `guatu demo` shows, its enterprises over fewer months."""
    home = tmp_path_factory.mktemp("demo")
    with pytest.MonkeyPatch.context() as patch, django_db_blocker.unblock(), transaction.atomic():
        patch.setattr(settings, "HOME", home)
        assert load(say=lambda _line: None)
        load_facts(say=lambda _line: None, enterprises=30, first_year=2021, months=19)
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
