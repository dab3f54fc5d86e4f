"""Confidence comes from features: what was said outright is surer than what was inherited or guessed."""

from datetime import date

from guatu.catalogue.weights import weights
from guatu.reading.confidence import of_task
from guatu.reading.read import read_text

DAY = date(2024, 7, 20)


def test_a_known_indicator_is_surer_than_an_unknown_name() -> None:
    known = read_text("上半年,规上工业增加值增长7.3%。", date=DAY).observations[0]
    guessed = read_text("上半年,特色小吃摊点销售额120万元。", date=DAY).observations[0]
    assert known.confidence >= 0.9 > guessed.confidence


def test_what_is_inherited_is_less_sure() -> None:
    first, second = read_text("上半年,跨境包裹处理量40万件,增长8%。", date=DAY).observations
    alone = read_text("上半年,跨境包裹处理量增长8%。", date=DAY).observations[0]
    assert first.indicator == second.indicator == alone.indicator
    assert second.confidence < alone.confidence


def test_every_confidence_is_a_probability_with_weights_of_its_kind() -> None:
    assert set(weights()) == {"observations", "targets", "tasks"}
    sure = [of_task(p, length=n, owned=o, planned=True) for p in (0.5, 0.97) for n in (4, 20) for o in (0, 1)]
    assert all(0.05 <= value <= 0.99 for value in sure)
    assert len(set(sure)) > 4
