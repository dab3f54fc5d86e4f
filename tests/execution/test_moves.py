"""Every part, state and move: allowed or refused as the table of the domain says."""

from itertools import product

import pytest

from guatu.execution.life import Life, MoveRefused, State, open_moves, refusal, step
from guatu.execution.moves import MOVES, MoveError, moves_of
from guatu.execution.who import CARRIERS, Part, Past
from tests.execution.making import DUE, LATER, TODAY, deed, doer

# Written from the domain's page, not from the code: move, states it starts from, who may, where it leads.
WITH_UNIT = "issued accepted in_hand returned"
TABLE = {
    "review": ("draft", "supervisor leader", "reviewed"),
    "send_back": ("reviewed", "supervisor leader", "draft"),
    "issue": ("reviewed", "supervisor", "issued"),
    "accept": ("issued", "executor liaison", "accepted"),
    "decline": ("issued", "executor liaison", "reviewed"),
    "begin": ("accepted", "executor liaison", "in_hand"),
    "report": ("accepted in_hand returned", "executor liaison helper supervisor", "in_hand"),
    "submit": ("accepted in_hand returned", "executor liaison supervisor", "reported"),
    "return": ("reported passed", "supervisor", "returned"),
    "pass": ("reported", "supervisor", "passed"),
    "refer": ("passed", "supervisor", "to_leader"),
    "redo": ("to_leader instructed", "leader", "returned"),
    "instruct": ("to_leader instructed", "leader", "instructed"),
    "sign_off": ("to_leader instructed", "leader", "done"),
    "close": ("done", "leader", "closed"),
    "archive": ("done closed", "supervisor", "archived"),
    "ask_extension": (WITH_UNIT, "executor liaison", ""),
    "endorse": (WITH_UNIT, "supervisor", ""),
    "refuse_extension": (WITH_UNIT, "supervisor leader", ""),
    "grant_extension": (WITH_UNIT, "leader", ""),
    "hold": (WITH_UNIT, "supervisor leader", "held"),
    "resume": ("held", "supervisor leader", "in_hand"),
    "transfer": (WITH_UNIT, "supervisor", "issued"),
    "stop": (f"draft reviewed {WITH_UNIT} reported passed to_leader instructed held", "leader", "stopped"),
}
EXTENSION = {
    "endorse": "asked",
    "refuse_extension": "endorsed",
    "grant_extension": "endorsed",
}
LEDGER = {"close"}


def life_for(move: str, state: State) -> Life:
    """A life in which nothing but state and part can stand in the way of the move."""
    resumes = State.IN_HAND if state == State.HELD else None
    return Life(state, due=DUE, resumes=resumes, extension=EXTENSION.get(move, "none"), ledger=move in LEDGER)


def test_the_table_names_every_move():
    assert TABLE.keys() == MOVES.keys()


@pytest.mark.parametrize("move", TABLE)
def test_every_part_in_every_state_is_allowed_or_refused_as_the_table_says(move):
    starts, parts, to = TABLE[move]
    for state, part in product(State, Part):
        allowed = state.value in starts.split() and part.value in parts.split()
        problem = refusal(life_for(move, state), deed(move, doer(1, part)))
        assert (problem is None) == allowed, (move, state, part, problem)
        if allowed:
            after = step(life_for(move, state), deed(move, doer(1, part)))
            assert after.state.value == (to or state.value)


@pytest.mark.parametrize(
    "move", [m for m, row in TABLE.items() if not {"executor", "helper"} & set(row[1].split())]
)
def test_no_carrier_makes_a_reviewing_move_whatever_else_they_are(move):
    for state, carrier in product(State, CARRIERS):
        both = doer(1, carrier, Part.SUPERVISOR, Part.LEADER)
        assert refusal(life_for(move, state), deed(move, both)) is not None


def test_a_refusal_says_what_is_wrong_and_what_to_do():
    with pytest.raises(MoveRefused) as refused:
        step(Life(State.ISSUED, due=DUE), deed("submit", doer(1, Part.EXECUTOR)))
    assert "待签收" in refused.value.problem.message
    assert "已签收、办理中、退回重办" in refused.value.problem.what_to_do


GUARDED = [
    ("review", Life(State.DRAFT, past=Past(set_up=1)), "自己立的项"),
    ("review", Life(State.DRAFT, principle=True), "原则要求"),
    ("issue", Life(State.REVIEWED, led=False), "牵头单位"),
    ("issue", Life(State.REVIEWED, timed=False), "时限"),
    ("issue", Life(State.REVIEWED, principle=True), "原则要求"),
    ("submit", Life(State.IN_HAND, due=DUE, extension="asked"), "延期申请"),
    ("pass", Life(State.REPORTED, past=Past(reported=frozenset({1}))), "填报人"),
    ("return", Life(State.REPORTED, past=Past(reported=frozenset({1}))), "填报人"),
    ("sign_off", Life(State.TO_LEADER, past=Past(passed=1)), "审核人"),
    ("sign_off", Life(State.TO_LEADER, past=Past(reported=frozenset({1}))), "填报人"),
    ("sign_off", Life(State.INSTRUCTED, open_children=1), "派生"),
    ("close", Life(State.DONE), "台账"),
    ("archive", Life(State.DONE, ledger=True), "销号"),
    ("ask_extension", Life(State.IN_HAND, due=TODAY.replace(day=19)), "已过时限"),
    ("ask_extension", Life(State.IN_HAND, due=LATER), "晚于"),
    ("ask_extension", Life(State.IN_HAND), "晚于"),
    ("ask_extension", Life(State.IN_HAND, due=DUE, extension="asked"), "没有答复"),
    ("endorse", Life(State.IN_HAND, due=DUE), "没有待处理"),
    ("endorse", Life(State.IN_HAND, due=DUE, extension="asked", past=Past(asked=1)), "自己的延期"),
    ("grant_extension", Life(State.IN_HAND, due=DUE, extension="asked"), "提出意见"),
    (
        "grant_extension",
        Life(State.IN_HAND, due=DUE, extension="endorsed", past=Past(endorsed=1)),
        "再作决定",
    ),
    ("refuse_extension", Life(State.IN_HAND, due=DUE), "没有待处理"),
    ("stop", Life(State.IN_HAND, open_children=1), "派生"),
]


@pytest.mark.parametrize(("move", "life", "says"), GUARDED)
def test_each_guard_bars_the_way_and_says_why(move, life, says):
    able = next(part for part in Part if part in MOVES[move].who)
    problem = refusal(life, deed(move, doer(1, able)))
    assert problem is not None
    assert says in problem.message + problem.what_to_do


def test_an_extension_may_be_asked_for_on_the_last_day():
    life = step(Life(State.IN_HAND, due=TODAY), deed("ask_extension", doer(1, Part.EXECUTOR)))
    life = step(life, deed("endorse", doer(2, Part.SUPERVISOR)))
    after = step(life, deed("grant_extension", doer(3, Part.LEADER)))
    assert (after.due, after.extension, after.state) == (LATER, "none", State.IN_HAND)


def test_a_refused_extension_leaves_the_time_limit():
    life = step(Life(State.IN_HAND, due=DUE), deed("ask_extension", doer(1, Part.EXECUTOR)))
    assert step(life, deed("refuse_extension", doer(2, Part.SUPERVISOR))).due == DUE


def test_what_was_held_goes_on_where_it_was():
    for state in (State.ISSUED, State.ACCEPTED, State.RETURNED):
        held = step(Life(state, due=DUE), deed("hold", doer(2, Part.SUPERVISOR)))
        assert step(held, deed("resume", doer(3, Part.LEADER))).state == state


def test_words_are_asked_for_where_a_reason_is_owed():
    for move in (m for m in MOVES.values() if "words" in m.asks):
        state = next(s for s in State if s in move.start)
        by = doer(1, next(p for p in Part if p in move.who))
        silent = refusal(life_for(move.id, state), type(deed(move.id, by))(move.id, by, TODAY, " ", LATER))
        assert silent is not None
        assert "理由" in silent.message


def test_the_open_moves_are_those_that_would_not_be_refused():
    found = {m.id for m in open_moves(Life(State.IN_HAND, due=DUE), doer(1, Part.EXECUTOR), on=TODAY)}
    assert found == {"report", "submit", "ask_extension"}


@pytest.mark.parametrize(
    "wrong",
    [{"from": ["nowhere"]}, {"who": ["nobody"]}, {"guards": ["none"]}, {"asks": ["money"]}, {"to": "x"}],
)
def test_a_move_that_the_data_describe_wrongly_is_named(wrong):
    row = {"word": "某", "from": ["draft"], "who": ["leader"], **wrong}
    with pytest.raises(MoveError, match="某动作"):
        moves_of({"某动作": row})
