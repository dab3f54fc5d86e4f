"""From a form to the item it describes: which words of the text it stands on, what of the reading is kept."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from guatu.web.reading.forms.items import ItemForm
from guatu.web.reading.forms.written import FORMS, initial
from guatu.web.reading.problems import refuse
from guatu.web.reading.queries import Candidate, Document
from guatu.web.reading.typed import mentioned, value_in

_KEPT = ("id", "span", "quote", "inherited", "within", "versus", "approximate", "basis", "theme")


def form_of(
    candidate: Candidate, *, data: Mapping[str, Any] | None = None, draft: Mapping[str, Any] | None = None
) -> ItemForm:
    """The form of one candidate, filled with what it says now, with the person's draft, or what was sent."""
    item = candidate.current
    noun = candidate.noun
    kept = {name: item[name] for name in _KEPT if name in item}
    return FORMS[noun](
        data, day=candidate.document.date, kept=kept, initial=initial(noun, item) | dict(draft or {})
    )


def form_for(
    document: Document,
    noun: str,
    *,
    start: int,
    end: int,
    data: Mapping[str, Any] | None = None,
    draft: Mapping[str, Any] | None = None,
) -> ItemForm:
    """An empty form for words that the reader missed; a task takes the words themselves as its title."""
    if noun not in FORMS:
        raise refuse("candidate.noun", _("没有这种类别。"), advice=_("请选择数据、目标或任务。"))
    if not 0 <= start < end <= document.characters:
        raise refuse("candidate.span", _("选中的文字不在这份文件里。"), advice=_("请重新选中原文。"))
    quote = document.text[start:end]
    kept = {"id": "", "span": [start, end], "quote": quote}
    first = {"title": quote} if noun == "task" else guess(noun, quote)
    return FORMS[noun](data, day=document.date, kept=kept, initial=first | dict(draft or {}))


def guess(noun: str, quote: str) -> dict[str, str]:
    """What the words themselves seem to say, to begin with: the indicator they name, the value they hold.

    >>> guess("figure", "進出口407億元")
    {'indicator': '进出口总额', 'value': '407亿元'}
    """
    found = {"indicator": mentioned(quote), {"figure": "value", "target": "floor"}[noun]: value_in(quote)}
    return {name: text for name, text in found.items() if text}


def span_of(document: Document, data: Mapping[str, Any]) -> tuple[int, int]:
    """The code points meant by `start` and `end`, or by words copied from the text (`quote`)."""
    try:
        return int(data["start"]), int(data["end"])
    except (KeyError, TypeError, ValueError):
        pass
    quote = str(data.get("quote") or "").strip()
    start = document.text.find(quote) if quote else -1
    if start < 0:
        raise refuse(
            "candidate.quote",
            _("原文里没有这段文字。"),
            advice=_("请从原文复制要补录的文字，一字不改地填入。"),
        )
    return start, start + len(quote)
