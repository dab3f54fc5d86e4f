"""`{% promises served as beside %}`: where the targets stand that some tasks serve, for pages of tasks."""

from __future__ import annotations

from collections.abc import Mapping

from django import template
from django.template.context import Context

from guatu.web.targets.queries import Standing, standings_of

register = template.Library()


@register.simple_tag(takes_context=True)
def promises(context: Context, served: Mapping[int, int]) -> dict[int, Standing]:
    """The targets of ``served`` (task: target) that this person may see, by the task."""
    if not served:
        return {}
    found = standings_of(context["request"].actor, served.values(), known_at=context.get("known_at"))
    return {task: found[target] for task, target in served.items() if target in found}


@register.simple_tag(takes_context=True)
def promise_of(context: Context, task: int) -> Standing | None:
    """The target that a task serves, out of `beside`."""
    beside: Mapping[int, Standing] = context.get("beside") or {}
    return beside.get(task)
