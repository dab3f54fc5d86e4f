"""The task book and the page of one task."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from guatu.vocabulary.problems import GuatuError
from guatu.web.access.allow import allow, require
from guatu.web.access.pages import page
from guatu.web.access.request import Request
from guatu.web.audit.queries import today
from guatu.web.execution import listing as lists
from guatu.web.execution import queries
from guatu.web.execution.actions.correcting import correct
from guatu.web.execution.forms import TaskFields
from guatu.web.execution.forms.setting_up import AmendFields, NodeFields, PartsFields, YearFields
from guatu.web.execution.queries import page as life
from guatu.web.execution.queries.history import lights_of
from guatu.web.execution.queries.letters import letters_told
from guatu.web.execution.queries.serving import served
from guatu.web.execution.views.asked import book_of
from guatu.web.statements import queries as statements

ROWS_A_PAGE = 50


@page("task.view")
def listing(request: Request) -> HttpResponse:
    """The task book: tasks under their themes, a page at a time, narrowed by the address."""
    book = book_of(request)
    known_at, actor, asked = book.known_at, request.actor, book.asked
    named = {name: text for name, text in asked.items() if text and name not in ("theme", "unit")}
    principles = queries.lines(actor, known_at=known_at, kind=queries.PRINCIPLE)
    principles = queries.narrowed(principles, today=book.today, year=asked["year"])
    titles = queries.titles_of(actor, [*book.shown, *principles], known_at=known_at)
    ownerless = queries.narrowed(book.whole, today=book.today, owner="none")
    unit = asked["unit"] or book.own
    groups = book.made(
        f"groups {sorted(titles.items())}",
        book.shown,
        lambda: lists.groups(book.shown, titles=titles, known_at=known_at, unit=unit, **named),
    )
    shown = Paginator(lists.flat(groups), ROWS_A_PAGE).get_page(request.GET.get("page"))
    context = book.frame() | {
        "view": "book",
        "page": shown,
        "served": served([line.row.lineage for _group, line in shown], known_at=known_at),
        "groups": lists.regrouped(shown),
        "ownerless": queries.count(ownerless, owner="none", **book.cut),
        "principles": lists.groups(principles, titles=titles, kind=queries.PRINCIPLE, **book.cut),
        "principle_count": queries.count(principles, kind=queries.PRINCIPLE, **book.cut),
        "any": bool(book.found or principles),
        "may_edit": known_at is None and allow(actor, "task.edit"),
    }
    return render(request, "execution/list.html", context)


@page("task.view")
def show(request: Request, number: int) -> HttpResponse:
    """One task: its facts, its words, its versions as a timeline."""
    known_at, actor = request.known_at, request.actor
    line = queries.line_for(actor, number, known_at=known_at)
    form = TaskFields(row=line.row) if _may_edit(request, line) else None
    return _page(request, line=line, form=form)


def _page(
    request: Request, *, line: queries.Line, form: TaskFields | None, status: int = 200
) -> HttpResponse:
    known_at = request.known_at
    context = life.told(request.actor, line.row, known_at=known_at) | {
        "line": line,
        "versions": lists.versions(line.row, known_at=known_at),
        "form": form,
        "today": today(known_at),
    }
    context["months"] = lights_of(line.row, today=today(known_at), known_at=known_at)
    context |= letters_told(request.actor, line.row, context["under_way"], known_at=known_at)
    context |= _tools(request, line=line, held=context["under_way"]) if known_at is None else {}
    return render(request, "execution/page.html", context, status=status)


def _tools(request: Request, *, line: queries.Line, held: Any) -> dict[str, Any]:
    """The forms of the supervision office beside a task."""
    actor, number, found = request.actor, line.row.lineage, {}
    if life.may_amend(actor, line.row, held):
        now = {"initial": life.as_said(held), "auto_id": "a_%s"}
        found = {
            "details_form": AmendFields(actor=actor, number=number, **now),
            "nodes_form": NodeFields(initial={"version": held.version}, auto_id="n_%s"),
        }
    if life.may_divide(actor, line.row, held):
        found |= {"parts_form": PartsFields(initial={"version": line.row.version}, auto_id="p_%s")}
        found |= {"years_form": YearFields(auto_id="y_%s")}
    return found


def _may_edit(request: Request, line: queries.Line) -> bool:
    known_at, actor = request.known_at, request.actor
    return known_at is None and allow(actor, "task.edit", statements.thing(line.row))


@page("task.view")
def row(request: Request, number: int) -> HttpResponse:
    """One row of the book, put back when an edit in place is given up."""
    line = queries.line_for(request.actor, number, known_at=request.known_at)
    return render(request, "execution/row.html", {"line": line, "may_edit": _may_edit(request, line)})


@page("task.edit", post="task.edit")
def edit(request: Request, number: int) -> HttpResponse:
    """Edit in place (a row of the book) or on the task's own page; the second of two is told what changed."""
    actor, in_place = request.actor, bool(request.headers.get("HX-Request"))
    line = queries.line_for(actor, number)
    require(actor, "task.edit", statements.thing(line.row))
    form = TaskFields(request.POST if request.method == "POST" else None, row=line.row)
    status = 200
    if request.method == "POST":
        status = _save(form, line=line, request=request)
        if status == 200 and in_place:
            line = queries.line_for(actor, number)
            return render(request, "execution/row.html", {"line": line, "may_edit": True, "saved": True})
        if status == 200:
            messages.success(request, _("任务已更新，旧版本可在本页查看。"))
            return redirect("execution:page", number)
    if in_place:
        # htmx leaves a page as it was when the answer is an error; the form says itself what is wrong.
        return render(request, "execution/row_form.html", {"line": line, "form": form})
    return _page(request, line=line, form=form, status=status)


def _save(form: TaskFields, *, line: queries.Line, request: Request) -> int:
    """Save what the form says; the status to answer with, errors being on the form."""
    if not form.is_valid():
        return 422
    data = form.cleaned_data
    try:
        correct(
            line.row.lineage,
            form.changes(),
            by=request.actor,
            expected_version=data["version"],
            reason=data["reason"],
        )
    except GuatuError as error:
        form.add_error(None, str(error.problem))
        return getattr(error, "status", 400)
    return 200
