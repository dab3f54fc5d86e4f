"""Words as they are searched: simplified, half width, small letters, no stray blanks."""

from guatu.reading.fold import fold

_SMALL = {code: code + 32 for code in range(ord("A"), ord("Z") + 1)}


def small(text: str) -> str:
    """Latin letters small; the text keeps its length."""
    return text.translate(_SMALL)


def folded(text: str) -> str:
    """The text as the table holds it and as a question is asked.

    >>> folded("推進 智慧園區ＡＢ")
    '推进智慧园区ab'
    """
    return small(fold(text).text)
