"""A file as a delivery: read, mapped, checked; then taken in whole or refused whole."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pyarrow as pa

from guatu.catalogue.dataset import Dataset
from guatu.enterprises.register import Register, read_register, with_new
from guatu.facts.checks import check
from guatu.facts.head import find_head
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
    heads = [(sheet, find_head(sheet)) for sheet in book.sheets]
    register = read_register(lake)
    for sheet, head in heads:
        if head is None:
            continue
        if sheet.hidden:
            rows.report(
                "sheet.hidden",
                "这张工作表被隐藏。",
                "请取消隐藏或删去后再报送。",
                sheet=sheet,
                row=1,
                column=0,
            )
            continue
        wrong = _period_problem(head.period, period, dataset)
        if wrong:
            rows.report("period.wrong", wrong, "请核对报送的期别和表题。", sheet=sheet, row=1, column=0)
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
    if not mapped and not rows.found:
        _no_table(rows, book)
    say("逐项审核")
    _check(rows, dataset=dataset, book=book, lake=lake, period=period)
    return _prepared(rows, book=book, dataset=dataset, period=period, mapped=mapped, simulated=simulated)


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
        new=tuple(rows.new),
        simulated=simulated,
        found=tuple(rows.found),
    )


def take_in(prepared: Prepared, *, lake: Path, seq: int, delivery: int, whole: bool = False) -> Accepted:
    """Put a delivery without refusals into the lake; all of it or nothing."""
    if prepared.refused:
        raise ValueError("a refused delivery cannot be taken in")
    register = read_register(lake)
    known, grown = _registered(register, prepared.new, seq=seq)
    place = prepared.rows.column_names.index("enterprise")
    ids = [known.get(id_, id_) for id_ in prepared.rows["enterprise"].to_pylist()]
    rows = prepared.rows.set_column(place, "enterprise", pa.array(ids, pa.int32()))
    origin = Origin(
        seq, delivery, prepared.sha256, prepared.name, prepared.sheets, prepared.columns, prepared.simulated
    )
    return accept(
        lake,
        rows,
        dataset=prepared.dataset,
        period=prepared.period,
        origin=origin,
        register=grown,
        whole=whole,
    )


def _registered(
    register: Register, new: tuple[tuple[str, str], ...], *, seq: int
) -> tuple[dict[int, int], Register | None]:
    """Ids of new enterprises by their stand-ins, and the register if it grew."""
    missing = [pair for pair in new if register.by_code.get(pair[0]) is None]
    grown = with_new(register, missing, seq=seq)
    known = {-1 - place: grown.by_code[code] for place, (code, _) in enumerate(new)}
    return known, grown if missing else None


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
