"""Two documents side by side, and the choice of the other one."""

from django.http import Http404, HttpResponse
from django.shortcuts import render

from guatu.web.access.pages import page
from guatu.web.access.request import Request
from guatu.web.reading import beside as laying
from guatu.web.reading import queries


@page("document.view")
def others(request: Request, number: int) -> HttpResponse:
    """The documents that this one may be laid beside."""
    found = queries.document_for(request.actor, number, known_at=request.known_at)
    rows = laying.others(found, actor=request.actor, known_at=request.known_at)
    return render(request, "reading/others.html", {"document": found, "rows": rows})


@page("document.view")
def beside(request: Request, number: int, other: int) -> HttpResponse:
    """What the earlier promised, and what the later says of it."""
    if number == other:
        raise Http404("a document beside itself")
    one, two = (queries.document_for(request.actor, n, known_at=request.known_at) for n in (number, other))
    found = laying.beside(one, two, actor=request.actor, known_at=request.known_at)
    context = {name: getattr(found, name) for name in ("earlier", "later", "targets", "tasks", "fresh")}
    return render(request, "reading/beside.html", context)
