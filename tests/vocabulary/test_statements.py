"""What a document states keeps its digits on the way through JSON."""

import json
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from guatu.vocabulary.statements import (
    Amount,
    Conflict,
    Document,
    Observation,
    Reading,
    Target,
    Task,
    Unread,
)

decimals = st.decimals(min_value=-(10**12), max_value=10**12, places=2, allow_nan=False)


@given(decimals)
def test_an_observation_survives_json(value: Decimal) -> None:
    first = Observation(
        id="o1", indicator="gdp", measure="level", value=value, unit="CNY", period="2022-01/2022-06",
        min_size=Amount(Decimal("1e9"), "CNY"), span=(3, 9), quote="…", confidence=0.9,
        inherited={"period": (0, 2)},
    )  # fmt: skip
    again = Observation.from_json(json.loads(json.dumps(first.to_json())))
    assert again == first


def test_keys_that_do_not_apply_are_null_or_absent() -> None:
    target = Target(
        id="t1", indicator="gdp", measure="growth", comparator=">=", stretch=Decimal(7), unit="percent",
        span=(0, 1), quote="x", confidence=0.8,
    )  # fmt: skip
    data = target.to_json()
    assert data["floor"] is None
    assert "within" not in data
    assert Target.from_json({**data, "newer": 1}) == target


def test_a_whole_reading_survives_json() -> None:
    reading = Reading(
        document=Document(name="a", sha256="0", title=None, date=None, area="zone", characters=3),
        tasks=(Task(id="k1", support=("甲局",), span=(0, 3), quote="建路网", confidence=0.7),),
        conflicts=(Conflict(kind="implied", items=("o1", "o2"), implied=Decimal("86.0"), why="…"),),
        unread=(Unread(span=(1, 2), quote="6", why="no unit"),),
    )
    assert Reading.from_json(json.loads(json.dumps(reading.to_json()))) == reading
