"""The page of definitions."""

from django.http import HttpResponse
from django.shortcuts import render

from guatu.web.access.pages import page
from guatu.web.access.request import Request
from guatu.web.board.queries.catalogue import catalogue


@page("indicator.view")
def catalogue_page(request: Request) -> HttpResponse:
    """What every indicator counts, by which law, from which data; datasets, sets of industries, areas."""
    return render(request, "board/catalogue.html", {"catalogue": catalogue()})
