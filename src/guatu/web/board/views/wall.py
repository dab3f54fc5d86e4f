"""The wall."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render

from guatu.web.access.allow import allow
from guatu.web.access.pages import page
from guatu.web.access.request import Request
from guatu.web.board.queries.wall import wall_for
from guatu.web.board.screens import sheets_of

#: Seconds before the screen turns to its next sheet.
SECONDS_A_SHEET = 30


@page("wall.view")
def wall(request: Request) -> HttpResponse:
    """What a leader looks for, from top to bottom, in one minute."""
    shown = wall_for(request.actor, known_at=request.known_at)
    around = {"data_period": shown.data_period, "may_meet": allow(request.actor, "meeting.view")}
    return render(request, "board/wall.html", {"wall": shown} | around)


@page("wall.view")
def screen(request: Request) -> HttpResponse:
    """The whole wall on a screen: a sheet at a time, dark, nothing scrolls, it turns by itself."""
    wall = wall_for(request.actor, known_at=request.known_at)
    sheets = sheets_of(wall)
    if not sheets:
        return redirect("board:wall")
    shown = Paginator(sheets, 1).get_page(request.GET.get("page"))
    answer = render(request, "board/screen.html", {"wall": wall, "sheet": shown[0], "page": shown})
    asked = request.GET.copy()
    asked["page"] = str(shown.next_page_number() if shown.has_next() else 1)
    answer["Refresh"] = f"{SECONDS_A_SHEET}; url={request.path}?{asked.urlencode()}"
    return answer
