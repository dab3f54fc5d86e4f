"""The theme of a task: the heading it stands under, without its verbs (聚焦打造主力军 → 主力军)."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from guatu.catalogue.wording import Role, wording
from guatu.reading.headings import Heading
from guatu.reading.markers import Level

#: Headings that name a part of the document, not a field of work.
_GENERIC: Final = re.compile(
    r"(?:工作|保障|政策|主要|重点|具体|有关|几点|总体|组织)?(?:要求|措施|任务|目标|安排|打算|建议|举措|部署|思路|计划|保障|实施|分工|清单|意见)"
    r"$|^(?:20\d\d年|今年|明年|下半年|下一?步|下阶段|[一二三四]季度)|(?:指出|强调|要求|表示|部署)[:：]?$|[.。:：]{3}|方面工作$|以下工作$|议定事项"
)
_UPON: Final = re.compile(
    r"[在从](?P<what>.{2,16}?)(?:上|方面|中)(?:下功夫|求|见|有|取|作|做|求得|实现|谋|争|再|持续|聚力|发力)"
)
#: Verbs that are as often the first half of a name (创新驱动, 招商引资).
_NAMES: Final = frozenset(
    {
        "创新",
        "招商",
        "改革",
        "投资",
        "服务",
        "管理",
        "治理",
        "开放",
        "生产",
        "监管",
        "安全",
        "保障",
        "规划",
        "消费",
        "就业",
        "融资",
        "环境",
    }
)
_EMPTY: Final = frozenset({"工作", "任务", "情况", "位次", "重点", "事项", "落实", "目标"})
_END: Final = re.compile(r"[。:：,，;；!！]")


class Themes:
    """Themes of the headings of one text; each heading is worked out once."""

    __slots__ = ("_known", "_quote", "_roles", "_text")

    def __init__(self, text: str, quote: Callable[[int, int], str]) -> None:
        self._text = text
        self._quote = quote
        self._roles = wording().roles
        self._known: dict[int, tuple[int, int] | None] = {}

    def span(self, chain: tuple[Heading, ...]) -> tuple[int, int] | None:
        """Where the theme's words stand: in the innermost heading that names a field of work."""
        for heading in reversed(chain):
            if heading.level is Level.TITLE or (
                heading.level is Level.POINT and heading.title == heading.start
            ):
                continue
            if heading.start not in self._known:
                self._known[heading.start] = self._bare(heading)
            found = self._known[heading.start]
            if found is not None:
                return found
        return None

    def spans(self) -> list[tuple[int, int]]:
        """Those of all headings asked for so far, in order."""
        return sorted(span for span in self._known.values() if span is not None)

    def _bare(self, heading: Heading) -> tuple[int, int] | None:
        text, start = self._text, heading.title
        stop = _END.search(text, start, heading.end)
        end = stop.start() if stop is not None else heading.end
        words = self._quote(start, end).strip()
        first = words.split()[0] if words else ""
        if first and len(first) < len(words):
            end = start + len(first)
        if end - start < 2 or _GENERIC.search(text, start, end):
            return None
        upon = _UPON.match(text, start, end)
        bare = upon.span("what") if upon is not None else (self._verbs(start, end), end)
        return None if text[bare[0] : bare[1]] in _EMPTY else bare

    def _verbs(self, start: int, end: int) -> int:
        """The offset after leading adverbs and at most two verbs, as long as two characters are left."""
        text, at, verbs = self._text, start, 0
        while verbs < 2:
            for width in range(min(5, end - at - 2), 0, -1):
                word = text[at : at + width]
                role = self._roles.get(word)
                if role is not None and word not in _NAMES and (width > 1 or word in "要抓保促"):
                    break
            else:
                return at
            if role is not Role.ADVERB:
                # a second verb is left out only after a word of aim: 聚焦打造…, not 实施强链…
                if verbs and role is not Role.SOFT and role is not Role.DOING:
                    return at
                verbs += 2 if role is Role.DOING or role is Role.SOFT else 1
            at += width
        return at
