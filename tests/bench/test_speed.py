"""The text that speed is measured on, and the clock."""

import random

from bench.speed import documents, own_peak_mb, pace, varied


def test_documents_are_separate_and_none_comes_twice() -> None:
    texts = documents(60_000)
    assert sum(map(len, texts)) >= 60_000
    assert len(set(texts)) > 0.95 * len(texts)  # a text without amounts cannot be varied


def test_the_same_documents_come_every_time() -> None:
    assert documents(30_000) == documents(30_000)


def test_digits_and_names_are_others_and_all_else_stays() -> None:
    text = "今年1-7月，石桥镇工业投资12.5亿元，增长8%；石桥镇排名第1。"
    other = varied(text, random.Random(7))
    assert len(other) == len(text)
    name = other[7:9]
    assert name != "石桥"
    assert other.count(name + "镇") == 2
    assert other.startswith("今年1-7月，")
    assert other.endswith("镇排名第1。")


def test_pace_counts_every_character_in_each_round() -> None:
    seen: list[str] = []
    result = pace("echo", seen.append, ["甲乙", "丙"], rounds=2)
    assert seen == ["甲乙", "丙", "甲乙", "丙"]
    assert result.characters_per_second > 0


def test_memory_is_measured_in_megabytes() -> None:
    assert 5 < own_peak_mb() < 4096
