"""A spreadsheet as a zone hands it in: title, unit line, a head of two rows, sums; as xlsx or csv."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Final

import xlsxwriter

from guatu.catalogue.codes import codes, zone
from guatu.catalogue.dataset import Dataset
from guatu.demo.world import Report, Zone

MARK: Final = "【模拟数据】"
_PARTS: Final = {"month": "本月", "month_ly": "上年同月", "cum": "1-本月累计", "cum_ly": "上年同期累计"}
_YEARS: Final = {"cum": "本年", "cum_ly": "上年"}
_SCALE: Final = {
    "CNY": ("万元", 1_000_000), "USD": ("万美元", 1_000_000), "kWh": ("万千瓦时", 10_000),
    "mu": ("亩", 100), "person": ("人", 1),
}  # fmt: skip
Cell = str | int | float
#: A label over the columns that it heads, and their own labels; one that has none stands in both rows.
Heads = list[tuple[str, tuple[str, ...]]]


def write_sheet(path: Path, world: Zone, t: int, *, dataset: Dataset, said: Report) -> None:
    """Write one file, csv when its name ends so."""
    heads, rows = _heads(dataset, said), _rows(world, dataset=dataset, said=said)
    above = _above(world, t, dataset)
    if path.suffix == ".csv":
        _text(path, above=above, heads=heads, rows=rows)
    else:
        _workbook(path, above=above, heads=heads, rows=rows, dataset=dataset)


def column_of(dataset: Dataset, said: Report, *, measure: str, part: str) -> int:
    """The place (from 0) of a measure's column in the sheet."""
    at = 3 + len(dataset.dimensions)
    for name, parts in said.parts.items():
        if name == measure:
            return at + list(parts).index(part)
        at += len(parts)
    raise KeyError(measure)


def _above(world: Zone, t: int, dataset: Dataset) -> tuple[str, str, str]:
    """The title, who fills it in, the units."""
    year, month = world.period(t).split("-")
    until = "年度" if dataset.frequency == "year" else f"年1—{int(month)}月" if int(month) > 1 else "年1月"
    units = dict.fromkeys(_SCALE[measure.unit][0] for measure in dataset.measures)
    return (
        f"{MARK}{zone().name}{dataset.name}（{year}{until}）",
        f"填报单位：{zone().name}经济发展局",
        f"单位：{'、'.join(units)}",
    )


def _heads(dataset: Dataset, said: Report) -> Heads:
    words = _YEARS if dataset.frequency == "year" else _PARTS
    names = ["序号", "统一社会信用代码", "单位详细名称", *(d.aliases[0] for d in dataset.dimensions)]
    heads: Heads = [(name, ()) for name in names]
    for name, parts in said.parts.items():
        label = dataset.measure(name).aliases[0]
        heads.append((label, tuple(words[part] for part in parts) if len(parts) > 1 else ()))
    return heads


def _rows(world: Zone, *, dataset: Dataset, said: Report) -> list[list[Cell]]:
    """The body, a line of sums last."""
    columns = [
        (values, _SCALE[dataset.measure(name).unit][1])
        for name, parts in said.parts.items()
        for values in parts.values()
    ]
    body: list[list[Cell]] = [
        [
            number + 1,
            world.codes[e],
            world.names[e],
            *_places(world, e, dataset, said, number),
            *(float(values[number]) / scale for values, scale in columns),
        ]
        for number, e in enumerate(said.who.tolist())
    ]
    sums: list[Cell] = ["", "", "合计", *[""] * len(dataset.dimensions)]
    return [*body, [*sums, *(float(values.sum()) / scale for values, scale in columns)]]


def _places(world: Zone, e: int, dataset: Dataset, said: Report, number: int) -> list[Cell]:
    found: list[Cell] = []
    for dimension in dataset.dimensions:
        if dimension.id in said.more:
            found.append(said.more[dimension.id][number])
            continue
        value = getattr(world, dimension.id, None)
        if value is None:
            found.append("是" if dimension.id == "above_scale" else "")
        elif dimension.kind == "flag":
            found.append("是" if value[e] else "否")
        elif dimension.id == "industry":
            found.append(int(value[e]))
        else:
            found.append(codes(dimension.codelist)[str(value[e])].name)
    return found


def _text(path: Path, *, above: tuple[str, str, str], heads: Heads, rows: list[list[Cell]]) -> None:
    """Commas, with the mark by which Excel knows UTF-8; a label stands over the first of its columns."""
    title, who, units = above
    upper: list[str] = []
    lower: list[str] = []
    for label, parts in heads:
        upper += [label, *[""] * (len(parts) - 1)]
        lower += parts or ("",)
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        table = csv.writer(file)
        table.writerow([title])
        table.writerow([who, units])
        table.writerows([upper, lower])
        table.writerows(
            [value if isinstance(value, str) else f"{value:.15g}" for value in row] for row in rows
        )


def _workbook(
    path: Path, *, above: tuple[str, str, str], heads: Heads, rows: list[list[Cell]], dataset: Dataset
) -> None:
    book = xlsxwriter.Workbook(str(path))
    bold = book.add_format(
        {"bold": True, "align": "center", "valign": "vcenter", "text_wrap": True, "border": 1}
    )
    page = book.add_worksheet(dataset.form)
    width = sum(max(1, len(parts)) for _, parts in heads)
    page.merge_range(0, 0, 0, width - 1, above[0], bold)
    page.write(1, 0, above[1])
    page.write(1, width - 1, above[2])
    left = 0
    for label, parts in heads:
        if parts:
            page.merge_range(2, left, 2, left + len(parts) - 1, label, bold)
            page.write_row(3, left, parts, bold)
        else:
            page.merge_range(2, left, 3, left, label, bold)
        left += max(1, len(parts))
    for number, row in enumerate(rows, 4):
        page.write_row(number, 0, row)
    page.freeze_panes(4, 3)
    page.set_column(1, 2, 26)
    book.set_properties(
        {"title": f"{MARK}{dataset.name}", "comments": "由 guatu simulate 生成，不是真实数据"}
    )
    book.close()
