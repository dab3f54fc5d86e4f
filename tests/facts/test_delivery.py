"""A file becomes facts whole or not at all, and every fault is one sentence with its cell."""

import io
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from guatu.catalogue.dataset import Dimension
from guatu.catalogue.datasets import load_dataset
from guatu.enterprises.register import read_register
from guatu.facts.delivery import Prepared, prepare, take_in
from guatu.facts.guards import SheetError
from guatu.facts.lake import origin_at
from guatu.facts.rows import standing
from guatu.facts.sheet import letters
from guatu.facts.snapshot import snapshot_at
from guatu.facts.values import amount, place
from guatu.files import durable
from tests.facts.sheets import code, row, xlsx
from tests.files.archives import lying, packed

POWER = load_dataset("electricity")
DAY = Dimension("on", "day", codelist="", name="日期", name_hant="日期", name_en="day", aliases=())
HEAD = "统一社会信用代码,企业名称,所属街道,行业代码,用电量,,,\n,,,,本月,上年同月,累计,上年同期累计\n"


def read(data: bytes, lake: Path, *, name: str = "7月.xlsx", period: str = "", new: bool = True) -> Prepared:
    return prepare(data, name=name, dataset=POWER, lake=lake, period=period, may_register=new)


def stands(lake: Path, period: str = "2022-07") -> list[dict[str, object]]:
    return standing(snapshot_at(lake, dataset=POWER.id), dataset=POWER, period=period).to_pylist()


def test_a_sheet_with_a_merged_head_becomes_facts_with_the_address_of_each_cell(tmp_path: Path) -> None:
    ready = read(xlsx([row(1), row(2, 1.5, None, 9, 8), ["", "合计", "", "", 101.5, 90, 709, 658]]), tmp_path)
    assert [str(found.problem) for found in ready.found] == []
    take_in(ready, lake=tmp_path, seq=5, delivery=1)
    first, second = stands(tmp_path)
    assert first["electricity_month"] == 1_000_000
    assert (second["electricity_month"], second["electricity_month_ly"]) == (15_000, None)
    assert (first["area"], first["industry"], first["row"]) == (11, 39, 5)
    origin = origin_at(tmp_path, dataset=POWER.id, seq=5)
    assert origin.columns["electricity_cum"] == "G"
    assert read_register(tmp_path).names == {1: "第1精密厂", 2: "第2精密厂"}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("mark", [",", "\t"])
def test_text_is_read_in_every_encoding(encoding: str, mark: str, tmp_path: Path) -> None:
    body = f'2022年7月{mark * 7}\n单位：万千瓦时{mark * 7}\n{HEAD}{code(1)},甲厂,11,C39,１２３,（—）,"",-\n'
    body = body.replace("（—）", "—").replace(",", mark)
    ready = read(body.encode(encoding), tmp_path, name="7月.csv")
    assert [str(found.problem) for found in ready.found] == []
    assert ready.rows["electricity_month"].to_pylist() == [1_230_000]
    assert ready.rows["electricity_cum"].to_pylist() == [None]


FAULTS = {
    "row.twice": (xlsx([row(1), row(2), row(1)]), "A7"),
    "period.wrong": (xlsx([row(1)], title="企业用电（2022年6月）"), "A1"),
    "mapping.unit": (xlsx([row(1)], unit="7月"), "E3"),
    "mapping.unknown": (xlsx([row(1)], measure="用电电量"), "E3"),
    "enterprise.code": (xlsx([["91320000000000001X", "甲", "澜汀街道", 39, 1, 1, 1, 1]]), "A5"),
    "cell.number": (xlsx([row(1, "约5万", 1, 1, 1)]), "E5"),
    "cell.negative": (xlsx([row(1, "（12.5）", 1, 20, 1)]), "E5"),
    "cell.code": (xlsx([row(1, area="月亮街道")]), "C5"),
    "cell.formula": (xlsx([["=cmd|x", "甲", 11, 39, 1]]), "A5"),
    "row.hidden": (xlsx([row(1), row(2)], hide=6), "A6"),
    "check.month_in_cum": (xlsx([row(1, 100, 90, 50, 45)]), "E5"),
    "check.jump": (xlsx([row(1, 5, 5, 7_000_000, 700)]), "G5"),
    "sum.counted": (xlsx([row(1), row(2), row(3), row(4, 300, 270, 2100, 1950)]), "E8"),
    "sum.differs": (xlsx([row(1), row(2), ["", "合计", "", "", 999, 180, 1400, 1300]]), "E7"),
    "sheet.table": (xlsx([]), "A1"),
}  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS)
def test_each_fault_names_its_cell_and_what_to_do(fault: str, tmp_path: Path) -> None:
    data, cell = FAULTS[fault]
    ready = read(data, tmp_path, period="2022-07")
    found = next(found for found in ready.found if found.problem.code == fault)
    assert found.problem.where.startswith("7月.xlsx")
    assert found.problem.where.endswith(cell)
    assert found.problem.message.endswith(("。", "？"))
    assert found.problem.what_to_do
    if ready.refused:
        with pytest.raises(ValueError):
            take_in(ready, lake=tmp_path, seq=5, delivery=1)
    assert not list(tmp_path.iterdir())


def test_two_deliveries_that_meet_never_give_one_id_to_two_enterprises(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both are read before either is in; the other one is quicker to the lock."""
    mine = read(xlsx([row(1)]), tmp_path)
    other = read(xlsx([row(2)], title="企业用电（2022年8月）"), tmp_path)
    locked, first = durable.locked, iter([True])

    @contextmanager
    def late(folder: Path) -> Iterator[None]:
        if next(first, False):
            take_in(other, lake=tmp_path, seq=4, delivery=1)
        with locked(folder):
            yield

    monkeypatch.setattr(durable, "locked", late)
    take_in(mine, lake=tmp_path, seq=5, delivery=2)
    assert read_register(tmp_path).names == {1: "第2精密厂", 2: "第1精密厂"}
    assert [r["enterprise"] for r in stands(tmp_path)] == [2]
    assert [r["enterprise"] for r in stands(tmp_path, "2022-08")] == [1]


def test_a_new_enterprise_under_two_names_is_one_that_stands_twice(tmp_path: Path) -> None:
    ready = read(xlsx([row(1), row(1, name="另一个名字")]), tmp_path)
    assert [found.problem.code for found in ready.refused] == ["row.twice"]


def test_an_unknown_enterprise_is_refused_and_the_near_one_suggested(tmp_path: Path) -> None:
    take_in(read(xlsx([row(1), row(2)]), tmp_path), lake=tmp_path, seq=5, delivery=1)
    ready = read(xlsx([row(8, name="第2精密厂家")]), tmp_path, new=False)
    [found] = ready.refused
    assert found.problem.code == "enterprise.unknown"
    assert code(2) in found.problem.what_to_do or code(1) in found.problem.what_to_do


def test_a_cumulative_below_last_months_is_asked_about(tmp_path: Path) -> None:
    take_in(read(xlsx([row(1)]), tmp_path), lake=tmp_path, seq=5, delivery=1)
    ready = read(xlsx([row(1, 10, 9, 600, 550)], title="企业用电（2022年1—8月）"), tmp_path)
    assert [found.problem.code for found in ready.questions] == ["check.not_decreasing"]
    assert not ready.refused


WORKBOOK = {"xl/workbook.xml": b"<workbook/>"}
NO_SHEETS = {
    "sheet.empty": b"",
    "sheet.kind": b"MZ\x90\x00",
    "sheet.broken": b"PK\x03\x04 cut short",
    "sheet.macro": packed({**WORKBOOK, "xl/vbaProject.bin": b"x"}),
    "sheet.link": packed({**WORKBOOK, "xl/externalLinks/externalLink1.xml": b"<x/>"}),
    "sheet.entity": packed({"xl/workbook.xml": b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a/>'}),
    "sheet.bomb": packed({**WORKBOOK, "xl/worksheets/sheet1.xml": b" " * 60_000_000}),
    "sheet.formula": xlsx([row(1)], formula="=cmd|'/c calc'!A1"),
    "sheet.rows": b"\n" * 2_000_000,
    "sheet.nul": "代码,\x00".encode(),
    "sheet.long": ("长" * 40_000).encode(),
    "sheet.encoding": b"\x81",
    "sheet.password": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
}  # fmt: skip


@pytest.mark.parametrize("fault", NO_SHEETS)
def test_what_is_no_sheet_is_refused_before_it_is_opened(fault: str, tmp_path: Path) -> None:
    with pytest.raises(SheetError) as refusal:
        read(NO_SHEETS[fault], tmp_path)
    assert refusal.value.problem.code == fault
    assert refusal.value.problem.what_to_do


def test_a_bomb_that_lies_about_its_size_is_refused(tmp_path: Path) -> None:
    parts = {"xl/workbook.xml": b"<workbook/>", "xl/worksheets/sheet1.xml": b" " * 60_000_000}
    with pytest.raises(SheetError) as refusal:
        read(lying(parts, about="xl/worksheets/sheet1.xml"), tmp_path)
    assert refusal.value.problem.code == "sheet.bomb"


def test_hidden_rows_are_those_of_the_sheet_wherever_its_part_lies(tmp_path: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(xlsx([row(1), row(2)], hide=6))) as book:
        parts = {name: book.read(name) for name in book.namelist()}
    moved = {name.replace("/sheet1.xml", "/sheet9.xml"): data for name, data in parts.items()}
    for listed in ("xl/_rels/workbook.xml.rels", "[Content_Types].xml"):
        moved[listed] = parts[listed].replace(b"/sheet1.xml", b"/sheet9.xml")
    ready = read(packed(moved), tmp_path, period="2022-07")
    assert [found.problem.code for found in ready.refused] == ["row.hidden"]


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=2))
def test_every_way_to_write_a_number_reads_the_same(number: object) -> None:
    wide = str(number).translate(
        {ord(a): ord(b) for a, b in zip("0123456789.", "０１２３４５６７８９．", strict=True)}
    )
    brackets = f"（{str(number).removeprefix('-')}）" if str(number).startswith("-") else f" {number:,} "
    assert amount(str(number)) == amount(wide) == amount(brackets) == number


def test_columns_are_lettered_as_sheets_letter_them() -> None:
    assert [letters(n) for n in (25, 26, 701, 702)] == ["Z", "AA", "ZZ", "AAA"]


def test_the_lake_is_asked_as_often_for_many_rows_as_for_few(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What grows with the rows is one pass over them; files are opened once, whatever their number."""
    opened: list[str] = []
    whole = pq.read_table

    def told(path: Path, **more: Any) -> pa.Table:
        opened.append(Path(path).name)
        return whole(path, **more)

    monkeypatch.setattr(pq, "read_table", told)
    counts = []
    for name, many in (("few", 3), ("many", 2_000)):
        lake = tmp_path / name
        take_in(read(xlsx([row(n) for n in range(1, many + 1)]), lake), lake=lake, seq=5, delivery=1)
        opened.clear()
        again = xlsx([row(n) for n in range(1, many + 2)])
        take_in(read(again, lake), lake=lake, seq=6, delivery=2)
        counts.append(len(opened))
        assert len(stands(lake)) == many + 1
    assert counts[0] == counts[1]


@pytest.mark.parametrize(
    ("value", "day"),
    [("15", 15), ("15日", 15), (15, 15), (15.0, 15), ("2022-02-28", 28), (date(2022, 2, 3), 3), (44_620, 28)],
)
def test_a_day_is_read_however_it_is_written(value: Any, day: int) -> None:
    assert place(value, dimension=DAY, period="2022-02") == day


@pytest.mark.parametrize("value", ["45", 30, "2022-02-30", "2022-13-01", "月初", 0, "2022-03-01"])
def test_a_day_that_its_month_has_not_is_refused(value: Any) -> None:
    with pytest.raises(ValueError, match=r"不是日期|不在2022-02"):
        place(value, dimension=DAY, period="2022-02")
