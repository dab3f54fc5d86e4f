"""A promise in words: what it is about, and what it promises, with its numbers as figures.

>>> from decimal import Decimal
>>> from guatu.vocabulary.statements import Target
>>> target = Target(id="g1", indicator="signed_projects", measure="level", comparator=">=", floor=Decimal(30),
...     unit="count", by="2022", min_size=Amount(Decimal("1e9"), "CNY"), span=(0, 1), quote="", confidence=1)
>>> title(Promise(1, target), name="签约项目"), promised(Promise(1, target)).template
('超10亿元签约项目', '确保{floor}以上')
"""

from typing import Final

from guatu.indicators.naming import amount_label, scope_label
from guatu.targets.promise import Promise
from guatu.targets.why import in_characters
from guatu.vocabulary.statements import Amount
from guatu.vocabulary.trace import Sentence

_LADDER: Final = "enterprises_at_tier"
_PAIR: Final = {
    "growth": "确保增长{floor}以上，力争{stretch}",
    "rank": "确保{floor}，力争{stretch}",
    "": "确保{floor}以上，力争{stretch}",
}
_FLOOR: Final = {
    "growth": "确保增长{floor}以上",
    "rank": "确保{floor}",
    "multiple": "达到{floor}",
    "": "确保{floor}以上",
}
_STRETCH: Final = {"growth": "力争增长{stretch}", "": "力争{stretch}"}
_CAP: Final = {"growth": "增幅不高于{floor}", "rank": "确保{floor}", "": "控制在{floor}以内"}
_FIXED: Final = "{floor}"


def title(promise: Promise, *, name: str) -> str:
    """What the promise is about; ``name`` is the indicator's. Sizes name the thing and are no figures."""
    target = promise.target
    if target.indicator == _LADDER and target.tier:
        return f"新培育{_size(target.tier)}级企业"
    head = f"超{_size(target.min_size)}元" if target.min_size else ""
    head += f"{_size(target.tier)}级" if target.tier else ""
    # A growth is said by the promise itself: 确保增长…
    tail = {"rank": "位次", "share": "占比"}.get(target.measure, "")
    head = "新增" + head if target.measure == "increase" else head
    where = scope_label(target.scope or "")
    window = promise.window
    notes = [target.area or "", where]
    if window and not window.is_year:
        notes.append(window.label(short=window.start.year == window.end.year))
    notes = [note for note in notes if note]
    return f"{head}{name}{tail}" + (f"（{'，'.join(notes)}）" if notes else "")


def promised(promise: Promise) -> Sentence:
    """What is promised: 确保…以上，力争…"""
    target = promise.target
    if promise.way == "band":
        return Sentence("{band}", words={"band": target.band or target.quote})
    figures = {name: promise.promised(name) for name in ("floor", "stretch")}
    known = {name: figure for name, figure in figures.items() if figure}
    table = _PAIR if len(known) > 1 else _STRETCH if promise.stretch_only else _FLOOR
    if promise.capped and not promise.stretch_only:
        table = _CAP
    template = table.get(target.measure, table[""])
    if target.comparator == "=" and len(known) == 1 and target.measure != "growth":
        template = _FIXED if "floor" in known else table[""]
    if target.within and promise.years > 1:
        return Sentence("{years}年内" + template, known, {"years": in_characters(promise.years)})
    return Sentence(template, {n: f for n, f in known.items() if f"{{{n}}}" in template})


def _size(amount: Amount) -> str:
    """A size as the name of a class: 10亿, 百亿."""
    text = amount_label(amount).removesuffix("元")
    return {"100亿": "百亿", "1000亿": "千亿"}.get(text, text)
