"""The simulated zone's spreadsheets, as a zone hands them in: title, unit line, merged head, sums."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import xlsxwriter

from guatu.catalogue.codes import codes, zone
from guatu.catalogue.dataset import Dataset
from guatu.catalogue.datasets import load_dataset
from guatu.demo.world import DATASETS, Mask, Report, Zone, report

MARK = "【模拟数据】"
_PARTS = ("本月", "上年同月", "1-本月累计", "上年同期累计")
_SCALE = {"CNY": ("万元", 1_000_000), "kWh": ("万千瓦时", 10_000)}


@dataclass(frozen=True, slots=True)
class Sheet:
    """One file: which dataset and period, first delivery, late rows (补报) or corrected ones (更正)."""

    path: Path
    dataset: str
    period: str
    kind: str
    rows: int


def write_zone(world: Zone, out: Path, *, months: int) -> Iterator[Sheet]:
    """Write every file in the order in which it would come; a list of them lies beside as deliveries.csv."""
    out.mkdir(parents=True, exist_ok=True)
    number, listed = 0, []
    late: dict[str, tuple[int, Mask]] = {}
    for t in range(months):
        for name in DATASETS:
            dataset = load_dataset(name)
            if not dataset.is_period(world.period(t)):
                continue
            for kind, month, said in _deliveries(world, t, dataset, late):
                number += 1
                word = {"first": "", "late": "-补报", "corrected": "-更正"}[kind]
                path = out / f"{number:04d}-{name}-{world.period(month)}{word}.xlsx"
                write_sheet(path, world, month, dataset=dataset, said=said)
                made = Sheet(path, name, world.period(month), kind, len(said.who))
                listed.append(made)
                yield made
    with (out / "deliveries.csv").open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(["file", "dataset", "period", "kind", "rows"])
        table.writerows([[s.path.name, s.dataset, s.period, s.kind, s.rows] for s in listed])


def _deliveries(
    world: Zone, t: int, dataset: Dataset, late: dict[str, tuple[int, Mask]]
) -> Iterator[tuple[str, int, Report]]:
    r = np.random.default_rng([world.seed, t, len(dataset.id), 1])
    active, together = world.active(t), dataset.january == "together"
    missing = active & (r.random(len(active)) < 0.015)
    yield "first", t, report(world, t, dataset=dataset.id, who=active & ~missing, together=together)
    if dataset.id in late:
        before, absent = late[dataset.id]
        coming = absent & (r.random(len(active)) < 0.6)
        if coming.any():
            yield "late", before, report(world, before, dataset=dataset.id, who=coming, together=together)
        chosen = world.active(before) & ~absent & (r.random(len(active)) < 0.01)
        if chosen.any() and t % 3 == 0:
            told = report(world, before, dataset=dataset.id, who=chosen, together=together)
            yield "corrected", before, _corrected(told)
    late[dataset.id] = (t, missing)


def _corrected(told: Report) -> Report:
    """Two per cent more in the month and in what it adds up to."""
    parts = {}
    for name, (month, last, whole, whole_last) in told.parts.items():
        more = month // 50 // 10_000 * 10_000
        parts[name] = (month + more, last, whole + more, whole_last)
    return Report(told.who, parts)


def write_sheet(path: Path, world: Zone, t: int, *, dataset: Dataset, said: Report) -> None:
    """Write one workbook."""
    book = xlsxwriter.Workbook(str(path))
    bold = book.add_format(
        {"bold": True, "align": "center", "valign": "vcenter", "text_wrap": True, "border": 1}
    )
    page = book.add_worksheet(dataset.form)
    names = ["统一社会信用代码", "单位详细名称", *(d.aliases[0] for d in dataset.dimensions)]
    measures = [dataset.measure(name) for name in said.parts]
    unit, scale = _SCALE[measures[0].unit]
    width = 1 + len(names) + 4 * len(measures)
    year, month = world.period(t).split("-")
    until = f"1—{int(month)}月" if int(month) > 1 else "1月"
    page.merge_range(0, 0, 0, width - 1, f"{MARK}{zone().name}{dataset.name}（{year}年{until}）", bold)
    page.write(1, 0, f"填报单位：{zone().name}经济发展局")
    page.write(1, width - 1, f"单位：{unit}")
    for column, label in enumerate(["序号", *names]):
        page.merge_range(2, column, 3, column, label, bold)
    for place, measure in enumerate(measures):
        left = 1 + len(names) + 4 * place
        page.merge_range(2, left, 2, left + 3, measure.aliases[0], bold)
        for part, label in enumerate(_PARTS):
            page.write(3, left + part, label, bold)
    _rows(page, world, dataset=dataset, said=said, left=1 + len(names), scale=scale)
    page.freeze_panes(4, 3)
    page.set_column(1, 2, 26)
    book.set_properties(
        {"title": f"{MARK}{dataset.name}", "comments": "由 guatu simulate 生成，不是真实数据"}
    )
    book.close()


def _rows(
    page: xlsxwriter.worksheet.Worksheet,
    world: Zone,
    *,
    dataset: Dataset,
    said: Report,
    left: int,
    scale: int,
) -> None:
    values = [part for parts in said.parts.values() for part in parts]
    for number, e in enumerate(said.who.tolist()):
        row = [number + 1, world.codes[e], world.names[e], *_places(world, e, dataset)]
        page.write_row(4 + number, 0, row)
        page.write_row(4 + number, left, [float(v[number]) / scale for v in values])
    bottom = 4 + len(said.who)
    page.write(bottom, 2, "合计")
    page.write_row(bottom, left, [float(v.sum()) / scale for v in values])


def _places(world: Zone, e: int, dataset: Dataset) -> list[str | int]:
    found: list[str | int] = []
    for dimension in dataset.dimensions:
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
