"""Click one and click two."""

import re
from urllib.parse import unquote

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render

from guatu.vocabulary.figure import FigureKey
from guatu.web.access.pages import page
from guatu.web.tracing.figure import figure_view
from guatu.web.tracing.source import source_view

_CELLS = re.compile(r"[?&]cells=[0-9]*$")


@page("figure.view")
def figure_page(request: HttpRequest, address: str) -> HttpResponseBase:
    """One figure: its value, how it was made, of what, who else says it, and its versions."""
    # Which of the cells are listed belongs to the page and not to the figure's name.
    asked, start = _CELLS.sub("", request.get_full_path()), request.GET.get("cells", "")
    first = int(start) if start.isascii() and start.isdigit() and len(start) < 9 else 0
    key = FigureKey.parse(asked)
    if unquote(key.print()) != unquote(asked):
        return redirect(key.print())
    address = request.build_absolute_uri(key.print())
    view = figure_view(request.actor, key, address=address, start=first)  # type: ignore[attr-defined]
    return render(request, "tracing/figure.html", {"view": view, "f": view.trace.figure})


@page("source.view")
def source_page(request: HttpRequest, address: str) -> HttpResponse:
    """One source: the document with its words lit, or what a person typed in."""
    printed = request.get_full_path().partition("?")[0].removeprefix("/sources/")
    view = source_view(request.actor, printed, known_at=request.known_at)  # type: ignore[attr-defined]
    return render(request, f"tracing/{view.template}", {"view": view})
