"""The check of the definitions names file, line and the way out; the package's own definitions pass it."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from guatu.catalogue.check import SCHEMA, check, indicator_problems, source_problems
from guatu.catalogue.conforming import KEYWORDS, departures
from guatu.catalogue.datasets import datasets
from guatu.catalogue.load import DATA, VARIABLE, indicators
from guatu.indicators.asking import CLOSED
from guatu.vocabulary.unit import BASE_UNITS, SCALES

TRADE = (DATA / "indicators" / "trade.toml").read_text(encoding="utf-8")


def altered(tmp_path: Path, old: str, new: str) -> tuple[Path, int]:
    """A copy of trade.toml with its first `old` made `new`, and the line of it."""
    assert old in TRADE
    path = tmp_path / "trade.toml"
    path.write_text(TRADE.replace(old, new, 1), encoding="utf-8")
    return path, TRADE[: TRADE.index(old)].count("\n") + 1


def test_the_package_passes_its_own_check() -> None:
    files, problems = check()
    assert problems == []
    assert files > 20


def test_every_indicator_says_what_it_counts_and_by_which_law() -> None:
    for item in indicators().values():
        assert item.about.scope, item.id
        assert item.about.legal, item.id
        assert item.about.legal_source, item.id
        assert item.about.frequency, item.id


def test_only_a_sum_of_months_is_compared_with_the_month_before(tmp_path: Path) -> None:
    path, _ = altered(tmp_path, 'frequency = "month"', 'frequency = "quarter"')
    (problem,) = indicator_problems(path)
    assert "month_on_month" in problem.message
    assert path.name in problem.where


def test_every_measure_of_every_dataset_feeds_an_indicator() -> None:
    fed = {
        (made.dataset, measure)
        for item in indicators().values()
        if (made := item.about.made)
        for measure in made.measures
    }
    # The list of those who were struck off is asked for who is due, and adds up to nothing.
    asked = [d for d in datasets().values() if d.id != CLOSED]
    assert fed == {(d.id, m.id) for d in asked for m in d.measures}


def test_an_indicator_has_the_unit_and_the_january_of_what_it_is_summed_from() -> None:
    for item in indicators().values():
        made = item.about.made
        if made and made.dataset:
            dataset = datasets()[made.dataset]
            assert item.about.january == dataset.january, item.id
            for measure in made.measures:
                assert item.unit == dataset.measure(measure).unit, item.id


@pytest.mark.parametrize(
    ("old", "new", "word"),
    [
        ('direction = "up"', 'direction = "sideways"', "sideways"),
        ("decimals = 1", 'decimals = "one"', "整数"),
        ('january = "apart"', 'january = "never"', "together、apart"),
        ("issuable = true", "isuable = true", "isuable"),
    ],
)
def test_a_wrong_item_is_named_with_its_line(tmp_path: Path, old: str, new: str, word: str) -> None:
    path, line = altered(tmp_path, old, new)
    problems = indicator_problems(path)
    assert f"{path}:{line}" in {problem.where for problem in problems}
    assert any(word in str(problem) for problem in problems)


@pytest.mark.parametrize(
    ("old", "new", "word"),
    [
        ('dataset = "trade"', 'dataset = "tirade"', "没有 tirade 这个数据集"),
        ('measures = ["export_cny"]', 'measures = ["exports"]', "没有 exports 这一栏"),
        ('measures = ["export_cny"]', 'measures = ["export_cny", "import_usd"]', "单位不同"),
        ('measures = ["export_cny"] }', "measures = ['export_cny'], where = { colour = 1 } }", "colour"),
        ('sum = ["exports", "imports"]', 'sum = ["exports", "gdp"]', "gdp 没有 source"),
        ('sum = ["exports", "imports"]', 'ratio = ["exports", "goods_trade"]', "互为来源"),
        ('sum = ["exports", "imports"]', 'sum = ["exports", "imports"], dataset = "trade"', "只有一种来源"),
    ],
)
def test_a_source_that_leads_nowhere_is_named(tmp_path: Path, monkeypatch, old, new, word) -> None:
    folder = tmp_path / "indicators"
    folder.mkdir()
    path, line = altered(folder, old, new)
    monkeypatch.setenv(VARIABLE, str(tmp_path))
    problems = source_problems(path)
    assert f"{path}:{line}" in {problem.where for problem in problems}
    assert any(word in str(problem) for problem in problems)


def test_the_schema_uses_only_what_the_check_understands() -> None:
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    assert set(_keywords(schema)) <= KEYWORDS
    row = schema["additionalProperties"]["properties"]
    assert set(row["unit"]["enum"]) == {"", *BASE_UNITS}
    assert set(row["scale"]["enum"]) == {"", *SCALES}


def _keywords(schema: Mapping[str, object]) -> Iterator[str]:
    for key, value in schema.items():
        yield key
        if key == "properties" and isinstance(value, Mapping):
            for inner in value.values():
                yield from _keywords(inner)
        elif key in ("items", "additionalProperties", "propertyNames") and isinstance(value, Mapping):
            yield from _keywords(value)


def test_lengths_ranges_and_patterns_are_held() -> None:
    schema = {
        "type": "object",
        "properties": {
            "a": {"type": "array", "minItems": 2, "items": {"type": "string", "pattern": "^x"}},
            "n": {"type": "integer", "minimum": 0, "maximum": 3},
        },
    }
    found = list(departures({"a": ["y"], "n": 4}, schema))
    assert [departure.path for departure in found] == [("a",), ("a", 0), ("n",)]
    assert list(departures({"a": ["x", "xx"], "n": 3}, schema)) == []
    assert [d.path for d in departures({"n": True}, schema)] == [("n",)]
