"""Texts of old systems break their lines at a fixed width; others keep theirs."""

from datetime import date

import pytest

from guatu.reading.read import read_text
from guatu.reading.wraps import wraps

REPORT = (
    "　　（一）经济总量迈上新台阶。全年预计实现地区生产总值215.6亿元，增长13.2%；其中第二产业增加值138.4亿元"
    "，增长15.1%，第三产业增加值71.9亿元，增长10.8%。",
    "　　（二）民生持续改善。城镇居民人均可支配收入31256元，增长10.4%；新增就业8600人，登记失业率2.3%。",
)


@pytest.mark.parametrize("width", [24, 31, 36, 43])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_what_is_read_does_not_depend_on_where_lines_break(width: int, end: str) -> None:
    whole = "\n".join(REPORT)
    broken = end.join(line[i : i + width] for line in REPORT for i in range(0, len(line), width))
    told = [
        [(o.indicator, o.measure, o.value) for o in read_text(text, date=date(2014, 1, 10)).observations]
        for text in (whole, broken)
    ]
    assert told[0] == told[1]
    assert len(told[0]) == 10


def test_spans_lead_back_over_the_breaks() -> None:
    text = "\n".join(line[i : i + 31] for line in REPORT for i in range(0, len(line), 31))
    reading = read_text(text, date=date(2014, 1, 10))
    assert all(text[slice(*o.span)] == o.quote for o in reading.observations)
    assert any("\n" in o.quote for o in reading.observations)


@pytest.mark.parametrize(
    "text",
    [
        "一、推进项目建设\n二、加快招商引资\n三、优化营商环境\n四、保障改善民生\n",
        "指标\t单位\t一季度\n" + "规模以上工业总产值同比增长\t亿元\t301\n" * 5,
        "全年经济平稳运行，各项指标稳中有进，成绩来之不易。\n" * 6,
        "",
    ],
)
def test_lists_tables_and_whole_sentences_are_left_alone(text: str) -> None:
    assert wraps(text) == []
