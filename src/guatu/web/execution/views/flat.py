"""The list 清单 with its filters and bulk acts, and the timetable 时间表."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from guatu.vocabulary.problems import GuatuError
from guatu.web.access.allow import allow
from guatu.web.access.pages import page
from guatu.web.access.request import Request
from guatu.web.accounts import queries as accounts
from guatu.web.execution import listing as lists
from guatu.web.execution.actions.bulk import act_on_all
from guatu.web.execution.forms.bulk import BulkFields, bulk_acts
from guatu.web.execution.queries.rows import rows_of
from guatu.web.execution.queries.serving import served
from guatu.web.execution.views.asked import book_of

ROWS_A_PAGE, MOST_REFUSALS = 50, 5


@page("task.view")
def flat(request: Request) -> HttpResponse:
    """One row a task, worst first, with its last report; several can be acted on at once."""
    book = book_of(request)
    words = request.GET.get("q", "").strip()[:60]
    ordered = book.made("flat", book.shown, lambda: sorted(book.shown, key=lambda line: line.sorting()))
    if words:
        ordered = [line for line in ordered if words in line.row.title or words in line.row.standard]
    shown = Paginator(ordered, ROWS_A_PAGE).get_page(request.GET.get("page"))
    acting = book.known_at is None and allow(request.actor, "task.issue")
    context = book.frame() | {
        "view": "flat",
        "page": shown,
        "served": served([line.row.lineage for line in shown], known_at=book.known_at),
        "rows": rows_of(list(shown), today=book.today, known_at=book.known_at),
        "words": words,
        "acts": bulk_acts(request.actor) if acting else (),
        "officers": accounts.people_with("supervision") if acting else (),
    }
    return render(request, "execution/flat.html", context)


@page("task.issue", post="task.issue")
@require_POST
def bulk(request: Request) -> HttpResponse:
    """Do one thing to the ticked tasks; what was done and what was refused is said above the list."""
    there = request.POST.get("back", "")
    safe = url_has_allowed_host_and_scheme(there, allowed_hosts=None) and there.startswith("/tasks")
    back = redirect(there if safe else reverse("execution:flat"))
    form = BulkFields(request.POST)
    if not form.is_valid():
        messages.error(request, _("请先勾选任务，再选择办什么。"))
        return back
    try:
        done, refused = act_on_all(form.ticked(), form.wanted(), by=request.actor)
    except GuatuError as error:
        messages.error(request, str(error.problem))
        return back
    if done:
        messages.success(request, _("已办理%(n)s项。") % {"n": done})
    for why in refused[:MOST_REFUSALS]:
        messages.error(request, why)
    if len(refused) > MOST_REFUSALS:
        messages.error(request, _("另有%(n)s项没有办理。") % {"n": len(refused) - MOST_REFUSALS})
    return back


@page("task.view")
def timetable(request: Request) -> HttpResponse:
    """The year as a Gantt chart, by theme or by unit, with today's line and the nodes of each task."""
    book = book_of(request)
    by_unit = request.GET.get("by") == "unit"
    heap = lists.by_unit if by_unit else lists.by_theme
    groups = book.made(heap.__name__, book.shown, lambda: heap(book.shown))
    shown = Paginator(lists.flat(groups), ROWS_A_PAGE).get_page(request.GET.get("page"))
    rows = rows_of([line for _group, line in shown], today=book.today, known_at=book.known_at)
    drawn = {row.line.row.lineage: row for row in rows}
    context = book.frame() | {
        "view": "timetable",
        "by": "unit" if by_unit else "theme",
        "page": shown,
        "groups": [
            (group.theme, [drawn[line.row.lineage] for line in group.lines])
            for group in lists.regrouped(shown)
        ],
        "months": rows[0].line.line.months if rows else (),
    }
    return render(request, "execution/timetable.html", context)
