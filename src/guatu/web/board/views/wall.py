"""The wall."""

from django.http import HttpResponse
from django.shortcuts import render

from guatu.web.access.allow import allow
from guatu.web.access.pages import page
from guatu.web.access.request import Request
from guatu.web.board.queries.wall import wall_for


@page("wall.view")
def wall(request: Request) -> HttpResponse:
    """What a leader looks for, from top to bottom, in one minute."""
    shown = wall_for(request.actor, known_at=request.known_at)
    around = {"data_period": shown.data_period, "may_meet": allow(request.actor, "meeting.view")}
    return render(request, "board/wall.html", {"wall": shown} | around)
