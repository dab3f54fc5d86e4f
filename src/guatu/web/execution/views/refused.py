"""Files of tasks that were refused: the list, one with its problems, the file as it came."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header

from guatu.web.access.pages import page
from guatu.web.access.request import Request
from guatu.web.execution.queries import refused
from guatu.web.reading import store


@page("task.refused")
def listing(request: Request) -> HttpResponse:
    """The refused files that this person may see, newest first."""
    rows = refused.refused_files(request.actor, known_at=request.known_at)
    shown = Paginator(rows, 50).get_page(request.GET.get("page"))
    return render(request, "execution/refused_files.html", {"page": shown})


@page("task.refused")
def show(request: Request, number: int) -> HttpResponse:
    """What is wrong with one file, by sheet, row and column, and what to do."""
    found = refused.told(refused.refused_file(request.actor, number))
    return render(request, "execution/refused.html", {"found": found, "file": found.file})


@page("task.refused")
def original(request: Request, number: int) -> HttpResponse:
    """The file as it came, to be saved; a browser is not told what it might be."""
    row = refused.refused_file(request.actor, number)
    try:
        data = store.read(row.sha256)
    except FileNotFoundError as error:
        raise Http404(f"refused file {number}") from error
    answer = HttpResponse(data, content_type="application/octet-stream")
    answer["Content-Disposition"] = content_disposition_header(True, row.name) or "attachment"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
