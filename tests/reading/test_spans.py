"""Whatever the text, each item quotes exactly the span that carries it, and nothing crashes."""

from hypothesis import example, given, settings
from hypothesis import strategies as st

from guatu.reading.fold import fold
from guatu.reading.read import read_text

WORDS = [
    "上半年",
    "1—7月",
    "去年",
    "地区生产总值",
    "工業產值",
    "一般公共预算收入",
    "税收占比",
    "同比增长",
    "下降",
    "增幅",
    "居全市第二",
    "完成全年目标的",
    "确保",
    "力争",
    "高于全市",
    "3.5%",
    "４２８亿元",
    "7",
    "328.5万元",
    "60个",
    "0.9个百分点",
    "第一",
    "翻一番",
    "百亿级企业",
    "其中",
    "分别",
    "，",
    "；",
    "。",
    "、",
    "（",
    "）",
    "“",
    "”",
    "\n",
    "\t",
    "\u3000",
    "\u200b",
    "國(guó)",
    "約",
    "以上",
    "2.5:51:46",
    "新签约10亿元以上项目",
    "一千二百亩",
    "控制在",
    "以内",
    "到2025年",
    "前三",
    "——",
    "-",
    "~",
    "至",
]
texts = st.lists(st.sampled_from(WORDS), max_size=40).map("".join)


def holds(text: str) -> None:
    reading = read_text(text, name="2022-08-12.txt")
    for item in (*reading.observations, *reading.targets, *reading.tasks, *reading.unread):
        start, end = item.span
        assert 0 <= start <= end <= len(text)
        assert text[start:end] == item.quote
    for item in (*reading.observations, *reading.targets):
        assert 0 < item.confidence <= 1
        for start, end in item.inherited.values():
            assert 0 <= start <= end <= len(text)


@settings(max_examples=300, deadline=None)
@given(texts)
def test_quotes_are_their_spans_in_official_language(text: str) -> None:
    holds(text)


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=120))
@example("\u202e上半年\u200b增长５％\ufeff")
@example("增长\U00020000 3%")
def test_quotes_are_their_spans_in_any_text(text: str) -> None:
    holds(text)


@given(st.text(max_size=200))
def test_folding_leads_back(text: str) -> None:
    folded = fold(text)
    for i in range(len(folded.text)):
        start, end = folded.span(i, i + 1)
        assert end == start + 1
        assert start < len(text)
