"""`{% kept_row line "execution/row.html" %}`: a task's row, rendered once until something is done to it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import template
from django.template.context import Context
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from guatu.web.execution.queries.kept import made_of

register = template.Library()


@register.simple_tag(takes_context=True)
def kept_row(context: Context, line: Any, name: str, **values: Any) -> SafeString:
    """A template that shows one line, and ``values`` that follow from it, to whoever may edit or not.

    With a target beside it (`beside` of the page) it is not kept: the target's figures are not the task's.
    """
    promise = (context.get("beside") or {}).get(line.row.lineage)
    if promise is not None:
        values |= {"promise": promise, "request": context.get("request")}
        return _made(context, name=name, values=values | {"line": line})
    return _rendered(context, [line], name=name, values=values | {"line": line}, of=line.row.lineage)


@register.simple_tag(takes_context=True)
def kept_rows(context: Context, lines: Sequence[Any], name: str, of: object, **values: Any) -> SafeString:
    """A template that shows several lines together as `of` (a unit's key)."""
    return _rendered(context, lines, name=name, values=values, of=of)


def _rendered(
    context: Context, lines: Sequence[Any], *, name: str, values: dict[str, Any], of: object
) -> SafeString:
    key = ("html", name, of, get_language(), *_flags(context).values())
    return made_of(lines, key, lambda: _made(context, name=name, values=values))


def _flags(context: Context) -> dict[str, Any]:
    """What a row may ask of the page that it stands on."""
    shown = {flag: bool(context.get(flag)) for flag in ("may_edit", "acts")}
    return shown | {"known_at": context.get("known_at"), "today": context.get("today")}


def _made(context: Context, *, name: str, values: dict[str, Any]) -> SafeString:
    engine = context.template.engine  # type: ignore[attr-defined]
    inner = context.new(values | _flags(context))
    return engine.get_template(name).render(inner)  # type: ignore[no-any-return]
