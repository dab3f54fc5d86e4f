"""Tables flattened to lines: a row a line with tabs or blanks, or a cell a line."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from guatu.reading.found import Found
from guatu.reading.lexicon import Lexicon, Token, cut
from guatu.reading.naming import Subject, is_place, likely
from guatu.reading.numbers import SCALES, UNITS, Kind, Number
from guatu.reading.subjects import subject

_COLUMN = re.compile(
    r"(?P<name>指标名称|主要指标|指标|项目|名称)|(?P<unit>(?:计量)?单位(?!:))"
    r"|(?P<growth>(?:累计)?(?:同比|比上年同期?|比去年同期?|较上年同期?)?(?:±%|增长率|增长速度|增长|增速|"
    r"增幅|增减)[率]?(?:\((?:±)?%\)|%)?|同比(?:\(%\)|%|±%)?|±%)"
    r"|(?P<completion>(?:目标|任务|预算|计划)?完成率(?:\(%\))?|占(?:年度|全年|年初)?(?:目标|任务|预算|"
    r"计划)(?:的)?(?:比重|%|\(%\))+|完成(?:年度|全年)?(?:目标|任务|计划)(?:%|\(%\)))"
    r"|(?P<rank>(?:在?全[市省国]|增[速幅]|总量)?(?:位次|排名|名次|排位))"
    r"|(?P<level>(?:20\d\d年)?1-\d{1,2}月(?:份?累计)?|(?:20\d\d年)?\d{1,2}月(?:份|当月)?|本月(?:止)?累计|"
    r"自?年初累计|本期累计|本月|当月|累计|上半年|全年|一季度|前三季度|绝对值|绝对量|绝对数|总量|实绩|数值|"
    r"完成数|完成额|完成情况|本年实际)"
    r"|(?P<target>(?:20\d\d年|\d+年)?(?:年度|全年)?(?:预期|奋斗|工作)?(?:目标|计划|任务)(?:数|值)?)"
    r"|(?P<done>20\d\d年(?:度)?(?:完成数?|实际|实绩|预计))|(?P<other>去年同期|上年同期|增减额|备注|责任单位)"
)
UNIT_LINE = re.compile(r"单位: ?([^\s,;。)、]{1,8})")
_VALUE = re.compile(r"(-?\d+(?:,\d{3})*(?:\.\d+)?)(%)?$")
_CELL = re.compile(r"-?\d[\d,.]*%?|[-/]{1,2}")
_PART = re.compile(r"[^\s|]+")
_UNIT_CELL = re.compile(r"(?:万|亿|千|百万)?(?:元|美元|千瓦时|吨|人|人次|个|家|户|亩|件|%|标箱)|亿|万")
_RULE = re.compile(r"[\s|:-]*-[\s|:-]*")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the text and where it starts."""

    start: int
    text: str


_TABLES = re.compile(r"指标|位次|排名|[\t |]-?\d[\d,.]*%?[\t |]+-?\d")


def tables(text: str, lex: Lexicon) -> list[Found]:
    """The figures of the tables in a text whose blanks still stand; offsets are those of that text."""
    if not _TABLES.search(text):
        return []
    lines = lines_of(text)
    out: list[Found] = []
    unit = None
    i = 0
    while i < len(lines):
        bare = lines[i].text.strip(" \t|")
        stated = UNIT_LINE.search(bare)
        if stated and len(bare) < 30:
            unit = stated[1]
        columns = _yearly(bare, lines[max(0, i - 3) : i]) or _header(bare)
        if len(columns) >= 2:
            i = _rows(lines, i + 1, columns, unit, lex, out)
        elif bare in ("指标名称", "指标", "主要指标", "项目"):
            i = _cells(lines, i, unit, lex, out)
        else:
            i += 1
    return out


def lines_of(text: str) -> list[Line]:
    """The lines of a text with their offsets."""
    out = []
    at = 0
    for line in text.split("\n"):
        out.append(Line(at, line))
        at += len(line) + 1
    return out


# What a head says when it is no plain word of the list above.
_KINDS = (
    ("target", re.compile(r"目标|计划数?$|任务数?$|预期")),
    ("completion", re.compile(r"完成.{0,6}%|完成率|占.{0,6}%|为.{0,6}%|进度|执行率")),
    ("rank", re.compile(r"位次|排名|名次|排位")),
    ("growth", re.compile(r"同比|增[速幅长减]|±|比上年|比同期|[+-]%")),
    ("unit", re.compile(r"^(?:计量|计算)?单位$")),
    (
        "level",
        re.compile(
            r"\d月|本月|当月|累计|绝对|总量|实绩|数值|完成[数额值]?$|上半年|季度|全年|^值$|^数量$|^金额$"
        ),
    ),
)
_OTHER = re.compile(r"去年|上年同期|上年数|变化|备注|责任|牵头|序号|基数|增减额|较上")


def _kind(head: str) -> str | None:
    if _OTHER.search(head) and not _KINDS[3][1].search(head):
        return "other"
    found = _COLUMN.fullmatch(head)
    if found is not None and found.lastgroup is not None:
        return "level" if found.lastgroup == "done" else found.lastgroup
    return next((kind for kind, pattern in _KINDS if pattern.search(head)), None)


#: Heads of nothing but years, and what announces that goals stand below them.
_YEAR = re.compile(r"20\d\d年?度?")
_GOALS = re.compile(r"目标|规划|指标分解|行动方案|行动计划|任务")


def _yearly(line: str, above: list[Line]) -> list[tuple[str, str]]:
    """The columns of a table of yearly goals (指标, 2023年, 2024年, 2025年) that a line above announces."""
    heads = _PART.findall(line) if line.count("20") > 1 and len(line) < 120 else []
    if sum(_YEAR.fullmatch(head) is not None for head in heads) < 2 or _YEAR.fullmatch(heads[0]):
        return []
    if not any(_GOALS.search(other.text) and len(other.text) < 60 for other in above):
        return []
    plain = ((head if head.endswith(("年", "度")) else head + "年", head) for head in heads[1:])
    return [
        ("name", heads[0]),
        *(
            ("target", year) if _YEAR.fullmatch(head) else (_kind(head) or "other", head)
            for year, head in plain
        ),
    ]


def _header(line: str) -> list[tuple[str, str]]:
    """(kind, words) of the columns, when nothing but column heads stands in the line."""
    if not line or len(line) > 120 or _SENTENCE.search(line):
        return []
    heads: list[str] = []
    for part in _PART.findall(line):
        spaced = heads and len(part) == 1 and len(heads[-1]) < 4 and "\u4e00" <= part <= "\u9fff"
        if heads and (spaced or part.startswith(("(", "±", "%"))):
            heads[-1] += part
        else:
            heads.append(part)
    if len(heads) == 1:
        found = list(_COLUMN.finditer(line))
        covered = sum(m.end() - m.start() for m in found)
        return [(_kind(m[0]) or "other", m[0]) for m in found] if covered > 0.8 * len(line) else []
    if any(_CELL.fullmatch(head) for head in heads):
        return []
    kinds = [_kind(head) for head in heads]
    if kinds[0] in ("level", "growth") and None not in kinds:
        # the head of the names is blank
        return [("name", ""), *((kind or "other", head) for kind, head in zip(kinds, heads, strict=True))]
    known = sum(kind is not None for kind in kinds[1:])
    if (
        not known
        or known < len(kinds) - 2
        or not set(kinds) & {"growth", "level", "target", "completion", "rank"}
    ):
        return []
    return [
        ("name", heads[0]),
        *((kind or "other", head) for kind, head in zip(kinds[1:], heads[1:], strict=True)),
    ]


_SENTENCE = re.compile(r"[。;,!?]")
_HEAD_UNIT = re.compile(r"\(([^()%]{1,6})\)")
_LEADING = re.compile(r"^(?:其中:|#|[一二三四五六七八九十]+、|\d+[.、])")


def _rows(
    lines: list[Line],
    i: int,
    columns: list[tuple[str, str]],
    unit: str | None,
    lex: Lexicon,
    out: list[Found],
) -> int:
    """Rows below a header until a line that is none."""
    kinds = [column for column in columns if column[0] not in ("name", "unit")]
    while i < len(lines):
        line = lines[i]
        i += 1
        if not line.text.strip() or _RULE.fullmatch(line.text):
            continue
        cells = list(_PART.finditer(line.text))
        first = next((k for k, cell in enumerate(cells) if k and _CELL.fullmatch(cell[0])), len(cells))
        cells = cells[: _numeric(cells, columns)]
        if first >= len(cells) or not all(_CELL.fullmatch(cell[0]) for cell in cells[first:]):
            return i - 1
        row_unit = unit
        if first > 1 and _UNIT_CELL.fullmatch(cells[first - 1][0]):
            row_unit, last = cells[first - 1][0], first - 1
        else:
            last = first
        label = _LEADING.sub("", "".join(cell[0] for cell in cells[:last]))
        named = _row_name(label, line.start + cells[0].start(), row_unit, lex)
        if named is not None:
            aimed, year = False, _HEAD_YEAR.match("")
            for (kind, head), cell in zip(kinds, cells[first:], strict=False):
                # a growth beside a goal is the goal's
                aimed = kind == "target" or (aimed and kind == "growth")
                headed = _HEAD_UNIT.search(head) if kind in ("level", "target") else None
                measured = headed[1] if headed else named[1]
                at = line.start + cell.start()
                before, column = len(out), "target" if aimed else kind
                figure(named[0], named[2] or kind, cell[0], at, measured, out, column=column)
                year = (
                    _HEAD_YEAR.search(head)
                    or _YEAR.fullmatch(head)
                    or (year if aimed and kind == "growth" else None)
                )
                if year is not None and len(out) > before:
                    out[-1].period = year[0]
    return i


_HEAD_YEAR = re.compile(r"20\d\d年(?=度?(?:目标|任务|计划|完成|实际|实绩|预期|预计))")
_WHO = re.compile(r"责任|牵头|备注|配合|单位$|部门")


def _numeric(cells: list[re.Match[str]], columns: list[tuple[str, str]]) -> int:
    """How many cells stand before those of trailing columns that hold words (责任单位)."""
    end = len(cells)
    for kind, head in reversed(columns):
        if kind != "other" or not _WHO.search(head) or end == 0 or _CELL.fullmatch(cells[end - 1][0]):
            break
        end -= 1
    return end


_RISING = re.compile(r"(?:同比)?(?:增长率|增长速度|增长|增速|增幅)$")


def _row_name(
    label: str, start: int, unit: str | None, lex: Lexicon
) -> tuple[Subject, str | None, str | None] | None:
    """The indicator of a row, the unit of its levels, and ``growth`` when the row holds growths."""
    own = _own_unit(label)
    label, unit = own or (label, unit)
    rising = _RISING.search(label) if unit in ("%", None) else None
    base = base_of(_RISING.sub("", label) if rising else label, start, lex, others=True)
    if base is None:
        return None
    return base, unit, "growth" if rising else None


_OWN_UNIT = re.compile(r"(.+?)[\t| ]*\(?((?:万|亿|千|百万)?(?:元|美元|千瓦时|吨|人|个|家|户|亩|%)|亿|万)\)?")


def _own_unit(name: str) -> tuple[str, str] | None:
    """A unit that stands with the name: 进出口总额(亿元), or in the next cell."""
    found = _OWN_UNIT.fullmatch(name)
    return (found[1], found[2]) if found else None


_CELLS = re.compile(r"^(?:其中:|#)")
_CELLS_2 = re.compile(r"[。;:](?!$)|^注")


def _cells(lines: list[Line], i: int, unit: str | None, lex: Lexicon, out: list[Found]) -> int:
    """A cell a line: the heads first, then as many lines a row as there are heads."""
    first = i
    kinds: list[str] = []
    while i < len(lines):
        head = _COLUMN.fullmatch(lines[i].text.strip())
        if head is None:
            break
        kinds.append(head.lastgroup or "other")
        i += 1
    if len(kinds) < 2:
        return first + 1
    while i + len(kinds) <= len(lines):
        name = lines[i].text.strip()
        if not name or len(name) > 24 or _VALUE.match(name) or _CELLS_2.search(name.replace("其中:", "")):
            break
        label = _CELLS.sub("", name)
        own = _own_unit(label)
        label, row_unit = own or (label, unit)
        base = base_of(label, lines[i].start, lex)
        row = lines[i + 1 : i + len(kinds)]
        if base is not None:
            for kind, cell in zip(kinds[1:], row, strict=True):
                if kind == "unit":
                    row_unit = cell.text.strip() or row_unit
                    continue
                bare = cell.text.strip()
                figure(base, kind, bare, cell.start + cell.text.find(bare), row_unit, out)
        i += len(kinds)
    return i


def base_of(label: str, start: int, lex: Lexicon, *, others: bool = False) -> Subject | None:
    """The indicator that a cell names; one that the catalogue lacks only where ``others`` may stand."""
    words = [Token(r, start + a, start + b, w) for r, a, b, w in cut(label, lex)]
    found = subject(words, lex, last=None) if words else None
    if found is not None and not found.canonical and label[:2] in ("新增", "净增"):
        bare = base_of(label[2:], start, lex)
        return replace(bare, new=True) if bare is not None else found
    if found is not None and label.startswith(("新增", "净增", "新培育")) and found.id != "new_jobs":
        found = replace(found, new=True)
    if found is None or found.canonical:
        return found
    return found if others and not is_place(label) and likely(found) >= _LIKELY else None


_LIKELY = 0.75
_MEASURES = {
    "growth": ("growth", "percent"),
    "completion": ("completion", "percent"),
    "rank": ("rank", "rank"),
}


def figure(
    base: Subject,
    kind: str,
    cell: str,
    start: int,
    unit: str | None,
    out: list[Found],
    *,
    column: str = "",
) -> None:
    """Add the figure of one cell; a dash or a word gives none. ``column`` is the kind of its head."""
    value = _VALUE.fullmatch(cell)
    if value is None or "other" in (kind, column) or kind in ("name", "unit"):
        return
    if kind == "target":
        kind = "level"
    digits = value[1].replace(",", "")
    amount = Decimal(digits)
    if kind == "level":
        scale, code = _scaled(unit)
        if code is None:
            return
        measure, code, amount = "level", code, amount * scale
    else:
        measure, code = _MEASURES[kind]
    decimals = len(digits.partition(".")[2])
    number = Number(Kind.QUANTITY, start, start + len(cell), amount, code, decimals)
    found = Found(
        base, measure, amount, code, number, start, start + len(cell), own=False, tabled=True, confidence=0.8
    )
    found.of = "growth" if measure == "rank" else None
    found.scope = "city" if measure == "rank" else None
    found.promise = "floor" if column == "target" else None
    found.new = found.own = measure == "level" and base.new
    out.append(found)


_SCALED = re.compile(r"(万亿|亿|千万|百万|万|千|百)?(.*)")


def _scaled(unit: str | None) -> tuple[Decimal, str | None]:
    if unit == "%":
        return Decimal(1), "percent"
    found = _SCALED.fullmatch(unit or "")
    if unit is None or found is None:
        return Decimal(1), None
    code, factor = UNITS.get(found[2] or "元", ("", Decimal(1)))
    return (SCALES[found[1]] if found[1] else Decimal(1)) * factor, code or None
