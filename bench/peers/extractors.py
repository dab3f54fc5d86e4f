"""Amounts and periods as general extractors find them: jionlp and recognizers-text beside guatu.

They name no indicator, so that they read no items; what can be compared is which labelled amounts and periods
they find at all. Both are old: recognizers-text asks emoji for a table that emoji 2 no longer has, which is
put back here, empty, before it is imported.
"""

from __future__ import annotations

import contextlib
import datetime
import importlib.util
import io
import re
import warnings
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bench.passages import Passage
from guatu.vocabulary.period import Period

Amount = tuple[int, str]
MONEY = {"元": "CNY", "人民币": "CNY", "美元": "USD", "Chinese yuan": "CNY", "United States dollar": "USD"}
DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")


@dataclass(frozen=True, slots=True)
class Extract:
    """Amounts of money (base units) and periods (months as ``2022-01/2022-06``) found in one text."""

    amounts: Counter[Amount]
    periods: frozenset[str]


Extractor = Callable[[Passage], Extract]


def of_items(reading: Mapping[str, Any]) -> Extract:
    """The amounts and periods of a reading in guatu's JSON, or of labels."""
    amounts: Counter[Amount] = Counter()
    periods = set()
    for item in (*reading["observations"], *reading["targets"]):
        if item.get("optional"):
            continue
        for name in ("value", "floor", "stretch"):
            if item.get("unit") in ("CNY", "USD") and item.get(name) is not None:
                amounts[round(float(item[name])), item["unit"]] += 1
        period = item.get("period")
        if period:
            periods.add(period)
    return Extract(amounts, frozenset(periods))


def jionlp() -> Extractor | None:
    """jionlp's ``extract_money`` and ``extract_time``; None where it is not installed."""
    if importlib.util.find_spec("jionlp") is None or importlib.util.find_spec("jionlp.gadget") is None:
        return None
    with contextlib.redirect_stdout(io.StringIO()):
        import jionlp as jio

    def extract(passage: Passage) -> Extract:
        year, month, day = (int(part) for part in passage.date.split("-"))
        base = {"year": year, "month": month, "day": day}
        money = jio.ner.extract_money(passage.text, with_parsing=True) or []
        times = jio.ner.extract_time(passage.text, time_base=base, with_parsing=True) or []
        amounts = Counter(
            amount for found in money if (amount := _amount(found["detail"]["num"], found["detail"]["case"]))
        )
        spans = [found["detail"]["time"] for found in times if isinstance(found["detail"].get("time"), list)]
        return Extract(amounts, frozenset(p for span in spans if (p := _period(span[0], span[1], last=True))))

    return extract


def recognizers() -> Extractor | None:
    """recognizers-text for Chinese: currency and date ranges; None where it is not installed."""
    if importlib.util.find_spec("recognizers_number_with_unit") is None:
        return None
    import emoji

    if not hasattr(emoji, "UNICODE_EMOJI"):
        emoji.UNICODE_EMOJI = {"en": {}}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from recognizers_date_time import recognize_datetime
        from recognizers_number_with_unit import recognize_currency
        from recognizers_text import Culture

    def extract(passage: Passage) -> Extract:
        day = datetime.datetime.fromisoformat(passage.date)
        money = [m.resolution for m in recognize_currency(passage.text, Culture.Chinese)]
        times = recognize_datetime(passage.text, Culture.Chinese, reference=day)
        amounts = Counter(amount for m in money if (amount := _amount(m.get("value"), m.get("unit"))))
        values = [v for t in times for v in (t.resolution or {}).get("values", ())]
        periods = (_period(v.get("start"), v.get("end"), last=False) for v in values)
        return Extract(amounts, frozenset(p for p in periods if p))

    return extract


def _amount(value: Any, unit: Any) -> Amount | None:
    if isinstance(value, Sequence) and not isinstance(value, str):
        value = value[0]
    try:
        return round(float(value)), MONEY[str(unit)]
    except (KeyError, TypeError, ValueError):
        return None


def _period(start: Any, end: Any, *, last: bool) -> str | None:
    """The months from one day to another, whose own month counts when ``last``; None unless whole months."""
    first, stop = DAY.match(str(start)), DAY.match(str(end))
    if first is None or stop is None:
        return None
    begin, close = (datetime.date(*map(int, found.groups())) for found in (first, stop))
    if not last:
        close -= datetime.timedelta(days=1)
    if begin.year < 1950 or begin.day != 1 or (close + datetime.timedelta(days=1)).day != 1 or close < begin:
        return None
    return str(Period.of(begin.year, begin.month, close.month, last_year=close.year))


@dataclass(frozen=True, slots=True)
class Recall:
    """How many of the labelled amounts and periods were found."""

    amounts: float
    periods: float


def recall(group: Sequence[Passage], extractor: Extractor) -> Recall:
    """Over all passages together; each labelled amount is found at most once."""
    money = [0, 0]
    times = [0, 0]
    for passage in group:
        labels, found = of_items(passage.gold), extractor(passage)
        money[0] += (labels.amounts & found.amounts).total()
        money[1] += labels.amounts.total()
        times[0] += len(labels.periods & found.periods)
        times[1] += len(labels.periods)
    return Recall(money[0] / max(money[1], 1), times[0] / max(times[1], 1))
