"""The outline: what is a line, a sentence, a clause, and what stands under which heading."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guatu.reading.headings import Kind
from guatu.reading.sentences import Outline, outline

_PARTS = st.sampled_from(
    [
        "加快建设",
        "一、",
        "（一）",
        "1.",
        "一是",
        "“一港、五岛”",
        "（牵头单位：甲局，乙局）",
        "，",
        "。",
        "；",
        "：",
        "\n",
        " ",
        "\t",
        "30个",
        "《办法》",
        "“",
        "”",
        "(",
        ")",
        '"',
        "第一，",
        "① ",
        "2022年",
        "1,200亩",
        "——",
        "\r\n",
        "。”",
    ]
)
_TEXTS = st.one_of(st.lists(_PARTS, max_size=30).map("".join), st.text(max_size=60))


def clauses(text: str) -> list[str]:
    return [text[start:end] for start, end in outline(text).clauses]


def headings(text: str, found: Outline, *, paragraph: int) -> list[str]:
    return [text[h.title : h.end] for h in found.paragraphs[paragraph].headings]


def test_commas_semicolons_and_stops_part_clauses() -> None:
    assert clauses("加快建设园区，补齐短板；完善路网。") == ["加快建设园区", "补齐短板", "完善路网"]


@pytest.mark.parametrize(
    "whole",
    [
        "“东区、西区，以及南岸”",
        "（牵头单位：发改局，住建局）",
        "《办法：一，二》",
        "(甲,乙)",
        "「甲，乙」",
        '"甲,乙"',
    ],
)
def test_quotes_and_brackets_are_never_cut(whole: str) -> None:
    assert clauses(f"落实{whole}安排，抓紧施工") == [f"落实{whole}安排", "抓紧施工"]


def test_a_comma_between_digits_is_part_of_the_number() -> None:
    assert clauses("收入1,234万元,增长5%") == ["收入1,234万元", "增长5%"]
    assert clauses("上半年,12个项目开工") == ["上半年", "12个项目开工"]


def test_a_missing_quote_does_not_swallow_the_line() -> None:
    assert "推进招商" in clauses("落实“全程代办，推进招商，抓好服务。" + "补足" * 60 + "”")


def test_numbered_headings_nest_by_their_numerals() -> None:
    text = "一、重点工作\n（一）产业\n1.强链\n建设园区。\n（二）城建\n修路。\n二、保障\n加强督查。"
    found = outline(text)
    assert headings(text, found, paragraph=3) == ["重点工作", "产业", "强链"]
    assert headings(text, found, paragraph=5) == ["重点工作", "城建"]
    assert headings(text, found, paragraph=7) == ["保障"]


def test_a_short_line_without_a_stop_is_a_heading_of_what_follows() -> None:
    text = "聚焦打造创新港 着力推动平台建设\n建设三个平台。\n聚焦打造会客厅 着力推动环境提升\n改造两条街。"
    found = outline(text)
    assert [p.kind for p in found.paragraphs] == [Kind.HEADING, Kind.BODY, Kind.HEADING, Kind.BODY]
    assert headings(text, found, paragraph=3) == ["聚焦打造会客厅 着力推动环境提升"]


def test_a_run_in_heading_stands_over_the_rest_of_its_line() -> None:
    text = "（一）狠抓招商。全年签约三十个项目。办好推介会。"
    first, second, third = outline(text).sentences
    assert first.heading is not None
    assert text[first.heading.title : first.heading.end] == "狠抓招商。"
    assert second.headings == third.headings == (first.heading,)


def test_points_of_one_sentence_each_are_no_headings() -> None:
    assert all(s.heading is None for s in outline("一是抓招商。二是抓项目。三是抓服务。").sentences)


def test_numbered_lines_with_a_note_below_are_items() -> None:
    found = outline("1.建设创业园\n牵头单位：科技局\n2.改造管网\n牵头单位：住建局")
    assert [p.kind for p in found.paragraphs] == [Kind.ITEM] * 4


def test_the_foot_of_a_page_is_a_footer() -> None:
    found = outline(
        "会议到此结束。\n电话：0512-1234567\n备案号：某ICP备123号\n"
        + "某省商务厅某省财政厅某省水利厅某省统计局" * 2
    )
    assert [p.kind for p in found.paragraphs[1:]] == [Kind.FOOTER] * 3


def test_long_rows_of_names_are_read_at_once() -> None:
    assert outline("江岸化工行业协会" * 400).paragraphs


@pytest.mark.parametrize("marker", ["一、", "（三）", "2.", "①", "一是", "第二，", "首先，"])
def test_numerals_of_lists_are_marked(marker: str) -> None:
    text = f"{marker}建设标准厂房，完善管网。"
    assert (0, len(marker)) in outline(text).markers


@pytest.mark.parametrize(
    "text", ["1.5亿元已到账。", "2022年已过半。", "一、二产业都在增长。", "第一产业平稳。"]
)
def test_numbers_that_count_are_no_markers(text: str) -> None:
    assert outline(text).markers == ()


@given(_TEXTS)
def test_clauses_tile_the_text(text: str) -> None:
    found = outline(text)
    at = 0
    for start, end in found.clauses:
        assert at <= start < end
        assert re.fullmatch(r"[^\w]*", text[at:start]) is not None
        at = end
    assert re.fullmatch(r"[^\w]*", text[at:]) is not None


@given(_TEXTS)
def test_sentences_and_paragraphs_hold_their_clauses(text: str) -> None:
    found = outline(text)
    assert [i for s in found.sentences for i in range(s.first, s.last)] == list(range(len(found.clauses)))
    assert [i for p in found.paragraphs for i in range(p.first, p.last)] == list(range(len(found.sentences)))
    for sentence in found.sentences:
        paragraph = found.paragraphs[sentence.paragraph]
        assert paragraph.start <= sentence.start < sentence.end <= paragraph.end
        assert found.sentence_at(sentence.start) == found.sentences.index(sentence)
        for index in range(sentence.first, sentence.last):
            assert sentence.start <= found.clauses[index][0] < found.clauses[index][1] <= sentence.end
            assert found.clause_at(found.clauses[index][0]) == index
