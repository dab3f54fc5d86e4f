"""Who stands last: by the share of red, ties together, small units without a place."""

from hypothesis import given
from hypothesis import strategies as st

from guatu.execution.places import LEAST, Lit, last_in_all, last_of

FIELDS = st.dictionaries(
    st.integers(1, 9),
    st.integers(1, 12).flatmap(lambda lit: st.builds(Lit, st.integers(0, lit), st.just(lit))),
)


def test_units_that_tie_are_last_together_unless_all_do():
    assert last_of({1: Lit(2, 4), 2: Lit(3, 6), 3: Lit(0, 5)}) == {1, 2}
    assert last_of({1: Lit(2, 4), 2: Lit(3, 6)}) == frozenset()


def test_a_unit_with_few_tasks_and_a_zone_without_red_have_no_last_place():
    assert last_of({1: Lit(2, 2), 2: Lit(1, 3), 3: Lit(0, 3)}) == {2}
    assert last_of({1: Lit(0, 4), 2: Lit(0, 5)}) == frozenset()
    assert last_in_all([]) == frozenset()


@given(FIELDS)
def test_nobody_with_a_place_has_a_greater_share_than_the_last(units):
    last = last_of(units)
    for unit in last:
        assert units[unit].red
        assert all(lit.share <= units[unit].share for lit in units.values() if lit.lit >= LEAST)


@given(FIELDS, FIELDS)
def test_last_twice_is_last_in_each(one, other):
    assert last_in_all([one, other]) == last_of(one) & last_of(other)
