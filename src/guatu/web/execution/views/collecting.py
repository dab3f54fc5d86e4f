"""Collecting reports in bulk, and how often each unit was asked."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from guatu.vocabulary.problems import GuatuError
from guatu.web.access.pages import page
from guatu.web.access.request import Request
from guatu.web.execution.actions.collecting import USE, collect, set_aside_picture
from guatu.web.execution.actions.setting_aside import keep_refused
from guatu.web.execution.forms.collecting import CollectFields, Entries
from guatu.web.execution.problems import problems_of
from guatu.web.execution.queries import asking, collecting
from guatu.web.execution.queries.refused import Refused, told


@page("task.collect", post="task.collect")
def gather(request: Request) -> HttpResponse:
    """Paste messages, hand in pictures and sheets; what they say is put to its tasks to be confirmed."""
    form = CollectFields(request.POST or None, request.FILES or None)
    if request.method != "POST" or not form.is_valid():
        return render(request, "execution/collect.html", {"form": form})
    known = collecting.open_tasks(request.actor)
    found = collecting.proposed(form.cleaned_data["text"], known=known)
    if (sheet := form.cleaned_data["sheet"]) is not None:
        rows, kept = _returned(request, sheet, known=known)
        if kept is not None:
            return render(request, "execution/collect.html", {"form": form, "kept": kept}, status=422)
        found += rows
    try:
        pictures = [_picture(request, file) for file in request.FILES.getlist("pictures")]
    except GuatuError as error:
        form.add_error(None, str(error.problem))
    else:
        if found or pictures:
            return _shown(request, found, pictures=pictures, known=known)
        form.add_error(None, _("没有读到内容。请粘贴群消息，或选择照片、表格。"))
    return render(request, "execution/collect.html", {"form": form}, status=422)


def _picture(request: Request, file: UploadedFile) -> dict[str, str]:
    name = file.name or ""
    return {"name": name, "ticket": set_aside_picture(file.read(), name=name, by=request.actor)}


def _returned(
    request: Request, sheet: UploadedFile, *, known: collecting.Open
) -> tuple[list[collecting.Proposed], Refused | None]:
    """What a returned sheet says, or what is wrong with it; a refused one is kept."""
    data, name = sheet.read(), sheet.name or ""
    try:
        return collecting.returned(data, name=name, known=known), None
    except GuatuError as error:
        problems = problems_of(error)
    return [], told(keep_refused(data, name=name, by=request.actor, use=USE, problems=problems))


def _shown(
    request: Request,
    found: list[collecting.Proposed],
    *,
    pictures: list[dict[str, str]],
    known: collecting.Open,
) -> HttpResponse:
    said: list[dict[str, Any]] = [
        {
            "take": one.sure and not one.same,
            "progress": one.progress,
            "problems": one.problems,
            "next_steps": one.next_steps,
        }
        for one in found
    ]
    said += [{"file": one["ticket"], "progress": _("现场照片")} for one in pictures]
    forms = Entries(initial=said, prefix="e")
    pairs = list(zip(forms, [*found, *([None] * len(pictures))], strict=True))
    context = {
        "forms": forms,
        "messages_found": pairs[: len(found)],
        "pictures": list(zip(forms.forms[len(found) :], pictures, strict=True)),
        "everything": collecting.choices(known),
    }
    return render(request, "execution/collected.html", context)


@page("task.collect", post="task.collect")
@require_POST
def confirm(request: Request) -> HttpResponse:
    """Put what was confirmed on record; what could not be is said, one by one."""
    forms = Entries(request.POST, prefix="e")
    if not forms.is_valid():
        messages.error(request, _("有一项填写不完整，没有保存。请重新收集。"))
        return redirect("execution:collect")
    entries = [entry for form in forms if (entry := form.entry())]
    done, refused = collect(entries, by=request.actor)
    if done:
        messages.success(request, _("已登记%(n)s项反馈。") % {"n": done})
    for words in refused:
        messages.error(request, words)
    if not entries:
        messages.error(request, _("没有选中任何一项。"))
    return redirect("execution:collect")


@page("task.view")
def requests(request: Request) -> HttpResponse:
    """How often each unit was asked for something, month by month."""
    context = asking.counts(request.actor, known_at=request.known_at)
    return render(request, "execution/requests.html", context)
