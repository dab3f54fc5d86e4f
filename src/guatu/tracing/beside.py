"""Published figures beside computed ones: never merged, the difference shown and explained."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Final

from guatu.catalogue.load import indicators
from guatu.indicators.reckoning import Reckoning, first_growth, is_computed
from guatu.tracing import announced
from guatu.tracing.problems import unknown
from guatu.tracing.sources import Sources
from guatu.vocabulary.figure import Figure, FigureKey
from guatu.vocabulary.trace import Comparison, Sentence, Stated, Trace

_COMPARED: Final = ("level", "growth")
_GAP: Final = "published_gap"
_SAME: Final = "公布数为{published}，与汇总数在四舍五入的范围内一致。"
_OTHER: Final = "公布数为{published}，与汇总数相差{gap}。汇总数只含{count}报送的数；公布数的范围是：{scope}。"
_SCOPE: Final = "汇总数只含{count}报送的数；公布数的范围是：{scope}。"
_FORMULA: Final = "{computed} − {published} ＝ {figure}：按企业报表汇总的数减去公布数。"
_WHY_COMPUTED: Final = "由企业报表汇总，范围与公布数不同"


def is_gap(key: FigureKey) -> bool:
    """Whether the key names the difference of a computed figure from the published one of the same thing."""
    return key.measure == _GAP and key.origin == "computed" and is_computed(_own(key))


def gap_key(computed: FigureKey) -> FigureKey:
    """The name of the difference of a computed figure from the published one."""
    return replace(computed, measure=_GAP, of=computed.measure, basis=None)


def gap(key: FigureKey, *, sources: Sources) -> Trace:
    """The difference and its two figures.

    Raises:
        FigureUnknownError: nobody published the figure, or no facts compute it.
    """
    by = sources.facts(key.known_at)
    if by is None:
        raise unknown(key)
    computed = by.figure(_own(key))
    said = _published(computed, sources=sources)
    if not said:
        raise unknown(key)
    published = announced.explain(said[0].figure.key.at(key.known_at), sources=sources)
    figure = difference(computed, said[0].figure)
    parts = {"computed": computed, "published": published.figure, "figure": figure}
    count = by.figure(replace(computed.key, measure="reported", caliber="unstated", basis=None))
    scope = Sentence(_SCOPE, {"count": count}, {"scope": indicators()[key.subject].about.scope})
    how = (Sentence(_FORMULA, parts), scope)
    return Trace(figure=figure, how=how, inputs=(Trace(figure=computed), published))


def published_beside(
    computed: Figure, *, by: Reckoning, sources: Sources
) -> tuple[tuple[Comparison, ...], tuple[Sentence, ...]]:
    """What was published of the same thing, and sentences that say by how much it differs and why."""
    said = _published(computed, sources=sources)
    compared = (announced.compare(computed, one) for one in said)
    others = tuple(one if one.agrees else replace(one, why=_WHY_COMPUTED) for one in compared)
    told = (_told(computed, said[0], by=by),) if said and computed.value is not None else ()
    return others, told


def computed_beside(published: Figure, *, sources: Sources) -> Iterator[Comparison]:
    """What enterprise facts add up to for a published figure of the whole zone."""
    key = published.key
    if not _comparable(key):
        return
    caliber = first_growth(key.subject) if key.measure == "growth" else "unstated"
    name = replace(key, origin="computed", caliber=caliber)
    by = sources.facts(key.known_at) if is_computed(name) else None
    computed = by.figure(name) if by is not None else None
    if computed is None or computed.value is None or published.value is None:
        return
    agrees = announced.agree(published, computed)
    difference = computed.value - published.value if computed.unit == published.unit else None
    yield Comparison(
        figure=computed, agrees=agrees, difference=difference, why="" if agrees else _WHY_COMPUTED
    )


def _comparable(key: FigureKey) -> bool:
    whole = not (key.area or key.cut or key.min_size or key.tier)
    return whole and key.measure in _COMPARED and key.basis in (None, "yoy") and key.period is not None


def _own(key: FigureKey) -> FigureKey:
    measure = key.of if key.of in _COMPARED else "level"
    return replace(key, measure=measure, of=None, basis=None)


def _published(computed: Figure, *, sources: Sources) -> list[Stated]:
    """The standing statements of the same thing, whatever their way of counting, those unstated first."""
    key = computed.key
    if not _comparable(key):
        return []
    name = replace(key, origin="published", caliber="unstated")
    standing = [s for s in sources.statements(name) if s.state == "current"]
    return [*standing, *sources.kin(name)]


def _told(computed: Figure, said: Stated, *, by: Reckoning) -> Sentence:
    published = said.figure
    figure = difference(computed, published)
    if figure.value is None or announced.agree(computed, published):
        return Sentence(_SAME, {"published": published})
    count = by.figure(replace(computed.key, measure="reported", caliber="unstated", basis=None))
    return Sentence(
        _OTHER,
        {"published": published, "gap": figure, "count": count},
        {"scope": indicators()[computed.key.subject].about.scope},
    )


def difference(computed: Figure, published: Figure) -> Figure:
    """The computed figure less the published one, under the name of the difference."""
    unit = "pp" if computed.unit == "percent" else computed.unit
    key = gap_key(computed.key)
    if computed.value is None or published.value is None or computed.unit != published.unit:
        return Figure(key, None, unit, why_unknown="两个数不能相减")
    value: Decimal = computed.value - published.value
    return Figure(key, value, unit)
