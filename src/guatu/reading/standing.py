"""Places in a ranking: of which measures they are, and among whom."""

from __future__ import annotations

import re
from collections.abc import Sequence

from guatu.reading.lexicon import Role, Token

_SCOPES = (
    (re.compile(r"开发区|综保区|保税区|园区|经开区|高新区|开发园区|功能区|国家级新区"), "development_zones"),
    (
        re.compile(r"县\(?市|县区|区县|县市|各县|各区|市区县|市县|板块|区市|个区|县\(|市、区|县、区"),
        "counties",
    ),
    (re.compile(r"街道|镇街|乡镇|街镇|各镇|镇\("), "streets"),
    (re.compile(r"全市|市内|我市|市级"), "city"),
    (re.compile(r"全省|省内|我省|省级|全区市"), "province"),
    (re.compile(r"全国|国内|国家"), "nation"),
)


def ranked(words: Sequence[Token], *, last: str | None) -> tuple[tuple[str, ...], str | None]:
    """Of which measures a place is, and among whom."""
    of: list[str] = []
    text = "".join(w.text for w in words)
    for word in words:
        roles = word.roles
        if roles & Role.TOTAL:
            of.append("level")
        elif roles & Role.UP_NOUN | Role.DOWN_NOUN & roles and word.text != "增长":
            of.append("growth")
        elif roles & Role.RATE or "完成率" in word.text:
            of.append("completion")
        elif word.text in ("占比", "比重", "份额"):
            of.append("share")
    if not of:
        of = [
            {
                "growth": "growth",
                "completion": "completion",
                "share": "share",
                "growth_gap": "growth",
                "growth_change": "growth",
            }.get(last or "", "level")
        ]
    return tuple(dict.fromkeys(of)), scope(text)


def scope(text: str) -> str | None:
    """The peer group that the words name."""
    for pattern, name in _SCOPES:
        if pattern.search(text):
            return name
    return None
