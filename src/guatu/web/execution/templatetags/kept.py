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
    """A template that shows one line, and ``values`` that follow from it, to whoever may edit or not."""
    return _rendered(context, [line], name=name, values=values | {"line": line}, of=line.row.lineage)


@register.simple_tag(takes_context=True)
def kept_rows(context: Context, lines: Sequence[Any], name: str, of: object, **values: Any) -> SafeString:
    """A template that shows several lines together as `of` (a unit's key)."""
    return _rendered(context, lines, name=name, values=values, of=of)


def _rendered(
    context: Context, lines: Sequence[Any], *, name: str, values: dict[str, Any], of: object
) -> SafeString:
    engine = context.template.engine  # type: ignore[attr-defined]
    shown = {flag: bool(context.get(flag)) for flag in ("may_edit", "acts")}
    beside = {"known_at": context.get("known_at"), "today": context.get("today")}

    def make() -> SafeString:
        inner = context.new(values | shown | beside)
        return engine.get_template(name).render(inner)  # type: ignore[no-any-return]

    key = ("html", name, of, get_language(), *shown.values(), *beside.values())
    return made_of(lines, key, make)
