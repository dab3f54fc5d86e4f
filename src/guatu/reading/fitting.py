"""Whether a number of a unit can be of what the words before it name."""

from __future__ import annotations

import re
from dataclasses import replace

from guatu.reading.naming import Subject
from guatu.reading.numbers import Number
from guatu.reading.state import COUNTS, Here, State

_MEASURED = COUNTS - {"count"}
_STAGED_KIN = frozenset(
    {
        "signed_projects",
        "started_projects",
        "completed_projects",
        "commissioned_projects",
        "signed_investment",
    }
)
_ARRIVED = frozenset({"other:到资", "other:实际到资", "other:到位资金额", "other:到账资金"})
# 产值超10亿元企业: the amount is of the enterprises that are counted.
_SIZED = re.compile(r"\d[^\d]{0,12}企业$")


def fitting(state: State, here: Here, *, named: Subject, number: Number) -> Subject | None:
    """A count of projects is no area of land, one of enterprises no money: such a name is not the subject."""
    if named.id in _ARRIVED and number.unit in ("CNY", "USD"):
        return replace(named, id="actual_fdi" if number.unit == "USD" else "domestic_capital")
    if named.id == "other:项目" and named.min_size is not None:
        kin = next((i.subject for i in reversed(here.items) if i.subject.id in _STAGED_KIN), None)
        return replace(named, id=kin.id.replace("_investment", "_projects")) if kin is not None else named
    if number.unit == "count" and named.canonical and state.lex.known[named.id].unit == "CNY":
        written = state.text[named.start : named.end]
        return replace(named, id="other:" + written, name=written) if _SIZED.search(written) else named
    if named.id == "project_investment" and named.name == "投资" and number.unit == "percent":
        return replace(named, id="fixed_asset_investment")
    if named.id.endswith("_projects") and number.written in ("户", "人", "亩", "家次"):
        return None
    if named.id.endswith("_projects") and number.unit in _MEASURED:
        return None
    if named.id == "above_scale_enterprises" and number.unit == "CNY":
        whole = state.subject is not None and state.subject.id == "other:工业总产值"
        return replace(named, id="industrial_output") if whole else None
    return named
