"""A reading for people: as a table in the terminal, or as a page with the spans of the text lit."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from html import escape

from guatu.catalogue.load import indicators
from guatu.vocabulary.statements import Observation, Reading, Target
from guatu.vocabulary.unit import format_quantity

_WHY = {
    "no indicator": "没有对应的指标",
    "no unit": "没有单位",
    "unit": "单位不属于任何指标",
    "a quota": "目标任务数",
    "corrected": "已更正的旧数",
    "counts what follows": "只是后面事物的个数",
}
_MEASURES = {
    "level": "总量",
    "growth": "增幅",
    "growth_gap": "增幅差",
    "growth_change": "增幅变动",
    "change": "增减",
    "multiple": "倍数",
    "share": "占比",
    "contribution": "拉动",
    "contribution_share": "贡献率",
    "completion": "完成率",
    "rank": "位次",
    "rank_change": "位次变动",
    "increase": "新增",
    "band": "要求",
}
_STYLE = """
body{font:16px/1.9 "PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif;max-width:46em;
margin:2em auto;padding:0 1em;color:#1c2430}
pre{white-space:pre-wrap;font:inherit}
mark{padding:1px 2px;border-radius:3px;background:#dfe9f7;color:inherit}
mark.target{background:#f6e7c8}
mark.task{background:#e4f0e2}
mark.unread{background:none;border-bottom:1px dotted #9aa4b2}
.key span{margin-right:1.5em}
""".strip()


def as_table(reading: Reading) -> str:
    """One line an item, columns aligned for Chinese widths."""
    parts = [
        f"{reading.document.name}　{reading.document.date or '日期未知'}　{reading.document.characters}字"
    ]
    rows = [
        (_name(o), _MEASURES.get(o.measure, o.measure), _value(o), o.period or "—", o.quote)
        for o in reading.observations
    ]
    parts += ["", f"数据 {len(rows)}项", *_columns(rows)]
    promised = [
        (_name(t), _MEASURES.get(t.measure, t.measure), _bounds(t), t.by or "—", t.quote)
        for t in reading.targets
    ]
    parts += ["", f"目标 {len(promised)}项", *_columns(promised)]
    tasks = [(t.theme or "—", t.owner or "—", t.deadline or "—", t.quote) for t in reading.tasks]
    parts += ["", f"任务 {len(tasks)}项", *_columns(tasks)]
    parts += ["", f"待核 {len(reading.conflicts)}项", *(f"  {c.why}" for c in reading.conflicts)]
    parts += [
        "",
        f"待识别 {len(reading.unread)}处",
        *(f"  {u.quote}（{_WHY.get(u.why, u.why)}）" for u in reading.unread),
    ]
    return "\n".join(parts)


def _name(item: Observation | Target) -> str:
    known = indicators().get(item.indicator)
    return known.name if known else item.indicator.removeprefix("other:")


def _value(item: Observation) -> str:
    return format_quantity(item.value, unit=item.unit) if item.unit else str(item.value)


def _bounds(item: Target) -> str:
    if item.band:
        return item.band
    unit = item.unit or ""
    words = []
    if item.floor is not None:
        sign = {">=": "≥", "<=": "≤"}.get(item.comparator, "＝")
        words.append(sign + format_quantity(item.floor, unit=unit))
    if item.stretch is not None:
        words.append("力争" + format_quantity(item.stretch, unit=unit))
    return " ".join(words)


def _columns(rows: Sequence[tuple[str, ...]]) -> list[str]:
    if not rows:
        return []
    widths = [max(_width(row[i]) for row in rows) for i in range(len(rows[0]) - 1)]
    return [
        "  "
        + "  ".join(cell + " " * (w - _width(cell)) for cell, w in zip(row, widths, strict=False))
        + "  "
        + row[-1]
        for row in rows
    ]


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def as_html(reading: Reading, text: str) -> str:
    """A page of its own: the text with observations, targets, tasks and unread numbers marked."""
    title = escape(reading.document.title or reading.document.name)
    return (
        f'<!doctype html>\n<html lang="zh"><head><meta charset="utf-8"><title>{title}</title>'
        f"<style>{_STYLE}</style></head>\n"
        f'<body><h1>{title}</h1>\n<p class="key"><span><mark>数据 {len(reading.observations)}项</mark></span>'
        f'<span><mark class="target">目标 {len(reading.targets)}项</mark></span>'
        f'<span><mark class="task">任务 {len(reading.tasks)}项</mark></span></p>\n'
        f"<pre>{_lit(reading, text)}</pre></body></html>"
    )


def _lit(reading: Reading, text: str) -> str:
    spans: list[tuple[int, int, str, str]] = []
    for kind, items in (("", reading.observations), ("target", reading.targets)):
        spans += [(*i.span, kind, f"{_name(i)} {_MEASURES.get(i.measure, i.measure)}") for i in items]
    spans += [(*t.span, "task", t.theme or "任务") for t in reading.tasks]
    spans += [(*u.span, "unread", u.why) for u in reading.unread]
    out, at = [], 0
    for start, end, kind, note in _apart(spans):
        out.append(escape(text[at:start]))
        mark = f' class="{kind}"' if kind else ""
        out.append(f'<mark{mark} title="{escape(note)}">{escape(text[start:end])}</mark>')
        at = end
    out.append(escape(text[at:]))
    return "".join(out)


def _apart(spans: Iterable[tuple[int, int, str, str]]) -> list[tuple[int, int, str, str]]:
    """Spans in order; of those that overlap, the figures win over the tasks around them."""
    order = {"": 0, "target": 0, "task": 1, "unread": 2}
    taken: list[tuple[int, int, str, str]] = []
    for span in sorted(set(spans), key=lambda s: (order[s[2]], s[0], s[1])):
        pieces = [span]
        for other in taken:
            pieces = [piece for p in pieces for piece in _without(p, other)]
        taken += [p for p in pieces if p[1] > p[0]]
    return sorted(taken)


def _without(
    span: tuple[int, int, str, str], other: tuple[int, int, str, str]
) -> list[tuple[int, int, str, str]]:
    if span[1] <= other[0] or other[1] <= span[0]:
        return [span]
    head = (span[0], max(span[0], other[0]), span[2], span[3])
    tail = (min(span[1], other[1]), span[1], span[2], span[3])
    return [head, tail]
