"""The front door and the sign of life."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import resolve, reverse

from guatu.web.access.allow import allow
from guatu.web.access.pages import page
from guatu.web.access.request import Request
from guatu.web.site.navigation import landing
from guatu.web.site.reference import reference
from guatu.web.ui.templatetags.ui import asset


@page("home.view")
def home(request: Request) -> HttpResponse:
    """`/`: the wall, or for those who have none (operator) their own first page."""
    actor = request.actor
    if "board" in settings.ROOMS_HERE and allow(actor, "wall.view"):
        wall: Callable[[Request], HttpResponse] = resolve("/", urlconf="guatu.web.board.urls").func
        return wall(request)
    return redirect(landing(actor))


@page("sign_in")
def health(request: Request) -> HttpResponse:
    """Whether the server answers; says nothing else."""
    return JsonResponse({"ok": True})


@page("sign_in")
def icon(request: Request) -> HttpResponse:
    """The sign of the site where a browser asks for it unbidden, as beside a PDF."""
    return redirect(asset("icon.svg"))


@page("api.token")
def interface(request: Request) -> HttpResponse:
    """What programs may read, and how, in the words of the person who writes one."""
    described = reference(reverse("api-v1:api-root"))
    base = request.build_absolute_uri("/").rstrip("/")
    return render(request, "site/interface.html", {"endpoints": described, "base": base})
