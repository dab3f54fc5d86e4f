"""A speech's own themes are the tree of its tasks; a target belongs to the theme it stands under."""

from collections.abc import Iterable, Sequence

Placed = tuple[int, str]


def order_of(theme: str, *, among: Iterable[Placed]) -> int:
    """The place of a theme in the speech, from 1; 0 for none.

    >>> order_of("乙", among=[(3, "甲"), (9, ""), (12, "乙")])
    2
    """
    themes = list(dict.fromkeys(name for _start, name in among if name))
    return themes.index(theme) + 1 if theme in themes else (len(themes) + 1 if theme else 0)


def theme_at(offset: int, *, text: str, among: Sequence[Placed]) -> str:
    """The theme of the tasks around an offset: the last task before it in its paragraph, else the next.

    >>> theme_at(12, text="甲一。甲二。\\n乙一，乙二，乙三。", among=[(0, "甲"), (7, "乙")])
    '乙'
    """
    left = text.rfind("\n", 0, offset) + 1
    right = text.find("\n", offset)
    near = [(start, name) for start, name in among if left <= start < (len(text) if right < 0 else right)]
    before = [name for start, name in near if start <= offset]
    return (before[-1:] or [name for _start, name in near] or [""])[0]
