"""Promises in the words of officials."""

import pytest

from guatu.targets.words import promised, title
from tests.targets.making import promise, size, text


@pytest.mark.parametrize(
    ("target", "name", "says"),
    [
        (promise(floor=30, min_size=size(10)), "超10亿元签约项目", "确保30个以上"),
        (promise(floor=60, stretch=80), "签约项目", "确保60个以上，力争80个"),
        (promise(stretch=750000000, unit="USD"), "签约项目", "力争7.5亿美元"),
        (promise(stretch=1200, unit="mu", by="2022-07/2022-12"), "签约项目（下半年）", "力争1200亩"),
        (promise(measure="growth", floor=25, unit="percent"), "签约项目", "确保增长25%以上"),
        (
            promise(measure="growth", floor=7, stretch=8, unit="percent"),
            "签约项目",
            "确保增长7%以上，力争8%",
        ),
        (promise(floor=5, unit="percent", comparator="<="), "签约项目", "控制在5%以内"),
        (promise(measure="multiple", floor=2, unit="times", within="P3Y"), "签约项目", "三年内达到2倍"),
        (
            promise(measure="band", unit=None, band="第一方阵", scope="counties"),
            "签约项目（县市区）",
            "第一方阵",
        ),
    ],
)
def test_title_and_promise(target, name, says):
    assert title(target, name="签约项目") == name
    assert text(promised(target)) == says


def test_tiers_of_enterprises_name_the_tier():
    ladder = [promise("enterprises_at_tier", "increase", floor=1, tier=size(n)) for n in (100, 50, 10)]
    assert [title(p, name="分档企业数") for p in ladder] == [
        "新培育百亿级企业",
        "新培育50亿级企业",
        "新培育10亿级企业",
    ]
