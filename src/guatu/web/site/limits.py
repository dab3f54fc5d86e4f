"""Limits on what is asked: an address too long or with a NUL, a body too large; refused before it is read."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from guatu.vocabulary.problems import Problem
from guatu.web.ui.problem import answer

ADDRESS_MOST = 4000


class LimitsMiddleware:
    """414, 413 and 400 (a NUL, which PostgreSQL cannot hold), each with a clear sentence."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if len(request.get_full_path()) > ADDRESS_MOST:
            problem = Problem(
                code="http.414", message=_("地址过长"), what_to_do=_("请从页面上的链接进入，或减少筛选条件")
            )
            return answer(request, problem, status=414)
        if "\0" in request.path or "%00" in request.META.get("QUERY_STRING", ""):
            problem = Problem(
                code="http.nul",
                message=_("地址中有不能使用的字符"),
                what_to_do=_("请核对地址，或从上方的导航进入"),
            )
            return answer(request, problem, status=400)
        if _length(request) > settings.UPLOAD_MOST:
            most = settings.UPLOAD_MOST // 1024 // 1024
            problem = Problem(
                code="http.413",
                fields={"most": most},
                message=_("提交的内容过大，最多%(most)s MB") % {"most": most},
                what_to_do=_("请拆分文件，或只保留正文后重新上传"),
            )
            return answer(request, problem, status=413)
        return self.get_response(request)


def _length(request: HttpRequest) -> int:
    text = str(request.META.get("CONTENT_LENGTH") or "0")
    return int(text) if text.isdigit() else 0
