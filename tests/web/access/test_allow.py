"""Permission is role x action x scope; lists and single pages ask the same rule."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guatu.web.access import matrix as matrix_module
from guatu.web.access.actor import ROLES, Actor, Membership, anonymous, machine
from guatu.web.access.allow import allow, reach
from guatu.web.access.matrix import MatrixError, matrix, parse
from guatu.web.access.thing import Thing

HERE, BELOW, ELSEWHERE = 1, 2, 9


def person(role, *, unit=10, portfolio=()):
    held = Membership(
        role=role,
        unit=unit,
        unit_name="经济发展局",
        areas=frozenset({HERE, BELOW}),
        portfolio=frozenset(portfolio),
    )
    return Actor(user_id=7, username="a", name="甲", memberships=(held,))


@pytest.fixture
def rules(monkeypatch):
    table = parse(
        """
        [actions]
        "act" = { supervision = "area", department = "unit", portfolio_leader = "portfolio", liaison = "own" }
        "open" = { operator = "any" }
        """
    )
    monkeypatch.setattr(matrix_module, "matrix", lambda: table)


@pytest.mark.parametrize(
    ("role", "thing", "may"),
    [
        ("supervision", Thing(area=HERE), True),
        ("supervision", Thing(area=BELOW), True),
        ("supervision", Thing(area=ELSEWHERE), False),
        ("supervision", Thing(area=None), True),
        ("department", Thing(area=HERE, units=frozenset({10, 11})), True),
        ("department", Thing(area=HERE, units=frozenset({11})), False),
        ("department", Thing(area=HERE), False),
        ("portfolio_leader", Thing(units=frozenset({20})), True),
        ("portfolio_leader", Thing(units=frozenset({10})), False),
        ("liaison", Thing(owner=7), True),
        ("liaison", Thing(owner=8), False),
        ("liaison", Thing(), False),
        ("auditor", Thing(area=HERE), False),
        ("operator", Thing(area=HERE), False),
    ],
)
def test_a_scope_reaches_so_far(rules, role, thing, may):
    assert allow(person(role, portfolio={20}), "act", thing) is may


def test_nobody_may_what_is_not_written(rules):
    assert not allow(anonymous(), "act", Thing(area=HERE))
    assert not allow(anonymous(), "act")
    assert not allow(person("operator"), "act")
    assert allow(person("operator"), "open")


def test_the_machine_may_do_everything_and_no_request_makes_one(rules):
    assert allow(machine("demo"), "act", Thing(area=ELSEWHERE))
    assert not anonymous("10.0.0.1").machine


def test_an_unknown_action_is_an_error_not_a_refusal():
    with pytest.raises(MatrixError, match="权限表里没有这个动作"):
        allow(person("leader"), "task.burn")


@pytest.mark.parametrize(
    "row", ['"a" = { emperor = "area" }', '"a" = { leader = "galaxy" }'], ids=["role", "scope"]
)
def test_a_matrix_with_an_unknown_word_is_refused(row):
    with pytest.raises(MatrixError, match=r"matrix\.toml a"):
        parse(f"[actions]\n{row}")


def test_operators_reach_no_business_data():
    business = (
        "document",
        "candidate",
        "statement",
        "wall",
        "indicator",
        "target",
        "task",
        "figure",
        "source",
    )
    allowed = [a for a in matrix() if a.startswith(business) and allow(person("operator"), a)]
    assert not allowed


def test_auditors_and_leaders_change_no_figures():
    writes = ("statement.correct", "target.edit", "task.edit", "candidate.decide", "document.upload")
    for role in ("auditor", "leader", "operator", "department", "liaison"):
        assert not [a for a in writes if allow(person(role), a)]


ids = st.integers(1, 5)
things = st.builds(Thing, area=st.none() | ids, units=st.frozensets(ids, max_size=3), owner=st.none() | ids)
memberships = st.builds(
    Membership,
    role=st.sampled_from([r for r in ROLES if r != "public"]),
    unit=ids,
    unit_name=st.just("局"),
    areas=st.frozensets(ids, max_size=2),
    portfolio=st.frozensets(ids, max_size=2),
)
actors = st.builds(
    Actor,
    user_id=ids,
    username=st.just("a"),
    name=st.just("甲"),
    memberships=st.lists(memberships, max_size=3).map(tuple),
)


@given(actor=actors, thing=things, action=st.sampled_from(sorted(matrix())))
def test_more_roles_never_take_anything_away(actor, thing, action):
    each = [
        allow(Actor(user_id=actor.user_id, username="a", name="甲", memberships=(m,)), action, thing)
        for m in actor.memberships
    ]
    alone = allow(Actor(user_id=actor.user_id, username="a", name="甲"), action, thing)
    assert allow(actor, action, thing) == (any(each) or alone)


@given(actor=actors, thing=things, action=st.sampled_from(sorted(matrix())))
def test_what_a_page_allows_its_list_shows(actor, thing, action):
    assert allow(actor, action, thing) == reach(actor, action).covers(thing)
    if allow(actor, action, thing):
        assert allow(actor, action)
