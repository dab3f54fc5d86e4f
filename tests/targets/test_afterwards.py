"""What became of a document's promises according to a later one."""

from decimal import Decimal

import pytest

from guatu.targets.afterwards import followed, likeness, mentioned, paired
from guatu.vocabulary.statements import Observation, Target


def promise(indicator="goods_trade", measure="growth", floor="15", unit="percent", by="2021", **more):
    """A promise of an earlier speech."""
    told = {"comparator": ">=", "span": (0, 1), "quote": "", "confidence": 1.0, **more}
    return Target(
        id="g1", indicator=indicator, measure=measure, floor=Decimal(floor), unit=unit, by=by, **told
    )


def figure(value, indicator="goods_trade", measure="growth", unit="percent", period="2021", **more):
    """A figure of the later one."""
    told = {"basis": "yoy" if measure == "growth" else None, "span": (0, 1), "quote": "", "confidence": 1.0}
    return Observation(
        id="o1",
        indicator=indicator,
        measure=measure,
        value=Decimal(value),
        unit=unit,
        period=period,
        **told | more,
    )


def verdict(target, *figures, later=()):
    """What became of one promise."""
    return followed([target], measured=figures, later=later)[0].verdict


@pytest.mark.parametrize(
    ("value", "period", "word"),
    [("15.3", "2021", "kept"), ("14.9", "2021", "missed"), ("14.9", "2021-01/2021-06", "under_way")],
)
def test_a_growth_is_held_against_its_promise(value, period, word) -> None:
    assert verdict(promise(), figure(value, period=period)) == word


def test_a_cap_is_kept_by_staying_below() -> None:
    cap = promise("energy_intensity", "growth", "-3.2", comparator="<=")
    assert verdict(cap, figure("-3.5", "energy_intensity")) == "kept"
    assert verdict(cap, figure("-3.0", "energy_intensity")) == "missed"


def test_another_area_or_another_thing_answers_nothing() -> None:
    assert verdict(promise(), figure("20", area="东部片区")) == "silent"
    assert verdict(promise(), figure("20", "exports")) == "silent"


def test_a_figure_of_another_time_is_only_a_mention() -> None:
    found = followed([promise()], measured=[figure("20", period="2022-01/2022-06")], later=[])[0]
    assert (found.verdict, len(found.answers), len(found.related)) == ("mentioned", 0, 1)


def test_a_new_promise_of_the_same_thing_renews_it() -> None:
    again = promise(by="2022", floor="12")
    found = followed([promise()], measured=[], later=[again])[0]
    assert (found.verdict, found.renewed) == ("renewed", (again,))
    answered = followed([promise()], measured=[figure("16")], later=[again])[0]
    assert (answered.verdict, answered.renewed) == ("kept", (again,))


def test_each_task_is_paired_with_one_that_says_it_again() -> None:
    earlier = {1: "加快建设智慧园区", 2: "整治澜河沿岸环境"}
    later = {7: "持续推进智慧园区建设", 8: "智慧园区建设", 9: "发展楼宇经济"}
    assert paired(earlier, later) == {1: 8}
    assert likeness("整治河道", "发展楼宇经济") == 0


def test_a_sentence_may_speak_of_a_task_without_being_one() -> None:
    said = ["全年完成技改投资30亿元。", "澜河沿岸环境整治已通过验收。"]
    assert mentioned("整治澜河沿岸环境", said) == said[1]
    assert mentioned("新建三所学校", said) is None
