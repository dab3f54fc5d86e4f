"""Columns become measures and units, by names and aliases; what is not sure is asked, never guessed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from rapidfuzz import fuzz, process

from guatu.catalogue.dataset import Dataset, Measure
from guatu.facts.head import CODE_WORDS, NAME_WORDS, Head, plain
from guatu.facts.sheet import letters
from guatu.vocabulary.problems import Problem
from guatu.vocabulary.unit import UnitError, parse_quantity

_PART_WORDS: Final = re.compile(
    r"本月|当月|本期|上年|去年|同期|同月|累计|年初至今|本年|1[-—–~至](?:本月|\d{1,2}月)|\d{1,2}月"
)
_LAST_YEAR: Final = re.compile(r"上年|去年|同期|同月")
_CUMULATIVE: Final = re.compile(r"累计|1[-—–~至](?:本月|\d{1,2}月)|年初至今")
_GROWTH: Final = re.compile(r"增长|增速|增幅|同比|环比|±|占比|%")
_BRACKET: Final = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_NO_MATTER: Final = {"序号", "备注", "说明", "联系人", "填报人", "行政区划", "行业名称"}


@dataclass(frozen=True, slots=True)
class Column:
    """One column: ``target`` is code, name, a dimension or a stored measure; ``factor`` to minor units."""

    index: int
    target: str
    label: str
    factor: Decimal | None = None

    @property
    def letter(self) -> str:
        """As the sheet names it."""
        return letters(self.index)


@dataclass(frozen=True, slots=True)
class Mapped:
    """The columns that are read, those that are left (letter, label), and what stands in the way."""

    columns: tuple[Column, ...]
    left: tuple[tuple[str, str], ...]
    problems: tuple[Problem, ...]


def map_columns(
    head: Head, *, dataset: Dataset, where: str, chosen: Mapping[str, str] | None = None
) -> Mapped:
    """Give each column its meaning; ``chosen`` are a person's answers by letter ("" leaves a column out)."""
    columns: list[Column] = []
    left: list[tuple[str, str]] = []
    problems: list[Problem] = []
    for index, stack in enumerate(head.labels):
        label, letter = "·".join(stack), letters(index)
        answer = (chosen or {}).get(letter)
        target = answer if answer is not None else _target(stack, dataset)
        if not label or answer == "":
            continue
        if target is None:
            left.append((letter, label))
            problems += _suggestion(label, dataset, where=f"{where} {letter}{head.top + 1}")
            continue
        twin = next((column for column in columns if column.target == target), None)
        if twin is not None:
            message = f"{twin.letter}列和{letter}列（{label}）指同一栏。"
            problems.append(
                _at("mapping.twice", f"{where} {letter}{head.top + 1}", message, "请删去其中一列。")
            )
            continue
        factor = None
        measure = next((m for m in dataset.measures if target in m.stored), None)
        if measure is not None:
            factor = _factor(stack, head.units, measure)
            if factor is None:
                message = f"“{label}”没有写明可用的单位（{measure.unit}）。"
                advice = "请在表头或“单位：”一行写明，如 万元、亿元、千美元、千瓦时。"
                problems.append(_at("mapping.unit", f"{where} {letter}{head.top + 1}", message, advice))
        columns.append(Column(index, target, label, factor))
    return Mapped(tuple(columns), tuple(left), (*problems, *_missing(columns, dataset, where=where)))


def _target(stack: tuple[str, ...], dataset: Dataset) -> str | None:
    whole = "".join(stack)
    bare = _bare(whole)
    if bare in CODE_WORDS:
        return "code"
    if bare in NAME_WORDS:
        return "name"
    for dimension in dataset.dimensions:
        if any(plain(alias) in (whole, bare) for alias in dimension.aliases):
            return dimension.id
    if _GROWTH.search(whole):
        return None
    for measure in dataset.measures:
        if _without_parts(whole) in {_without_parts(alias) for alias in (measure.name, *measure.aliases)}:
            return _part(whole, measure)
    return None


def _part(label: str, measure: Measure) -> str | None:
    last_year, cumulative = bool(_LAST_YEAR.search(label)), bool(_CUMULATIVE.search(label))
    part = ("cum" if cumulative else "month") + ("_ly" if last_year else "")
    if measure.parts == ("month",) or "month" not in measure.parts:
        part = measure.parts[0] if not last_year else f"{measure.parts[0]}_ly"
    elif not (last_year or cumulative or re.search("本月|当月|本期", label)):
        return None
    return f"{measure.id}_{part}" if part in measure.parts else None


def _bare(label: str) -> str:
    """Without brackets that hold a unit or a remark."""
    return _BRACKET.sub("", label)


def _without_parts(label: str) -> str:
    text = plain(label)
    for inside in _BRACKET.findall(text):
        if _unit(inside) is not None and inside not in ("人民币", "美元"):
            text = re.sub(rf"[(\[]{re.escape(inside)}[)\]]", "", text)
    return re.sub(r"[()\[\]·,、:]", "", _PART_WORDS.sub("", text))


def _unit(text: str) -> tuple[Decimal, str] | None:
    try:
        return parse_quantity(f"1{text}") if text else None
    except UnitError:
        return None


def _factor(stack: tuple[str, ...], units: tuple[str, ...], measure: Measure) -> Decimal | None:
    inside = [unit for label in reversed(stack) for unit in _BRACKET.findall(label)]
    for written in (*inside, *units):
        found = _unit(written)
        if found is not None and found[1] == measure.unit and written != "人民币":
            return found[0] * measure.minor
    return Decimal(measure.minor) if measure.unit == "person" else None


def _suggestion(label: str, dataset: Dataset, *, where: str) -> list[Problem]:
    """A column that is almost one of ours is asked about; one that is none of ours is only listed."""
    bare = _without_parts(label)
    if _GROWTH.search(label) or bare in _NO_MATTER:
        return []
    names = {_without_parts(a): m.name for m in dataset.measures for a in (m.name, *m.aliases)}
    names |= {_without_parts(a): d.name for d in dataset.dimensions for a in d.aliases}
    near = process.extractOne(bare, list(names), scorer=fuzz.ratio, score_cutoff=70)
    if near is None:
        return []
    if near[0] == bare:
        advice = "请在表头写明 本月、累计、上年同期 或 上年同期累计。"
        return [_at("mapping.part", where, f"“{label}”分不清是本月还是累计。", advice)]
    message = f"不认识“{label}”这一栏，是否为“{names[near[0]]}”？"
    return [_at("mapping.unknown", where, message, "请把表头改成规定的名称，或在报送时指明此列。")]


def _missing(columns: list[Column], dataset: Dataset, *, where: str) -> list[Problem]:
    there = {column.target for column in columns}
    wanted = ["area", "industry", *(name for name in dataset.key if name != "enterprise")]
    missing = [dataset.dimension(name).name for name in wanted if name not in there]
    if not there & {"code", "name"}:
        missing.insert(0, "统一社会信用代码或企业名称")
    if not there & set(dataset.stored):
        missing.append("、".join(measure.name for measure in dataset.measures))
    return [_at("mapping.missing", where, f"缺少“{name}”这一栏。", "请补上这一栏。") for name in missing]


def _at(code: str, where: str, message: str, advice: str) -> Problem:
    return Problem(code, {}, where, message, advice)
