"""The request as views see it: with the actor and the data version that the middleware put there."""

from __future__ import annotations

from django.http import HttpRequest

from guatu.web.access.actor import Actor


class Request(HttpRequest):
    """For annotations: ``actor`` is who asks, ``known_at`` the data version of the page (None is now)."""

    actor: Actor
    known_at: int | None
