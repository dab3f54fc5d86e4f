"""What was pasted from a chat group, cut into messages under the three heads of a report."""

import re
from dataclasses import dataclass

_DATE = r"(?:\d{4}[-/年.]\d{1,2}[-/月.]\d{1,2}日?[ \t]*)?"
_HEAD = re.compile(
    rf"^[ \t]*(?P<name>[^\s：:，。；]{{1,16}})[ \t]+{_DATE}\d{{1,2}}:\d{{2}}(?::\d{{2}})?[ \t]*[：:]?[ \t]*$"
)
_SAID = re.compile(r"^[ \t]*(?P<name>[^\s：:，。；（）()]{2,12})[：:][ \t]*(?P<text>\S.*)$")
_PARTS = (
    ("problems", re.compile(r"(?:存在)?(?:问题|困难)(?:是|有|为)?[：:，]?|卡在|难点[是在]?[：:]?")),
    ("next_steps", re.compile(r"下一?步(?:工作|打算|措施|计划)?[：:，]?|下周(?:将|拟)?|接下来[：:，]?")),
)
_LABELS = frozenset(
    {"存在问题", "问题", "困难", "下步措施", "下一步", "下步", "进展", "最新进展", "进展情况"}
)


@dataclass(frozen=True, slots=True)
class Message:
    """One message: who sent it (as the group calls them), and what it says under a report's three heads."""

    sender: str
    text: str
    progress: str
    problems: str
    next_steps: str


def messages(pasted: str) -> list[Message]:
    """Cut what was pasted into messages.

    A line that holds a name and a clock time begins one, and so does ``name：words``; without either, each
    paragraph set off by an empty line is one.

    >>> [m.sender for m in messages("投促干部 9:05\\n已签约19个\\n\\n住建联络员 9:07\\n桩基进场")]
    ['投促干部', '住建联络员']
    """
    blocks: list[tuple[str, list[str]]] = []
    fresh = True
    for line in pasted.replace("\r\n", "\n").split("\n"):
        head, said = _HEAD.match(line), _SAID.match(line)
        if head:
            blocks.append((head["name"], []))
        elif said and said["name"] not in _LABELS:
            blocks.append((said["name"], [said["text"].strip()]))
        elif line.strip():
            if not blocks or (fresh and not blocks[-1][0]):
                blocks.append(("", []))
            blocks[-1][1].append(line.strip())
        fresh = not line.strip()
    return [_message(sender, "\n".join(lines)) for sender, lines in blocks if lines]


def _message(sender: str, text: str) -> Message:
    cuts = sorted(
        (found.start(), found.end(), name)
        for name, rule in _PARTS
        if (found := rule.search(text)) is not None
    )
    ends = [*(start for start, _, _ in cuts[1:]), len(text)][: len(cuts)]
    parts = {name: _trim(text[after:end]) for (_, after, name), end in zip(cuts, ends, strict=True)}
    first = text[: cuts[0][0]] if cuts else text
    progress = re.sub(r"^(?:最新)?进展(?:情况)?[：:]", "", _trim(first))
    return Message(sender, text, progress, parts.get("problems", ""), parts.get("next_steps", ""))


def _trim(text: str) -> str:
    return text.strip(" \t\n，；、：:")
