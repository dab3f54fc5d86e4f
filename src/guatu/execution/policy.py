"""A numbered policy document (…66条): one task a clause, with the units named at its end."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

_NUMBER = re.compile(
    r"^[ \t\u3000]*(?:(?P<n>\d{1,3})[.．、]|第?(?P<c>[一二三四五六七八九十百]{1,5})条[、　 ]?)[ \t\u3000]*"
)
_HEADING = re.compile(r"^[ \t\u3000]*[一二三四五六七八九十]{1,3}、[ \t\u3000]*(?P<t>.{2,60}?)[。 \t]*$")
_UNITS = re.compile(r"[（(](?P<words>[^（()）]*(?:牵头|责任|配合)单位?[：:][^（()）]*)[）)]")
_ROLE = re.compile(r"(?:牵头|责任|配合|协办)单位?[：:]")
_BY = re.compile(r"(?P<y>\d{4})年(?P<m>\d{1,2})?月?(?:底|末)?前")


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause: its number, its first sentence as title, its whole text, units in the order named."""

    number: int
    theme: str
    title: str
    text: str
    units: tuple[str, ...]
    deadline: date | None


def clauses(text: str) -> Iterator[Clause]:
    """The numbered clauses of a policy document under its headings, in order.

    >>> one = next(clauses("1.推行一网通办。年底前完成改造。（牵头单位：行政审批局；责任单位：各街道）"))
    >>> one.title, one.units
    ('推行一网通办', ('行政审批局', '各街道'))
    """
    theme, held = "", list[str]()
    for line in [*text.splitlines(), "0."]:
        begins = _NUMBER.match(line)
        heading = _HEADING.match(line)
        if (begins or heading) and held:
            yield _clause(theme, held)
            held = []
        if heading and not begins:
            theme = heading["t"]
        elif begins and line != "0.":
            held = [line.strip()]
        elif held and line.strip():
            held.append(line.strip())


def _clause(theme: str, lines: list[str]) -> Clause:
    whole = "".join(lines)
    head = _NUMBER.match(whole)
    assert head
    body = whole[head.end() :]
    named = _UNITS.search(body)
    words = _UNITS.sub("", body).strip()
    title = re.split(r"[。；;]", words, maxsplit=1)[0].strip()[:120]
    units = tuple(
        dict.fromkeys(u for u in re.split(r"[、，,；;]|\s", _ROLE.sub("、", named["words"])) if u)
        if named
        else ()
    )
    number = int(head["n"]) if head["n"] else _numeral(head["c"])
    return Clause(number, theme, title, words, units, _deadline(words))


def _numeral(text: str) -> int:
    """一 to 九十九, 一百 and on as they are counted.

    >>> _numeral("六十六")
    66
    """
    total = digit = 0
    for char in text:
        if char in "百十":
            total += (digit or 1) * (100 if char == "百" else 10)
            digit = 0
        else:
            digit = "一二三四五六七八九".index(char) + 1
    return total + digit


def _deadline(text: str) -> date | None:
    found = _BY.search(text)
    if not found:
        return None
    month = int(found["m"] or 12)
    if not 1 <= month <= 12:
        return None
    year = int(found["y"])
    after = date(year + month // 12, month % 12 + 1, 1)
    return date.fromordinal(after.toordinal() - 1)
