"""A plain reader made of regular expressions, as one would write in an afternoon: the peer of the bench.

It knows the common names, takes the nearest name before a number in the same sentence, and believes that
a sentence with 确保, 力争 or 目标 promises. It knows no inheritance beyond the sentence, no tables, no tasks.
"""

from __future__ import annotations

import re
from typing import Any

NAMES = {
    "地区生产总值": "gdp",
    "地區生產總值": "gdp",
    "一般公共预算收入": "general_public_budget_revenue",
    "一般公共預算收入": "general_public_budget_revenue",
    "财政总收入": "fiscal_revenue",
    "税收收入": "tax_revenue",
    "税收占比": "tax_share_of_budget_revenue",
    "稅收占比": "tax_share_of_budget_revenue",
    "规模以上工业增加值": "industrial_value_added",
    "规上工业增加值": "industrial_value_added",
    "規模以上工業增加值": "industrial_value_added",
    "規模工業增加值": "industrial_value_added",
    "规模以上工业总产值": "industrial_output",
    "规上工业总产值": "industrial_output",
    "規模工業產值": "industrial_output",
    "工业应税销售": "industrial_taxable_sales",
    "工業應稅銷售": "industrial_taxable_sales",
    "固定资产投资": "fixed_asset_investment",
    "工业投资": "industrial_investment",
    "技改投资": "technical_renovation_investment",
    "房地产开发投资": "real_estate_investment",
    "社会消费品零售总额": "retail_sales",
    "进出口总额": "goods_trade",
    "進出口總額": "goods_trade",
    "出口": "exports",
    "进口": "imports",
    "实际利用外资": "actual_fdi",
    "實際利用外資": "actual_fdi",
    "实际使用外资": "actual_fdi",
    "到位资金": "domestic_capital",
    "全社会用电量": "electricity_use",
    "工业用电量": "industrial_electricity",
    "城镇居民人均可支配收入": "urban_income",
    "农村居民人均可支配收入": "rural_income",
    "高新技术企业": "high_tech_enterprises",
    "签约": "signed_projects",
    "科创项目": "science_projects",
    "科創項目": "science_projects",
    "集装箱吞吐量": "container_throughput",
    "货物吞吐量": "cargo_throughput",
}
SCALE = {"": 1, "万": 1e4, "萬": 1e4, "亿": 1e8, "億": 1e8, "万亿": 1e12}
UNITS = {
    "元": "CNY",
    "美元": "USD",
    "个": "count",
    "個": "count",
    "家": "count",
    "亩": "mu",
    "畝": "mu",
    "吨": "t",
    "千瓦时": "kWh",
    "标箱": "TEU",
}
CHINESE = {c: i for i, c in enumerate("一二三四五六七八九十", 1)}

SENTENCE = re.compile(r"[^。；;\n]+")
NAME = re.compile("|".join(sorted(map(re.escape, NAMES), key=len, reverse=True)))
LEVEL = re.compile(
    r"(?P<value>\d+(?:\.\d+)?)(?P<scale>万亿|[亿億万萬]?)(?P<unit>美元|元|千瓦时|标箱|[个個家亩畝吨])"
)
CHANGE = re.compile(r"(?P<way>增长|增長|下降)(?P<value>\d+(?:\.\d+)?)%")
RANK = re.compile(r"(?P<of>增幅|增速|总量)?[居列]全[市省区]第(?P<value>\d+|[一二三四五六七八九十])")
PERIOD = re.compile(
    r"(?P<half>上半年)|(?P<first>\d{1,2})[-—](?P<last>\d{1,2})月|(?P<quarters>前三季度)|(?P<year>全年)"
)
PROMISE = re.compile("确保|確保|力争|力爭|目标|不低于|不少于")


def read(text: str, *, year: str = "2022") -> dict[str, Any]:
    """The JSON of ``guatu read`` as far as this reader goes; it never finds a task."""
    observations: list[dict[str, Any]] = []
    targets: list[dict[str, Any]] = []
    period = None
    for sentence in SENTENCE.finditer(text):
        names = list(NAME.finditer(text, sentence.start(), sentence.end()))
        for said in PERIOD.finditer(sentence.group()):
            period = _period(said, year)
        for item in _figures(text, sentence, names):
            item["period"] = item["by"] = period
            if PROMISE.search(sentence.group()) and item["measure"] in ("level", "growth"):
                targets.append(_as_target(item, sentence.group()))
            else:
                observations.append(item)
    return {"observations": observations, "targets": targets, "tasks": []}


def _figures(text: str, sentence: re.Match[str], names: list[re.Match[str]]) -> list[dict[str, Any]]:
    found = []
    for pattern, measure in ((LEVEL, "level"), (CHANGE, "growth"), (RANK, "rank")):
        for match in pattern.finditer(text, sentence.start(), sentence.end()):
            before = [n for n in names if n.start() < match.start()]
            if not before:
                continue
            value, unit = _value(match, measure)
            item = {"indicator": NAMES[before[-1].group()], "measure": measure, "value": value, "unit": unit}
            if measure == "rank":
                item |= {"of": "level" if match["of"] in (None, "总量") else "growth", "scope": "city"}
            found.append({**item, "span": list(match.span())})
    return found


def _period(said: re.Match[str], year: str) -> str:
    if said["year"]:
        return year
    if said["last"]:
        return f"{year}-{int(said['first']):02}/{year}-{int(said['last']):02}"
    return f"{year}-01/{year}-{'06' if said['half'] else '09'}"


def _value(match: re.Match[str], measure: str) -> tuple[float, str]:
    written = match["value"]
    value = float(CHINESE[written]) if written in CHINESE else float(written)
    if measure == "level":
        return value * SCALE[match["scale"]], UNITS[match["unit"]]
    if measure == "growth":
        return (-value if match["way"] == "下降" else value), "percent"
    return value, "rank"


def _as_target(item: dict[str, Any], sentence: str) -> dict[str, Any]:
    stretch_only = ("力争" in sentence or "力爭" in sentence) and "确保" not in sentence
    bounds = (None, item["value"]) if stretch_only else (item["value"], None)
    kept = {k: item[k] for k in ("indicator", "measure", "unit", "span", "by")}
    return {**kept, "comparator": ">=", "floor": bounds[0], "stretch": bounds[1]}
