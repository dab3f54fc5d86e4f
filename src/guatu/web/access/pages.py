"""`@page("task.view")`: names the action that a view is; a view without it is served to nobody."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseNotAllowed
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

from guatu.web.access.allow import allow
from guatu.web.access.request import Request

View = Callable[..., HttpResponseBase]
READS = ("GET", "HEAD", "OPTIONS")


def page(action: str, *, post: str | None = None) -> Callable[[View], View]:
    """Mark a view with the action it takes to read it and, when it accepts POST, the action that is.

    Without ``post`` the view refuses every method that writes. A view that only writes names the same action
    twice and gives 405 to GET itself (`django.views.decorators.http.require_POST` below this decorator).
    """

    def mark(view: View) -> View:
        marked: Any = view
        marked.reads, marked.writes = action, post
        return view

    return mark


def action_of(view: Any, method: str) -> str | None:
    """The action of a marked view for a method; None when the view refuses the method."""
    if method in READS:
        return str(view.reads)
    return view.writes if method == "POST" else None


class AccessMiddleware:
    """Denies by default: asks `allow` before any view runs, and sends strangers to the sign-in page."""

    def __init__(self, get_response: Callable[[Request], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: Request) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: Request, view: Any, args: tuple[object, ...], kwargs: dict[str, object]
    ) -> HttpResponseBase | None:
        """None lets the view run."""
        if not hasattr(view, "reads"):
            raise PermissionDenied(f"{view.__module__}.{view.__name__} names no action")
        action = action_of(view, request.method or "GET")
        if allow(request.actor, action or view.reads):
            permitted = READS if view.writes is None else (*READS, "POST")
            return None if action else HttpResponseNotAllowed(permitted)
        if request.actor.signed_in:
            raise PermissionDenied(action)
        if (
            request.path.startswith("/api/")
            or request.headers.get("HX-Request")
            or "application/json" in request.headers.get("Accept", "")
        ):
            return HttpResponse(status=401)
        query = urlencode({"next": request.get_full_path()})
        return redirect(f"{reverse('accounts:sign_in')}?{query}")
