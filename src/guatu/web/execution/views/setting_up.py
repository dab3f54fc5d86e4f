"""Setting tasks up: a new one by form, its details, nodes, parts, goals of years, the reply upward."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from guatu.execution.nodes import typed
from guatu.vocabulary.problems import GuatuError
from guatu.web.access.pages import page
from guatu.web.access.request import Request
from guatu.web.audit.queries import today
from guatu.web.execution import queries
from guatu.web.execution.actions import dividing, instructing, planning
from guatu.web.execution.actions.setting_up import amend
from guatu.web.execution.forms.setting_up import (
    AmendFields,
    NewTask,
    NodeFields,
    PairFields,
    PartsFields,
    YearFields,
)
from guatu.web.execution.queries import duplicates
from guatu.web.execution.queries.choices import themes
from guatu.web.execution.queries.replies import draft_for
from guatu.web.execution.views.life import done, refused


@page("task.set_up", post="task.set_up")
def new(request: Request) -> HttpResponse:
    """A task by form: typed in, from above, a leader's note; with nodes by a template."""
    form = NewTask(request.POST or None, actor=request.actor)
    if request.method == "POST" and form.is_valid():
        try:
            made = planning.set_up_planned(
                form.stated(),
                by=request.actor,
                details=form.details(),
                template=form.cleaned_data["template"],
            )
        except GuatuError as error:
            form.add_error(None, str(error.problem))
        else:
            messages.success(request, _("已立项，待另一位人员审核。"))
            return redirect("execution:page", made.task)
    context = {"form": form, "themes": themes(request.actor)}
    return render(request, "execution/new.html", context, status=422 if form.errors else 200)


@page("task.set_up", post="task.set_up")
@require_POST
def details(request: Request, number: int) -> HttpResponse:
    """Change what is said of a task beside its statement."""
    form = AmendFields(request.POST, actor=request.actor, number=number)
    if not form.is_valid():
        return refused(request, number, form.errors.as_text())
    data = form.cleaned_data
    return done(
        request,
        number,
        lambda: amend(
            number,
            form.details(),
            by=request.actor,
            expected_version=data["version"],
            reason=data["reason"],
        ),
    )


@page("task.set_up", post="task.set_up")
@require_POST
def nodes(request: Request, number: int) -> HttpResponse:
    """Plan the nodes of a task, by a template or line by line."""
    form = NodeFields(request.POST)
    if not form.is_valid():
        return refused(request, number, form.errors.as_text())
    data, by = form.cleaned_data, request.actor
    seen = data["version"]
    if data["template"]:
        return done(
            request,
            number,
            lambda: planning.plan_from_template(number, data["template"], by=by, expected_version=seen),
        )
    return done(
        request,
        number,
        lambda: planning.plan_nodes(
            number, typed(data["nodes"], year=today().year), by=by, expected_version=seen
        ),
    )


@page("task.report", post="task.report")
@require_POST
def reach(request: Request, number: int, position: int) -> HttpResponse:
    """Mark a node as reached today."""
    form = NodeFields(request.POST)
    if not form.is_valid():
        return refused(request, number, form.errors.as_text())
    seen = form.cleaned_data["version"]
    return done(
        request,
        number,
        lambda: planning.reach_node(number, position, by=request.actor, expected_version=seen),
    )


@page("task.set_up", post="task.set_up")
@require_POST
def split(request: Request, number: int) -> HttpResponse:
    """Divide a task that no unit has yet into several of the same sentence."""
    form = PartsFields(request.POST)
    if not form.is_valid():
        return refused(request, number, form.errors.as_text())
    data = form.cleaned_data
    try:
        made = dividing.split(
            number, data["titles"].splitlines(), by=request.actor, expected_version=data["version"]
        )
    except GuatuError as error:
        return refused(request, number, str(error.problem))
    messages.success(request, _("已拆分，原任务撤回，各项均注明来源。"))
    return redirect("execution:page", made[0].task)


@page("task.set_up", post="task.set_up")
@require_POST
def year(request: Request, number: int) -> HttpResponse:
    """Give a plan of several years its goal for one; what was left over is rolled into it."""
    form = YearFields(request.POST)
    if not form.is_valid():
        return refused(request, number, form.errors.as_text())
    data = form.cleaned_data
    return done(
        request,
        number,
        lambda: dividing.yearly_goal(number, data["year"], data["standard"], by=request.actor),
    )


@page("task.set_up", post="task.set_up")
def alike(request: Request) -> HttpResponse:
    """Tasks that say nearly the same, side by side; merging them is a person's decision."""
    if request.method == "POST":
        form = PairFields(request.POST)
        if not form.is_valid():
            messages.error(request, _("没有选择要合并的任务。"))
            return redirect("execution:alike")
        (keep, seen), (gone, other) = form.cleaned_data["keep"], form.cleaned_data["gone"]
        try:
            dividing.merge(keep, {gone: other}, by=request.actor, expected_version=seen)
        except GuatuError as error:
            messages.error(request, str(error.problem))
            return redirect("execution:alike")
        messages.success(request, _("已合并，被并入的任务撤回并注明去向。"))
        return redirect("execution:page", keep)
    return render(request, "execution/alike.html", {"pairs": duplicates.pairs(request.actor)})


@page("task.set_up", post="task.set_up")
def reply(request: Request, number: int) -> HttpResponse:
    """The reply upward: drafted from the reports, put on record once it was sent."""
    if request.method == "POST":
        seen = request.POST.get("version", "")
        return done(
            request,
            number,
            lambda: instructing.reply_upward(
                number,
                request.POST.get("words", ""),
                by=request.actor,
                expected_version=int(seen) if seen.isdigit() else 0,
            ),
        )
    line = queries.line_for(request.actor, number)
    context = {"line": line} | draft_for(request.actor, line.row)
    return render(request, "execution/reply.html", context)
