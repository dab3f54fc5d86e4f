"""Years and months are inherited from the document."""

from datetime import date

import pytest

from guatu.reading.dates import Clock, document_date, resolve
from guatu.reading.read import read_text

NOW = Clock(date(2022, 8, 12), 2022)


@pytest.mark.parametrize(
    ("words", "period"),
    [
        ("上半年", "2022-01/2022-06"),
        ("前三季度", "2022-01/2022-09"),
        ("首季", "2022-01/2022-03"),
        ("二季度", "2022-04/2022-06"),
        ("1-2月", "2022-01/2022-02"),
        ("7月当月", "2022-07"),
        ("去年", "2021"),
        ("2021年", "2021"),
        ("十四五", "2021-01/2025-12"),
        ("“十四五”末", "2025"),
        ("前11个月", "2022-01/2022-11"),
        ("6月底", "2022-01/2022-06"),
        ("二〇二一年", "2021"),
        ("九月", "2022-09"),
    ],
)
def test_words_of_time(words: str, period: str) -> None:
    assert str(resolve(words, NOW)) == period


def test_without_a_year_months_stay_open() -> None:
    reading = read_text("上半年，工业投资增长5%。")
    assert reading.document.date is None
    assert reading.observations[0].period is None


@pytest.mark.parametrize(
    ("text", "name", "day"),
    [
        ("2022年7月18日，会议召开。", "x.txt", date(2022, 7, 18)),
        ("7月18日，会议召开。", "2022-07-19-news.txt", date(2022, 7, 19)),
        ("会议召开。", "20220719.docx", date(2022, 7, 19)),
        ("2022年2月30日，会议召开。", "x.txt", None),
        ("会议召开。", "x.txt", None),
    ],
)
def test_the_date_is_that_of_the_text_then_of_the_name(text: str, name: str, day: date | None) -> None:
    assert document_date(text, name) == day


def test_a_year_in_a_comparison_does_not_date_what_follows() -> None:
    found = read_text("1—6月，工业投资增长8%，较去年同期提高2个百分点；出口增长3%。", date=date(2022, 7, 20))
    assert {o.period for o in found.observations} == {"2022-01/2022-06"}
