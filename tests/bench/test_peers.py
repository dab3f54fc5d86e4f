"""What peers find is counted against the labels: each labelled amount once, periods as months."""

from collections import Counter

from bench.passages import Passage
from bench.peers import extractors

GOLD = {
    "observations": [
        {"value": 3.2e9, "unit": "CNY", "period": "2022-01/2022-06"},
        {"value": 5e8, "unit": "USD", "period": "2022-01/2022-06"},
        {"value": 1e8, "unit": "CNY", "period": "2022", "optional": True},
    ],
    "targets": [{"floor": 7e9, "stretch": None, "unit": "CNY", "by": "2022"}],
}


def test_recall_counts_each_labelled_amount_once() -> None:
    passage = Passage("p", "news", "2022-08-12", "", GOLD)
    found = extractors.Extract(
        Counter({(3200000000, "CNY"): 3, (1, "USD"): 1}), frozenset({"2022-01/2022-06", "2022"})
    )
    reached = extractors.recall([passage], lambda _: found)
    assert (round(reached.amounts, 3), reached.periods) == (0.333, 1.0)


def test_only_whole_months_are_periods() -> None:
    assert extractors._period("2022-01-01", "2022-06-30", last=True) == "2022-01/2022-06"
    assert extractors._period("2022-01-01", "2022-07-01", last=False) == "2022-01/2022-06"
    assert extractors._period("2022-01-05", "2022-06-30", last=True) is None
    assert extractors._period("-inf", "2022-06-30", last=True) is None
