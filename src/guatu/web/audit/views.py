"""The auditor's pages: the log, one row of it, whether its chain holds, an export."""

from __future__ import annotations

import json
from collections.abc import Iterator

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from guatu.web.access.pages import page
from guatu.web.access.request import Request
from guatu.web.audit import queries
from guatu.web.audit.forms import Filter

PER_PAGE = 50


@page("audit.view")
def listing(request: Request) -> HttpResponse:
    """The log, newest first."""
    form = Filter(request.GET)
    wanted = form.cleaned_data if form.is_valid() else {}
    shown = Paginator(queries.entries(**wanted), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "audit/list.html", {"form": form, "shown": shown})


@page("audit.view")
def show(request: Request, sequence: int) -> HttpResponse:
    """One row with what was before and after."""
    found = queries.entry(sequence)
    if found is None:
        raise Http404
    pair = [json.loads(text) if text else None for text in (found.before, found.after)]
    before, after = (json.dumps(v, ensure_ascii=False, indent=2) if v is not None else "" for v in pair)
    return render(request, "audit/entry.html", {"entry": found, "before": before, "after": after})


@page("audit.view")
def verify(request: Request) -> HttpResponse:
    """Recomputes the chain now."""
    context = {
        "broken": queries.first_break(),
        "lost": sorted(queries.missing_triggers()),
        "rows": queries.head(),
        "hash": queries.head_hash(),
    }
    return render(request, "audit/verify.html", context)


@page("audit.view")
def export(request: Request) -> HttpResponseBase:
    """The rows of a filter, oldest first, one JSON object a line: enough to recompute the chain elsewhere."""
    form = Filter(request.GET)
    wanted = form.cleaned_data if form.is_valid() else {}

    def lines() -> Iterator[str]:
        for row in queries.entries(**wanted).order_by("sequence").iterator(chunk_size=1000):
            yield json.dumps(queries.as_json(row), ensure_ascii=False) + "\n"

    response = StreamingHttpResponse(lines(), content_type="application/x-ndjson; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="guatu-audit.jsonl"'
    return response
