"""The command `guatu read` as its users expect it."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from guatu.cli.read import read

GOOD = "2022年7月18日\n上半年，工业投资36亿元，同比增长12%。\n下半年，要加快推进标准厂房建设。\n"


@pytest.fixture
def good(tmp_path: Path) -> Path:
    path = tmp_path / "good.txt"
    path.write_text(GOOD, encoding="utf-8")
    return path


@pytest.fixture
def bad(tmp_path: Path) -> Path:
    path = tmp_path / "bad.txt"
    path.write_bytes(b"%PDF-1.4")
    return path


def test_one_file_is_one_object_on_standard_output(good: Path) -> None:
    result = CliRunner().invoke(read, [str(good)])
    assert result.exit_code == 0
    data = json.loads(result.stdout)
    assert data["document"]["date"] == "2022-07-18"
    assert [o["value"] for o in data["observations"]] == [3600000000, 12]
    assert set(data) == {"document", "observations", "targets", "tasks", "conflicts", "unread"}


def test_several_files_need_a_place_to_go(good: Path) -> None:
    assert CliRunner().invoke(read, [str(good), str(good)]).exit_code == 2
    assert CliRunner().invoke(read, []).exit_code == 2
    assert CliRunner().invoke(read, [str(good), "--date", "2022-13-01"]).exit_code == 2


def test_a_bad_file_is_named_and_the_good_one_written(good: Path, bad: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    result = CliRunner().invoke(read, [str(good), str(bad), "--out", str(out)])
    assert result.exit_code == 1
    assert "bad.txt" in result.stderr
    assert [path.name for path in out.iterdir()] == ["good.json"]


def test_a_missing_file_is_said(tmp_path: Path) -> None:
    result = CliRunner().invoke(read, [str(tmp_path / "none.txt")])
    assert result.exit_code == 1
    assert "none.txt" in result.stderr


def test_html_shows_the_whole_text_lit_and_escaped(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(GOOD + "<script>alert(1)</script>", encoding="utf-8")
    page = CliRunner().invoke(read, [str(path), "--format", "html"]).stdout
    assert "<script>" not in page
    assert '<mark title="工业投资' in page


def test_table_names_indicators_in_chinese(good: Path) -> None:
    table = CliRunner().invoke(read, [str(good), "--format", "table"]).stdout
    assert "工业投资" in table
    assert "36亿元" in table


@pytest.fixture
def hectares(tmp_path: Path) -> Path:
    path = tmp_path / "占地.txt"
    path.write_text("2022年7月18日\n上半年，机器换人投入36亿元，同比增长12%。\n", encoding="utf-8")
    return path


def test_words_of_a_file_are_read_and_none_without_it(hectares: Path, tmp_path: Path) -> None:
    words = tmp_path / "words.toml"
    words.write_text('[aliases]\n"机器换人投入" = "technical_renovation_investment"\n', encoding="utf-8")
    told = [
        json.loads(CliRunner().invoke(read, [str(hectares), *more]).stdout)["observations"][0]["indicator"]
        for more in ([], ["--words", str(words)])
    ]
    assert told[1] == "technical_renovation_investment"
    assert told[0] != told[1]


@pytest.mark.parametrize(
    ("said", "named"),
    [
        ('[aliases]\n"机器换人投入" = "nothing_such"\n', "aliases.机器换人投入"),
        ('[units]\n"公顷" = { unit = "acre" }\n', "units.公顷"),
        ('[units]\n"公顷" = { unit = "mu", factor = "-1" }\n', "units.公顷"),
        ("[words]\n", "words"),
        ("{", "words.toml"),
        ("aliases = 3\n", "aliases"),
    ],
)
def test_a_wrong_file_of_words_names_its_entry(hectares: Path, tmp_path: Path, said: str, named: str) -> None:
    words = tmp_path / "words.toml"
    words.write_text(said, encoding="utf-8")
    result = CliRunner().invoke(read, [str(hectares), "--words", str(words)])
    assert result.exit_code == 2
    assert named in result.stderr
