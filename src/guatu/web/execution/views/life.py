"""Pages of a task's life: my desk, and the one next act of a task as a form."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from guatu.vocabulary.problems import GuatuError
from guatu.web.access.allow import allow
from guatu.web.access.pages import page
from guatu.web.access.request import Request
from guatu.web.execution import listing as lists
from guatu.web.execution.actions.instructing import instruct
from guatu.web.execution.actions.moving import move
from guatu.web.execution.actions.reporting import Said, report
from guatu.web.execution.actions.setting_up import set_up
from guatu.web.execution.evidence import check
from guatu.web.execution.forms import ActFields, ReportFields
from guatu.web.execution.queries import desk as desks
from guatu.web.execution.queries.serving import served
from guatu.web.execution.views.asked import book_of
from guatu.web.messages.queries import awaiting_receipt, open_letters
from guatu.web.reading.queries.waiting import waiting_for
from guatu.web.statements.queries.history import current

ROWS_A_PAGE = 50


@page("desk.view")
def desk(request: Request) -> HttpResponse:
    """What waits for me, oldest first, each with its one next act."""
    desk = desks.desk(request.actor)
    shown = Paginator(desk.waiting, ROWS_A_PAGE).get_page(request.GET.get("page"))
    context = {"desk": desk, "waiting": shown, "page": shown, "in_hand": desk.in_hand[:ROWS_A_PAGE]}
    rows = [*shown, *desk.in_hand[:ROWS_A_PAGE]]
    context["served"] = served([one.row.lineage for one in rows], known_at=None)
    context["letters"] = awaiting_receipt(request.actor)
    context["documents"] = waiting_for(request.actor)
    context["may_collect"] = allow(request.actor, "task.collect")
    if allow(request.actor, "task.issue"):
        book = book_of(request)
        lights = book.made("lights", book.whole, lambda: lists.lights(book.whole, **book.cut))
        context |= {"lights": lights, "unsigned": len(open_letters())}
    return render(request, "execution/desk.html", context)


@page("task.set_up", post="task.set_up")
@require_POST
def begin(request: Request, number: int) -> HttpResponse:
    """Set a stated task up."""
    return done(request, number, lambda: set_up(number, by=request.actor))


@page("desk.view", post="desk.view")
@require_POST
def act(request: Request, number: int) -> HttpResponse:
    """Make a move on a task; what it forbids is said on the task's page."""
    form = ActFields(request.POST)
    if not form.is_valid():
        return refused(request, number, form.errors.as_text())
    data = form.cleaned_data
    if data["move"] == "instruct":
        seen = data["version"]
        return done(
            request,
            number,
            lambda: instruct(number, by=request.actor, expected_version=seen, words=data["words"]),
        )
    return done(
        request,
        number,
        lambda: move(
            number,
            data["move"],
            by=request.actor,
            expected_version=data["version"],
            words=data["words"],
            day=data["day"],
            unit=data["unit"],
        ),
    )


@page("task.report", post="task.report")
@require_POST
def tell(request: Request, number: int) -> HttpResponse:
    """Report on a task, with pictures or files."""
    form = ReportFields(request.POST)
    if not form.is_valid():
        return refused(request, number, form.errors.as_text())
    data = form.cleaned_data

    def write() -> object:
        files = [check(file.read(), name=file.name or "") for file in request.FILES.getlist("files")]
        heads = (data["progress"], data["problems"], data["next_steps"])
        said = Said(*heads, figures=form.addresses(), period=data["period"])
        version, final = data["version"], data["final"]
        return report(number, said, by=request.actor, expected_version=version, files=files, final=final)

    return done(request, number, write)


def done(request: Request, number: int, deed: object) -> HttpResponse:
    """Do it and go to the task's page; what forbids it is said there."""
    try:
        deed()  # type: ignore[operator]
    except GuatuError as error:
        return refused(request, number, str(error.problem))
    messages.success(request, _("已办理，记入本任务的办理过程。"))
    return redirect("execution:page", number)


def refused(request: Request, number: int, words: str) -> HttpResponse:
    """Back to the task's page with what is wrong; to the list where the task itself is gone by now."""
    messages.error(request, words)
    stands = current("task", number)
    if stands is None or stands.withdrawn:
        return redirect("execution:tasks")
    return redirect("execution:page", number)
