"""`{% load periods %}`: data periods in a column, and links to sources in the page's data version."""

from __future__ import annotations

from urllib.parse import quote

from django import template
from django.template.context import Context

from guatu.indicators.naming import versus_label
from guatu.vocabulary.period import Period
from guatu.web.ui.script import say

register = template.Library()


@register.filter
def short(period: Period) -> str:
    """The period without its year: 1—7月, 上半年.

    >>> short(Period.parse("2022-01/2022-07"))
    '1—7月'
    """
    return say(period.label(short=True))


@register.filter
def versus(whole: str) -> str:
    """What a change or a gap is set against: 1—6月, 全市平均."""
    return say(versus_label(whole))


@register.simple_tag(takes_context=True)
def source_link(context: Context, address: str) -> str:
    """The page of a source (`span:<sha256>:3-9`), in the data version of this page."""
    known_at = context.get("known_at")
    url = "/sources/" + quote(address, safe=":-!%")
    return url if known_at is None else f"{url}?known_at={known_at}"
