"""Saying the core's words in the language of the page: `say("2022年1—7月")`, `{{ light.label|say }}`.

The core speaks simplified Chinese and knows nothing of languages. What it says is either a message of the
catalogues (a light, a measure, the template of a sentence), or put together from such messages, periods and
amounts. Traditional characters are converted from simplified ones, as the catalogue itself is. What English
cannot say whole is left as it is. Quotes of documents and names of people and units never pass through here.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache, lru_cache

import opencc
from django.utils.translation import get_language, gettext

from guatu.catalogue.load import indicators
from guatu.web.ui.words import PIECES

CHINESE = re.compile(r"[\u3400-\u9fff]")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
POINTS = str.maketrans({"（": " (", "）": ") ", "，": ", ", "、": ", ", "：": ": ", "；": "; ", "。": ". "})


def say(text: object) -> str:
    """The text in the active language (a lazy translation is one already); nothing is an empty text."""
    words = "" if text is None else str(text)
    language = get_language() or "zh-hans"
    if language == "zh-hans" or not CHINESE.search(words):
        return words
    return _say(words, language=language)


@lru_cache(maxsize=8192)
def _say(text: str, *, language: str) -> str:
    whole = gettext(text)
    if whole != text:
        return whole
    if language == "en":
        english = _tidy(_composed(_dated(_valued(text))))
        return text if CHINESE.search(english) else english
    converted: str = _converter().convert(text)
    return converted


@cache
def _converter() -> opencc.OpenCC:
    return opencc.OpenCC("s2tw")


@cache
def _pieces() -> re.Pattern[str]:
    """The longest pieces first, so that 全市平均 is not taken for 全市 and 平均."""
    known = PIECES | {indicator.name for indicator in indicators().values()}
    return re.compile("(" + "|".join(map(re.escape, sorted(known, key=len, reverse=True))) + ")")


def _composed(text: str) -> str:
    parts = _pieces().split(text)
    said = [gettext(part) if index % 2 else part for index, part in enumerate(parts) if part]
    return " ".join([*said[:1], *map(_within, said[1:])])


def _within(part: str) -> str:
    """A word inside a label does without its capital; GDP keeps its own."""
    return part[:1].lower() + part[1:] if part[1:2].islower() else part


def _dated(text: str) -> str:
    """Periods and days in English: 2022年1—7月 is Jan–Jul 2022."""

    def month(number: str) -> str:
        return MONTHS[int(number) - 1] if 1 <= int(number) <= len(MONTHS) else number

    patterns = (
        (
            r"(\d{4})年(\d{1,2})月—(\d{4})年(\d{1,2})月",
            lambda m: f"{month(m[2])} {m[1]}–{month(m[4])} {m[3]}",
        ),
        (r"(\d{4})年(\d{1,2})—(\d{1,2})月", lambda m: f"{month(m[2])}–{month(m[3])} {m[1]}"),
        (r"(\d{4})年(\d{1,2})月(\d{1,2})日", lambda m: f"{m[3]} {month(m[2])} {m[1]}"),
        (r"(\d{4})年(\d{1,2})月", lambda m: f"{month(m[2])} {m[1]}"),
        (r"(\d{4})—(\d{4})年", lambda m: f"{m[1]}–{m[2]}"),
        (r"(\d{4})年", lambda m: m[1]),
        (r"(\d{1,2})—(\d{1,2})月", lambda m: f"{month(m[1])}–{month(m[2])}"),
        (r"(\d{1,2})月(\d{1,2})日前", lambda m: f"by {m[2]} {month(m[1])}"),
        (r"(\d{1,2})月(\d{1,2})日", lambda m: f"{m[2]} {month(m[1])}"),
        (r"(\d{1,2})月", lambda m: month(m[1])),
    )
    for pattern, written in patterns:
        text = re.sub(pattern, written, text)
    return text


def _valued(text: str) -> str:
    """Amounts within a label in English: 10亿元 is 1 bn yuan."""

    def written(match: re.Match[str]) -> str:
        many, word = (Decimal("0.1"), "bn") if match[2] == "亿" else (Decimal("0.01"), "m")
        amount = (Decimal(match[1]) * many).normalize()
        return f"{amount:f} {word} {'US dollars' if match[3] == '美元' else 'yuan'}"

    return re.sub(r"(\d+(?:\.\d+)?)([亿万])(美元|元)", written, text)


def _tidy(text: str) -> str:
    text = re.sub(r"\s+", " ", text.translate(POINTS))
    return re.sub(r" ([,.:;)])", r"\1", re.sub(r"\( ", "(", text)).strip()
