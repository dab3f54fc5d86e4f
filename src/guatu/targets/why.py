"""The sentence why: what a promise's light rests on, with its numbers as figures.

Every template is a message of the translation catalogue. A figure in a sentence keeps its name, so that each
number of the sentence can be clicked like any other.
"""

from decimal import Decimal
from typing import Final

from guatu.targets.matching import Match
from guatu.targets.pacing import Pace
from guatu.vocabulary.figure import Figure
from guatu.vocabulary.trace import Sentence

_KINDS: Final = {"floor": "确保", "stretch": "力争"}
_COUNTS: Final = "零一二三四五六七八九十"
_BAND: Final = "目标以文字表述：{band}，不折算数值"

_PROGRESS: Final = {
    "reached": "{period}完成{done}，已达到{kind}目标{bound}",
    "ahead": "{period}完成{done}，占{kind}目标{bound}的{completion}，超序时进度{lead}",
    "even": "{period}完成{done}，占{kind}目标{bound}的{completion}，与序时进度持平",
    "behind": "{period}完成{done}，占{kind}目标{bound}的{completion}，欠序时进度{lag}",
    "undated": "{period}完成{done}，占{kind}目标{bound}的{completion}，目标未写期限，不比序时",
}
_PUBLISHED: Final = {
    "reached": "{period}公布完成{kind}目标的{completion}，目标已完成",
    "ahead": "{period}公布完成{kind}目标的{completion}，超序时进度{lead}",
    "even": "{period}公布完成{kind}目标的{completion}，与序时进度持平",
    "behind": "{period}公布完成{kind}目标的{completion}，欠序时进度{lag}",
    "undated": "{period}公布完成{kind}目标的{completion}，目标未写期限，不比序时",
}
_CAPPED: Final = {
    "reached": "{period}累计{done}，控制在{bound}以内",
    "ahead": "{period}累计{done}，占控制数{bound}的{completion}，低于序时进度{lead}",
    "even": "{period}累计{done}，占控制数{bound}的{completion}，与序时进度持平",
    "behind": "{period}累计{done}，占控制数{bound}的{completion}，高于序时进度{lag}",
    "undated": "{period}累计{done}，占控制数{bound}的{completion}，控制数未写期限，不比序时",
}
_GROWTH: Final = {
    "ahead": "{period}{basis}{done}，比{kind}目标{bound}高{lead}",
    "even": "{period}{basis}{done}，与{kind}目标{bound}持平",
    "behind": "{period}{basis}{done}，比{kind}目标{bound}低{lag}",
}
_GROWTH_CAPPED: Final = {
    "ahead": "{period}{basis}{done}，比控制数{bound}低{lead}",
    "even": "{period}{basis}{done}，与控制数{bound}持平",
    "behind": "{period}{basis}{done}，比控制数{bound}高{lag}",
}
_PATH: Final = {
    "ahead": "{period}{basis}{done}，比达到{bound}的年均增幅{path}（测算）高{lead}",
    "even": "{period}{basis}{done}，与达到{bound}的年均增幅{path}（测算）持平",
    "behind": "{period}{basis}{done}，比达到{bound}的年均增幅{path}（测算）低{lag}",
}
_RANK: Final = {
    "ahead": "{period}居{done}，好于{kind}目标{bound}",
    "even": "{period}居{done}，达到{kind}目标{bound}",
    "behind": "{period}居{done}，未达到{kind}目标{bound}",
}
_LEVEL: Final = {
    "ahead": "{period}为{done}，已达到{kind}目标{bound}",
    "even": "{period}为{done}，已达到{kind}目标{bound}",
    "behind": "{period}为{done}，距{kind}目标{bound}还差{lag}；水平类目标不比序时",
}
_LEVEL_CAPPED: Final = {
    "ahead": "{period}为{done}，在控制数{bound}以内",
    "even": "{period}为{done}，在控制数{bound}以内",
    "behind": "{period}为{done}，超出控制数{bound}，高{lag}",
}
_STRETCH: Final = "占力争目标{stretch}的{stretch_completion}"
_REST: Final = "还需{rest}，后{months}个月月均{monthly}"
_REST_GROWTH: Final = "后{months}个月须增长{need_growth}（按上年同期占比测算）"


def why(pace: Pace) -> Sentence:
    """One sentence that says why the light is what it is."""
    if pace.way == "band":
        return Sentence(_BAND, words={"band": pace.promise.target.band or pace.promise.target.quote})
    if pace.match is None:
        return pace.absence.why if pace.absence else Sentence("尚无对应数据")
    template = _template(pace, pace.match)
    figures = {name: f for name, f in figures_of(pace).items() if f"{{{name}}}" in template}
    words = {name: word for name, word in _words(pace, pace.match).items() if f"{{{name}}}" in template}
    return Sentence(template, figures, words)


def outlook(pace: Pace) -> tuple[Sentence, ...]:
    """What is still needed, and how far 力争 is: further sentences, none when there is nothing to say."""
    figures = figures_of(pace)
    said = []
    if "stretch_completion" in figures:
        pair = {name: figures[name] for name in ("stretch", "stretch_completion")}
        said.append(Sentence(_STRETCH, pair))
    months = in_characters(pace.need.months)
    if "need_monthly" in figures:
        pair = {"rest": figures["need"], "monthly": figures["need_monthly"]}
        said.append(Sentence(_REST, pair, {"months": months}))
    if "need_growth" in figures:
        said.append(Sentence(_REST_GROWTH, {"need_growth": figures["need_growth"]}, {"months": months}))
    return tuple(said)


def figures_of(pace: Pace) -> dict[str, Figure]:
    """Every number of a pace under its name; what is unknown is left out.

    ``done`` keeps the published figure's own key; the others belong to ``target:<n>``.
    """
    promise, found = pace.promise, pace.match
    bound = promise.promised(promise.bound_name)
    named = {"bound": bound, "floor": promise.promised("floor"), "stretch": promise.promised("stretch")}
    if found is None:
        return {name: figure for name, figure in named.items() if figure}
    gap, unit = pace.gap, pace.gap_unit
    ahead = gap if gap is not None and gap > 0 else None
    behind = -gap if gap is not None and gap < 0 else None
    values: dict[str, tuple[Decimal | None, str | None]] = {
        "completion": (pace.completion, "percent"),
        "stretch_completion": (pace.stretch_completion, "percent"),
        "schedule": (pace.schedule, "percent"),
        "gap": (gap, unit),
        "lead": (ahead, unit),
        "lag": (behind, unit),
        "path": (pace.path_growth, "percent"),
        "need": (pace.need.rest, promise.target.unit),
        "need_monthly": (pace.need.monthly, promise.target.unit),
        "need_growth": (pace.need.growth, "percent"),
    }
    computed = {
        name: promise.figure(name, value=value, unit=unit, period=found.data)
        for name, (value, unit) in values.items()
        if value is not None
    }
    published = {"completion": found.figure} if found.standing == "completion" else {}
    kept = {name: figure for name, figure in named.items() if figure}
    return {**kept, **computed, **published, "done": found.figure}


def _template(pace: Pace, found: Match) -> str:
    capped = pace.promise.capped
    if pace.way == "progress":
        table = _CAPPED if capped else _PUBLISHED if found.standing == "completion" else _PROGRESS
        if pace.achieved:
            return table["reached"]
        return table["undated"] if pace.gap is None else table[_side(pace.gap)]
    tables = {
        "growth": _GROWTH_CAPPED if capped else _GROWTH,
        "path": _PATH,
        "rank": _RANK,
        "level": _LEVEL_CAPPED if capped else _LEVEL,
    }
    return tables[pace.way][_side(pace.gap or Decimal(0))]


def _side(gap: Decimal) -> str:
    return "ahead" if gap > 0 else "behind" if gap < 0 else "even"


def _words(pace: Pace, found: Match) -> dict[str, str]:
    moved = "增长" if (found.figure.value or 0) >= 0 else "增幅为"
    from_basis = {"cagr": "年均", "mom": "环比", "vs_year_start": "比年初"}
    return {
        "period": found.data.label(),
        "kind": _KINDS[pace.promise.bound_name],
        "basis": from_basis.get(found.figure.key.basis or "yoy", "同比") + moved,
    }


def in_characters(count: int) -> str:
    """A small count in characters: a numeral in words is no figure.

    >>> in_characters(5), in_characters(11), in_characters(24)
    ('五', '十一', '二十四')
    """
    tens, ones = divmod(count, 10)
    if tens == 0:
        return _COUNTS[ones]
    return ("" if tens == 1 else _COUNTS[tens]) + "十" + (_COUNTS[ones] if ones else "")
