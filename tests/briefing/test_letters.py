"""Each letter of the ladder, compared with its whole expected text."""

from datetime import date
from pathlib import Path

import pytest

from guatu.briefing.letters import Matter, Writing, letter
from guatu.briefing.official import text
from guatu.execution.ladder import load_ladder

EXPECTED = Path(__file__).with_name("letters")
LATE = Matter(
    title="完成生物医药产业园土地出让",
    unit="自然资源和规划局",
    due=date(2022, 8, 31),
    late=37,
    basis="“8月底前完成园区土地出让，确保四季度开工”",
    said="9月2日，规划条件已出具，出让方案待批",
    earlier=("督催〔2022〕12号", "督提〔2022〕5号"),
    red=1,
)
OTHER = Matter("每月调度", "自然资源和规划局", date(2022, 9, 30), 7, period="2022年9月")
SOON = Matter("编制控规", "自然资源和规划局", date(2022, 10, 11), 0)


def written(rung, *matters, ladder="default"):
    writing = Writing(
        rung=load_ladder(ladder).rung(rung),
        matters=matters,
        to="自然资源和规划局",
        organ="青澜开发区督查室",
        day=date(2022, 10, 8),
        reply=date(2022, 10, 11),
        copies=("戊副主任",),
    )
    return text(letter(writing)) + "\n"


@pytest.mark.parametrize(
    ("rung", "matters"),
    [
        ("remind", (SOON,)),
        ("due", (SOON,)),
        ("blue", (SOON,)),
        ("urge", (LATE, OTHER)),
        ("notice", (LATE,)),
        ("yellow", (LATE,)),
        ("red", (LATE,)),
        ("bulletin", (LATE, OTHER)),
        ("talk", (LATE,)),
        ("hand_over", (LATE,)),
    ],
)
def test_a_letter_says_what_was_agreed(rung, matters):
    assert written(rung, *matters) == (EXPECTED / f"{rung}.txt").read_text("utf-8")


def test_every_rung_of_every_ladder_has_words():
    for ladder in ("default", "three-colours"):
        for rung in load_ladder(ladder).rungs:
            assert "完成生物医药" in written(rung.id, LATE, ladder=ladder)


def test_a_letter_about_a_unit_that_never_answered_says_so():
    assert "至今未收到反馈。" in written("notice", OTHER)
