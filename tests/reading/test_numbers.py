"""The quick way to the numbers of a text finds what the patterns alone would find."""

from __future__ import annotations

import re

import pytest
from bench.passages import example_texts
from hypothesis import given
from hypothesis import strategies as st

from guatu.catalogue.load import directories
from guatu.catalogue.taught import NOTHING
from guatu.reading.fold import fold
from guatu.reading.numbers import _MAKERS, Number, _pattern, scan, units_of

#: All that numbers begin with, and the patterns without the one for frequent units.
_FIRST = (
    r"(?=[\dA-Za-z未过五第首榜末翻实倍前近头今去上下明当同本全年一二两三四五六七八九十百千万亿零〇"
    r"\"“〔\[-])"
)
_WHOLE = _pattern(directories(), NOTHING).pattern
_PLAIN = re.compile(_FIRST + _WHOLE[_WHOLE.index("(?:(?P<p>") :])
_UNITS = units_of()
_PIECES = (
    *(
        [
            "全年",
            "上半年",
            "前三季度",
            "1-7月",
            "同比",
            "企业",
            "规模",
            "级",
            "余",
            "多",
            "年",
            "月",
            "第",
            "位",
            "“",
            "”",
            "十四五",
            "今年",
            "未来",
            "近",
            "三成",
            "成立",
        ]
    ),
    *(
        [
            "PM2.5",
            "3+1",
            "6:3:1",
            "百分之五",
            "翻两番",
            "首位",
            "-",
            "至",
            ",",
            ".",
            "一",
            "十",
            "百",
            "千",
            "万",
            "亿",
            "1",
            "22",
            "333",
            "1,021.7",
            "7654321",
            "5.3",
        ]
    ),
    *_UNITS,
)


def plain(text: str) -> list[Number]:
    """By the patterns alone, tried at every place."""
    made = (_MAKERS[match.lastgroup or "j"](match, _UNITS) for match in _PLAIN.finditer(text))
    return [number for number in made if number is not None]


@pytest.mark.parametrize("text", list(example_texts()), ids=lambda text: text[:12])
def test_the_quick_way_finds_the_numbers_of_a_document(text: str) -> None:
    folded = fold(text).text
    assert scan(folded) == plain(folded)


@given(st.lists(st.sampled_from(_PIECES), max_size=8).map("".join))
def test_the_quick_way_finds_what_the_patterns_find(text: str) -> None:
    assert scan(text) == plain(text)
