"""Two documents that state figures, one of them for the office alone."""

import re
from collections.abc import Callable
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from guatu.web.reading.actions.receive import receive
from guatu.web.statements.actions import state_figure, state_target

SPEECH = """年中讲话
1—6月，外贸增长30%。1—7月，外贸407亿元，增长38%，加快8个百分点，居全市第一。
力争全年增长15%。
"""
NOTICE = "内部通报\n1—7月外贸增长37.2%。\n"


@pytest.fixture
def told(zone: SimpleNamespace) -> SimpleNamespace:
    """A speech that all may read and a notice for the office, with what they state; statements by name."""
    by = zone.actors["supervision"]
    speech = receive(
        SPEECH.encode(), name="年中讲话.txt", by=by, mark="public", day=date(2022, 8, 12)
    ).document
    notice = receive(NOTICE.encode(), name="通报.txt", by=by, mark="internal", day=date(2022, 8, 10)).document

    def say(document: Any, quote: str, **fields: Any) -> Any:
        start = document.text.index(quote)
        source = f"span:{document.sha256}:{start}-{start + len(quote)}"
        given = {"indicator": "goods_trade", "quote": quote, "document_date": document.date, **fields}
        return state_figure(given, by=by, source=source)

    growth = {"measure": "growth", "basis": "yoy", "unit": "percent"}
    july, june = "2022-01/2022-07", "2022-01/2022-06"
    made = {
        "june": say(speech, "增长30%", value=30, period=june, decimals=0, **growth),
        "level": say(
            speech, "外贸407亿元", value=40_700_000_000, period=july, measure="level", unit="CNY", decimals=0
        ),
        "july": say(speech, "增长38%", value=38, period=july, decimals=0, **growth),
        "notice": say(notice, "增长37.2%", value="37.2", period=july, decimals=1, **growth),
        "change": say(
            speech, "加快8个百分点", value=8, period=july, measure="growth_change", unit="pp", versus=june
        ),
        "rank": say(
            speech, "居全市第一", value=1, period=july, measure="rank", unit="rank", of="growth", scope="city"
        ),
    }
    start = speech.text.index("力争全年增长15%")
    target = {
        "indicator": "goods_trade",
        "measure": "growth",
        "comparator": ">=",
        "stretch": 15,
        "unit": "percent",
        "by": "2022",
        "quote": "力争全年增长15%",
        "document_date": speech.date,
    }
    made["target"] = state_target(target, by=by, source=f"span:{speech.sha256}:{start}-{start + 9}")

    def bring(title: str, words: str) -> str:
        """Another document; gives the address of its words."""
        text = f"{title}\n{words}\n"
        document = receive(
            text.encode(), name="又一份.txt", by=by, mark="public", day=date(2022, 8, 15)
        ).document
        start = document.text.index(words)
        return f"span:{document.sha256}:{start}-{start + len(words)}"

    documents = {"speech": speech, "office": notice}
    return SimpleNamespace(zone=zone, by=by, bring=bring, **documents, **made)


@pytest.fixture
def text_of() -> Callable[[Any], str]:
    """What a page's main part says, tags and blanks taken out."""

    def read(answer: Any) -> str:
        main = answer.content.decode().partition("<main")[2]
        return re.sub(r"<[^>]+>|\s|&nbsp;", "", main)

    return read
