"""Scoring: what counts as found, and that it agrees with the scorer that everybody else uses."""

import importlib.util
import random
from types import ModuleType

import pytest
from bench.passages import Passage, passages, shared_folder
from bench.scoring import LOOSE, STRICT, Count, score, score_items, score_tasks

SCORER = shared_folder() / "tools" / "score_reading.py"
GDP = {"indicator": "gdp", "measure": "level", "value": 42.8e9, "unit": "CNY", "span": [4, 12]}
NAMES = LOOSE["observations"]


def test_a_figure_is_found_when_its_keys_agree() -> None:
    assert score_items([GDP], [GDP | {"value": 42.8e9 + 1}], NAMES).count == Count(1, 1, 0)
    assert score_items([GDP], [GDP | {"value": 42.9e9}], NAMES).count == Count(0, 1, 1)


def test_strictly_the_period_counts_too_and_growth_is_yoy_unless_said() -> None:
    names = NAMES + STRICT["observations"]
    growth = {"indicator": "gdp", "measure": "growth", "value": 7, "unit": "percent", "basis": "yoy"}
    assert score_items([growth], [{**growth, "basis": None}], names).count.found == 1
    assert score_items([growth | {"period": "2022"}], [growth], names).count.found == 0


def test_each_prediction_answers_one_label() -> None:
    assert score_items([GDP, GDP], [GDP], NAMES).count == Count(1, 2, 0)
    assert score_items([GDP], [GDP, GDP], NAMES).count == Count(1, 1, 1)


def test_an_optional_label_neither_rewards_nor_punishes() -> None:
    optional = GDP | {"optional": True}
    assert score_items([optional], [], NAMES).count == Count(0, 0, 0)
    assert score_items([optional], [GDP], NAMES).count == Count(0, 0, 0)
    elsewhere = GDP | {"indicator": "exports", "span": [5, 9]}
    assert score_items([optional], [elsewhere], NAMES).count == Count(0, 0, 0)
    assert score_items([optional], [elsewhere | {"span": [5, 13]}], NAMES).count == Count(0, 0, 1)


def test_a_required_label_is_served_before_an_optional_one() -> None:
    assert score_items([GDP | {"optional": True}, GDP], [GDP], NAMES).count == Count(1, 1, 0)


@pytest.mark.parametrize(
    ("span", "expected"),
    [
        ([0, 10], Count(1, 1, 0)),
        ([4, 10], Count(1, 1, 0)),
        ([5, 10], Count(0, 1, 0)),
        ([8, 30], Count(0, 1, 1)),
    ],
)
def test_a_task_is_found_by_the_text_it_shares(span: list[int], expected: Count) -> None:
    assert score_tasks([{"span": [0, 10]}], [{"span": span}], []).count == expected


def test_a_task_on_a_target_is_not_wrong() -> None:
    assert score_tasks([{"span": [0, 10]}], [{"span": [20, 30]}], [{"span": [18, 32]}]).count == Count(
        0, 1, 0
    )


def test_precision_recall_and_f1() -> None:
    count = Count(found=3, wanted=4, wrong=1) + Count(found=0, wanted=2, wrong=1)
    assert (count.precision, count.recall) == (3 / 5, 3 / 6)
    assert count.f1 == pytest.approx(6 / 11)
    assert (Count().f1, Count(0, 1, 0).f1) == (1.0, 0.0)


@pytest.fixture(scope="module")
def scorer() -> ModuleType:
    """The shared scorer, where it is there."""
    if not SCORER.exists():
        pytest.skip(f"the shared scorer is absent: {SCORER.name} (set SHARED)")
    spec = importlib.util.spec_from_file_location("score_reading", SCORER)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("passage", passages("dev"), ids=lambda p: p.name)
def test_it_agrees_with_the_shared_scorer(passage: Passage, scorer: ModuleType) -> None:
    damaged = damage(passage.gold, random.Random(passage.name))
    for strict in (False, True):
        own = {kind: outcome.count for kind, outcome in score(passage.gold, damaged, strict=strict).items()}
        for kind in ("observations", "targets"):
            found, wanted, wrong, *_ = scorer.score_items(passage.gold[kind], damaged[kind], kind, strict)
            assert own[kind] == Count(found, wanted, wrong)
        if passage.gold["tasks"]:
            found, wanted, wrong, *_ = scorer.score_tasks(
                passage.gold["tasks"], damaged["tasks"], passage.gold["targets"]
            )
            assert own["tasks"] == Count(found, wanted, wrong)
        assert own["observations"].f1 == pytest.approx(
            scorer.prf(own["observations"].found, own["observations"].wanted, own["observations"].wrong)[2]
        )


def damage(gold: dict, chance: random.Random) -> dict:
    """A reading with gaps, repeats, wrong values, lost periods and shifted spans."""
    out: dict[str, list] = {}
    for kind in ("observations", "targets", "tasks"):
        items = [dict(item) for item in gold[kind] for _ in range(chance.choice((0, 1, 1, 1, 2)))]
        for item in items:
            if chance.random() < 0.2:
                item["unit"] = "count"
            if chance.random() < 0.2:
                item["period"] = item["by"] = None
            if chance.random() < 0.3:
                shift = chance.randrange(-9, 9)
                item["span"] = [max(0, item["span"][0] + shift), max(1, item["span"][1] + shift)]
        chance.shuffle(items)
        out[kind] = items
    return out
