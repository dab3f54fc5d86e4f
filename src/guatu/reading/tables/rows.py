"""The rows of a table that is understood: what each is of, and the figures of its cells."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from guatu.reading.found import Found
from guatu.reading.lexicon import Lexicon
from guatu.reading.naming import Subject
from guatu.reading.tables.cells import figure, is_money
from guatu.reading.tables.columns import Column, Plan, base_of, is_whole
from guatu.reading.tables.heads import NAME, PERIOD, PLACES, UNIT_CELL, UNITS, told
from guatu.reading.tables.layout import Table
from guatu.reading.tables.lines import Cell, Line

_LEADING = re.compile(
    r"^(?:其中:?|#|\*|[一二三四五六七八九十]+、|\([一二三四五六七八九十\d]+\)|\d+[.、](?!\d)|[①-⑳]|-+|·)+"
)
_BRACKET = re.compile(rf"(.+?)\(((?:{UNITS}))\)(.*)")
_TERM = re.compile(rf"(?P<name>.+?)\((?P<term>{PERIOD.pattern})\)")
_SCALED = re.compile(r"(.+?)\((规上|规模以上|限上|限额以上)(?:企业|工业|单位)?\)")
_RISING = re.compile(r"(?:同比)?(?:增长率|增长速度|增长|增速|增幅|涨幅)(?:%|\(%\))?$")
_FALLING = re.compile(r"(?:累计)?(?:下降|降低|降幅|压减|削减)(?:率|幅度)?(?:%|\(%\))?$")
_TAIL = re.compile(
    r"(?:增加值|总产值|产值|投资|零售额|营业收入|收入|支出|出口|进口|用电量|利润|税收|销售额|余额|存款|贷款)$"
)
_OF_WHICH = re.compile(r"^(?:其中:?|#|-)")


@dataclass(frozen=True, slots=True)
class Label:
    """What stands before the figures of a row."""

    text: str
    start: int
    unit: str | None = None
    inner: bool = False
    first: int = 0
    last: str = ""
    period: str | None = None


def figures_of(table: Table, plan: Plan, lex: Lexicon) -> list[Found]:
    """The figures of all rows."""
    out: list[Found] = []
    upper: Subject | None = None
    money: str | None = None
    for line, section in zip(table.rows, table.sections, strict=True):
        label, placed = aligned(line, plan.columns, table)
        if not label.text or not placed:
            continue
        if label.unit is not None:
            money = label.unit if is_money(label.unit) else None
        elif plan.unit is None and money is not None:
            # 其中:出口 below 进出口(亿元): amounts go on in the unit above
            label = replace(label, unit=money)
        if plan.works:
            label = replace(label, text=line.text[label.start - line.start :][: label.first])
        if plan.turned:
            _of_measure(label, placed, plan, lex, out)
        elif plan.places:
            _of_place(label, placed, plan, lex, out)
        else:
            upper = _of_indicator(label, placed, plan, section, upper, lex=lex, out=out)
    return out


def parted(line: Line) -> tuple[Label, list[Cell]]:
    """The label of a row, after a serial number, and the cells behind it."""
    cells = list(line.full)
    if len(cells) > 1 and cells[0].numeric and not cells[1].numeric:
        cells = cells[1:]
    first = next((k for k, cell in enumerate(cells) if k and cell.numeric), len(cells))
    return _labelled(cells[:first]), cells[first:]


def aligned(line: Line, columns: Sequence[Column], table: Table) -> tuple[Label, list[tuple[Column, Cell]]]:
    """The label of a row, and its figures with the columns that they stand in."""
    if line.kept and len(line.cells) == len(columns):
        return _by_place(line.cells, columns)
    label, data = parted(line)
    value = [
        k
        for k, c in enumerate(columns)
        if c.kind not in ("name", "unit") and not _serial(c) and not (k == 1 and _names(c))
    ]
    if line.spaced and table.spaced and len(data) != len(value):
        middles = {k: table.columns[k - (len(columns) - len(table.columns))].middle for k in value}
        placed = []
        for cell in data:
            k = min(value, key=lambda k: abs(middles[k] - cell.middle))
            placed.append((columns[k], cell))
        return label, [(c, cell) for c, cell in placed if cell.numeric]
    return label, [(columns[k], cell) for k, cell in zip(value, data, strict=False) if cell.numeric]


def _serial(column: Column) -> bool:
    return column.head in ("序号", "编号")


#: A column that sorts the rows (经济发展, 绿色发展) beside the one that names them.
_SORTS = re.compile(
    r"(?:指标|项目|目标)?(?:类别|类型|分类|大类|领域|维度|方面|板块名称|属性|性质|种类)|一级指标|指标(?:属性|性质)"
)


def _names(column: Column) -> bool:
    """Whether a column behind that of serial numbers names the rows."""
    return NAME.fullmatch(column.head) is not None or PLACES.fullmatch(column.head) is not None


def _by_place(cells: Sequence[Cell], columns: Sequence[Column]) -> tuple[Label, list[tuple[Column, Cell]]]:
    """Cells that stand each in its column."""
    words = [
        cell
        for cell, column in zip(cells, columns, strict=True)
        if cell.text and not cell.numeric and column.kind in ("name", "unit", "other")
    ]
    sorting = {cells[k].start for k, column in enumerate(columns) if _SORTS.fullmatch(column.head)}
    words = [cell for cell in words if cell.start not in sorting] or words
    first = next(
        (
            k
            for k, (cell, c) in enumerate(zip(cells, columns, strict=True))
            if k and cell.numeric and not _serial(c)
        ),
        len(cells),
    )
    words = [cell for cell in words if cell.start < cells[first].start] if first < len(cells) else words
    placed = [
        (column, cell)
        for k, (cell, column) in enumerate(zip(cells, columns, strict=True))
        if k and cell.numeric and column.kind not in ("name", "unit")
    ]
    return _labelled(words), placed


def _labelled(words: Sequence[Cell]) -> Label:
    """The label that the words before the figures make, with the unit that ends them."""
    words = [cell for cell in words if not cell.numeric]
    if not words:
        return Label("", 0)
    unit = None
    if len(words) > 1 and UNIT_CELL.fullmatch(words[-1].text.strip("()")):
        unit, words = words[-1].text.strip("()"), words[:-1]
    text = "".join(cell.text for cell in words)
    inner = _OF_WHICH.match(text) is not None
    text = _LEADING.sub("", text)
    own = _BRACKET.fullmatch(text)
    if own is not None:
        text, unit = own[1] + own[3], own[2]
    term = _TERM.fullmatch(text)  # 地区生产总值(上半年)
    if term is not None:
        text = term["name"]
    scaled = _SCALED.fullmatch(text)
    if scaled is not None:
        text = scaled[2] + scaled[1]  # 工业总产值(规上)
    last = words[-1].text if len(words) > 1 else ""
    period = term["term"] if term is not None else None
    return Label(text, words[0].start, unit, inner, len(words[0].text), last, period)


def _of_place(
    label: Label, placed: Sequence[tuple[Column, Cell]], plan: Plan, lex: Lexicon, out: list[Found]
) -> None:
    """A row that is a place or a month: its columns name the indicators."""
    month = PERIOD.fullmatch(label.text)
    area = None if month or is_whole(label.text) else label.text
    named = base_of(label.text, label.start, lex) if plan.trades else None
    for column, cell in placed:
        if column.base is None:
            continue
        unit = column.unit or plan.unit
        base, part = column.base, area
        if plan.trades and column.tail and area is not None:
            name = label.text + column.tail
            other = Subject("other:" + name, label.start, label.start, name=name)
            base, part = named or base_of(name, label.start, lex) or other, None
        found = figure(base, column.kind, cell, unit, column, area=part, lex=lex)
        if found is not None:
            found.period = label.text if month else found.period
            out.append(found)


def _of_measure(
    label: Label, placed: Sequence[tuple[Column, Cell]], plan: Plan, lex: Lexicon, out: list[Found]
) -> None:
    """A row that is a measure of the indicators over the columns: 总量, 增速, 位次."""
    said = told(label.text)
    for column, cell in placed:
        if column.base is None or said.kind is None:
            continue
        row = replace(
            column,
            kind=said.kind,
            head=label.text,
            period=said.period or column.period,
            aimed=said.kind == "target",
            of="growth" if "rank" in said.kind else None,
        )
        unit = column.unit or label.unit or plan.unit
        found = figure(column.base, said.kind, cell, unit, row, area=None, lex=lex)
        if found is not None:
            out.append(found)


def _of_indicator(
    label: Label,
    placed: Sequence[tuple[Column, Cell]],
    plan: Plan,
    section: str,
    upper: Subject | None,
    *,
    lex: Lexicon,
    out: list[Found],
) -> Subject | None:
    """A row that is an indicator; returns the one that the rows below may be parts of."""
    turned = label.unit == "%" or label.unit is None or is_money(label.unit)
    rising = _RISING.search(label.text) if turned else None
    falling = _FALLING.search(label.text) if turned and not rising else None
    text = _RISING.sub("", label.text) if rising else _FALLING.sub("", label.text) if falling else label.text
    base = _base(text, label, section, upper, lex=lex)
    if label.last and not label.inner and (base is None or not base.canonical):
        # 经济发展 beside 规上工业总产值: the cell next to the figures names the row when it is an indicator
        own = base_of(_RISING.sub("", _FALLING.sub("", label.last)), label.start, lex)
        base = own or base
    if base is None:
        return upper
    for column, cell in placed:
        kind = column.kind
        if (rising or falling) and kind in ("level", "target"):
            kind = "growth"
        of = _spent_on(base, kind, column.head, spending=plan.spending)
        found = figure(of, kind, cell, column.unit or label.unit or plan.unit, column, area=None, lex=lex)
        if found is not None:
            if falling and found.measure in ("growth", "change") and column.kind in ("level", "target"):
                found.value = -abs(found.value)
            found.period = _of_row(label.period, found.period)
            out.append(found)
    return upper if label.inner else base


def _of_row(own: str | None, column: str | None) -> str | None:
    """The period that a row names for itself, in the year of its column where it names none."""
    if own is None or "年" in own[:5]:
        return own or column
    year = re.match(r"\d{2,4}年", column or "")
    return (year[0] if year else "") + own


_COURSES = frozenset({"level", "target", "completion", "growth"})


def _spent_on(base: Subject, kind: str, head: str, *, spending: bool) -> Subject:
    """Of projects in a row: 总投资 is their own, what is planned and done of it is investment in them."""
    if base.canonical or not base.id.endswith("项目") or "个" in head or kind not in _COURSES:
        return base
    if "总投资" in head:
        return replace(base, id=base.id + "总投资")
    return (
        replace(base, id="project_investment")
        if "投资" in head or (spending and kind == "completion")
        else base
    )


def _base(text: str, label: Label, section: str, upper: Subject | None, *, lex: Lexicon) -> Subject | None:
    """The indicator of a row: its own, that of the rows above (增速), or a part of theirs (其中:工业)."""
    if not text:
        return upper
    known = base_of(text, label.start, lex, others=True)
    if known is not None and known.canonical:
        return known
    section = _LEADING.sub("", section)
    if section:
        joined = base_of(section + text, label.start, lex)
        if joined is not None:
            return joined
    counted = label.unit is not None and not label.unit.endswith("元")
    if known is None and counted and not label.inner:
        # a unit of its own that is no money: 工业企业数字化改造(家) after 软件业务收入 stands by itself
        return base_of(text, label.start, lex, others=True, least=0.0)
    if upper is not None and (label.inner or known is None) and not _TAIL.search(text):
        tail = _TAIL.search(upper.name or upper.id)
        if tail is not None:
            return base_of(text + tail[0], label.start, lex, others=True) or known
    return known
