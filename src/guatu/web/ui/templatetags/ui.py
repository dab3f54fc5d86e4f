"""Tags of the frame, known to every template without `{% load %}`."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from urllib.parse import urlencode

from django import template
from django.template.context import RequestContext
from django.templatetags.static import static
from django.urls import reverse

from guatu.web.ui.script import say

register = template.Library()
register.filter("say", say)
BUILT = Path(__file__).resolve().parent.parent / "static" / "ui"


@cache
def _version(name: str) -> str:
    return hashlib.sha256(Path(f"{BUILT}/{name}").read_bytes()).hexdigest()[:12]


@register.simple_tag
def asset(name: str) -> str:
    """The address of a built file, with the hash of its content: `{% asset "app.css" %}`."""
    return f"{static(f'ui/{name}')}?v={_version(name)}"


@register.simple_tag(takes_context=True)
def link(context: RequestContext, view: str, *args: object, **query: object) -> str:
    """The address of a view in the data version of this page: `{% link "targets:page" 7 light="bad" %}`.

    Positional arguments go into the path, named ones into the query; `known_at` is kept.
    """
    known_at = context.get("known_at")
    pairs = {name: value for name, value in query.items() if value not in (None, "")}
    if known_at is not None:
        pairs["known_at"] = known_at
    url = reverse(view, args=args)
    return f"{url}?{urlencode(pairs)}" if pairs else url


@register.simple_tag(takes_context=True)
def same_page(context: RequestContext, **changes: object) -> str:
    """This page's address with some query parameters changed (None takes one away): paging, filters."""
    request = context["request"]
    query = request.GET.copy()
    for name, value in changes.items():
        query.pop(name, None)
        if value not in (None, ""):
            query[name] = str(value)
    return f"{request.path}?{query.urlencode()}" if query else request.path


@register.inclusion_tag("ui/light.html")
def light(kind: str, word: str) -> dict[str, object]:
    """A light with its shape and word: `{% light "bad" "严重滞后" %}`; kinds ok, warn, bad, done, none."""
    return {"kind": kind, "word": say(word)}


@register.inclusion_tag("ui/pages.html", takes_context=True)
def pages(context: RequestContext, page: object) -> dict[str, object]:
    """Links to the pages of a `django.core.paginator.Page`; nothing when there is one page."""
    return {"page": page, "request": context["request"]}
