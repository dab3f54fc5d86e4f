"""Datasets and code lists are data: complete, checked to the line, and a zone may bring its own."""

from pathlib import Path

import pytest

from guatu.catalogue.codes import (
    COLUMNS,
    areas,
    codes,
    industries,
    industry_sets,
    read_codes,
    zone,
)
from guatu.catalogue.datasets import dataset_problems, datasets, load_dataset
from guatu.catalogue.load import DATA


def test_every_dataset_can_be_cut_by_area_and_industry() -> None:
    assert set(datasets()) >= {
        "industry_monthly", "taxable_sales_daily", "electricity", "trade", "fdi_arrivals", "tax_revenue",
        "investment_projects", "enterprises_yearly",
    }  # fmt: skip
    for dataset in datasets().values():
        assert [dimension.id for dimension in dataset.dimensions[:2]] == ["area", "industry"]
        assert dataset.legal
        assert dataset.legal_source
        for dimension in dataset.dimensions:
            if dimension.kind == "code":
                assert codes(dimension.codelist)


def test_surveys_know_no_january_and_records_do() -> None:
    for dataset in datasets().values():
        assert dataset.is_period("2022-12")
        if dataset.nature == "survey":
            assert dataset.january == "together"
            assert not dataset.is_period("2022-01")
    assert load_dataset("electricity").is_period("2022-01")
    assert load_dataset("industry_monthly").previous("2022-02") is None
    assert load_dataset("electricity").previous("2022-02") == "2022-01"


def test_the_national_classification_is_whole() -> None:
    sections = [code for code in industries().values() if code.kind == "section"]
    divisions = [code for code in industries().values() if code.kind == "division"]
    assert "".join(code.code for code in sections) == "ABCDEFGHIJKLMNOPQRST"
    assert [code.number for code in divisions] == list(range(1, 98))
    assert sum(code.parent == "C" for code in divisions) == 31


def test_areas_hang_together() -> None:
    assert zone().kind == "zone"
    inside = [area for area in areas().values() if area.parent == zone().code]
    assert {area.kind for area in inside} == {"street", "park"}
    assert {"city", "peer_zone", "peer_county"} <= {area.kind for area in areas().values()}


def test_a_set_of_industries_has_one_version_at_a_time() -> None:
    for period in ("2021-02", "2022-12", "2023-01", "2025-06"):
        for name in {found.id for found in industry_sets()}:
            assert sum(found.id == name and found.covers(period) for found in industry_sets()) == 1


def test_the_leading_industries_are_others_from_2023_on_and_none_before_they_were_named() -> None:
    leading = [found for found in industry_sets() if found.id == "leading"]
    old, new = (
        [found.divisions for found in leading if found.covers(period)] for period in ("2022-12", "2023-01")
    )
    assert old != new
    assert frozenset({27, 35, 38, 39}) in old
    assert not any(found.covers("2019-01") for found in leading)


def test_a_wrong_line_of_a_dataset_is_named(tmp_path: Path) -> None:
    text = (DATA / "datasets" / "trade.toml").read_text(encoding="utf-8")
    path = tmp_path / "trade.toml"
    line = text.splitlines().index('unit = "USD"') + 1
    path.write_text(text.replace('unit = "USD"', 'unit = "EUR"', 1), encoding="utf-8")
    [problem] = dataset_problems(path)
    assert problem.where == f"{path}:{line}"
    assert "EUR" in problem.message


@pytest.mark.parametrize(
    ("line", "wrong", "says"),
    [
        ("slip = 5000\n", "", "slip"),
        ("worth = 10000\n", "worth = -1\n", "worth"),
        ("rounding = 100\n", "", "rounding"),
    ],
)
def test_a_dataset_says_its_own_tolerances(tmp_path: Path, line: str, wrong: str, says: str) -> None:
    text = (DATA / "datasets" / "trade.toml").read_text(encoding="utf-8")
    path = tmp_path / "trade.toml"
    path.write_text(text.replace(line, wrong, 1), encoding="utf-8")
    [problem] = dataset_problems(path)
    assert says in problem.message


def test_a_wrong_line_of_a_code_list_is_named(tmp_path: Path) -> None:
    path = tmp_path / "areas.csv"
    path.write_text(
        ",".join(COLUMNS) + "\n1,,zone,甲,甲,A\n1,,zone,乙,乙,B\n2,9,street,丙,丙,C\n", encoding="utf-8"
    )
    problems, _ = read_codes(path)
    assert [problem.where for problem in problems] == [f"{path}:3", f"{path}:4"]
