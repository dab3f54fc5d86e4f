"""Every role, state and move on the desk: what matrix, parts and the table of the domain leave open."""

from datetime import date
from itertools import product

import pytest

from guatu.execution.asking import ways
from guatu.execution.life import State
from guatu.execution.moves import MOVES
from guatu.web.access.actor import ROLES
from guatu.web.accounts.models import UNIT_KINDS
from guatu.web.execution.actions.setting_up import set_up
from guatu.web.execution.models import Assignment, Request
from guatu.web.execution.queries.assignments import assignment
from guatu.web.execution.queries.desk import acts
from guatu.web.statements.queries.history import current
from tests.builders import task
from tests.execution.test_moves import EXTENSION, LEDGER, TABLE
from tests.web.execution.test_loop import ISSUED, do

pytestmark = pytest.mark.django_db
#: What each role of the zone is to a task of the bureau of economy.
PARTS = {
    "supervision": "supervisor",
    "leader": "leader",
    "portfolio_leader": "leader",
    "department": "executor",
    "liaison": "liaison",
}


@pytest.fixture
def number(zone):
    """A task of the bureau of economy, set up by nobody who is asked here."""
    stated = task(
        "开工产业园",
        by=zone.actors["supervision"],
        lead_unit=zone.units["经济发展局"],
        deadline_kind="date",
        deadline=date(2022, 8, 31),
    )
    set_up(stated.lineage, by=zone.actors["supervision"])
    Assignment.objects.filter(task=stated.lineage).update(set_by=None)
    return stated.lineage


@pytest.mark.parametrize("role", [role for role in ROLES if role != "public"])
def test_each_role_in_each_state_is_offered_exactly_what_the_table_says(zone, number, role):
    row, stated = assignment(number), current("task", number)
    for state, move in product(State, MOVES):
        row.state, row.kind = state.value, "ledger" if move in LEDGER else "task"
        row.extension = EXTENSION.get(move, "none")
        row.resumes = "in_hand" if state == State.HELD else ""
        starts, parts, _to = TABLE[move]
        wanted = state.value in starts.split() and PARTS.get(role) in parts.split()
        offered = move in {m.id for m in acts(zone.actors[role], stated, row)}
        assert offered == wanted, (role, state, move)


def test_every_kind_of_unit_has_its_own_way_of_being_asked():
    assert ways().keys() == dict(UNIT_KINDS).keys()
    assert len({way.note for way in ways().values()}) == len(ways())


def test_a_stationed_body_is_asked_by_letter_and_has_longer_to_sign_for_it(zone, number, client_of):
    zone.units["经济发展局"].kind = "stationed"
    zone.units["经济发展局"].save()
    do(zone, number, *ISSUED)
    assert Request.objects.get(kind="issue").due == date(2022, 8, 26)
    assert "商请函" in client_of("supervision").get(f"/tasks/{number}").content.decode()
