"""Patterns opened to their first characters find what they found before."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guatu.reading import actions, items, judging, leading, naming, phases, promising, state
from guatu.reading.patterns import opened, parted, seeking

WRITTEN = (
    "(?:稳|促)?增长|[升降]幅|(?<!年)底",
    r"(?:增长|增速)目标[^,。;\d]{0,4}$|\d{1,2}月|目标(?:是|为|:)",
    "(?<![度周])(?<!每月)召开|[一二]{2,3}是|下一?步|(?:的)?(?:有|是)+:",
    "(?:同比|比上年)*增|降+幅|预[计期]?",
)
TEXT = st.text(
    alphabet="稳促增长升降幅年底度周每月召开一二是下步的有目标为:同比上预计期12,。;速\n", max_size=30
)


@pytest.mark.parametrize("pattern", WRITTEN)
@given(text=TEXT)
def test_an_opened_pattern_finds_the_same(pattern: str, text: str) -> None:
    found = [match.span() for match in re.finditer(pattern, text)]
    assert [match.span() for match in seeking(pattern).finditer(text)] == found


@pytest.mark.parametrize("pattern", WRITTEN)
def test_every_alternative_opens_with_a_plain_character(pattern: str) -> None:
    assert all(re.match(r"[^\[(.^$*+?{}|\\)\]](?![*+?{])", branch) for branch in opened(pattern))


@given(text=TEXT)
def test_parts_of_a_pattern_find_it_together(text: str) -> None:
    pattern = "目标|[^,。]{0,3}增长|下一?步"
    parts = parted(pattern)
    assert len(parts) == 2
    assert any(part.search(text) for part in parts) == (re.search(pattern, text) is not None)


@pytest.mark.parametrize("pattern", ["(?P<a>甲|乙)丙", "(甲|乙)丙", "[^甲]乙", ".乙", "甲*?乙", "(?:|甲)*乙"])
def test_what_cannot_be_opened_stays_as_it_is(pattern: str) -> None:
    assert seeking(pattern).pattern == pattern


def test_the_costly_patterns_of_the_reader_are_open() -> None:
    cues = phases._cues()
    costly = [actions._STATIVE, leading._FORMER, items._CAP, judging._GOAL, promising.HELD, naming._HEADS]
    for pattern in (*costly, state.AFTER, cues["opening.past"], cues["opening.skip"]):
        assert re.match(r"[\u4e00-\u9fff]", pattern.pattern)
