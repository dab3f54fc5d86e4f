"""All paths through a life: no carrier closes its own task, and no single person does all of it."""

from collections import deque
from dataclasses import replace

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from guatu.execution.life import Life, MoveRefused, State, refusal, step
from guatu.execution.moves import MOVES
from guatu.execution.states import DONE, ENDED
from guatu.execution.who import Doer, Part, Past
from tests.execution.making import DUE, deed, doer

#: One person of the unit who also holds every office, an officer who holds both, and people of one office.
PEOPLE = (
    doer(1, Part.EXECUTOR, Part.LIAISON, Part.SUPERVISOR, Part.LEADER),
    doer(2, Part.SUPERVISOR, Part.LEADER),
    doer(3, Part.SUPERVISOR),
    doer(4, Part.LEADER),
    doer(5, Part.HELPER, Part.LEADER),
)
ENDING = {"sign_off", "close", "archive", "stop"}


def reached(start: Life, people: tuple[Doer, ...]) -> list[tuple[Life, str, Doer, Life]]:
    """Every move that can be made from a start on, with the life before and after."""
    known, found, queue = {start}, [], deque([start])
    while queue:
        life = queue.popleft()
        for move in MOVES:
            for by in people:
                if refusal(life, deed(move, by)) is None:
                    after = replace(step(life, deed(move, by)), due=DUE)
                    found.append((life, move, by, after))
                    if after not in known:
                        known.add(after)
                        queue.append(after)
    return found


def test_on_no_path_does_a_carrier_close_its_own_task():
    edges = reached(Life(State.DRAFT, due=DUE, ledger=True, past=Past(set_up=2)), PEOPLE)
    assert {after.state for _, _, _, after in edges} == set(State)
    assert not [(life, move) for life, move, by, _ in edges if move in ENDING | {"pass"} and by.carries]
    for life, move, by, after in edges:
        if after.state in DONE and life.state not in DONE:
            assert move == "sign_off"
            assert by.person not in life.past.reported
            assert by.person != life.past.passed


def test_a_unit_alone_gets_nowhere_near_the_end():
    unit = (doer(1, Part.EXECUTOR, Part.LIAISON, Part.SUPERVISOR, Part.LEADER), doer(5, Part.HELPER))
    edges = reached(Life(State.ISSUED, due=DUE), unit)
    assert not {after.state for _, _, _, after in edges} & ({State.PASSED, State.TO_LEADER} | ENDED)


def test_one_officer_of_all_offices_cannot_finish_what_he_reported():
    edges = reached(Life(State.IN_HAND, due=DUE), (doer(2, Part.SUPERVISOR, Part.LEADER),))
    assert not {after.state for _, _, _, after in edges} & DONE


def test_from_every_state_that_is_reached_an_end_is_reached():
    edges = reached(Life(State.DRAFT, due=DUE, past=Past(set_up=3)), PEOPLE)
    back: dict[Life, set[Life]] = {}
    for life, _, _, after in edges:
        back.setdefault(after, set()).add(life)
    alive, queue = set(), deque(life for life in back if life.state in ENDED)
    while queue:
        life = queue.popleft()
        if life not in alive:
            alive.add(life)
            queue.extend(back.get(life, ()))
    assert {life for life, *_ in edges} <= alive


class AnyOrder(RuleBasedStateMachine):
    """People do what they can in any order; what was refused changed nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.life = Life(State.DRAFT, due=DUE, past=Past(set_up=3))
        self.deeds: list[tuple[str, int | None]] = []

    @rule(move=st.sampled_from(sorted(MOVES)), by=st.sampled_from(PEOPLE))
    def try_to(self, move: str, by: Doer) -> None:
        before = self.life
        problem = refusal(before, deed(move, by))
        if problem is None:
            self.life = replace(step(before, deed(move, by)), due=DUE)
            self.deeds.append((move, by.person))
            return
        with pytest.raises(MoveRefused):
            step(before, deed(move, by))
        assert problem.message
        assert problem.what_to_do

    @invariant()
    def was_signed_off_by_somebody_else(self) -> None:
        if self.life.state in DONE:
            moves = [move for move, _ in self.deeds]
            signer = next(who for move, who in reversed(self.deeds) if move == "sign_off")
            assert signer not in {who for move, who in self.deeds if move in ("report", "submit")}
            assert moves.index("submit") < moves.index("pass") < moves.index("sign_off")


AnyOrder.TestCase.settings = settings(max_examples=60, stateful_step_count=40, deadline=None)
TestAnyOrder = AnyOrder.TestCase
