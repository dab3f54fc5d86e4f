"""`{{ text|source }}`: the words of a document, exactly as they are, with nothing hidden in them."""

import unicodedata
from collections.abc import Iterable

from django import template
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from guatu.web.reading.segments import Segment

register = template.Library()


@register.filter
def source(text: str) -> SafeString:
    """Escape a text; what the eye would not see stands in a marked element, with its name.

    A carriage return is written as a reference, since a browser would make a line feed of it; marks that turn
    the direction of writing are kept from working.
    """
    plain = escape(text).replace("\r", "&#13;")
    if not any(_hidden(char) for char in plain):
        return mark_safe(plain)  # noqa: S308 - escaped above
    shown = (
        f'<span class="unseen" title="U+{ord(c):04X} {unicodedata.name(c, "")}">{c}</span>'
        if _hidden(c)
        else c
        for c in plain
    )
    return mark_safe("".join(shown))  # noqa: S308 - escaped above; a character's name holds no markup


@register.filter
def pieces(found: Iterable[Segment]) -> SafeString:
    """Pieces of a document one after another: lit ones are links to their cards, each with its code point."""
    return mark_safe("".join(map(_piece, found)))  # noqa: S308 - each is made by format_html


def _piece(piece: Segment) -> str:
    words = source(piece.text)
    if not piece.spans:
        return format_html('<span data-s="{}" data-plain>{}</span>', piece.start, words)
    places = "".join(format_html('<span id="s{}"></span>', number) for number in piece.first)
    return places + format_html(
        '<a class="lit {}" href="#c{}" data-s="{}" data-c="{}" data-plain{}>{}</a>',
        " ".join(f"k-{noun}" for noun in piece.nouns),
        piece.numbers[0],
        piece.start,
        " ".join(map(str, piece.numbers)),
        "" if piece.first else mark_safe(' tabindex="-1"'),
        words,
    )


@register.filter
def marked(found: Iterable[Segment]) -> SafeString:
    """The same pieces where the lit ones lead nowhere: the words that a source page is about."""
    return mark_safe("".join(map(_marked, found)))  # noqa: S308 - each is made by format_html


def _marked(piece: Segment) -> str:
    if not piece.spans:
        return source(piece.text)
    place = mark_safe(' id="lit"') if piece.first else ""
    return format_html('<mark class="now"{}>{}</mark>', place, source(piece.text))


def _hidden(char: str) -> bool:
    return unicodedata.category(char) == "Cf"
