"""The demo's day while it is loaded: each deed is done on the day on which it happened."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta

from django.conf import settings


@contextmanager
def on_day(day: date) -> Iterator[None]:
    """Until the block ends, today is that day."""
    held = settings.GUATU_TODAY
    settings.GUATU_TODAY = day
    try:
        yield
    finally:
        settings.GUATU_TODAY = held


def days(first: date, *, last: date) -> Iterator[date]:
    """Every day of a closed interval."""
    for n in range((last - first).days + 1):
        yield first + timedelta(days=n)
