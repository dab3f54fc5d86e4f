"""Many tasks at once: the clauses of a policy document, the rows of a sheet."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from guatu.vocabulary.problems import GuatuError
from guatu.web.access.allow import allow
from guatu.web.access.pages import page
from guatu.web.access.request import Request
from guatu.web.audit.queries import today
from guatu.web.execution.actions.bringing import bring_sheet
from guatu.web.execution.actions.setting_aside import keep_refused
from guatu.web.execution.actions.setting_up import set_up_policy
from guatu.web.execution.forms.setting_up import PolicyFields, SheetFields
from guatu.web.execution.problems import problems_of
from guatu.web.execution.queries import policies
from guatu.web.execution.queries.ledger import ledgers
from guatu.web.execution.queries.refused import told


@page("task.set_up", post="task.set_up")
def policy(request: Request) -> HttpResponse:
    """A numbered policy document: its clauses are shown, those that are picked become tasks."""
    form, found = PolicyFields(), []
    if request.method == "POST":
        text, wrong = _text(request)
        found = policies.proposed(text)
        numbers = [one.clause.number for one in found]
        given = request.POST.copy()
        given["text"] = text
        form = PolicyFields(given, numbers=numbers)
        if wrong:
            form.add_error("file", wrong)
        elif not found:
            form.add_error("text", _("没有找到编号的条款（如“1.”或“第一条”）。请核对正文。"))
        elif form.is_valid() and form.cleaned_data["pick"]:
            return _set_up(request, form, found)
    context = {"form": form, "found": found}
    return render(request, "execution/policy.html", context, status=422 if form.errors else 200)


def _text(request: Request) -> tuple[str, str]:
    """The text of the file or of the box, and what is wrong with the file."""
    file = request.FILES.get("file")
    if file is None:
        return request.POST.get("text", ""), ""
    try:
        return policies.text_of(file.read(), name=file.name or ""), ""
    except GuatuError as error:
        return "", str(error.problem)


def _set_up(request: Request, form: PolicyFields, found: list[policies.Proposed]) -> HttpResponse:
    data = form.cleaned_data
    chosen = [one.clause for one in found if one.clause.number in data["pick"]]
    made = set_up_policy(chosen, by=request.actor, title=data["title"], day=data["day"])
    messages.success(request, _("已立项，各条均注明牵头单位，待审核交办。"))
    return redirect("execution:page", made[0].task)


@page("task.set_up", post="task.set_up")
def sheet(request: Request) -> HttpResponse:
    """A sheet of tasks: taken in whole, or refused whole with each cell that is in the way."""
    form = SheetFields(request.POST or None, request.FILES or None)
    kept = None
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        data = file.read()
        try:
            made = bring_sheet(data, name=file.name, by=request.actor)
        except GuatuError as error:
            problems = problems_of(error)
            kept = keep_refused(data, name=file.name, by=request.actor, use="task.set_up", problems=problems)
        else:
            messages.success(request, _("清单已全部立项，待另一位人员审核。"))
            return redirect("execution:page", made[0].task)
    context = {"form": form, "kept": kept and told(kept)}
    return render(request, "execution/sheet.html", context, status=422 if kept else 200)


@page("task.view")
def ledger(request: Request) -> HttpResponse:
    """The ledgers of policy documents: every clause with its lead, light and last report."""
    known_at = request.known_at
    context = {
        "ledgers": ledgers(request.actor, known_at=known_at),
        "may_set_up": known_at is None and allow(request.actor, "task.set_up"),
        "today": today(known_at),
    }
    return render(request, "execution/ledger.html", context)
