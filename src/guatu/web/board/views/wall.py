"""The wall."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from guatu.web.access.pages import page
from guatu.web.board.queries.wall import wall_for


@page("wall.view")
def wall(request: HttpRequest) -> HttpResponse:
    """What a leader looks for, from top to bottom, in one minute."""
    shown = wall_for(request.actor, known_at=request.known_at)  # type: ignore[attr-defined]
    return render(request, "board/wall.html", {"wall": shown, "data_period": shown.data_period})
