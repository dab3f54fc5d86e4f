"""A zone reads its indicators in one order, and a zone may bring its own."""

from pathlib import Path

import pytest

from guatu.catalogue.load import VARIABLE, indicators
from guatu.catalogue.schema import CatalogueError
from guatu.indicators.order import groups, headline_order, in_order


def test_headlines_stand_in_the_order_in_which_leaders_read_them() -> None:
    assert headline_order()[:3] == ("gdp", "general_public_budget_revenue", "tax_share_of_budget_revenue")
    assert in_order(["goods_trade", "pm25", "gdp"]) == ["gdp", "goods_trade", "pm25"]


def test_every_indicator_belongs_to_exactly_one_group() -> None:
    listed = [id_ for members in groups().values() for id_ in members]
    assert sorted(listed) == sorted(indicators())


def test_a_zone_brings_its_own_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "boards").mkdir()
    (tmp_path / "boards/zone.toml").write_text('headlines = ["goods_trade"]\n', encoding="utf-8")
    monkeypatch.setenv(VARIABLE, str(tmp_path))
    assert headline_order() == ("goods_trade",)


def test_an_unknown_indicator_in_an_order_is_refused_in_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "boards").mkdir()
    (tmp_path / "boards/zone.toml").write_text('headlines = ["happiness"]\n', encoding="utf-8")
    monkeypatch.setenv(VARIABLE, str(tmp_path))
    with pytest.raises(CatalogueError, match="happiness"):
        headline_order()
