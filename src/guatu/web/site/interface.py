"""The read-only interface for programs, described at /api/v1/openapi.json.

It reads as the person whose token is shown; each address names its action like every page.
"""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import NinjaAPI
from ninja.security import HttpBearer

from guatu.web.board.api import router as board
from guatu.web.statements.api import router as statements
from guatu.web.tracing.api import router as tracing


class Bearer(HttpBearer):
    """Documents the token; who is behind it was found when the request came in."""

    def authenticate(self, request: HttpRequest, token: str) -> Any:
        """The actor, or None."""
        actor = request.actor  # type: ignore[attr-defined]
        return actor if actor.signed_in else None


def _interface() -> NinjaAPI:
    made = NinjaAPI(
        title="guatu",
        version="1",
        urls_namespace="api-v1",
        docs_url=None,
        openapi_url="/openapi.json",
        auth=Bearer(),
    )
    made.add_router("/statements", statements)
    made.add_router("/figures", tracing)
    made.add_router("/board", board)
    return made


def _addresses(made: NinjaAPI) -> tuple[list[Any], str, str]:
    """The interface's addresses, each marked with the action that `AccessMiddleware` asks for."""
    patterns, app, namespace = made.urls
    for pattern in patterns:
        described = pattern.name in ("openapi-json", "api-root")
        pattern.callback.reads, pattern.callback.writes = "api.describe" if described else "api.use", None
    return patterns, app, namespace


interface = _interface()
addresses = _addresses(interface)
