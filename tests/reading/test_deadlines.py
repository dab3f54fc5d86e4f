"""Dates by which something is to be done."""

import datetime

import pytest

from guatu.reading.deadlines import deadline


@pytest.mark.parametrize(
    ("words", "date"),
    [
        ("6月30日前报送方案", "2022-06-30"),
        ("9月底前完成建档", "2022-09-30"),
        ("8月前完成上门辅导", "2022-07-31"),
        ("9月中旬完成初验", "2022-09-20"),
        ("2024年6月底前实现全覆盖", "2024-06-30"),
        ("2023年底前完成评估", "2023-12-31"),
        ("年底前全面完成", "2022-12-31"),
        ("年内关停十五家", "2022-12-31"),
        ("确保三季度开工", "2022-09-30"),
        ("明年推动试点扩围", "2023-12-31"),
        ("到2025年建成三个基地", "2025-12-31"),
        ("明年2月底前完成选址", "2023-02-28"),
        ("八月底前都开起来", "2022-08-31"),
        ("九月十号前设备撤完", "2022-09-10"),
        ("月底前办完手续", "2022-08-31"),
        ("20日前签完剩余协议", "2022-08-20"),
        ("每月底前报送", None),
        ("每月调度一次", None),
        ("建设三个平台", None),
        ("1—7月完成投资", None),
        ("前三季度实现开工", None),
    ],
)
def test_deadlines(words: str, date: str | None) -> None:
    assert deadline(words, 0, len(words), date=datetime.date(2022, 8, 12)) == date


def test_a_month_long_past_is_that_of_next_year() -> None:
    words = "2月底前完成清算"
    assert deadline(words, 0, len(words), date=datetime.date(2022, 12, 20)) == "2023-02-28"


def test_without_a_year_there_is_no_date() -> None:
    assert deadline("8月底前完成", 0, 6, date=None) is None
