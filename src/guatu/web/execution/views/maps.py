"""The battle map: on the page, on the big screen, on A3; and one unit's year."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from guatu.briefing import sheets
from guatu.web.access.pages import page
from guatu.web.access.request import Request
from guatu.web.accounts import queries as accounts
from guatu.web.execution import listing as lists
from guatu.web.execution import prints, queries
from guatu.web.execution.queries.battle import battle_map, leading
from guatu.web.execution.queries.nodes import following
from guatu.web.execution.queries.serving import served
from guatu.web.execution.views.asked import book_of
from guatu.web.ui.downloads import download

UNITS_A_PAGE, UNITS_A_SCREEN, SOON = 30, 20, 8
#: Seconds before the screen turns to its next page.
SECONDS_A_SCREEN = 30


@page("task.view")
def battle(request: Request) -> HttpResponse:
    """Units by months, a page of units at a time."""
    return render(request, "execution/map.html", _map(request, most=UNITS_A_PAGE))


@page("task.view")
def screen(request: Request) -> HttpResponse:
    """The same for a screen on the wall: dark, nothing scrolls, it turns its pages by itself."""
    context = _map(request, most=UNITS_A_SCREEN)
    shown = context["page"]
    turn = shown.next_page_number() if shown.has_next() else 1  # type: ignore[attr-defined]
    urgent = sorted((line for line in context["whole"] if line.urgent), key=lambda line: line.sorting())  # type: ignore[attr-defined]
    answer = render(request, "execution/screen.html", context | {"urgent": urgent[:SOON]})
    asked = request.GET.copy()
    asked["page"] = str(turn)
    answer["Refresh"] = f"{SECONDS_A_SCREEN}; url={request.path}?{asked.urlencode()}"
    return answer


def _map(request: Request, *, most: int) -> dict[str, object]:
    book = book_of(request)
    led = leading(book.shown)
    shown = Paginator(list(led), most).get_page(request.GET.get("page"))
    lines = [line for unit in shown for line in led[unit]]
    rows = battle_map(lines, today=book.today, known_at=book.known_at)
    return book.frame() | {"page": shown, "rows": rows, "view": "map", "whole": book.whole}


@page("task.view")
def map_pdf(request: Request) -> HttpResponse:
    """The whole battle map as an A3 sheet."""
    return _pdf("map", _sheet(request, title=_("作战图")), name=_("作战图"))


@page("task.view")
def wall_pdf(request: Request) -> HttpResponse:
    """The wall as it hangs in the office: task book, timetable and battle map on A3."""
    book = book_of(request)
    data = _sheet(request, title=_("挂图作战"))
    data["themes"] = prints.themes_of(book.shown, today=book.today, known_at=book.known_at)
    return _pdf("wall", data | {"today": prints.today_share(book.today)}, name=_("挂图"))


def _sheet(request: Request, *, title: str) -> dict[str, Any]:
    book = book_of(request)
    lights = lists.lights(book.whole, **book.cut)
    rows = battle_map(book.shown, today=book.today, known_at=book.known_at)
    head = prints.head_of(title=title, zone=accounts.zone_name(), today=book.today, lights=lights)
    return head | {"rows": prints.map_rows(rows)}


def _pdf(sheet: str, data: dict[str, Any], *, name: str) -> HttpResponse:
    made = sheets.sheet(sheet, data)[0]
    return download(made, name=f"{name} {data['day']}.pdf", shown=True)


@page("task.view")
def unit(request: Request, number: int) -> HttpResponse:
    """One unit: its lights by month, what comes next, what it leads and what it helps with."""
    held = accounts.unit(number)
    if held is None:
        raise Http404(f"unit {number}")
    book = book_of(request)
    led = queries.narrowed(book.whole, today=book.today, lead=str(number))
    carried = queries.narrowed(book.whole, today=book.today, unit=str(number))
    helped = [line for line in carried if line.row.lead_unit_id != number]
    cut = {"known_at": book.known_at, "year": book.asked["year"]}
    context = book.frame() | {
        "unit": held,
        "rows": battle_map(led, today=book.today, known_at=book.known_at),
        "lights": lists.lights(led, lead=str(number), **cut),
        "led": sorted(led, key=lambda line: line.sorting()),
        "led_count": queries.count(led, lead=number, **cut),
        "helped": sorted(helped, key=lambda line: line.sorting()),
        "ahead": following(led, today=book.today, known_at=book.known_at)[:SOON],
        "may_edit": False,
        "served": served([line.row.lineage for line in (*led, *helped)], known_at=book.known_at),
    }
    return render(request, "execution/unit.html", context)
