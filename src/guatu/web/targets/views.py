"""Pages of targets."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from guatu.vocabulary.problems import GuatuError
from guatu.web.access.allow import allow, require
from guatu.web.access.pages import page
from guatu.web.access.request import Request
from guatu.web.statements import queries as statements
from guatu.web.statements.actions import correct_target
from guatu.web.targets import listing as lists
from guatu.web.targets import queries
from guatu.web.targets.chart import chart
from guatu.web.targets.forms import TargetFields

FILTERS = ("light", "theme", "unit", "leader", "state")


@page("target.view")
def listing(request: Request) -> HttpResponse:
    """All targets that the actor may see, worst first or by theme, narrowed by the address."""
    known_at, actor = request.known_at, request.actor
    found = queries.standings(actor, known_at=known_at)
    asked = {name: request.GET.get(name, "") for name in FILTERS}
    shown = queries.narrowed(found, **asked)
    by_theme = request.GET.get("order") == "theme"
    context = {
        "groups": lists.by_theme(shown) if by_theme else [("", shown)] if shown else [],
        "by_theme": by_theme,
        "counts": lists.counts(found, actor=actor, known_at=known_at, state=asked["state"]),
        "asked": asked,
        "choices": lists.choices(queries.narrowed(found, state=asked["state"])),
        "any": bool(found),
        "past": asked["state"] == "past",
        "data_period": lists.data_period(queries.narrowed(found)),
    }
    return render(request, "targets/list.html", context)


@page("target.view")
def show(request: Request, number: int) -> HttpResponse:
    """One target: where it stands and why, how it came there, its words, its versions."""
    known_at, actor = request.known_at, request.actor
    shown = queries.standing_for(actor, number, known_at=known_at)
    form = None
    if known_at is None and allow(actor, "target.edit", statements.thing(shown.row)):
        form = TargetFields(row=shown.row)
    return _page(request, shown=shown, form=form)


def _page(
    request: Request, *, shown: queries.Standing, form: TargetFields | None, status: int = 200
) -> HttpResponse:
    known_at = request.known_at
    points = queries.history(shown, known_at=known_at)
    unit = shown.row.unit
    drawn = [
        chart(shown.pace, points=points, unit=unit, width=w, height=h) for w, h in ((860, 320), (380, 250))
    ]
    context = {
        "s": shown,
        "points": list(reversed(points)),
        "related": queries.related(shown, known_at=known_at),
        "charts": [d for d in drawn if d],
        "versions": lists.versions(shown.row, known_at=known_at),
        "form": form,
        "data_period": shown.pace.match.data.label() if shown.pace.match else "",
    }
    return render(request, "targets/page.html", context, status=status)


@page("target.view", post="target.edit")
def edit(request: Request, number: int) -> HttpResponse:
    """Supersede who carries a target and until when; the second of two people is told what changed."""
    actor = request.actor
    shown = queries.standing_for(actor, number)
    if not allow(actor, "target.edit", statements.thing(shown.row)):
        raise PermissionDenied("target.edit")
    if request.method != "POST":
        return redirect("targets:page", number)
    require(actor, "target.edit", statements.thing(shown.row))
    form = TargetFields(request.POST, row=shown.row)
    if not form.is_valid():
        return _page(request, shown=shown, form=form, status=422)
    try:
        correct_target(
            number,
            form.changes(),
            by=actor,
            expected_version=form.cleaned_data["version"],
            reason=form.cleaned_data["reason"],
        )
    except GuatuError as error:
        form.add_error(None, str(error.problem))
        return _page(request, shown=shown, form=form, status=getattr(error, "status", 400))
    messages.success(request, _("目标已更新，旧版本可在本页查看。"))
    return redirect("targets:page", number)
