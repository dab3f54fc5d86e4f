"""The task book as a workbook: out, and back with what it changed shown before it is written."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from guatu.execution.exchange import ExchangeError
from guatu.vocabulary.problems import GuatuError
from guatu.web.access.pages import page
from guatu.web.access.request import Request
from guatu.web.accounts.queries import zone_name
from guatu.web.execution import book_docx
from guatu.web.execution.actions.bringing_back import bring_back
from guatu.web.execution.actions.setting_aside import keep_refused, set_aside, taken_up
from guatu.web.execution.forms.exchange import BackFields, UploadFields
from guatu.web.execution.problems import problems_of
from guatu.web.execution.queries.exchange import planned, workbook
from guatu.web.execution.queries.refused import told
from guatu.web.execution.views.asked import book_of
from guatu.web.ui.downloads import download

USE = "task.edit"


@page("task.view")
def export(request: Request) -> HttpResponse:
    """The tasks that were asked for as a workbook that can be filled in."""
    book = book_of(request)
    title = _("任务书 %(y)s") % {"y": book.asked["year"]}
    try:
        data = workbook(book.shown, title=title, known_at=book.known_at)
    except ExchangeError as error:
        messages.error(request, str(error.problems[0]))
        return redirect("execution:tasks")
    return download(data, name=f"{title}.xlsx")


@page("task.view")
def document(request: Request) -> HttpResponse:
    """The tasks that were asked for as an official document (docx)."""
    book = book_of(request)
    zone, year = zone_name(), book.asked["year"]
    data = book_docx.book(book.shown, zone=zone, today=book.today, year=year)
    name = _("任务书 %(y)s") % {"y": year}
    return download(data, name=f"{name}.docx")


@page("task.edit", post="task.edit")
def back(request: Request) -> HttpResponse:
    """A filled-in workbook: what it changed is shown; then it is written, whole or not at all."""
    context: dict[str, Any] = {"form": UploadFields(), "kept": None, "plans": None}
    if request.method != "POST":
        return render(request, "execution/back.html", context)
    form = BackFields(request.POST)
    if form.is_valid() and form.cleaned_data["ticket"]:
        return _write(request, form, context=context)
    upload = UploadFields(request.POST, request.FILES)
    if not upload.is_valid():
        return render(request, "execution/back.html", context | {"form": upload}, status=422)
    file = upload.cleaned_data["file"]
    data, name = file.read(), file.name or ""
    try:
        context["plans"] = planned(data, name=name, actor=request.actor)
    except GuatuError as error:
        return _refused(request, error, context=context, data=data, name=name)
    ticket = set_aside(data, name=name, by=request.actor, use=USE)
    twice = any(d.twice for plan in context["plans"] for d in plan.found)
    return render(request, "execution/back.html", context | {"ticket": ticket, "twice": twice})


def _write(request: Request, form: BackFields, *, context: dict[str, Any]) -> HttpResponse:
    try:
        data, name = taken_up(form.cleaned_data["ticket"], by=request.actor, use=USE)
    except GuatuError as error:
        messages.error(request, str(error.problem))
        return redirect("execution:back")
    try:
        taken = bring_back(data, name=name, by=request.actor, take=request.POST.getlist("take"))
    except GuatuError as error:
        return _refused(request, error, context=context, data=data, name=name)
    words = _("已写入%(n)s项任务的修改，其中代填反馈%(r)s份。") % {"n": taken.tasks, "r": taken.reports}
    messages.success(request, words)
    return redirect("execution:flat")


def _refused(
    request: Request, error: GuatuError, *, context: dict[str, Any], data: bytes, name: str
) -> HttpResponse:
    kept = keep_refused(data, name=name, by=request.actor, use=USE, problems=problems_of(error))
    context |= {"kept": told(kept), "plans": None}
    return render(request, "execution/back.html", context, status=422)
