"""`guatu trace`: the same tree without a browser."""

import json

import pytest
from click.testing import CliRunner

from guatu.cli.trace import trace
from guatu.web.site import start
from guatu.web.statements.actions import correct_figure

pytestmark = pytest.mark.django_db
KEY = "goods_trade/growth/2022-01--2022-07"


@pytest.fixture(autouse=True)
def _site_is_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """The tests' own database is already there."""
    monkeypatch.setattr(start, "setup", lambda home=None: None)


def run(*arguments):
    return CliRunner().invoke(trace, arguments)


def test_text_tells_the_figure_its_words_and_who_else_says_it(told):
    done = run(KEY)
    assert done.exit_code == 0
    assert done.output.startswith("进出口总额 同比增幅 2022年1—7月  ▲ 38%\n")
    assert told.july.source in done.output
    assert "口径比对  通报  ▲ 37.2%  不一致" in done.output


def test_json_is_the_same_tree(told):
    tree = json.loads(run(f"/figures/{KEY}", "--format", "json").output)
    assert tree["figure"]["value"] == 38
    assert tree["stated"][0]["source"] == told.july.source
    assert [other["agrees"] for other in tree["others"]] == [False]


def test_a_computed_figure_goes_down_to_its_operands(told):
    key = "goods_trade/growth_change/2022-01--2022-07?versus=2022-01/2022-06&origin=computed"
    tree = json.loads(run(key, "--format", "json").output)
    assert tree["how"] == ["38% − 30% ＝ +8个百分点"]
    assert [operand["stated"][0]["source"] for operand in tree["inputs"]] == [
        told.july.source,
        told.june.source,
    ]


def test_as_known_at_an_earlier_moment(told):
    new = correct_figure(told.july.lineage, {"value": 39}, by=told.by, expected_version=1, reason="更正")
    assert "▲ 39%" in run(KEY).output
    assert "▲ 38%" in run(KEY, "--known-at", str(new.seq_from - 1)).output


def test_no_such_figure_and_no_such_key(told):
    unknown, malformed = run("gdp/level/2022"), run("gdp")
    assert (unknown.exit_code, malformed.exit_code) == (1, 2)
    assert "没有这项数据" in unknown.output
    assert "不成立" in malformed.output
