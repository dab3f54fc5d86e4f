"""The board of computed figures."""

from django.http import HttpResponse
from django.shortcuts import render

from guatu.web.access.pages import page
from guatu.web.access.request import Request
from guatu.web.board.queries.board import CUTS, board_for


@page("indicator.view")
def board_page(request: Request) -> HttpResponse:
    """Every indicator that enterprise facts feed, by `?period=2022-07&area=11&industry=39&size=1`."""
    asked = {name: request.GET.get(name, "")[:40] for name in ("period", "area", *CUTS)}
    return render(
        request, "board/board.html", {"view": board_for(request.actor, asked, known_at=request.known_at)}
    )
