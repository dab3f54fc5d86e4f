"""A document with a known reading, so that the desk is tested and not the reader."""

from datetime import date
from typing import Any

from django.db import transaction

from guatu.vocabulary.statements import Conflict, Document, Observation, Reading, Target, Task, Unread
from guatu.web.reading import queries
from guatu.web.reading.actions.read import lay
from guatu.web.reading.actions.receive import receive

TEXT = """上半年工作讲话
上半年，全区地区生产总值428亿元，增长7.2%；实际利用外资5亿美元。1—7月进出口407亿元，增长38%。
下半年，力争全年利用外资7.5亿美元，把赛马机制常态化，牢牢把稳增长摆在首位，落实服务措施66条。
"""
DAY = date(2022, 8, 12)
HALF, SEVEN = "2022-01/2022-06", "2022-01/2022-07"


def place(words: str, *, text: str = TEXT) -> dict[str, Any]:
    """The span and the quote of some words."""
    start = text.index(words)
    return {"span": (start, start + len(words)), "quote": words}


def observation(words: str, id_: str, indicator: str, **more: Any) -> Observation:
    """A figure as the reader gives it."""
    usual = {"measure": "level", "unit": "CNY", "period": HALF, "confidence": 0.97}
    return Observation(id=id_, indicator=indicator, **{**usual, **place(words), **more})


def reading(text: str = TEXT, *, day: str | None = DAY.isoformat(), **more: Any) -> Reading:
    """Four figures, a target, a task, a principle, a number that was not placed, and a remark."""
    growth = {"measure": "growth", "unit": "percent", "basis": "yoy"}
    found = {
        "observations": (
            observation("地区生产总值428亿元", "o1", "gdp", value=42800000000),
            observation("增长7.2%", "o2", "gdp", value="7.2", **growth, inherited={"indicator": (13, 19)}),
            observation("实际利用外资5亿美元", "o3", "actual_fdi", value=500000000, unit="USD"),
            observation(
                "增长38%", "o4", "goods_trade", value=38, **growth | {"period": SEVEN}, confidence=0.6
            ),
        ),
        "targets": (
            Target(
                id="t1",
                indicator="actual_fdi",
                measure="level",
                comparator=">=",
                stretch=750000000,
                unit="USD",
                by="2022",
                confidence=0.95,
                **place("力争全年利用外资7.5亿美元"),
            ),
        ),
        "tasks": (
            Task(id="k1", theme="招商引资", confidence=0.93, **place("把赛马机制常态化")),
            Task(
                id="k2", theme="招商引资", kind="principle", confidence=0.91, **place("牢牢把稳增长摆在首位")
            ),
        ),
        "conflicts": (Conflict(kind="implied", items=("o4",), why="7月当月推得约增长九成"),),
        "unread": (Unread(why="no indicator", **place("66条")),),
    }
    document = Document(
        name="讲话.txt", sha256="", title="上半年工作讲话", date=day, area="zone", characters=len(text)
    )
    return Reading.from_json(Reading(document=document, **found | more).to_json())


def brought(by: Any, *, text: str = TEXT, mark: str = "internal", told: Reading | None = None) -> Any:
    """A document on the desk with that reading; its own job is left waiting."""
    document = receive(text.encode(), name="讲话.txt", by=by, mark=mark, day=DAY).document
    with transaction.atomic():
        return lay(document.pk, reading=told or reading(text), by=by)


def named(document: Any) -> dict[str, Any]:
    """The document's candidates by the reader's own numbers (o1, t1, k1); what was not placed is u."""
    return {row.ref or "u": row for row in queries.candidates(document)}
