"""Units of measure: their base codes, Chinese names, scales, and the reading of what people type.

>>> parse_quantity("428亿元")
(Decimal('42800000000'), 'CNY')
>>> format_quantity(Decimal(500000000), unit="USD", decimals=2)
'5.00亿美元'
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from guatu.vocabulary.problems import GuatuError, Problem

SCALES = {
    "万亿": Decimal(10) ** 12,
    "亿": Decimal(10) ** 8,
    "千万": Decimal(10) ** 7,
    "百万": Decimal(10) ** 6,
}
SCALES |= {"万": Decimal(10) ** 4, "千": Decimal(1000), "百": Decimal(100)}

_ONE = Decimal(1)
# Written unit -> (base code, factor); 15 mu are a hectare, which is 10,000 m2.
_WRITTEN_AS = {
    "CNY": "元 人民币 元人民币 块",
    "USD": "美元 美金",
    "percent": "% %%",
    "pp": "个百分点 百分点 pp",
    "times": "倍",
    "rank": "位 名",
    "mu": "亩",
    "m2": "平方米",
    "km": "公里 千米",
    "m3": "立方米",
    "kWh": "千瓦时 度",
    "t": "吨",
    "TEU": "标箱",
    "ug/m3": "微克/立方米",
    "person": "人 人次",
    "day": "天 日",
    "count": "家 个 件 项 户 条 座 套 所 台 辆 支 批 宗 种 处",
}
WRITTEN = {word: (code, _ONE) for code, words in _WRITTEN_AS.items() for word in words.split()}
WRITTEN |= {
    "‰": ("percent", Decimal("0.1")),
    "个千分点": ("pp", Decimal("0.1")),
    "公顷": ("mu", Decimal(15)),
    "平方公里": ("m2", Decimal(1000000)),
    "平方千米": ("m2", Decimal(1000000)),
    "公斤": ("t", Decimal("0.001")),
}

NAMES = {
    "CNY": "元",
    "USD": "美元",
    "percent": "%",
    "pp": "个百分点",
    "count": "个",
    "rank": "位",
    "times": "倍",
    "mu": "亩",
    "m2": "平方米",
    "km": "公里",
    "m3": "立方米",
    "kWh": "千瓦时",
    "t": "吨",
    "TEU": "标箱",
    "ug/m3": "微克/立方米",
    "person": "人",
    "day": "天",
}
BASE_UNITS = tuple(NAMES)
# The scale in which a wall prints large values of a unit.
DISPLAY_SCALE = {"CNY": "亿", "USD": "亿", "kWh": "亿"}

_QUANTITY = re.compile(r"([+\-−－]?)(\d[\d,，]*(?:\.\d+)?|\.\d+)(万亿|千万|百万|亿|万|千|百)?(\S*)", re.ASCII)
_FULL_WIDTH = str.maketrans("０１２３４５６７８９．％，", "0123456789.%,")


class UnitError(GuatuError, ValueError):
    """A quantity that cannot be read, or a unit that is not known."""


@dataclass(frozen=True, slots=True)
class Scaled:
    """A value split for display: the digits and the unit that follows them."""

    digits: str
    unit: str


def parse_quantity(
    text: str, *, default: str | None = None, also: Mapping[str, tuple[str, Decimal]] | None = None
) -> tuple[Decimal, str]:
    """Read a value with its unit as people write it: ``1.2万亿元``, ``1,200亩``, ``-8.9%``, ``５０个``.

    ``default`` is the base unit of a bare number; without it a bare number is refused. ``also`` are further
    units as written: the base unit and the factor to it.

    >>> parse_quantity("7 328.5万美元")
    (Decimal('73285000.0'), 'USD')
    >>> parse_quantity("12", default="count")
    (Decimal('12'), 'count')
    """
    squeezed = re.sub(r"\s+", "", text).translate(_FULL_WIDTH)
    found = _QUANTITY.fullmatch(squeezed)
    if not found:
        raise _error("unit.number", f"“{text}”不是带单位的数。", text=text)
    sign, digits, scale, word = found.groups()
    try:
        value = Decimal(digits.replace(",", ""))
    except InvalidOperation as cause:
        raise _error("unit.number", f"“{text}”不是带单位的数。", text=text) from cause
    code, factor = (also or {}).get(word) or _written(word, default=default, text=text)
    value *= SCALES.get(scale or "", _ONE) * factor
    return (-value if sign and sign != "+" else value), code


def _written(word: str, *, default: str | None, text: str) -> tuple[str, Decimal]:
    if not word and default is not None:
        return default, _ONE
    if word in WRITTEN:
        return WRITTEN[word]
    if word in BASE_UNITS:
        return word, _ONE
    raise _error(
        "unit.unknown", f"“{text}”的单位“{word}”未知。" if word else f"“{text}”没有单位。", text=text
    )


def _error(code: str, message: str, **fields: object) -> UnitError:
    return UnitError(
        Problem(
            code, fields, message=message, what_to_do="写成 428亿元、7.5亿美元、38% 或 1200亩 这样的形式。"
        )
    )


def scale_for(value: Decimal, *, unit: str) -> str:
    """The scale word that suits a single value on its own (``亿``, ``万`` or none)."""
    size = abs(value)
    wide = DISPLAY_SCALE.get(unit)
    if wide and size >= SCALES[wide] / 10:
        return wide
    return "万" if size >= 100_000 else ""


def scaled(value: Decimal, *, unit: str, scale: str | None = None, decimals: int | None = None) -> Scaled:
    """Digits and unit apart; ``scale`` None chooses by size, ``decimals`` None keeps what is written.

    >>> scaled(Decimal("32300000000"), unit="CNY", decimals=1)
    Scaled(digits='323.0', unit='亿元')
    """
    word = scale_for(value, unit=unit) if scale is None else scale
    shown = value / SCALES[word] if word else value
    if decimals is None:
        text = format(shown.normalize(), "f")
    else:
        text = format(shown.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP), "f")
    return Scaled(text, word + NAMES.get(unit, unit))


def format_quantity(
    value: Decimal, *, unit: str, scale: str | None = None, decimals: int | None = None
) -> str:
    """The value as a sentence prints it: no group marks, no space before the unit.

    >>> format_quantity(Decimal("58"), unit="percent", decimals=1), format_quantity(Decimal(1200), unit="mu")
    ('58.0%', '1200亩')
    """
    parts = scaled(value, unit=unit, scale=scale, decimals=decimals)
    return parts.digits + parts.unit
