"""A file as a delivery: read, mapped, checked; then taken in whole or refused whole."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pyarrow as pa

from guatu.catalogue.dataset import Dataset
from guatu.enterprises.register import read_register
from guatu.facts.checks import check
from guatu.facts.head import Head, find_head
from guatu.facts.lake import Accepted, Origin, accept
from guatu.facts.mapping import Mapped, map_columns
from guatu.facts.parsed import Found, Rows, read_rows
from guatu.facts.rows import schema_of, standing
from guatu.facts.sheet import Sheet, Workbook, read_workbook
from guatu.facts.snapshot import snapshot_at

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Prepared:
    """A file read and checked; nothing is written yet. ``rows`` of new enterprises carry negative ids."""

    dataset: Dataset
    period: str
    name: str
    sha256: str
    sheets: tuple[str, ...]
    rows: pa.Table
    mapped: Mapping[int, Mapped]
    columns: dict[str, str]
    new: tuple[tuple[str, str], ...]
    simulated: bool
    found: tuple[Found, ...] = field(default=())

    @property
    def refused(self) -> tuple[Found, ...]:
        """What refuses the file whatever anybody says."""
        return tuple(found for found in self.found if not found.soft)

    @property
    def questions(self) -> tuple[Found, ...]:
        """What a person may confirm with a reason."""
        return tuple(found for found in self.found if found.soft)


def prepare(
    data: bytes,
    *,
    name: str,
    dataset: Dataset,
    lake: Path,
    period: str = "",
    may_register: bool = False,
    chosen: Mapping[str, str] | None = None,
    say: Say = lambda _step: None,
) -> Prepared:
    """Read and check a file against the lake as it stands; SheetError for what is no spreadsheet."""
    say("读取表格")
    book = read_workbook(data, name=name)
    targets = ["enterprise", *(d.id for d in dataset.dimensions), *dataset.stored, "sheet", "row"]
    rows = Rows(name, {target: [] for target in targets})
    mapped: dict[int, Mapped] = {}
    simulated = False
    register = read_register(lake)
    for sheet in book.sheets:
        head = find_head(sheet)
        if head is None or not _fits(sheet, head, rows=rows, period=period, dataset=dataset):
            continue
        period, simulated = period or head.period, simulated or head.simulated
        say(f"核对“{sheet.name}”")
        found = map_columns(head, dataset=dataset, where=f"{name}　工作表“{sheet.name}”", chosen=chosen)
        mapped[sheet.index] = found
        rows.found += [Found(problem, sheet.index, head.top + 1, "A") for problem in found.problems]
        if not found.problems:
            read_rows(
                sheet, head, found, dataset=dataset, period=period, register=register, into=rows,
                may_register=may_register,
            )  # fmt: skip
    say("逐项审核")
    _check(rows, dataset=dataset, book=book, lake=lake, period=period)
    return _prepared(rows, book=book, dataset=dataset, period=period, mapped=mapped, simulated=simulated)


def _fits(sheet: Sheet, head: Head, *, rows: Rows, period: str, dataset: Dataset) -> bool:
    """Whether a sheet with a table is to be read; what keeps it from that is added to the rows' problems."""
    if sheet.hidden:
        code, wrong, advice = "sheet.hidden", "这张工作表被隐藏。", "请取消隐藏或删去后再报送。"
    else:
        code, advice = "period.wrong", "请核对报送的期别和表题。"
        wrong = _period_problem(head.period, period, dataset)
    if wrong:
        rows.report(code, wrong, advice, sheet=sheet, row=1, column=0)
    return not wrong


def _check(rows: Rows, *, dataset: Dataset, book: Workbook, lake: Path, period: str) -> None:
    if not rows.values["enterprise"]:
        if not rows.found:
            _no_table(rows, book)
        return
    previous = dataset.previous(period)
    before = (
        standing(snapshot_at(lake, dataset=dataset.id, periods=[previous]), dataset=dataset, period=previous)
        if previous and dataset.frequency == "month"
        else None
    )
    if rows.found and any(not found.soft for found in rows.found):
        before = None
    check(rows, dataset=dataset, sheets={sheet.index: sheet for sheet in book.sheets}, before=before)


def _prepared(
    rows: Rows, *, book: Workbook, dataset: Dataset, period: str, mapped: dict[int, Mapped], simulated: bool
) -> Prepared:
    schema = schema_of(dataset)
    wrong = any(not found.soft for found in rows.found)
    columns = {
        name: pa.array([] if wrong else values, schema.field(name).type)
        for name, values in rows.values.items()
    }
    return Prepared(
        dataset=dataset,
        period=period,
        name=book.name,
        sha256=book.sha256,
        sheets=tuple(sheet.name for sheet in book.sheets),
        rows=pa.table(columns),
        mapped=mapped,
        columns=dict(rows.letters),
        new=tuple((code, name) for code, (_id, name) in rows.new.items()),
        simulated=simulated,
        found=tuple(rows.found),
    )


def take_in(
    prepared: Prepared,
    *,
    lake: Path,
    seq: int,
    delivery: int,
    whole: bool = False,
    sure: Callable[[], object] = lambda: None,
) -> Accepted:
    """Put a delivery without refusals into the lake; all of it or nothing. ``sure`` as in `lake.accept`."""
    if prepared.refused:
        raise ValueError("a refused delivery cannot be taken in")
    origin = Origin(
        seq, delivery, prepared.sha256, prepared.name, prepared.sheets, prepared.columns, prepared.simulated
    )
    return accept(
        lake,
        prepared.rows,
        dataset=prepared.dataset,
        period=prepared.period,
        origin=origin,
        new=prepared.new,
        whole=whole,
        sure=sure,
    )


def _period_problem(said: str, wanted: str, dataset: Dataset) -> str:
    if wanted and said and said != wanted:
        return f"表题写的是{said}，报送的是{wanted}。"
    if not (said or wanted):
        return "看不出是哪一期。"
    if not dataset.is_period(wanted or said):
        return f"{dataset.name}没有{wanted or said}这一期，1—2月合并为2月一期报送。"
    return ""


def _no_table(rows: Rows, book: Workbook) -> None:
    sheet = book.sheets[0] if book.sheets else Sheet("", 0, [])
    message = "没有找到企业数据：没有一行写有统一社会信用代码或企业名称的表头和数据。"
    rows.report("sheet.table", message, "请核对文件，或改用规定的表式。", sheet=sheet, row=1, column=0)
