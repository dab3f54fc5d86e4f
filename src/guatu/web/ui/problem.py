"""A problem as the caller wants it: a page that says what, where, why and what to do, or JSON."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from guatu.vocabulary.problems import GuatuError, Problem


def answer(request: HttpRequest, problem: Problem, *, status: int) -> HttpResponse:
    """The problem with an HTTP status; JSON when the request asks for it or is JSON itself."""
    asked = "application/json" in request.headers.get("Accept", "") or request.path.startswith("/api/")
    if asked or request.content_type == "application/json":
        return JsonResponse({"problem": problem.to_json()}, status=status)
    return render(request, "ui/problem.html", {"problem": problem, "status": status}, status=status)


def answer_error(request: HttpRequest, error: GuatuError) -> HttpResponse:
    """An error's own ``status``; otherwise 404 for what was not found, 400 for the rest."""
    usual = 404 if isinstance(error, LookupError) else 400
    return answer(request, error.problem, status=getattr(error, "status", usual))
