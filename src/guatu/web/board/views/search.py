"""The question box: one line of words finds figures, targets, tasks and documents."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from guatu.web.access.pages import page
from guatu.web.board.queries.answer import answer

LONGEST = 200


@page("search.use")
def search(request: HttpRequest) -> HttpResponse:
    """What the words of `q` find; without words, the box alone."""
    asked = request.GET.get("q", "").replace("\x00", "").strip()[:LONGEST]
    known_at = request.known_at  # type: ignore[attr-defined]
    found = answer(request.actor, asked, known_at=known_at) if asked else None  # type: ignore[attr-defined]
    return render(request, "board/search.html", {"q": asked, "found": found})
