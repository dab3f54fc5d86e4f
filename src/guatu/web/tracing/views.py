"""Click one and click two."""

from urllib.parse import unquote

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render

from guatu.vocabulary.figure import FigureKey
from guatu.web.access.pages import page
from guatu.web.tracing.figure import figure_view
from guatu.web.tracing.source import source_view


@page("figure.view")
def figure_page(request: HttpRequest, address: str) -> HttpResponseBase:
    """One figure: its value, how it was made, of what, who else says it, and its versions."""
    asked = request.get_full_path()
    key = FigureKey.parse(asked)
    if unquote(key.print()) != unquote(asked):
        return redirect(key.print())
    view = figure_view(request.actor, key, address=request.build_absolute_uri(key.print()))  # type: ignore[attr-defined]
    return render(request, "tracing/figure.html", {"view": view, "f": view.trace.figure})


@page("source.view")
def source_page(request: HttpRequest, address: str) -> HttpResponse:
    """One source: the document with its words lit, or what a person typed in."""
    printed = request.get_full_path().partition("?")[0].removeprefix("/sources/")
    view = source_view(request.actor, printed, known_at=request.known_at)  # type: ignore[attr-defined]
    return render(request, f"tracing/{view.template}", {"view": view})
