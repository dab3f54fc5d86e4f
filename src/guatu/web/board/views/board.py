"""The board of computed figures."""

from django.http import HttpResponse
from django.shortcuts import render

from guatu.web.access.pages import page
from guatu.web.access.request import Request
from guatu.web.board.queries.board import CUTS, board_for
from guatu.web.ui.downloads import download


@page("indicator.view")
def board_page(request: Request) -> HttpResponse:
    """Every indicator that enterprise facts feed, by `?period=2022-07&area=11&industry=39&size=1`.

    `?format=xlsx` downloads what is shown, each figure with its key.
    """
    asked = {name: request.GET.get(name, "")[:40] for name in ("period", "area", *CUTS)}
    view = board_for(request.actor, asked, known_at=request.known_at)
    if view is not None and request.GET.get("format") == "xlsx":
        # What writes workbooks takes a quarter of a second to load: only who asks for one waits for it.
        from guatu.indicators.board_printing import as_xlsx, title

        return download(as_xlsx(view.board), name=f"{title(view.board)}.xlsx")
    return render(request, "board/board.html", {"view": view})
