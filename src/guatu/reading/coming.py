"""Next year's plan, written late in the year: whose quarters are meant."""

from __future__ import annotations

import re
from collections.abc import Sequence

from guatu.reading.dates import Clock

#: 2023年工作打算: the title names the year of the plan, which may open with a review of the year before.
_TITLE = re.compile(r"\s*[^\n,。;:]{4,40}\n")
_SEASON = re.compile(r"(?:第?[一二三四]|前三|首)季度?末?|[上下]半年|\d{1,2}月[底末](?:之?前)?")


def of_the_coming_year(words: list[str], starts: Sequence[int], text: str, now: Clock) -> None:
    """Give seasons the coming year where it was the last one named: 2023年…。一季度开工20个.

    ``words`` are the periods of a text as written, at ``starts``; those meant are changed in place. Late in a
    year the coming one is the next; early in a year it is this one, where the text reports on the last.
    """
    if now.day is None or (now.day.month < 11 and not (now.day.month < 4 and now.year == now.day.year - 1)):
        return
    late = now.day.month > 10
    year, spoken = (now.day.year + 1, "明年") if late else (now.day.year, "今年")
    title, named = _TITLE.match(text), False
    for i, written in enumerate(words):
        if written == "全年" or (title is not None and starts[i] < title.end()):
            continue
        if "年" in written and "半年" not in written:
            named = written in (spoken, f"{year}年", f"{year}年度")
        elif named and _SEASON.fullmatch(written):
            words[i] = f"{year}年{written}"
