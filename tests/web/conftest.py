"""What the web's tests share: a small zone, clients signed in by role, databases that can be emptied."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.core.management.commands import flush
from django.db import connection
from django.test import Client
from django.utils import translation

from guatu.web.audit import triggers
from tests.web.zone import build_zone


@pytest.fixture(scope="session", autouse=True)
def _flush_past_the_triggers() -> Iterator[None]:
    """Transactional tests empty the database afterwards; only for that may the log's triggers step aside."""
    handle = flush.Command.handle

    def without_triggers(command: flush.Command, **options: object) -> None:
        triggers.drop(connection)
        handle(command, **options)
        triggers.create(connection)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(flush.Command, "handle", without_triggers)
        yield


@pytest.fixture(autouse=True)
def _simplified_chinese() -> None:
    """Each test begins in the language of the messages, whatever a page of the test before spoke."""
    translation.activate(settings.LANGUAGE_CODE)


@pytest.fixture
def zone(db: None) -> SimpleNamespace:
    """A small zone: its area, units by short name, one person a role (`zone.people["supervision"]`)."""
    return build_zone()


@pytest.fixture
def client_of(zone: SimpleNamespace) -> Callable[[str], Client]:
    """A client signed in as the person of a role; `public` gives one that is not signed in."""

    def make(role: str) -> Client:
        client = Client()
        if role != "public":
            client.force_login(zone.people[role])
        return client

    return make
