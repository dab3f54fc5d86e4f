"""The catalogue as a page: every indicator, dataset, set of industries and area, as defined."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from guatu.catalogue.codes import Code, IndustrySet, areas, codes, industries, industry_sets
from guatu.catalogue.dataset import Dataset
from guatu.catalogue.datasets import datasets
from guatu.catalogue.definition import Made
from guatu.catalogue.load import indicators
from guatu.catalogue.schema import Indicator
from guatu.indicators.order import groups, in_order
from guatu.web.ui.words import BASIS, FREQUENCY


@dataclass(frozen=True, slots=True)
class Defined:
    """One indicator as the page tells it: in words how often, on which basis, made of what."""

    indicator: Indicator
    name: str
    frequency: str
    january: str
    basis: str
    made: str


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The page: indicators by group, datasets, sets with the names of their industries, areas."""

    groups: tuple[tuple[str, tuple[Defined, ...]], ...]
    datasets: tuple[tuple[Dataset, str], ...]
    sets: tuple[tuple[IndustrySet, str, str], ...]
    areas: tuple[tuple[Code, str], ...]


def catalogue() -> Catalogue:
    """Everything that is defined, in the order in which a zone reads it."""
    named = industries()
    return Catalogue(
        groups=tuple(_groups()),
        datasets=tuple((dataset, called(dataset)) for dataset in datasets().values()),
        sets=tuple(
            (found, called(found), "、".join(named[f"{n:02d}"].name for n in sorted(found.divisions)))
            for found in industry_sets()
        ),
        areas=tuple((area, called(area)) for area in areas().values()),
    )


def called(thing: Indicator | Dataset | IndustrySet | Code) -> str:
    """Its name in the reader's script."""
    language = get_language() or ""
    return thing.name_en if language == "en" else thing.name_hant if "hant" in language else thing.name


def defined(indicator: Indicator) -> Defined:
    """One indicator in words."""
    about = indicator.about
    together = _("1—2月合并为一期") if about.january == "together" else _("有1月数据")
    return Defined(
        indicator,
        called(indicator),
        str(FREQUENCY.get(about.frequency, "")),
        together if about.frequency in ("day", "event", "month") else "",
        str(BASIS.get(about.basis, "")),
        made_of(about.made),
    )


def made_of(made: Made | None) -> str:
    """How it is computed, in words; empty when it is only announced."""
    if made is None:
        return ""
    names = [called(indicators()[part]) for part in made.parts]
    if made.ratio:
        return " ÷ ".join(names)
    if made.sum:
        return " ＋ ".join(names)
    dataset = datasets()[made.dataset]
    what = [_("家数")] if made.count else [dataset.measure(m).name for m in made.measures]
    limits = [_limit(dataset, name, code) for name, code in made.where]
    limits += [called(found) for found in industry_sets() if found.id == made.industries][:1]
    return f"{called(dataset)}：{' ＋ '.join(what)}" + (f"（{'，'.join(limits)}）" if limits else "")


def _limit(dataset: Dataset, name: str, code: int) -> str:
    dimension = dataset.dimension(name)
    if dimension.kind == "flag":
        return dimension.name
    return codes(dimension.codelist)[str(code)].name


def _groups() -> Iterator[tuple[str, tuple[Defined, ...]]]:
    known, placed = indicators(), set[str]()
    for name, members in groups().items():
        placed.update(members)
        yield name, tuple(defined(known[id_]) for id_ in members)
    rest = in_order(set(known) - placed)
    if rest:
        yield _("其他"), tuple(defined(known[id_]) for id_ in rest)
