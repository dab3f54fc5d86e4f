"""Errors for people: every refusal of the site, and the errors that views let through."""

from __future__ import annotations

import logging
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from guatu.vocabulary.problems import GuatuError, Problem
from guatu.web.ui.problem import answer, answer_error

# When even the frame cannot be drawn (the database is gone), a page that needs nothing.
_PLAIN = """<!doctype html><html lang="zh-Hans"><meta charset="utf-8"><title>系统出错</title>
<h1>系统出错，这一步没有写入任何内容</h1><p>请稍后重试；仍不行时，请把时间和地址告诉运维人员。</p></html>"""

logger = logging.getLogger(__name__)


class ErrorsMiddleware:
    """Turns a GuatuError that a view lets through into its page; its class may carry a `status`."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """None leaves other errors to Django."""
        if not isinstance(error, GuatuError):
            return None
        return answer_error(request, error)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: the request itself is not in order."""
    problem = Problem(
        code="http.400",
        message=_("这个请求不完整或不合规"),
        what_to_do=_("请返回上一页，核对后重新提交"),
    )
    return answer(request, problem, status=400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: signed in, but this is not theirs."""
    problem = Problem(
        code="http.403",
        message=_("您的角色不能使用这个页面"),
        what_to_do=_("如工作需要，请联系运维人员调整角色"),
    )
    return answer(request, problem, status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: nothing is at this address."""
    problem = Problem(
        code="http.404",
        message=_("没有这个页面，或内容已不在这里"),
        what_to_do=_("请核对地址，或从上方的导航进入"),
    )
    return answer(request, problem, status=404)


def broken(request: HttpRequest) -> HttpResponse:
    """500: our fault; nothing was written."""
    problem = Problem(
        code="http.500",
        message=_("系统出错，这一步没有写入任何内容"),
        what_to_do=_("请稍后重试；仍不行时，请把时间和地址告诉运维人员"),
    )
    try:
        return answer(request, problem, status=500)
    except Exception:
        logger.exception("the error page itself failed")
        return HttpResponse(_PLAIN, status=500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: the form is stale or came from elsewhere."""
    problem = Problem(
        code="http.csrf",
        message=_("页面已过期，或请求来自别的网站，没有提交"),
        what_to_do=_("请刷新页面后重新提交"),
    )
    return answer(request, problem, status=403)
