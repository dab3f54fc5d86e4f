"""What stands below each head of a table: of which indicator, which measure, in which unit and period."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from guatu.reading.lexicon import STAGES, Lexicon, Role, Token, cut
from guatu.reading.naming import Subject, is_place, likely
from guatu.reading.numbers import SCALES
from guatu.reading.subjects import subject
from guatu.reading.tables.heads import NAME, PERIOD, PLACES, STATED_UNIT, Told, told
from guatu.reading.tables.layout import Head, Table
from guatu.vocabulary.statements import Amount

_LIKELY = 0.75
#: 新签约亿元以上项目: how large those counted are.
_SIZE = re.compile(r"(\d+)?(百亿|十亿|亿|千万|百万)元?(?:及)?以上")
_GOALS = re.compile(r"目标|规划|指标分解|行动方案|行动计划|任务")
_YEAR = re.compile(r"((?:19|20)\d\d)年?度?")
#: Goods of a row in which rows are parts of the zone, not indicators.
_WHOLE = re.compile(r"合计|总计|小计|平均|全[区县市省州镇]|[全本]园|总数|^计$")
_BARE = frozenset({"投资", "项目", "产值", "收入", "税收", "到位", "用电", "工业", "个", "数", "总投资"})


@dataclass(frozen=True, slots=True)
class Column:
    """A column. ``base`` is the indicator that its head names, None where the rows name theirs."""

    kind: str
    unit: str | None = None
    period: str | None = None
    base: Subject | None = None
    of: str | None = None
    head: str = ""
    aimed: bool = False
    tail: str = ""
    bare: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """A table understood: its columns, the unit that its title states, whether rows are places or trades."""

    columns: tuple[Column, ...]
    unit: str | None
    places: bool
    trades: bool = False
    works: bool = False
    spending: bool = False
    turned: bool = False


def planned(table: Table, labels: Sequence[str], lex: Lexicon) -> Plan | None:
    """What the table holds; None when its heads tell nothing."""
    title = "\n".join(table.title)
    heads = list(table.columns)
    said = [told(head.text) for head in heads]
    if not heads:
        return None
    blank = said[0].kind in ("level", "growth") and not said[0].rest and not PLACES.fullmatch(heads[0].text)
    if blank:
        heads.insert(0, Head(("",), heads[0].start, 0.0))
        said.insert(0, told(""))
    named = [_named(head, lex) if k else None for k, head in enumerate(heads)]
    works = _are_works(heads, said, labels, lex)
    trades = _TRADES.fullmatch(heads[0].text) is not None
    measured = trades and any(one.rest in _TAILS for one in said)
    places = works or measured or _are_places(heads[0].text, labels, named, lex)
    above = _of_title(table.title, lex) if places and not works else None
    scaled = "规上" in title or "规模以上" in title
    periods = _periods(said, title)
    yearly = _yearly(said, title)
    promised = _promised(said, title)
    columns: list[Column] = [Column("name", head=heads[0].text)]
    base = above
    for k in range(1, len(heads)):
        own = _spent(said[k], heads[k]) if works else named[k] if places else None
        tail = said[k].rest if places and (own is None or trades) and said[k].rest in _TAILS else ""
        if tail:
            own = base_of(("规上工业" if scaled else "") + tail, heads[k].start, lex) or _bare(tail, heads[k])
        base = own or base
        column = _column(said[k], base if places else None, periods[k], columns, own=own is not None)
        follows = own is None and column.kind not in ("other", "name", "unit")
        column = replace(column, tail=tail or (columns[-1].tail if follows else ""))
        bare = yearly and _YEAR.fullmatch(said[k].text) is not None
        steady = yearly and said[k].text.startswith(("年均", "年平均"))
        if bare or steady or (promised and column.kind in ("level", "growth")):
            kind = "growth" if steady or column.kind == "growth" else "target"
            column = replace(column, kind=kind, aimed=True, bare=bare)
        columns.append(column)
    kinds = {column.kind for column in columns}
    if not kinds - {"name", "unit", "other"} or (places and not any(c.base for c in columns)):
        return None
    spending = any("投资" in one.text for one in said)
    turned = places and all(is_measure(label) for label in labels)
    stated = STATED_UNIT.search(title)
    return Plan(
        tuple(columns),
        _money(stated[1]) if stated else None,
        places,
        places and trades,
        works,
        spending,
        turned,
    )


#: Heads that name what is measured of each industry, or of the whole.
_TAILS = frozenset(
    {"产值", "总产值", "营业收入", "营收", "税收", "用电量", "增加值", "投资", "利润", "销售收入"}
)
_TRADES = re.compile(r"(?:行业|产业|产业链|链条|集群|门类)(?:名称|类别)?")


#: Tables of single projects: what the column of names says, and what is spent on one.
_WORKS = re.compile(r"(?:重点|建设|产业)?(?:项目|工程)(?:名称)?")
_SPENDING = re.compile(r"投资|完成|进度|率")


def _are_works(heads: Sequence[Head], said: Sequence[Told], labels: Sequence[str], lex: Lexicon) -> bool:
    """Whether the rows are single projects under their own names, the columns what is spent on them."""
    if not any(_WORKS.fullmatch(head.text) for head in heads[:2]):
        return False
    if not any("投资" in one.text for one in said[1:]):
        return False
    return not any(base_of(label, 0, lex, others=True) for label in labels if not is_whole(label))


def _spent(said: Told, head: Head) -> Subject | None:
    """What a column of a table of projects measures: what they cost in all, or what is invested in them."""
    if said.kind in ("other", "unit", None) or not _SPENDING.search(said.text):
        return None
    if "总投资" in said.text:
        return Subject("other:项目总投资", head.start, head.start, name="项目总投资")
    return Subject("project_investment", head.start, head.start, name="投资")


def _bare(tail: str, head: Head) -> Subject:
    return Subject("other:" + tail, head.start, head.start, name=tail)


def _column(
    said: Told, base: Subject | None, period: str | None, before: Sequence[Column], *, own: bool
) -> Column:
    if said.kind is None and _WHOLE_ALONE.fullmatch(said.text) and before[-1].kind in ("growth", "level"):
        return replace(before[-1], head=said.text)
    kind = said.kind or ("level" if own or said.unit or not said.rest else "other")
    if own and kind == "other" and said.kind is None:
        kind = "level"
    if own and kind == "share" and base is not None and base.id.endswith(("share", "revenue_share")):
        kind = "level"
    last = next((c.kind for c in reversed(before) if c.kind != "other"), "")
    aimed = kind == "target" or (kind == "growth" and before[-1].aimed)
    of = None
    if kind in ("rank", "rank_change"):
        moved = kind == "rank_change" and before[-1].kind == "rank"
        of = _ranked(said.text, before[-1].of if moved and before[-1].of else last)
    if aimed:
        own_period = said.period if kind == "target" else before[-1].period
        yearly = kind == "target" and _OF_YEAR.search(said.text) is not None
        period = period if yearly or (own_period and "年" not in own_period[:5]) else own_period
    return Column(kind, said.unit, period, base, of, said.text, aimed)


#: 全市, 全市平均 behind a growth: the same of the whole.
_WHOLE_ALONE = re.compile(r"全[市省国县](?:平均(?:水平)?)?")


def _ranked(text: str, last: str) -> str:
    """Of which measure a column of places is: its own words, else those of the column before it."""
    if re.search(r"增[速幅长]|同比", text):
        return "growth"
    if re.search(r"完成率|完成进度|进度|完成", text):
        return "completion"
    if re.search(r"总量|规模|绝对", text):
        return "level"
    if re.search(r"占比|比重", text):
        return "share"
    if last in ("growth", "growth_change", "average_gap"):
        return "growth"
    return "completion" if last in ("completion", "schedule_gap") else "level"


def _named(head: Head, lex: Lexicon) -> Subject | None:
    """The indicator that a head names: by all its words, by the outermost, by the lowest."""
    tried: list[Subject] = []
    whole = head.text
    for text in dict.fromkeys((whole, head.parts[0], head.parts[-1]) if head.parts else ()):
        said = told(text)
        rest = said.rest
        if said.kind in ("other", "unit") or len(rest) < 2 or rest in _BARE or NAME.fullmatch(rest):
            continue
        if said.kind == "share" and text.startswith("占"):
            continue  # 占规上工业比重 tells of which whole the column before it is a part
        found = base_of(rest, head.start, lex, others=True)
        if found is not None and found.canonical:
            return found
        if found is not None and not PLACES.fullmatch(rest):
            tried.append(found)
    return tried[0] if tried else None


def _are_places(name: str, labels: Sequence[str], named: Sequence[Subject | None], lex: Lexicon) -> bool:
    """Whether the rows are places, enterprises or months, so that the columns name the indicators."""
    if PLACES.fullmatch(name):
        return True
    known = sum(_canonical(label, lex) for label in labels)
    if 2 * known >= len(labels):
        return False
    parts = sum(is_place(label) or _WHOLE.search(label) is not None for label in labels)
    if 2 * parts >= len(labels):
        return True
    return not known and sum(base is not None and base.canonical for base in named) >= 1


def _canonical(label: str, lex: Lexicon) -> bool:
    found = base_of(label, 0, lex)
    return found is not None and found.canonical


def is_measure(label: str) -> bool:
    """Whether the words that open a row say no more than what is measured: 总量, 增速(%), 全市位次."""
    said = told(label)
    return said.kind not in (None, "other", "name", "unit") and not said.rest


def is_whole(label: str) -> bool:
    """Whether a row sums the others up."""
    return _WHOLE.search(label) is not None


def _of_title(title: Sequence[str], lex: Lexicon) -> Subject | None:
    """The one indicator that the lines above a table name."""
    for line in reversed(title):
        known = [w for w in cut(line, lex) if w[0] & Role.ALIAS and len(w[3]) > 1]
        ids = {lex.aliases[w[3]][0] for w in known if len(lex.aliases[w[3]]) == 1}
        if len(ids) == 1:
            word = max(known, key=lambda w: len(w[3]))
            return Subject(ids.pop(), 0, 0, name=word[3])
    return None


def _money(stated: str) -> str | None:
    """The unit of amounts among those that a title states: 万元、%."""
    parts = re.split(r"[、,/和]", stated)
    return next((part for part in parts if part.endswith(("元", "亿", "万"))), parts[0] if parts else None)


def _periods(said: Sequence[Told], title: str) -> list[str | None]:
    """The words of each column's period: its own, or that of the column before it, else the title's."""
    stated = list(PERIOD.finditer(title))
    whole = next((m for m in reversed(stated) if m["part"]), stated[-1] if stated else None)
    year = next((m["year"] or m["whole"] for m in stated if m["year"] or m["whole"]), "") or ""
    month = next((m for one in said if one.period and (m := _LAST_MONTH.search(one.period))), None)
    month = month or (_LAST_MONTH.search(whole[0]) if whole else None)
    current = whole[0] if whole else None
    out: list[str | None] = []
    for one in said:
        if one.kind == "target":
            # what is promised for a year says nothing of the columns of what was done
            out.append(one.period or ((year or "全年") if _OF_YEAR.search(one.text) else current))
            continue
        if one.period:
            current = one.period if "年" in one.period[:5] else year + one.period
        elif one.month and month:
            current = f"{year}{month[1]}月"
        elif one.summed and month:
            current = f"{year}1-{month[1]}月" if month[1] != "1" else f"{year}1月"
        out.append(current)
    return out


_OF_YEAR = re.compile(r"年度|全年|年初|^年(?:计划|目标)")
_LAST_MONTH = re.compile(r"(\d{1,2})月")


#: Titles of promises, and what tells that a table reports on them all the same.
_PROMISES = re.compile(r"目标|任务分解|任务表|指标分解|分解表|计划表")
_SET = re.compile(r"下达[^\n]*(?:任务|目标|指标|计划)|(?:任务|目标|指标|计划)[^\n]{0,8}下达给")
_REPORTS = re.compile(r"完成|进展|情况|通报|执行|实际|实绩|累计|同比|比上年|排名|位次|进度")


def _promised(said: Sequence[Told], title: str) -> bool:
    """Whether all amounts of a table are promises: its title says so, no title or head tells of a report."""
    nearest = title[title.rfind("\n", 0, -1) + 1 :] if STATED_UNIT.search(title) is None else title
    given = _SET.search(title) is not None
    if not given and (not _PROMISES.search(nearest) or _REPORTS.search(nearest)):
        return False
    return not any(one.kind == "target" or one.period or _REPORTS.search(one.text) for one in said[1:])


#: “十四五”主要指标: its later year is promised.
_FIVE_YEARS = re.compile(r"十[二三四五]五[^\n]{0,12}(?:指标|目标|规划)")


def _yearly(said: Sequence[Told], title: str) -> bool:
    """Whether columns of bare years stand under a title of goals."""
    years = sum(_YEAR.fullmatch(one.text) is not None for one in said)
    lines = [line for line in title.split("\n")[-3:] if len(line) < 60]
    return years > 1 and any(_GOALS.search(line) or _FIVE_YEARS.search(line) for line in lines)


def base_of(
    label: str, start: int, lex: Lexicon, *, others: bool = False, least: float = _LIKELY
) -> Subject | None:
    """The indicator that a cell names; one that the catalogue lacks only where ``others`` may stand, and only
    if it is ``least`` likely to be one."""
    words = [Token(r, start + a, start + b, w) for r, a, b, w in cut(label, lex)]
    found = subject(words, lex, last=None) if words else None
    if found is not None and not found.canonical and label[:2] in ("新增", "净增"):
        bare = base_of(label[2:], start, lex, others=others)
        return replace(bare, new=True) if bare is not None else found
    if found is not None and label.startswith(("新增", "净增", "新培育")) and found.id != "new_jobs":
        found = replace(found, new=True)
    if found is not None and found.id in STAGES.values() and (size := _SIZE.search(label)) is not None:
        worth = Decimal(size[1] or 1) * SCALES[size[2]]
        found = replace(found, min_size=Amount(worth, "CNY"))
    if found is None or found.canonical:
        return found
    return found if others and not is_place(label) and likely(found) >= least else None
