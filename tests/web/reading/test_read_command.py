"""`guatu read --home` reads with the words that the officers of the zone taught."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from guatu.cli.read import read
from guatu.web.reading.actions.words import forget, teach
from guatu.web.reading.teaching import ALIAS, Lesson
from guatu.web.site import start

pytestmark = pytest.mark.django_db


def test_the_zones_words_are_read_until_they_are_taken_back(zone, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(start, "setup", lambda **_: None)
    file = tmp_path / "a.txt"
    file.write_text("2022年7月18日\n上半年，机器换人投入36亿元。\n", encoding="utf-8")

    def indicator(*more: str) -> str:
        made = CliRunner().invoke(read, [str(file), *more])
        assert made.exit_code == 0, made.stderr
        return json.loads(made.stdout)["observations"][0]["indicator"]

    own = indicator("--home", str(tmp_path))
    row = teach(
        Lesson(ALIAS, "机器换人投入", "technical_renovation_investment"), by=zone.actors["supervision"]
    )
    assert indicator("--home", str(tmp_path)) == "technical_renovation_investment" != own
    assert indicator() == own
    forget(row.pk, by=zone.actors["supervision"])
    assert indicator("--home", str(tmp_path)) == own
