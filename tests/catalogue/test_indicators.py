"""Definitions are data: complete, checked, and a zone may add its own."""

from pathlib import Path

import pytest

from guatu.catalogue.load import VARIABLE, indicators, units, words
from guatu.catalogue.schema import CatalogueError
from guatu.catalogue.spelling import spellings
from guatu.reading.read import read_text

CANONICAL = """
gdp primary_value_added secondary_value_added tertiary_value_added industrial_value_added
industrial_output industrial_revenue industrial_taxable_sales industrial_profit industrial_tax
industrial_electricity electricity_use general_public_budget_revenue fiscal_revenue tax_revenue
tax_share_of_budget_revenue budget_expenditure fixed_asset_investment industrial_investment
technical_renovation_investment infrastructure_investment real_estate_investment
private_investment retail_sales goods_trade exports imports actual_fdi contracted_fdi
domestic_capital service_revenue high_tech_output high_tech_share emerging_industry_output
leading_industry_output biopharma_industry_scale rd_spending rd_intensity high_tech_enterprises
above_scale_enterprises enterprises_at_tier market_entities signed_projects started_projects
completed_projects commissioned_projects signed_investment project_investment
industrial_project_assessment science_projects science_platforms talents patents
land_recovery_signed land_supply tax_per_mu urban_income rural_income resident_income new_jobs
unemployment_rate cpi deposits loans energy_intensity pm25 good_air_days cargo_throughput
container_throughput tourists tourism_revenue agricultural_output
"""


def test_every_canonical_indicator_is_defined_in_three_scripts() -> None:
    defined = indicators()
    assert set(CANONICAL.split()) <= set(defined)
    for item in defined.values():
        assert item.name, item.id
        assert item.name_hant, item.id
        assert item.name_en, item.id


def test_no_spelling_names_two_indicators() -> None:
    named: dict[str, str] = {}
    for item in indicators().values():
        for notation in item.aliases:
            for spelling in spellings(notation):
                assert named.setdefault(spelling, item.id) == item.id, spelling


def test_joint_names_and_stages_lead_to_known_indicators() -> None:
    for ids in words()["pair"].values():
        assert set(ids) <= set(indicators())
    assert set(words()["stages"]) - {"joint"} <= set(indicators())


def test_units_lead_to_base_units() -> None:
    assert units()["公顷"] == ("mu", 15)
    assert units()["千伏"][0] == ""


@pytest.fixture
def zone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "indicators").mkdir()
    monkeypatch.setenv(VARIABLE, str(tmp_path))
    return tmp_path / "indicators" / "ours.toml"


def test_a_zone_adds_an_indicator_without_code(zone: Path) -> None:
    zone.write_text(
        '[berth_use]\nname = "泊位利用率"\nname_hant = "泊位利用率"\nname_en = "Berth use"\n'
        'unit = "percent"\n'
        'decimals = 1\ndirection = "up"\nkind = "ratio"\naliases = ["泊位[使用|利用]率"]\n',
        encoding="utf-8",
    )
    found = read_text("上半年，泊位使用率达71.5%。", name="2022-07-10.txt").observations
    assert [(o.indicator, o.measure, float(o.value)) for o in found] == [("berth_use", "level", 71.5)]


def test_a_zone_extends_an_indicator_by_its_own_word(zone: Path) -> None:
    zone.write_text('[gdp]\naliases = ["全域总产出"]\n', encoding="utf-8")
    found = read_text("上半年全域总产出56亿元。", name="2022-07-10.txt").observations
    assert found[0].indicator == "gdp"


@pytest.mark.parametrize(
    "content",
    ["[x]\nname = 1", "not toml", '[x]\nname="a"\nname_hant="a"\nname_en="a"\nunit="furlong"\ndecimals=0\n'
     'direction="up"\nkind="flow"\naliases=["a"]'],
)  # fmt: skip
def test_a_bad_definition_is_refused_by_name(zone: Path, content: str) -> None:
    zone.write_text(content, encoding="utf-8")
    with pytest.raises(CatalogueError, match=r"ours\.toml"):
        indicators()
