"""Pages of indicators."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from guatu.web.access.pages import page
from guatu.web.board.indicator_csv import as_csv
from guatu.web.board.queries.indicators import indicator_for, indicators_for


@page("indicator.view")
def indicator_list(request: HttpRequest) -> HttpResponse:
    """Every indicator with its latest figures, headlines first."""
    listed = indicators_for(request.actor, known_at=request.known_at)  # type: ignore[attr-defined]
    return render(request, "board/indicators.html", {"listed": listed})


@page("indicator.view")
def indicator_page(request: HttpRequest, indicator: str) -> HttpResponse:
    """One indicator over time, its table (`?format=csv` downloads it), its targets, its documents."""
    asked = request.GET.get("period", "")[:7]
    view = indicator_for(request.actor, indicator, asked=asked, known_at=request.known_at)  # type: ignore[attr-defined]
    if request.GET.get("format") == "csv":
        return as_csv(view, site=request.build_absolute_uri("/").rstrip("/"))
    line = view.line or (view.computed and view.computed.line)
    return render(request, "board/indicator.html", {"view": view, "line": line})
