"""Every address of the site, with arguments to call it by."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, resolve
from django.urls.converters import IntConverter

SAMPLES: dict[str, str] = {"int": "999999", "other": "x"}


def patterns() -> Iterator[tuple[str, Any]]:
    """Each pattern, filled with samples that no object has, and its view."""
    yield from _walk(get_resolver().url_patterns, "/")


def views() -> Iterator[tuple[str, Any]]:
    """Each address with the view that answers there (`/` is the wall's, but the front door answers first)."""
    yield from ((url, view) for url, view in patterns() if resolve(url).func is view)


def _walk(patterns: list[URLPattern | URLResolver], prefix: str) -> Iterator[tuple[str, Any]]:
    for pattern in patterns:
        text = prefix + str(pattern.pattern)
        for name, converter in pattern.pattern.converters.items():
            sample = SAMPLES["int" if isinstance(converter, IntConverter) else "other"]
            text = _fill(text, name=name, value=sample)
        if isinstance(pattern, URLResolver):
            yield from _walk(pattern.url_patterns, text)
        else:
            yield text, pattern.callback


def _fill(text: str, *, name: str, value: str) -> str:
    start = next(i for i in range(len(text)) if text[i] == "<" and text[: text.index(">", i)].endswith(name))
    return text[:start] + value + text[text.index(">", start) + 1 :]
