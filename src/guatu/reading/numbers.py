"""Numbers as Chinese documents write them, and the one pass that finds them all.

>>> chinese("一千二百"), chinese("三点五"), chinese("百亿")
(Decimal('1200'), Decimal('3.5'), Decimal('10000000000'))
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from enum import Enum
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Final, NamedTuple, TypeAlias

from guatu.catalogue.load import directories, units
from guatu.catalogue.taught import NOTHING, Taught
from guatu.reading.patterns import seeking

_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_SMALL = {"十": 10, "百": 100, "千": 1000}
_LARGE = frozenset("万亿")
_SCALES = {
    "万亿": 10**12, "千亿": 10**11, "百亿": 10**10, "十亿": 10**9, "亿": 10**8, "千万": 10**7, "百万": 10**6,
    "十万": 10**5, "万": 10**4, "千": 10**3, "百": 10**2,
}  # fmt: skip
SCALES = {word: Decimal(size) for word, size in _SCALES.items()}

_ONE = Decimal(1)
#: Written unit -> (base unit, factor). Units that the base list lacks have an empty code: seen, not placed.
Units: TypeAlias = Mapping[str, tuple[str, Decimal]]
#: The units that most figures have: what they mean is fixed.
FREQUENT: Final = ("%", "个百分点", "元", "家", "个", "户")


class Kind(Enum):
    """What a found token is."""

    QUANTITY = "q"
    PERIOD = "p"
    ORDINAL = "r"
    TIER = "t"
    FOLD = "m"
    STRUCTURE = "s"
    OTHER = "j"

    # that of the name, which Enum takes, costs a call each time
    __hash__ = object.__hash__


_QUANTITY, _PERIOD = Kind.QUANTITY, Kind.PERIOD
#: Signs that stand before a percentage in the place of a verb: +6.1%, ↓2.7%.
RISING: Final = frozenset("+▲↑")
FALLING: Final = frozenset("-▼↓")


class Number(NamedTuple):
    """One token; ``value`` is in base units, ``unit`` None when none is written and "" when unknown."""

    kind: Kind
    start: int
    end: int
    value: Decimal = _ONE
    unit: str | None = None
    decimals: int = 0
    approximate: str | None = None
    written: str = ""
    scaled: bool = False


def chinese(text: str) -> Decimal | None:
    """The value of a Chinese numeral; None when it is none. A leading scale means one of it.

    >>> chinese("两万三千"), chinese("二〇二二"), chinese("十二"), chinese("多")
    (Decimal('23000'), Decimal('2022'), Decimal('12'), None)
    """
    whole, _, fraction = text.partition("点")
    if not whole or any(c not in _DIGITS and c not in _SMALL and c not in _LARGE for c in whole):
        return None
    if all(c in _DIGITS for c in whole):
        value = int("".join(str(_DIGITS[c]) for c in whole))
    else:
        value = _by_scales(whole)
    if not fraction:
        return Decimal(value)
    if any(c not in _DIGITS for c in fraction):
        return None
    return Decimal(f"{value}." + "".join(str(_DIGITS[c]) for c in fraction))


def _by_scales(text: str) -> int:
    for scale, size in (("亿", 10**8), ("万", 10**4)):
        if scale in text:
            left, _, right = text.rpartition(scale)
            return (_by_scales(left) if left else 1) * size + (_by_scales(right) if right else 0)
    total = digit = 0
    for c in text:
        if c in _DIGITS:
            digit = _DIGITS[c]
        else:
            total += (digit or 1) * _SMALL[c]
            digit = 0
    return total + digit


_N = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d)|\d+(?:\.\d+)?"
_CN = "[一二两三四五六七八九十百千万亿零〇]"
_SCALE = "万亿|[千百十]亿|亿|千万(?!千)|百万|十万|万|千(?![瓦米克伏焦卡])|百(?!分)"
_MONTH = r"(?:份|[末底](?:之?前)?|初|当月|中旬|上旬|下旬)?"
_SEASON = (
    r"(?:上半年|下半年|前三季度|前三季|[1一][-~至到][2-4二三四]季度|[前第]?[一二三四两1234]季度末?|"
    r"[前头][一二三两]个季度|首季度?|全年)"
)
_BIG_UNITS = (
    "元|美元|亩|吨|公里|平方公里|平方米|公顷|成(?![立功为就果效长员都品交熟本])[一二三四五六七八九半]?|倍|"
    "个百分点|人次|个多?亿美[元金]|个多?亿(?![元级])|个?位次|个名次|位(?![居于列数])"
)


def _quick(known: Units) -> str:
    """The units that most figures have, where no longer unit can stand in their place."""
    units_ = []
    for unit in FREQUENT:
        longer = {word[len(unit)] for word in known if word.startswith(unit) and word != unit}
        tiers = "级规企" if unit == "元" else ""
        barred = "".join(sorted(longer)) + tiers
        units_.append(re.escape(unit) + (f"(?![{re.escape(barred)}])" if barred else ""))
    return "(?:[亿万](?=元))?(?:" + "|".join(units_) + ")"


_ANY = "一二两三四五六七八九十百千万亿零〇"
# Where a number can begin: its first character, and what may stand beside it. One loop over the text, which
# the alternatives of SCAN are then tried at.
_START = re.compile(
    rf"[\dA-Za-z未过五第首榜末翻实倍前近头今去上下明当同本全年负{_ANY}\"“〔\[+▲▼↑↓-](?:(?<=[\d第翻])|(?<=[A-Za-z])(?=[A-Za-z&/.\d])"
    rf"|(?<=[{_ANY}])(?=[{_ANY}点余多几元美亩吨公平成倍个家件项户人名次条位月份至到~年级规企季分-])"
    r"|(?<=[今去上明当同本前])(?=[年月])|(?<=[上下])半|(?<=前)(?=[一二三四五六七八九十两\d])|(?<=近)(?=[\d的五三两])"
    r"|(?<=[首头])(?=[\d季一二三四五六七八九十位名])|(?<=全)年|(?<=[今未])[后来]|(?<=过)去|(?<=年)底|(?<=榜)首|(?<=末)位"
    r"|(?<=实)现|(?<=倍)增|(?<=[负+▲▼↑↓-])(?=\d)|(?<=[\"“])(?=[一二三四五六七八九十\d+])|(?<=[\[〔])(?=\d))"
)
_SCAN = (
    # most numbers have one of a few units, which are tried before all else that digits can begin
    rf"(?P<f>(?P<fnum>\d+(?:\.\d+)?)(?P<funit>%QUICK%))"
    rf"|(?:(?P<p>(?:(?:\d{{4}}|\d{{2}}(?=年\d)|[二一][〇零九]{_CN}{{2}})(?:年度?)?[-~至到](?:\d{{4}}|"
    rf"\d{{2}})年(?:[末底]|期间|间)?"
    rf"|(?:(?:\d{{4}}|\d{{2}}|[二一][〇零九]{_CN}{{2}}|[今去上明当同本前])年(?!结[转余]))(?:度|末|底|初)?"
    rf"(?:{_SEASON}|前?\d{{1,2}}(?:个?月?份?[-~至到、和]\d{{1,2}})?个?月(?!\d?个月)(?:\d{{1,2}}(?:日|号(?![楼线文厂地院井令机车口公码]))|"
    rf"{_MONTH})|[一二三四五六七八九十]{{1,2}}月{_MONTH})?"
    rf"|(?:前|近|首|头)?\d{{1,2}}(?:月?份?[-~至到]\d{{1,2}})?个?月(?:\d{{1,2}}(?:日|号(?![楼线文厂地院井令机车口公码]))|{_MONTH})"
    rf"|(?:[一二三四五六七八九]|十[一二]?)(?:月?份?[-~至到](?:[一二三四五六七八九]|十[一二]?))?月(?:份|末|"
    rf"底|当月)"
    rf"|(?:(?<!提)前|[首头])[一二三四五六七八九十]{{1,2}}个月|年底之?前|(?<=到)年底|(?:今后|未来|过去|近)(?:的)?[五三两]年|(?:刚刚)?过去(?:的)?一年|五年来|{_SEASON}|[\"“]?十[一二三四五六]五[\"”]?(?:规划)?(?:时期|期间|"
    rf"末|期末)?|[今去上明当同]年(?!结[转余])|全年|当月|本月|上月))"
    rf"|(?P<s>\d+(?:\.\d+)?:\d+(?:\.\d+)?:\d+(?:\.\d+)?)"
    rf"|(?P<t>(?:(?:{_N})|{_CN}{{1,3}}(?=[亿万千百十]))?(?:万亿|千亿|百亿|十亿|亿|千万|百万)元?(?:规模)?(?:级|(?=企业)))"
    rf"|(?P<r>第(?:{_CN}{{1,3}}(?!{_CN})|\d{{1,3}}(?!\d))(?:位|"
    rf"名)?(?![件次届产方梯批期季部章条个款项年轮步线种类医人中小附实高职初阶场站周版手所院把时会课枪炮棒]|党代会|"
    rf"一次)|前[一二两三四五六七八九十](?:名|位)(?!次)|(?<=[市省国区])前[一二两三四五六七八九十](?![季个年月])|"
    rf"首位(?!度)|榜首|之首|末位|首名)"
    rf"|(?P<m>翻(?:[一两二三]?番|倍)|翻了?[一两二三]番|(?:实现)?倍增(?!计划|行动|工程|效应|[\"”])|翻一番多)"
    rf"|(?P<j>\d{{2,4}}强|[A-Za-z&/.]*[A-Za-z]\d+(?:\.\d+)?[A-Za-z+]*(?![\d.]*[亿万%元])|\d+\+\d+(?:\+[\dNXn]+)*|"
    rf"\d{{3,4}}-\d{{7,8}}|\d{{7,}}(?![\d.,]*[亿万千百%{_ANY}元人家个户件吨平亩公])"
    rf"|〔\d{{4}}〕\d*号?|\[\d{{4}}\]\d*号?|[\"“][一二三四五六七八九十\d+]+[\"”]|"
    rf"\d+[A-DF-SU-Zg-jl-z][A-Za-z]*|\d{{1,2}}:\d{{2}}|\d+×\d+)"
    rf"|(?P<q>(?P<sign>(?<![\d\w%-])-|(?<=[长降为达升和及与速幅])-|负|(?:[+▲▼↑↓]|(?<=[\u4e00-\u9fff])-)(?=\d+(?:\.\d+)?%))?(?P<num>{_N})(?P<odd>余|多|"
    rf"几)?(?P<scale>{_SCALE})?(?P<odd2>余|多)?(?P<unit>%UNIT%)?)"
    rf"|(?P<c>(?P<of>[百千])分之(?P<rate>{_CN}+(?:点{_CN}+)?)"
    rf"|(?!万元(?:GDP|地区|生产总值|国内|工业|产值|增加值|"
    rf"规上))(?P<cnum>(?:{_CN})+(?:点{_CN}+)?)(?P<codd>余|多|几)?(?P<cunit>{_BIG_UNITS}|"
    rf"[家个件项户人名次条](?!人|体)|(?=[,、](?:达|实现|完成)))(?!级)))"
)
_BIG = seeking(_BIG_UNITS)
# 亿元 alone is an amount only where it bounds something: 超亿元, 亿元以上, 亿元项目.
_SIZED = re.compile(r"^[超破逾近过上]|(?:元|美元)(?:以上|以下|及以|级|大|重|项目|产业|工业|企业|台阶)")


def units_of(taught: Taught = NOTHING) -> Units:
    """The units of the catalogue in force, and those ``taught`` on top of them."""
    return _units(directories(), taught)


@lru_cache(maxsize=8)
def _units(places: tuple[Path, ...], taught: Taught) -> Units:
    del places  # the key: another catalogue has other units
    return MappingProxyType({**units(), **{word: (code, factor) for word, code, factor in taught.units}})


@lru_cache(maxsize=8)
def _pattern(places: tuple[Path, ...], taught: Taught) -> re.Pattern[str]:
    known = _units(places, taught)
    # 1个亿元项目 is one project of that size
    longest = sorted(known, key=len, reverse=True)
    written = "|".join(re.escape(u) + ("(?![元级])" if u.endswith("个亿") else "") for u in longest)
    return re.compile(_SCAN.replace("%QUICK%", _quick(known)).replace("%UNIT%", written))


def scan(text: str, start: int = 0, end: int | None = None, *, taught: Taught = NOTHING) -> list[Number]:
    """All numbers, periods and ordinals of the folded text, in order; ``taught`` brings further units.

    >>> [(n.kind.value, n.value, n.unit) for n in scan("1-7月完成1,021.7亿元,增长-8.9%,列第二")]
    [('p', Decimal('1'), None), ('q', Decimal('102170000000.0'), 'CNY'), ('q', Decimal('-8.9'), 'percent'), ('r', Decimal('2'), 'rank')]
    """  # noqa: E501
    found = []
    at, stop = start, len(text) if end is None else end
    known = units_of(taught)
    look, match_at = _START.search, _pattern(directories(), taught).match
    while (first := look(text, at, stop)) is not None:
        at = first.start()
        match = match_at(text, at, stop)
        if match is None:
            at += 1
            continue
        number = _MAKERS[match.lastgroup or "j"](match, known)
        if number is not None:
            found.append(number)
        at = match.end()
    return found


def _frequent() -> dict[str, tuple[str, Decimal, str, bool]]:
    """The units of ``_quick``: their base unit, factor, the unit without its scale, whether it had one."""
    known = {}
    for unit in FREQUENT:
        code, factor = units()[unit]
        known[unit] = (code, _ONE if factor == 1 else factor, unit, False)
        if unit == "元":
            known |= {scale + unit: (code, SCALES[scale] * factor, unit, True) for scale in "亿万"}
    return known


_FREQUENT = _frequent()
_new = tuple.__new__  # half the cost of a call of the class


def _of_frequent_unit(match: re.Match[str], _known: Units) -> Number:
    digits, unit = match.group("fnum", "funit")
    code, factor, written, scaled = _FREQUENT[unit]
    value = Decimal(digits)
    if factor is not _ONE:
        value *= factor
    start, end = match.span()
    point = digits.find(".")
    decimals = len(digits) - point - 1 if point > 0 else 0
    return _new(Number, (_QUANTITY, start, end, value, code, decimals, None, written, scaled))


# 20亿 is money unless what is counted follows (15亿股).
_COUNTED = re.compile(r"(?![左以上的到至和与及或之去来多出一不必])[\u4e00-\u9fff]")
# 前移三位: only a move counts places in words.
_MOVED = re.compile(r"(?:移|挪|升|降|滑|退|进|落|掉|高|低)了?$")


# 观影人次71.3万: the name says what is counted.
_PEOPLE = re.compile(
    r"(?:人次|人数|客流量?|人口)(?:达到?|为|约|近|超过?|突破|共|合计)*$|人口[由从][^,;。]{0,12}万(?:增加|增长|增|提高)?[到至]$|人口[由从][^,;。\d]{0,8}$"
)
# 比半年度掉了两名: people do not move so.
_PLACES = re.compile(r"[比较与][^,;。]{1,10}(?:移|挪|升|降|滑|退|进|落|掉|高|低)了?$")
# 过了六百亿,达到612.8亿
_PASSED = re.compile(r"(?:突破|[过破超]|超过|迈[过上]|跨[过上])了?$")
# 八万人, 一百二十户: numbers in words that count; 两家, 十个 may be said of anything.
_MANY = re.compile("[一二两三四五六七八九][百千万亿]|(?=.*[十百千万亿]).{3,}")


def _quantity(match: re.Match[str], known: Units) -> Number:
    sign, num, odd, scale, odd2, unit = match.group("sign", "num", "odd", "scale", "odd2", "unit")
    digits = num.replace(",", "")
    code, factor = known[unit] if unit else (None, _ONE)
    if unit == "名" and _PLACES.search(match.string, max(0, match.start() - 16), match.start()):
        code = "rank"
    value = Decimal(digits)
    if scale:
        value *= SCALES[scale]
    if factor is not _ONE:
        value *= factor
    if sign and sign not in RISING:
        value = -value
    decimals = len(digits) - digits.index(".") - 1 if "." in digits else 0
    near = "above" if odd or odd2 else None
    start, end = match.span()
    if unit == "大" and match.string.startswith("关", end):
        # 突破20亿大关: no 大 is counted
        return _new(Number, (_QUANTITY, start, end - 1, value, "CNY", decimals, near, "", bool(scale)))
    if unit is None and scale and _PEOPLE.search(match.string, max(0, start - 24), start):
        code = "person"
    elif unit is None and scale and scale[-1] == "亿" and not _COUNTED.match(match.string, end):
        code = "CNY"
    return _new(Number, (_QUANTITY, start, end, value, code, decimals, near, unit or "", bool(scale)))


def _chinese_quantity(match: re.Match[str], known: Units) -> Number | None:
    if match["of"]:
        rate = chinese(match["rate"])
        if rate is None:
            return None
        value = rate if match["of"] == "百" else rate / 10
        return Number(Kind.QUANTITY, match.start(), match.end(), value, "percent", written="%")
    words, unit = match["cnum"], match["cunit"]
    passed = _PASSED.search(match.string, max(0, match.start() - 4), match.start()) is not None
    if not unit and not (passed and words[-1] == "亿"):
        return None
    value_or_none = chinese(words)
    if value_or_none is None:
        return None
    bare = words in ("亿", "万", "百", "千")
    if bare and not passed and not _SIZED.search(match.string, match.start() - 1, match.end() + 4):
        return None
    moved = unit == "名" and _PLACES.search(match.string, max(0, match.start() - 16), match.start())
    if (
        not moved
        and unit
        and not (passed and bare)
        and not _BIG.fullmatch(unit)
        and not _MANY.fullmatch(words)
    ):
        return None
    if unit == "元" and not any(c in "百千万亿" for c in words):
        return None
    if unit == "位" and not _MOVED.search(match.string, max(0, match.start() - 3), match.start()):
        return None
    if unit.startswith("成") and len(unit) > 1:
        rest = Decimal("0.5") if unit[1] == "半" else Decimal(_DIGITS[unit[1]]) / 10
        value_or_none, unit = value_or_none + rest, "成"
    code, factor = known[unit] if unit else ("CNY", _ONE)
    if moved:
        code = "rank"
    near = "above" if match["codd"] else None
    return Number(
        Kind.QUANTITY,
        match.start(),
        match.end(),
        value_or_none * factor,
        code,
        0,
        near,
        unit,
        words[-1] in "万亿",
    )


def _ordinal(match: re.Match[str], _known: Units) -> Number | None:
    word = match[0]
    if word == "末位":
        return None
    if word[0] == "前":
        return Number(
            Kind.ORDINAL,
            match.start(),
            match.end(),
            chinese(word[1]) or _ONE,
            "rank",
            approximate="below",
            written=word,
        )
    if word[0] != "第":
        return Number(Kind.ORDINAL, match.start(), match.end(), _ONE, "rank", written=word)
    inner = word[1:].rstrip("位名")
    value = Decimal(inner) if inner.isdigit() else chinese(inner)
    if value is None or not 0 < value < 1000:
        return None
    return Number(Kind.ORDINAL, match.start(), match.end(), value, "rank", written=word)


def _tier(match: re.Match[str], _known: Units) -> Number | None:
    word = match[0].removesuffix("级").removesuffix("规模").removesuffix("元")
    found = re.match(_N, word)
    if found:
        scale = word[found.end() :]
        value = Decimal(found[0].replace(",", "")) * SCALES.get(scale, _ONE)
    else:
        value = chinese(word) or _ONE
    return Number(Kind.TIER, match.start(), match.end(), value, "CNY", written=match[0])


def _fold(match: re.Match[str], _known: Units) -> Number:
    word = match[0]
    value = Decimal(8) if "三番" in word else Decimal(4) if "两番" in word or "二番" in word else Decimal(2)
    return Number(Kind.FOLD, match.start(), match.end(), value, "times", written=word)


_MAKERS: dict[str, Callable[[re.Match[str], Units], Number | None]] = {
    "f": _of_frequent_unit,
    "q": _quantity,
    "unit": _quantity,
    "scale": _quantity,
    "num": _quantity,
    "c": _chinese_quantity,
    "r": _ordinal,
    "t": _tier,
    "m": _fold,
    "p": lambda m, _: _new(Number, (_PERIOD, *m.span(), _ONE, None, 0, None, m[0], False)),
    "s": lambda m, _: Number(Kind.STRUCTURE, m.start(), m.end(), unit="percent", written=m[0]),
    "j": lambda m, _: Number(Kind.OTHER, m.start(), m.end(), written=m[0]),
}
