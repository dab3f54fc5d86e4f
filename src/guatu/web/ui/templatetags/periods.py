"""`{% load periods %}`: data periods in a column, and links to sources in the page's data version."""

from __future__ import annotations

from datetime import date
from urllib.parse import quote

from django import template
from django.conf import settings
from django.template.context import Context
from django.utils import dateformat, timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

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


@register.simple_tag(takes_context=True)
def on_day(context: Context, day: date | None) -> SafeString:
    """A day as officials write it, with its year when that is not the page's: 8月20日, 2023年12月31日."""
    if day is None:
        return SafeString()
    form = gettext("n月j日") if day.year == _year(context) else gettext("Y年n月j日")
    return format_html('<time datetime="{}">{}</time>', day.isoformat(), dateformat.format(day, form))


@register.filter
def data_period(text: str) -> str:
    """A stored period in words: `2022-07` is 2022年7月."""
    return say(Period.parse(text).label()) if text else ""


def _year(context: Context) -> int:
    """The year of the page's day; only an earlier data version has to be looked up."""
    if context.get("known_at") is not None and "version_at" in context:
        return int(context["version_at"].year)
    return int((settings.GUATU_TODAY or timezone.localdate()).year)


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
