"""`?known_at=N`: every page as it stood when the log had N rows. Such a page can only be read."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpResponse
from django.utils.translation import gettext as _

from guatu.vocabulary.problems import GuatuError, Problem
from guatu.web.access.request import Request
from guatu.web.audit.queries import UnknownVersionError, head
from guatu.web.ui.problem import answer_error

Handler = Callable[[Request], HttpResponse]


class KnownAtError(GuatuError, ValueError):
    """A data version that is not a number, or a write on a historic page."""

    status = 400


class KnownAtMiddleware:
    """Sets ``request.known_at`` (None is now) before any view runs."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: Request) -> HttpResponse:
        request.known_at = None
        return self.get_response(request)

    def process_view(self, request: Request, *_args: object) -> HttpResponse | None:
        """None lets the view run."""
        text = request.GET.get("known_at")
        if text is None or not request.actor.signed_in:
            return None
        try:
            request.known_at = self.version(text, method=request.method or "GET")
        except GuatuError as error:
            return answer_error(request, error)
        return None

    def version(self, text: str, *, method: str) -> int:
        """The version that a text names; KnownAtError, UnknownVersionError."""
        if not (text.isascii() and text.isdigit() and len(text) <= 18):
            raise KnownAtError(
                Problem(
                    code="known_at.number",
                    fields={"known_at": text[:40]},
                    where="known_at",
                    message=_("数据版本应为数字"),
                    what_to_do=_("去掉地址中的 known_at 查看当前数据"),
                )
            )
        if method not in ("GET", "HEAD"):
            raise KnownAtError(
                Problem(
                    code="known_at.write",
                    where="known_at",
                    message=_("历史版本只能查看，不能修改"),
                    what_to_do=_("回到当前版本再修改"),
                )
            )
        known_at = int(text)
        if not 1 <= known_at <= head():
            raise UnknownVersionError(
                Problem(
                    code="known_at.unknown",
                    fields={"known_at": known_at},
                    where=f"known_at={known_at}",
                    message=_("没有这个数据版本"),
                    what_to_do=_("去掉地址中的 known_at 查看当前数据"),
                )
            )
        return known_at
