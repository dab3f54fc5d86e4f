"""What people type into the desk: a value with its unit, a period, an indicator's name, a date."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from guatu.catalogue.load import indicators
from guatu.catalogue.schema import Indicator
from guatu.catalogue.spelling import spellings
from guatu.catalogue.taught import NOTHING, Taught
from guatu.reading.fold import plain
from guatu.vocabulary.period import Period, PeriodError
from guatu.vocabulary.problems import GuatuError, Problem
from guatu.vocabulary.unit import parse_quantity

OTHER = "other:"
MOST_HITS = 12
_DIGITS = {c: i for i, c in enumerate("〇一二三四五六七八九")} | {"两": 2, "零": 0}
_PLACE = re.compile(r"第?([0-9]{1,4}|[一二三四五六七八九十百]{1,5})[位名]?")
_FALL = re.compile(r"^(?:同比|环比)?(?:下降|下滑|回落|减少|低于?|降)")
_RISE = re.compile(r"^(?:同比|环比)?(?:增长|上升|提升|提高|增加|高于?|升|增|约|近|超|达)")
_SPANS = {"上半年": (1, 6), "下半年": (7, 12), "前三季度": (1, 9), "全年": (1, 12), "年": (1, 12)}
_SPANS |= {"一季度": (1, 3), "首季": (1, 3), "二季度": (4, 6), "三季度": (7, 9), "四季度": (10, 12)}
_SPANS |= {"第一季度": (1, 3), "第二季度": (4, 6), "第三季度": (7, 9), "第四季度": (10, 12), "": (1, 12)}
_MONTHS = re.compile(r"([0-9]{1,2})月?(?:[-至到~]([0-9]{1,2}))?月(?:份|当月|底|末)?")
_YEARS = re.compile(r"([0-9]{4})年?[-至到~]([0-9]{4})年?")
_VALUE = re.compile(r"(?:下降|第)?[-]?[0-9][0-9.,]*[^0-9,。;、 ]{0,5}|第[一二三四五六七八九十]{1,3}")
_DAY = re.compile(
    r"(?:([0-9]{4})[-年./])?([0-9]{1,2})[-月./](?:([0-9]{1,2})日?|底|末)?(?:前|之前|底前|以前)?"
)


class TypedError(GuatuError, ValueError):
    """Something typed that cannot be understood."""


def _error(code: str, message: str, *, advice: str, **fields: object) -> TypedError:
    return TypedError(Problem(code, fields, message=message, what_to_do=advice))


@dataclass(frozen=True, slots=True)
class Value:
    """A value in the base unit, and how many decimals were written."""

    value: Decimal
    unit: str
    decimals: int


def value(text: str, *, default: str | None = None, taught: Taught = NOTHING) -> Value:
    """Read `428亿元`, `-8.92%`, `下降8.92%`, `0.9个百分点`, `第二`, `翻番`; TypedError, UnitError.

    >>> value("下降8.92%"), value("第二").value
    (Value(value=Decimal('-8.92'), unit='percent', decimals=2), Decimal('2'))
    """
    squeezed = re.sub(r"[\s　]+", "", plain(text))
    if squeezed in ("翻番", "翻一番", "倍增"):
        return Value(Decimal(2), "times", 0)
    place = _PLACE.fullmatch(squeezed)
    if place and (default == "rank" or squeezed[0] == "第" or squeezed[-1] in "位名"):
        return Value(Decimal(_numeral(place[1])), "rank", 0)
    fall = _FALL.search(squeezed)
    bare = _FALL.sub("", squeezed) if fall else _RISE.sub("", squeezed)
    also = {word: (code, factor) for word, code, factor in taught.units}
    number, unit = parse_quantity(bare, default=default, also=also)
    written = re.search(r"\.([0-9]+)", bare)
    return Value(-number if fall else number, unit, len(written[1]) if written else 0)


def _numeral(text: str) -> int:
    """A small Chinese or Arabic numeral: 十二, 二十, 一百零三, 12."""
    if text.isdigit():
        return int(text)
    total, digit = 0, 0
    for char in text:
        if char in "十百":
            total, digit = total + (digit or 1) * (10 if char == "十" else 100), 0
        else:
            digit = _DIGITS[char]
    return total + digit


def period(text: str, *, year: int | None = None) -> Period:
    """Read `2022年1—7月`, `上半年`, `7月`, `2021—2025年`, `2022-01/2022-07`; `year` is the document's.

    >>> str(period("2022年1—7月")), str(period("上半年", year=2022))
    ('2022-01/2022-07', '2022-01/2022-06')
    """
    squeezed = re.sub(r"[\s　]+", "", plain(text))
    try:
        return Period.parse(squeezed)
    except PeriodError:
        pass
    years = _YEARS.fullmatch(squeezed)
    if years:
        return Period.of(int(years[1]), 1, 12, last_year=int(years[2]))
    named = re.match(r"([0-9]{4})年?", squeezed)
    rest = squeezed[named.end() :] if named else squeezed.removeprefix("今年").removeprefix("本年")
    which = int(named[1]) if named else year
    months = _SPANS.get(rest) or _months(rest)
    if months is None or not squeezed:
        raise _error(
            "typed.period",
            _("“%(text)s”不是时期。") % {"text": text},
            advice=_("写成 2022年1—7月、2022年上半年、2022年7月 或 2022年。"),
            text=text,
        )
    if which is None:
        raise _error(
            "typed.year",
            _("“%(text)s”没有写年份，文件也没有日期。") % {"text": text},
            advice=_("请写上年份，如 2022年上半年。"),
            text=text,
        )
    return Period.of(which, *months)


def _months(text: str) -> tuple[int, int] | None:
    found = _MONTHS.fullmatch(text)
    if not found:
        return None
    first, last = int(found[1]), int(found[2] or found[1])
    return (first, last) if 1 <= first <= last <= 12 else None


def day(text: str, *, year: int | None = None) -> date:
    """Read a time limit: `12月31日前`, `2022-12-31`, `9月底`."""
    squeezed = re.sub(r"[\s　]+", "", plain(text))
    found = _DAY.fullmatch(squeezed)
    which = int(found[1]) if found and found[1] else year
    if found and which:
        month = int(found[2])
        try:
            return date(which, month, int(found[3])) if found[3] else Period.of(which, month, month).end
        except ValueError:
            pass
    raise _error(
        "typed.day",
        _("“%(text)s”不是日期。") % {"text": text},
        advice=_("写成 2022年12月31日 或 12月31日前。"),
        text=text,
    )


@dataclass(frozen=True, slots=True)
class Hit:
    """An indicator that a search found: its id, its name on screen, the spelling that matched."""

    id: str
    name: str
    matched: str


def name_of(indicator: str) -> str:
    """An indicator's name in the reader's language; one outside the catalogue is called as it was written."""
    if indicator.startswith(OTHER):
        return indicator.removeprefix(OTHER)
    known = indicators().get(indicator)
    return _shown(known) if known else indicator


def _shown(indicator: Indicator) -> str:
    language = (get_language() or "").lower()
    if language.startswith("zh-hant"):
        return indicator.name_hant
    return indicator.name_en if language.startswith("en") else indicator.name


def names() -> list[str]:
    """The names of all indicators of the catalogue."""
    return sorted(_shown(known) for known in indicators().values())


def indicator_id(text: str, *, taught: Taught = NOTHING) -> str:
    """The id that a typed name means: an id, a name, an alias, or `其他：…` for one outside the catalogue."""
    wanted = plain(text).strip()
    if wanted.startswith((OTHER, "其他:")):
        name = wanted.partition(":")[2].strip()
        if name:
            return OTHER + name
    if wanted in indicators():
        return wanted
    known = dict(taught.aliases).get(wanted)
    if known is not None:
        return known
    hits = [hit for hit in search(text) if hit.matched.lower() == wanted.lower()]
    if hits:
        return hits[0].id
    close = "、".join(hit.name for hit in search(text)[:4])
    raise _error(
        "typed.indicator",
        _("指标目录中没有“%(text)s”。") % {"text": text},
        advice=(_("是不是：%(close)s？") % {"close": close} if close else "")
        + _("目录外的指标请写成“其他：名称”。"),
        text=text,
    )


def search(text: str, *, taught: Taught = NOTHING) -> list[Hit]:
    """Indicators whose name or alias holds the text, in either script; exact and leading matches first.

    `taught` are the spellings of the zone beside the catalogue's.
    """
    wanted = plain(text).strip().lower()
    if not wanted:
        return []
    best: dict[str, tuple[tuple[bool, bool, int], str]] = {}
    for id_, spelling in (*_spellings(), *((id_, word) for word, id_ in taught.aliases)):
        low = spelling.lower()
        if wanted not in low:
            continue
        order = (low != wanted, not low.startswith(wanted), len(spelling))
        if id_ not in best or order < best[id_][0]:
            best[id_] = (order, spelling)
    ranked = sorted(best.items(), key=lambda pair: (pair[1][0], pair[0]))
    return [Hit(id_, name_of(id_), matched) for id_, (_order, matched) in ranked[:MOST_HITS]]


def mentioned(text: str) -> str:
    """The name of the indicator that the words name, by its longest spelling; empty when they name none."""
    words = plain(text)
    inside = [
        (len(spelling), id_) for id_, spelling in _spellings() if len(spelling) > 1 and spelling in words
    ]
    return name_of(max(inside)[1]) if inside else ""


def value_in(text: str) -> str:
    """The first value with a unit in the words; empty when there is none."""
    for found in _VALUE.finditer(plain(text)):
        for end in range(len(found[0]), 0, -1):
            try:
                value(found[0][:end])
            except GuatuError:
                continue
            return found[0][:end]
    return ""


@lru_cache(maxsize=1)
def _all_spellings(known: int) -> tuple[tuple[str, str], ...]:
    return tuple(_read_spellings())


def _spellings() -> tuple[tuple[str, str], ...]:
    return _all_spellings(id(indicators()))


def _read_spellings() -> Iterator[tuple[str, str]]:
    for id_, known in indicators().items():
        yield id_, id_
        for name in (known.name, known.name_hant, known.name_en):
            yield id_, plain(name)
        for alias in known.aliases:
            for spelling in spellings(alias):
                yield id_, plain(spelling.replace("@", "").replace("#", ""))


def measure_of(unit: str, *, indicator: str | None) -> str:
    """What a value measures when nobody says it: a percentage is a growth, save of a ratio.

    >>> measure_of("CNY", indicator="gdp"), measure_of("percent", indicator="gdp")
    ('level', 'growth')
    """
    known = indicators().get(indicator or "")
    if known and known.unit == unit:
        return "level"
    return {"percent": "growth", "rank": "rank", "pp": "growth_change", "times": "multiple"}.get(
        unit, "level"
    )
