"""A figure put together from its name, what is said of it and its number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from guatu.reading.clauses import CORE, Lead
from guatu.reading.found import Found, Said
from guatu.reading.lexicon import Role, Token
from guatu.reading.naming import Subject
from guatu.reading.numbers import Kind, Number
from guatu.reading.state import AFTER, CLOSING, COUNTS, Here, State


def emit(
    state: State,
    here: Here,
    base: Subject,
    said: Said,
    word: Token,
    sorted_: Lead,
    *,
    named: bool,
) -> None:
    number = word.number
    if number is None:
        return
    unit = said.unit or number.unit
    value = number.value * said.sign + said.plus
    if said.sign < 0 and number.value < 0:
        value = number.value
    if here.compared and said.measure in ("growth_gap", "growth_change"):
        said = replace(said, measure="growth_gap", versus=here.compared.pop(0))
    if said.of:
        last = here.items[-1] if here.items else None
        counted = last is not None and last.unit == "count" and last.subject.id == base.id
        base, said = _ratios(base, said, counted=counted)
    if said.measure == "growth" and not base.canonical and base.id.endswith("占比"):
        # 前五大行业产值占比68.7%,合计增长9.1%: what grows is what has the share
        base = replace(base, id=base.id[:-2], name=base.name[:-2])
    if (
        base is not state.subject
        and not said.area
        and not here.shared
        and (base.canonical or said.measure == "level")
    ):
        state.subject = base
    if (
        said.measure == "completion"
        and base.id.endswith(("项目", "_projects"))
        and any("投资" in w.text for w in sorted_.words)
    ):
        base = replace(base, id="project_investment")
    add(state, here, base, said, value, unit, word, sorted_, named=named)


_BEFORE = Role.PERIOD | Role.AREA | Role.SKIP | Role.AND | Role.AMONG | Role.COMMA
# Shares that the catalogue knows as indicators of their own.
_OWN_RATIOS = {
    "tax_share": "tax_share_of_budget_revenue",
    "rd_share": "rd_intensity",
    "high_tech_share": "high_tech_share",
}


def _ratios(base: Subject, said: Said, *, counted: bool = False) -> tuple[Subject, Said]:
    """税收占预算收入…% is a level of 税收占比; a share of no stated whole is a level of that ratio."""
    of = said.of or ""
    if said.measure in ("rank", "rank_change"):
        return base, said
    if of in _OWN_RATIOS:
        return Subject(_OWN_RATIOS[of], base.start, base.end), Said("level")
    if of == "emerging":
        return Subject("emerging_industry_output", base.start, base.end), Said("share", versus=said.versus)
    if not of.startswith("ratio:"):
        return base, said
    if base.id in ("tax_revenue", "tax_share_of_budget_revenue"):
        return Subject("tax_share_of_budget_revenue", base.start, base.end), Said("level")
    if base.canonical or counted:
        return base, Said("share")
    return replace(base, id=base.id + of.removeprefix("ratio:")), Said("level")


def add(
    state: State, here: Here, base: Subject, said: Said, value: Decimal, unit: str | None, word: Token,
    sorted_: Lead, *, named: bool = True,
) -> None:  # fmt: skip
    number = word.number or Number(Kind.QUANTITY, word.start, word.end)
    words, roles = sorted_.words, sorted_.roles
    start = word.start
    for w in words:
        if not w.roles & _BEFORE:
            start = w.start
            break
    text, end = state.text, word.end
    after = None if text[end : end + 1] in CLOSING else AFTER.match(text, end)
    if after is not None:
        end = after.end()
    found = Found(
        base, said.measure, value, unit, number, start, end, said.basis, said.of, said.scope, said.versus,
        said.area or base.area or here.area, caliber=said.caliber, confidence=said.confidence,
        promise=here.promise, pair=here.pair, ahead=state.ahead(word.start), own=named,
    )  # fmt: skip
    if roles & Role.STATUS or (words and _expected(words, text, word.start)):
        found.status = "estimate"
    found.approximate = number.approximate
    if number.approximate is None and (after is not None or roles & Role.NEAR):
        found.approximate = _near(words, text[word.end : end])
    if roles & Role.NEW:
        found.new = _new(words, base)
    elif base.id == "enterprises_at_tier" and base.new:
        found.new = True
    items = here.items
    if items and words and unit in COUNTS and not found.new and _goes_on(state, words, items[-1]):
        found.new = items[-1].new
    line = text.rfind("\n", number.start - 2000 if number.start > 2000 else 0, number.start)
    if line != state.line:
        state.line = line
        if found.area is None and named and (base.canonical or state.opening is None):
            state.opening = base
    if not named and roles & Role.LEAST and here.items and here.items[-1].new and here.promise:
        # 净增40家,其中上半年不少于15家: as new as those before
        found.measure = "change" if here.items[-1].subject.id == base.id else found.measure
    state.seen.add(base.id)
    here.items.append(found)
    state.last = found
    state.found.append(found)


def _expected(words: Sequence[Token], text: str, end: int) -> bool:
    """Whether one of the words opens with 预计."""
    if text.find("预计", words[0].start, end) < 0:
        return False
    return any(w.text.startswith("预计") for w in words)


def _goes_on(state: State, words: Sequence[Token], last: Found) -> bool:
    """Whether a name is one more of a list: after 、 or alone between a comma and its number."""
    if any("总" in w.text for w in words):
        return False  # 新增泊位5300个,道路总里程312公里
    if words[0].roles & Role.AND:
        return not any(w.text.startswith("达") for w in words)
    if words[0].text == "其中":
        words = words[1:]
        return bool(words) and last.unit == "count" and all(w.roles & (CORE | Role.QUOTE) for w in words)
    bare = all(w.roles & (CORE | Role.SIZE | Role.QUOTE) for w in words)
    return bare and last.unit == "count" and state.text[last.end : words[0].start] == ","


def _new(words: Sequence[Token], base: Subject) -> bool:
    """Whether the words tell of new ones; 培育 does so of enterprises alone."""
    if any(w.text == "培育" for w in words) and not ("企业" in base.id or base.id == "enterprises_at_tier"):
        return False
    return any(w.roles & Role.NEW and not w.roles & Role.STAGE for w in words)


def _near(words: Sequence[Token], after: str) -> str | None:
    if "左右" in after or "上下" in after:
        return "about"
    for w in reversed(words):
        if w.roles & Role.NEAR:
            if w.text in ("近", "将近", "接近", "不足", "不到", "不满"):
                return "below"
            if w.text in ("约", "大约", "约为", "约达", "大概", "约合", "大体"):
                return "about"
            return "above"
        if not w.roles & (Role.LEVEL | Role.SKIP):
            break
    return None
