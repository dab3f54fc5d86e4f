"""Next year's plan, written late in the year: whose quarters are meant."""

from __future__ import annotations

import re
from collections.abc import Sequence

#: 2023年工作打算: the title names the year of the plan, which may open with a review of the year before.
_TITLE = re.compile(r"\s*[^\n,。;:]{4,40}\n")
_SEASON = re.compile(r"(?:第?[一二三四]|前三|首)季度?末?|[上下]半年")


def of_the_coming_year(words: list[str], starts: Sequence[int], text: str, year: int) -> None:
    """Give seasons the coming year where it was the last one named: 2023年…。一季度开工20个.

    ``words`` are the periods of a text as written, at ``starts``; those meant are changed in place.
    """
    title, named = _TITLE.match(text), False
    for i, written in enumerate(words):
        if written == "全年" or (title is not None and starts[i] < title.end()):
            continue
        if "年" in written and "半年" not in written:
            named = written in ("明年", f"{year}年", f"{year}年度")
        elif named and _SEASON.fullmatch(written):
            words[i] = f"{year}年{written}"
