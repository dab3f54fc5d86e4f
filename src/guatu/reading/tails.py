"""Names in a row that share what only the last one says: 猪、牛、羊出栏量."""

from __future__ import annotations

import re
from dataclasses import replace

from guatu.reading.clauses import CORE, lead
from guatu.reading.lexicon import Token
from guatu.reading.naming import Subject

_TAIL = re.compile(
    r"(?:收入|产值|投资额|投资|增加值|销售额|营收规模|营收|利润|税收|用电量|零售额|产量|销量|"
    r"支出|贷款|排放量|用水量|进出口额|进出口|销售面积|增加额|出口额|进口额|交易额|吞吐量|出栏量|保有量|面积|余额)$"
)


# 集成电路、生物医药、新能源三大产业产值: how many there are is no part of the last one's name
_COUNTED = re.compile(
    r"(?P<one>.{2,10}?)(?P<many>[两二三四五六])(?:大|个)(?:主导|重点|支柱)?(?P<what>产业.{1,6})"
)


def tailed(bases: list[Subject]) -> list[Subject]:
    """A服务业、B服务业、C服务业收入: the tail that only the last name has belongs to all of them."""
    counted = _COUNTED.fullmatch(bases[-1].name)
    if counted is not None and counted["many"] in ("两", "二", "三", "四", "五", "六")[: len(bases)]:
        what = counted["what"]
        names = [b.name or b.id.removeprefix("other:") for b in bases[:-1]] + [counted["one"]]
        if not any(b.canonical for b in bases):
            return [
                replace(b, id=f"other:{n}{what}", name=n + what) for b, n in zip(bases, names, strict=True)
            ]
    tail = _TAIL.search(bases[-1].name)
    if tail is None or any(b.canonical or _TAIL.search(b.name) for b in bases[:-1]) or bases[-1].canonical:
        return bases
    heads = [replace(b, id=b.id + tail[0], name=b.name + tail[0]) for b in bases[:-1]]
    return [*heads, bases[-1]]


def headed(runs: list[list[Token]], last: Subject) -> list[Subject]:
    """猪、牛、羊出栏量: the head of the last name belongs to all of them."""
    texts = ["".join(w.text for w in lead(run).words if w.roles & CORE) for run in runs]
    size = min(map(len, texts[:-1]), default=0)
    name = last.name or last.id.removeprefix("other:")
    head = name[min(size, 2) :]
    if not size or last.canonical or len(head) < 2:
        return []
    return [
        *(
            Subject("other:" + text + head, run[0].start, run[-1].end, name=text + head)
            for text, run in zip(texts[:-1], runs, strict=False)
        ),
        last,
    ]
