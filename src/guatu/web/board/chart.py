"""What the chart of an indicator is drawn from: plain numbers in the unit of the axis, each with its page."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from guatu.indicators.display import usual_unit
from guatu.indicators.trend import Strand
from guatu.vocabulary.figure import Figure
from guatu.vocabulary.unit import SCALES
from guatu.web.ui.templatetags.figures import print_figure, rule_for


def chart_data(strand: Strand, *, known_at: int | None) -> dict[str, Any]:
    """The strand as JSON: `places` of the axis, and for level and growths the years with their points.

    A point is `{"value", "text", "href"}` or null; values are drawn only, the table has the exact ones.
    """
    words = {"cumulative": _("累计"), "month": _("当月")}
    panels = [_panel(strand, measure, known_at=known_at) for measure in ("growth", "level", "month_on_month")]
    return {
        "way": strand.way,
        "title": words[strand.way],
        "places": list(strand.places),
        "panels": [panel for panel in panels if panel["years"]],
    }


def _panel(strand: Strand, measure: str, *, known_at: int | None) -> dict[str, Any]:
    by_year = {year.year: getattr(year, measure) for year in strand.years}
    drawn = {year: figures for year, figures in by_year.items() if any(figures)}
    every = [f for figures in drawn.values() for f in figures if f]
    unit = (
        "%"
        if measure != "level"
        else (usual_unit(every[0].unit or "", rule=rule_for(every[0])) if every else "")
    )
    names = {"growth": _("同比增幅"), "level": _("数值"), "month_on_month": _("环比增幅")}
    return {
        "measure": measure,
        "name": names[measure],
        "unit": unit,
        "years": [
            {"name": _("%(year)s年") % {"year": year}, "points": _points(figures, known_at=known_at)}
            for year, figures in drawn.items()
        ],
    }


def _points(figures: Sequence[Figure | None], *, known_at: int | None) -> list[dict[str, Any] | None]:
    return [_point(f, known_at=known_at) if f and f.value is not None else None for f in figures]


def _point(figure: Figure, *, known_at: int | None) -> dict[str, Any]:
    scale = rule_for(figure).scale if figure.key.measure == "level" else None
    value = (figure.value or 0) / (SCALES[scale] if scale else 1)
    return {
        "value": float(value),
        "text": print_figure(figure).text,
        "href": figure.key.at(known_at).print(),
    }
