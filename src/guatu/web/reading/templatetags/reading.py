"""`{{ text|source }}`: the words of a document, exactly as they are, with nothing hidden in them."""

import unicodedata

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

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


def _hidden(char: str) -> bool:
    return unicodedata.category(char) == "Cf"
