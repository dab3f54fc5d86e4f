"""The demo shows a living office: every desk has something on it, and each can be done."""

from collections import Counter
from collections.abc import Callable

import pytest
from django.test import Client

from guatu.web.access.allow import allow, reach
from guatu.web.accounts.queries import actor_for
from guatu.web.audit.queries import first_break
from guatu.web.execution.queries import desk, lines
from guatu.web.execution.queries.assignments import standings
from guatu.web.reading.queries.waiting import waiting_for
from guatu.web.site.demo.plan import zone

pytestmark = pytest.mark.django_db
ACCOUNTS = [row["username"] for row in zone()["people"]]


@pytest.mark.parametrize("account", ACCOUNTS)
def test_each_account_with_a_desk_finds_something_on_it_and_can_do_it(
    visitor: Callable[[str], Client], account: str
) -> None:
    client, actor = visitor(account), actor_for(account)
    if not allow(actor, "desk.view"):
        assert client.get("/desk").status_code == 403
        return
    waiting, documents = desk.desk(actor).waiting, waiting_for(actor)
    if not reach(actor, "candidate.decide").nothing:
        assert documents
        text = client.get("/desk").content.decode()
        assert all(f'href="/documents/{one.document.pk}"' in text for one in documents)
    if actor.roles - {"public"} == {"statistics"}:
        assert not waiting
        return
    assert waiting
    since = [one.standing.since for one in waiting]
    assert since == sorted(since)
    first = waiting[0]
    page = client.get(f"/tasks/{first.row.lineage}").content.decode()
    told = first.next.id in ("report", "submit") and "/report" in page
    assert told or f'name="move" value="{first.next.id}"' in page


@pytest.mark.usefixtures("demo")
def test_tasks_stand_in_many_states_and_lights_and_the_log_holds() -> None:
    states = Counter(standing.state.value for standing in standings().values())
    assert {"draft", "reviewed", "issued", "accepted", "in_hand", "reported", "to_leader", "archived"} <= set(
        states
    )
    lights = {line.light.label for line in lines(actor_for("leader"))}
    assert {"逾期", "临期", "已完成", "序时推进"} <= lights
    assert first_break() is None
