"""The labelled passages keep the rules of the reading format."""

import re
from pathlib import Path

import pytest
from bench.documents import ENDINGS, labelled_documents
from bench.passages import Passage, passages

# the ids that are fixed because they are scored; everything else is other:<name>
IDS = frozenset(Path(__file__).with_name("indicator_ids.txt").read_text(encoding="utf-8").split())
MONEY = {"CNY", "USD"}
AMOUNTS = {"percent", "pp", "count", "rank", "times", "mu", "m2", "km", "m3", "kWh", "t", "TEU", "ug/m3"}
UNITS = MONEY | AMOUNTS | {"person", "day"}
CHANGES = {"growth", "growth_gap", "growth_change", "change", "multiple"}
PARTS = {"share", "contribution", "contribution_share", "completion"}
OBSERVED = {"level", "rank", "rank_change"} | CHANGES | PARTS
PROMISED = {"level", "growth", "increase", "multiple", "rank", "share", "completion", "band", "growth_gap"}
PERIOD = re.compile(r"\d{4}(-\d{2})?(/\d{4}-\d{2})?")
BASES = frozenset({"yoy", "mom", "vs_year_start", "two_year_average", "cagr"})

ALL = [*passages("dev"), *passages("heldout")]
KINDS = ("observations", "targets", "tasks")


def test_there_are_enough_and_many_are_held_out() -> None:
    dev, heldout = passages("dev"), passages("heldout")
    # bare numbers: a failure here must not print what is held out
    many, unseen = len(dev) + len(heldout), len(heldout)
    assert many >= 36
    assert unseen >= 18
    assert not {p.name for p in dev} & {p.name for p in heldout}
    assert not {p.text for p in dev} & {p.text for p in heldout}


@pytest.mark.parametrize("passage", ALL, ids=lambda p: p.name)
def test_a_passage_is_whole(passage: Passage) -> None:
    assert set(passage.gold) == {"document", "kind", "date", "area", *KINDS}
    assert passage.gold["document"] == f"{passage.name}.txt"
    assert re.fullmatch(r"\d{4}-\d{2}-\d{2}", passage.date)
    assert len(passage.text) >= 150
    assert any(not item.get("optional") for kind in KINDS for item in passage.gold[kind])


@pytest.mark.parametrize("passage", ALL, ids=lambda p: p.name)
def test_each_span_is_its_quote(passage: Passage) -> None:
    for item in (item for kind in KINDS for item in passage.gold[kind]):
        start, end = item["span"]
        assert passage.text[start:end] == item["quote"]
        assert item["quote"].strip("，。；、,;\n ") == item["quote"]


@pytest.mark.parametrize("passage", ALL, ids=lambda p: p.name)
def test_observations_have_valid_keys(passage: Passage) -> None:
    for item in passage.gold["observations"]:
        ok_observation(item)


def ok_observation(item: dict) -> None:
    """Fail unless the label keeps the rules."""
    assert item["indicator"] in IDS or item["indicator"].startswith("other:")
    assert item["measure"] in OBSERVED
    assert item["unit"] in UNITS
    assert item["period"] is None or PERIOD.fullmatch(item["period"])
    basis = item.get("basis", "yoy")
    assert basis in BASES or re.fullmatch(r"vs:" + PERIOD.pattern, basis)
    if item["measure"] in ("rank", "rank_change"):
        assert item["unit"] == "rank"
        assert item["of"] in ("level", "growth", "share", "completion")
    if item["measure"] in ("growth_gap", "growth_change"):
        assert (item["unit"], bool(item["versus"])) == ("pp", True)
    if item["measure"] in ("growth", "completion", "contribution_share", "share"):
        assert item["unit"] == "percent"


@pytest.mark.parametrize("passage", ALL, ids=lambda p: p.name)
def test_targets_have_valid_keys(passage: Passage) -> None:
    for item in passage.gold["targets"]:
        ok_target(item)


def ok_target(item: dict) -> None:
    """Fail unless the label keeps the rules."""
    assert item["indicator"] in IDS or item["indicator"].startswith("other:")
    assert item["measure"] in PROMISED
    assert item["comparator"] in (">=", "<=", "=")
    assert item["by"] is None or PERIOD.fullmatch(item["by"])
    if item["measure"] == "band":
        assert (item["comparator"], item["unit"], item["floor"], item["stretch"]) == ("=", None, None, None)
    else:
        assert item["unit"] in UNITS
        assert (item["floor"], item["stretch"]) != (None, None)


@pytest.mark.parametrize("passage", ALL, ids=lambda p: p.name)
def test_tasks_are_clauses(passage: Passage) -> None:
    for item in passage.gold["tasks"]:
        ok_task(item)


def ok_task(item: dict) -> None:
    """Fail unless the label keeps the rules."""
    assert "。" not in item["quote"] or item.get("owner")  # a clause of a policy is one task
    assert item.get("kind", "action") in ("action", "principle")
    assert re.fullmatch(r"\d{4}-\d{2}-\d{2}", item.get("deadline", "2022-01-01"))


@pytest.mark.parametrize("document", labelled_documents(*ENDINGS), ids=lambda p: p.name)
def test_the_quotes_of_a_document_stand_in_its_text(document: Passage) -> None:
    for item in (item for kind in KINDS for item in document.gold[kind]):
        assert "span" in item, item["quote"]
    for item in document.gold["observations"]:
        ok_observation(item)
    for item in document.gold["targets"]:
        ok_target(item)
    for item in document.gold["tasks"]:
        ok_task(item)
