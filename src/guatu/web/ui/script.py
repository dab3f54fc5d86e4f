"""Words that the core makes (measures, units, explanations) in the script of the reader.

They are composed, so that no catalogue holds them whole. Traditional characters are converted from simplified
ones, as the catalogue itself is; quotes of documents never pass through here.
"""

from functools import cache, lru_cache

import opencc
from django.utils.translation import get_language, gettext


@cache
def _converter() -> opencc.OpenCC:
    return opencc.OpenCC("s2tw")


@lru_cache(maxsize=4096)
def _traditional(text: str) -> str:
    converted: str = _converter().convert(text)
    return converted


def say(text: str) -> str:
    """The text in the reader's language where the catalogue has it, else in the reader's script.

    >>> say("")
    ''
    """
    if not text:
        return ""
    words = gettext(text)
    return _traditional(words) if get_language() == "zh-hant" and words == text else words
