"""Words taught, as a file: what a zone hands to a command that knows no zone.

[aliases]
"工业投入" = "industrial_investment"      # spelling = indicator of the catalogue

[units]
"公顷" = { unit = "mu", factor = "15" }   # written = so many of a base unit
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from guatu.catalogue.load import indicators
from guatu.catalogue.taught import Taught
from guatu.vocabulary.problems import GuatuError, Problem
from guatu.vocabulary.unit import BASE_UNITS

_SHAPE = '写成 [aliases] "说法" = "指标编号" 和 [units] "单位" = { unit = "基本单位", factor = "系数" }。'


def taught_in(path: Path) -> Taught:
    """The words in a TOML or JSON file, spellings as they stand.

    Raises GuatuError naming the entry that is wrong, OSError for a file that cannot be opened.
    """
    data = path.read_bytes()
    try:
        told = json.loads(data) if data.lstrip()[:1] == b"{" else tomllib.loads(data.decode("utf-8"))
    except (ValueError, UnicodeDecodeError) as cause:
        raise _wrong(path, "", f"不是 TOML 或 JSON（{cause}）。", advice=_SHAPE) from cause
    if unknown := sorted(told.keys() - {"aliases", "units"}):
        raise _wrong(path, unknown[0], "不认得这一节。", advice=_SHAPE)
    aliases = _table(path, told, "aliases")
    units = _table(path, told, "units")
    for word, means in aliases.items():
        if means not in indicators():
            advice = "改成指标目录中的编号，如 industrial_investment。"
            raise _wrong(path, f"aliases.{word}", f"指标目录里没有 {means}。", advice=advice)
    return Taught(
        tuple(sorted(aliases.items())),
        tuple(sorted((word, *_unit(path, word, told)) for word, told in units.items())),
    )


def _table(path: Path, told: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    found = told.get(name, {})
    if not isinstance(found, dict) or not all(word.strip() for word in found):
        raise _wrong(path, name, "应是“说法 = 含义”的列表。", advice=_SHAPE)
    return found


def _unit(path: Path, word: str, told: Any) -> tuple[str, Decimal]:
    where = f"units.{word}"
    base = told.get("unit") if isinstance(told, dict) else None
    if base not in BASE_UNITS:
        raise _wrong(path, where, f"{base} 不是基本单位。", advice=f"改成其中之一：{'、'.join(BASE_UNITS)}。")
    try:
        factor = Decimal(str(told.get("factor", "1")))
    except InvalidOperation:
        factor = Decimal(0)
    if not factor.is_finite() or factor <= 0:
        raise _wrong(path, where, "折算系数应为正数。", advice="1公顷等于15亩，写 15。")
    return base, factor


def _wrong(path: Path, where: str, message: str, *, advice: str) -> GuatuError:
    place = f"{path.name} {where}".strip()
    return GuatuError(Problem("words.file", {"file": path.name}, place, message, advice))
