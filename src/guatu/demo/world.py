"""A simulated zone in numbers: enterprises with their months of output, electricity and tax, all linked.

Money is whole 100 元 (the second decimal of 万元), so that what is written in a sheet is what was meant.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from guatu.catalogue.codes import areas, zone
from guatu.enterprises.credit import check_character

Array = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]
#: measures by dataset, each as a share of output; electricity in kWh a yuan
DATASETS: Final = {
    "industry_monthly": ("output", "sales", "export_delivery"),
    "electricity": ("electricity",),
    "tax_revenue": ("tax_total", "tax_local"),
}
#: Further datasets that a zone can be asked for: the first two of months like those above, linked to output.
FURTHER: Final = {
    "industry_finance": ("revenue", "profit"),
    "trade": ("export_cny", "import_cny", "export_usd", "import_usd"),
    "taxable_sales_daily": ("taxable_sales",),
    "fdi_arrivals": ("arrived_usd", "arrived_cny"),
    "investment_projects": ("investment",),
    "enterprises_closed": ("registered_capital",),
    "enterprises_yearly": ("annual_tax", "annual_revenue", "land", "rd", "employees"),
}
UNIT: Final = 10_000  # 100 元 in 分, 100 dollars in cents
_SEASON: Final = (0.92, 0.80, 1.08, 1.0, 1.0, 1.08, 0.96, 0.95, 1.05, 1.0, 1.05, 1.15)
_INDUSTRIES: Final = (39, 38, 35, 27, 26, 36, 34, 33, 29, 17, 18, 40, 37, 30, 14, 44)
#: first day of the Spring Festival; it takes work from its month, and from the one before when it is early
FESTIVAL: Final = {
    2019: date(2019, 2, 5), 2020: date(2020, 1, 25), 2021: date(2021, 2, 12), 2022: date(2022, 2, 1),
    2023: date(2023, 1, 22), 2024: date(2024, 2, 10), 2025: date(2025, 1, 29), 2026: date(2026, 2, 17),
}  # fmt: skip
_HEAD: Final = ("澜", "鹭", "云埠", "松溆", "望潮", "临汐", "青石", "长汀", "远帆", "清禾", "恒岭", "立川")
_MIDDLE: Final = (
    "辰",
    "驰",
    "泰",
    "宏",
    "科",
    "新",
    "达",
    "信",
    "源",
    "盛",
    "诚",
    "嘉",
    "腾",
    "华",
    "瑞",
    "凯",
)
_TRADE: Final = {
    39: "电子",
    38: "电气",
    35: "装备",
    27: "生物医药",
    26: "新材料",
    36: "汽车部件",
    17: "纺织",
} | {18: "服饰", 40: "仪表", 37: "海工", 14: "食品", 44: "热电"}


@dataclass(frozen=True, slots=True)
class Zone:
    """The enterprises: arrays of one length; ``enter`` and ``leave`` are months from the first."""

    codes: tuple[str, ...]
    names: tuple[str, ...]
    area: Array
    industry: Array
    size: Array
    ownership: Array
    high_tech: Mask
    emerging: Mask
    enter: Array
    leave: Array
    months: dict[str, Array]
    first_year: int
    seed: int

    def active(self, t: int) -> Mask:
        """Who is on the list in month ``t``."""
        return (self.enter <= t) & (t < self.leave)

    def period(self, t: int) -> str:
        """The month "YYYY-MM"."""
        return f"{self.first_year + t // 12}-{t % 12 + 1:02d}"


@dataclass(frozen=True, slots=True)
class Report:
    """What enterprises report for a month: the values of each measure and part, for the rows ``who``.

    ``more``: what the sheet says besides of each row, by dimension.
    """

    who: Array
    parts: dict[str, dict[str, Array]]
    more: dict[str, list[str | int]] = field(default_factory=dict)


def make_zone(enterprises: int, *, months: int, first_year: int = 2020, seed: int = 7) -> Zone:
    """The same zone for the same arguments; a year of history goes before the first month."""
    r = np.random.default_rng([seed, enterprises])
    leaves = [area.number for area in areas().values() if area.parent == zone().code]
    weight = 1 / (1 + np.arange(len(leaves)))
    industry = r.choice(_INDUSTRIES, enterprises, p=_falling(len(_INDUSTRIES)))
    scale = np.minimum(np.exp(r.normal(np.log(4e8), 1.3, enterprises)), 4e12)
    years = (months + 11) // 12
    enter = np.where(r.random(enterprises) < 0.04 * years, r.integers(0, months, enterprises), -99)
    leave = np.where(r.random(enterprises) < 0.03 * years, r.integers(1, months + 1, enterprises), 10**6)
    leave = np.where(leave <= enter, 10**6, leave)
    codes = tuple(_code(n) for n in range(1, enterprises + 1))
    return Zone(
        codes=codes,
        names=tuple(_name(n, int(industry[n])) for n in range(enterprises)),
        area=r.choice(leaves, enterprises, p=weight / weight.sum()),
        industry=industry,
        size=np.digitize(-scale, [-4e9, -4e8, -2e7]) + 1,
        ownership=r.choice([1, 4, 5, 6, 7], enterprises, p=[0.03, 0.22, 0.55, 0.08, 0.12]),
        high_tech=r.random(enterprises) < 0.35,
        emerging=r.random(enterprises) < 0.25,
        enter=enter,
        leave=leave,
        months=_series(r, scale, months=months, first_year=first_year),
        first_year=first_year,
        seed=seed,
    )


def _series(
    r: np.random.Generator, scale: npt.NDArray[np.float64], *, months: int, first_year: int
) -> dict[str, Array]:
    """Each measure's months, 12 of history first; rows are months, columns enterprises."""
    n = len(scale)
    growth, noise = r.normal(0.08, 0.12, n), r.normal(0, 0.12, (months + 12, n))
    season = [_SEASON[t % 12] * _festival(first_year - 1 + t // 12, t % 12 + 1) for t in range(months + 12)]
    time = np.arange(-12, months)[:, None] / 12
    output = scale * np.exp(np.log1p(growth) * time + noise) * np.array(season)[:, None]
    exports = np.where(r.random(n) < 0.35, r.uniform(0.05, 0.7, n), 0)
    sold = np.minimum(r.uniform(0.93, 1.0, n) + r.normal(0, 0.01, (months + 12, n)), 1.0)
    power = r.lognormal(np.log(0.06), 0.5, n) * np.exp(r.normal(0, 0.04, (months + 12, n)))
    tax = r.uniform(0.02, 0.06, n)
    linked = {"output": output, "sales": output * sold, "export_delivery": output * sold * exports}
    linked |= {"tax_total": output * tax, "tax_local": output * tax * 0.45}
    made = {name: whole_units(values, UNIT) for name, values in linked.items()}
    made["electricity"] = whole_units(output / 100 * power, 100)
    return made | _further(made, scale, months=months)


def _further(made: dict[str, Array], scale: npt.NDArray[np.float64], *, months: int) -> dict[str, Array]:
    """Revenue, profit and trade beside them; from chances of their own, so that the rest stays as it was."""
    n = len(scale)
    r = np.random.default_rng([n, months, int(scale.sum()) % 2**31])
    sales, exports = made["sales"].astype(float), made["export_delivery"].astype(float)
    margin = r.normal(0.06, 0.05, n) + r.normal(0, 0.02, sales.shape)
    imported = np.where(r.random(n) < 0.2, r.uniform(0.02, 0.3, n), 0)
    # Yuan to the dollar, drifting from month to month around 6.7.
    rate = 6.7 + np.cumsum(r.normal(0, 0.04, len(sales)))[:, None]
    told = {"revenue": sales * 1.02, "profit": sales * margin, "export_cny": exports * 0.97}
    told |= {"import_cny": sales * imported}
    told |= {"export_usd": told["export_cny"] / rate, "import_usd": told["import_cny"] / rate}
    return {name: whole_units(values, UNIT) for name, values in told.items()}


def report(world: Zone, t: int, *, dataset: str, who: Mask, together: bool) -> Report:
    """The months as these enterprises report them, with restated last year and restated cumulatives."""
    r = np.random.default_rng([world.seed, t, sum(map(ord, dataset))])
    n, month = len(world.codes), t % 12
    restate = np.where(r.random(n) < 0.08, 1 + r.normal(0, 0.05, n), 1.0)
    recount = np.where(r.random(n) < 0.03, 1 + np.abs(r.normal(0, 0.01, n)), 1.0)
    rows = np.flatnonzero(who)
    parts = {}
    for name in (DATASETS | FURTHER)[dataset]:
        series, at = world.months[name], t + 12
        unit = 100 if name == "electricity" else UNIT
        now, last = series[at], series[at - 12]
        whole, whole_last = series[at - month : at + 1].sum(0), series[at - 12 - month : at - 11].sum(0)
        if together and month == 1:
            now, last = whole, whole_last
        if month > 1:
            whole = whole_units(whole * recount, unit)
        last, whole_last = whole_units(last * restate, unit), whole_units(whole_last * restate, unit)
        told = {"month": now, "month_ly": last, "cum": whole, "cum_ly": whole_last}
        parts[name] = {part: values[rows] for part, values in told.items()}
    return Report(rows, parts)


def _festival(year: int, month: int) -> float:
    day = FESTIVAL.get(year)
    if day is None or month > 2:
        return 1.0
    lost = 7 if day.month == month else 0
    lost += 5 if day.month == month == 1 or (day.month == 2 and month == 1 and day.day <= 5) else 0
    return 1 - lost / 28


def whole_units(values: npt.NDArray[np.floating[Any]], unit: int) -> Array:
    """The nearest whole number of units, as a sheet can write it."""
    return (np.rint(values / unit) * unit).astype(np.int64)


def _falling(count: int) -> npt.NDArray[np.float64]:
    weight = (1 / (1 + np.arange(count))).astype(np.float64)
    share: npt.NDArray[np.float64] = weight / weight.sum()
    return share


def _code(number: int) -> str:
    body = f"91320{number * 7919:012d}"
    return body + check_character(body)


def _name(number: int, industry: int) -> str:
    first, rest = number % len(_HEAD), number // len(_HEAD)
    words: Sequence[str] = (_MIDDLE[rest % 16], _MIDDLE[rest // 16 % 16], _MIDDLE[rest // 256 % 16])
    later = "" if rest < 4096 else str(rest // 4096 + 1)
    return f"{_HEAD[first]}{''.join(words)}{later}{_TRADE.get(industry, '制造')}有限公司"
