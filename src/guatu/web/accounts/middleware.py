"""Puts the actor on the request, in the language that the person chose."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import translation

from guatu.web.access.actor import Actor, anonymous
from guatu.web.access.request import Request
from guatu.web.accounts.queries import actor_of, actor_of_token

Handler = Callable[[Request], HttpResponse]


def address_of(request: Request) -> str:
    """The caller's address; behind a proxy that we trust, the last one it reports."""
    forwarded = request.headers.get("X-Forwarded-For", "")
    if settings.GUATU_BEHIND_PROXY and forwarded:
        return forwarded.rsplit(",", 1)[-1].strip()[:64]
    return str(request.META.get("REMOTE_ADDR", ""))[:64]


def _bearer(request: Request, *, origin: str) -> Actor | None:
    """The person behind the token that a program shows; sessions do not count there."""
    kind, _, secret = request.headers.get("Authorization", "").partition(" ")
    return actor_of_token(secret.strip(), origin=origin) if kind.lower() == "bearer" and secret else None


class ActorMiddleware:
    """``request.actor``: built anew for each request, so that a changed role counts at once."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: Request) -> HttpResponse:
        origin = address_of(request)
        user = request.user
        if request.path.startswith("/api/"):
            request.actor = _bearer(request, origin=origin) or anonymous(origin)
            return self.get_response(request)
        if not user.is_authenticated:
            request.actor = anonymous(origin)
            return self.get_response(request)
        request.actor = actor_of(user, origin=origin)
        translation.activate(user.language)
        request.LANGUAGE_CODE = user.language
        own = (reverse("accounts:password"), reverse("accounts:sign_out"))
        if user.must_change_password and request.path not in own:
            return redirect("accounts:password")
        return self.get_response(request)
