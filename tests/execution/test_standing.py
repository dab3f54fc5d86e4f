"""The fold of a task's events: since when it stands where it does, and from when its time stands still."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from guatu.execution.standing import Happened, after, replayed
from guatu.execution.states import DONE, HANDED_IN, State

START = date(2022, 1, 3)
events = st.lists(st.tuples(st.integers(0, 40), st.sampled_from(list(State))), min_size=1, max_size=12).map(
    lambda steps: [
        Happened(START + timedelta(days=sum(days for days, _ in steps[: n + 1])), state)
        for n, (_, state) in enumerate(steps)
    ]
)


@given(events)
def test_folding_in_two_parts_gives_the_same(happened):
    for cut in range(1, len(happened)):
        found = replayed(happened[:cut])
        for event in happened[cut:]:
            found = after(found, event)
        assert found == replayed(happened)


@given(events)
def test_time_stands_still_from_the_first_day_of_the_last_run_of_being_handed_in(happened):
    found = replayed(happened)
    still = HANDED_IN | DONE
    run = []
    for event in reversed(happened):
        if event.state not in still:
            break
        run.append(event.on)
    assert found.handed_in == (run[-1] if run else None)


@given(events)
def test_since_is_the_first_day_of_the_last_run_of_one_state(happened):
    run = []
    for event in reversed(happened):
        if event.state != happened[-1].state:
            break
        run.append(event.on)
    assert replayed(happened).since == run[-1]


def test_nothing_happened_to_a_task_that_was_never_set_up():
    assert replayed([]) is None
