"""Which lines and sentences are headings, and the chain of headings above each."""

import re
from collections.abc import Sequence
from enum import StrEnum
from typing import Final, NamedTuple

from guatu.reading.markers import Level, marker_at
from guatu.reading.patterns import seeking

#: The longest line that may be a heading, with and without a numeral; the longest run-in heading.
_NUMBERED, _PLAIN, _RUN_IN = 60, 44, 26
_CLOSED: Final = frozenset("。；;！!？?…，,")
_FOOTER: Final = re.compile(
    r"(?:联系)?(?:电话|传真|邮编|邮箱|网址|地址|信箱)[\w ]{0,6}[:：]"
    r"|(?:电子邮箱|邮政编码|备案号|版权所有|责任编辑|来源|作者|上一篇|下一篇|打印|分享到|抄送|编辑)[:：]?"
    r"|(?:主办|承办)单位[:：].{0,30}(?:网站|政府|办公室|中心)$|技术支持[:：]"
    r"|\w{2,8}部[:：]\d|增值电信|.{0,20}(?:ICP备|公网安备)|[(（]此件[\w ]+公开|网站标识码"
)
#: Offices and associations named one after the other, as in the links below a page.
_OFFICES: Final = seeking(r"委员会|协会|联合会|学会|[厅局部](?![门署分位委])")
#: 牵头单位：… on a line of its own says who does what stands above it; it is never a heading.
_NOTE: Final = re.compile(
    r"[(（【]?(?:\d{1,2}[.、])?(?:牵头|责任|配合|主办|协办|承办|完成|办理|分管|主管|参加)[\w（）()/、]{0,8}[:：]|(?:完成)?时限[:：]"
)
_FIGURES: Final = re.compile(r"\d(?:\.\d+)?(?:亿|万|%|个百分点)")
_CJK: Final = re.compile(r"[\u3400-\u9fff]{2}")
_TITLE: Final = re.compile(
    r"(?:报告|讲话|发言|方案|通知|意见|要点|通报|简报|快报|分析|规划|计划|办法|措施|情况|公报|纲要|规定|细则|清单|表|会议|致辞|解读)"
    r"(?:[(（《〔].*)?[》)）]?$|^[(（—]?[—《]|\d{4}年\d{1,2}月"
    r"|^\w{1,6}[〔\[]\d{4}|[市县区]长 ?\w{0,6}$|人民政府(?:办公室)?$"
)
#: A first line that names a place or a meeting is the headline of a piece of news.
_FIRST: Final = re.compile(_TITLE.pattern + r"|[区市县镇](?!级|域|场)|街道|召开")
#: 同志们： addresses, and heads nothing.
_ADDRESS: Final = re.compile(
    r"(?:各位|同志|朋友|代表|委员|先生|女士|来宾|领导)[\u4e00-\u9fff、]{0,16}[:：]$|(?:同志|朋友|代表|委员)们[!！]?$"
)
_SPEAKER: Final = re.compile(r"(?:指出|强调|要求|表示|部署)[:：]?$")
_TABLE: Final = re.compile(r"\t|\||[ \u3000]{2,}")


class Kind(StrEnum):
    """What a line is."""

    TITLE = "title"
    HEADING = "heading"
    BODY = "body"
    ITEM = "item"
    TABLE = "table"
    FOOTER = "footer"


class Heading(NamedTuple):
    """A heading as it stands: `start:end` whole, `title:end` without its numeral."""

    start: int
    end: int
    title: int
    level: Level


class Line(NamedTuple):
    """A line as cut: its sentences are (start, end, first clause, last clause)."""

    start: int
    end: int
    sentences: Sequence[tuple[int, int, int, int]]


class Place(NamedTuple):
    """Where a line stands: its kind and the headings above it.

    `sentences` tells, for each sentence, the headings above it and the heading that it is itself.
    """

    kind: Kind
    headings: tuple[Heading, ...]
    sentences: Sequence[tuple[tuple[Heading, ...], Heading | None]]


# at hand, because a member is looked up slowly in its class
_FOOT, _ITEM, _TABLED, _HEADING, _BODY, _TITLED = (
    Kind.FOOTER,
    Kind.ITEM,
    Kind.TABLE,
    Kind.HEADING,
    Kind.BODY,
    Kind.TITLE,
)


def _kind(text: str, line: Line, marker: tuple[Level, int] | None) -> Kind:
    """What a line is by itself; a heading may yet turn out to be an item or the title."""
    length = line.end - line.start
    single = len(line.sentences) == 1 and line.sentences[0][3] - line.sentences[0][2] == 1
    if _FOOTER.match(text, line.start, line.end) or (
        single and length > 30 and length < 14 * len(_OFFICES.findall(text, line.start, line.end))
    ):
        return _FOOT
    if _NOTE.match(text, line.start, line.end):
        return _ITEM
    last = text[line.end - 1]
    open_ended = last not in _CLOSED and len(line.sentences) == 1
    if open_ended and len(_TABLE.findall(text, line.start, line.end)) >= 2:
        return _TABLED
    first, high = line.sentences[0][2], line.sentences[0][3]
    if marker is not None:
        return _HEADING if open_ended and length <= _NUMBERED and high - first <= 3 else _ITEM
    if (
        open_ended
        and length <= _PLAIN
        and high - first <= 2
        and (last not in ":：" or length <= 12)
        and _CJK.search(text, line.start, line.end)
        and not _FIGURES.search(text, line.start, line.end)
        and not _ADDRESS.search(text, line.start, line.end)
    ):
        return _HEADING
    return _BODY


def _settle(
    text: str, lines: Sequence[Line], kinds: list[Kind], markers: Sequence[tuple[Level, int] | None]
) -> None:
    """Turn headings that nothing stands under into items, and those of the document into its title."""
    leading = True
    for number, kind in enumerate(kinds):
        if kind is _BODY or kind is _ITEM:
            leading = False
        if kind is not _HEADING:
            continue
        marker = markers[number]
        if (
            leading
            and marker is None
            and number < 5
            and (_TITLE if number else _FIRST).search(text, lines[number].start, lines[number].end)
        ):
            kinds[number] = _TITLED
            continue
        follower = number + 1
        if follower == len(kinds) or kinds[follower] is _FOOT:
            kinds[number] = _ITEM if marker is not None else _BODY
        elif kinds[follower] is _HEADING and marker is not None:
            other = markers[follower]
            if other is not None and other[0] <= marker[0] and marker[0] > Level.PART:
                kinds[number] = _ITEM
        elif kinds[follower] is _ITEM:
            other = markers[follower]
            if _NOTE.match(text, lines[follower].start) or (
                marker is not None and other is not None and other[0] <= marker[0]
            ):
                kinds[number] = _ITEM


def _level(text: str, line: Line, kind: Kind, marker: tuple[Level, int] | None) -> Level:
    """The rank of a heading; a line that announces a speaker (某某强调) stands over what is said below it."""
    if kind is _TITLED:
        return Level.TITLE
    if marker is not None:
        return marker[0]
    return Level.PART if _SPEAKER.search(text, line.start, line.end) else Level.PLAIN


def _push(chain: tuple[Heading, ...], heading: Heading) -> tuple[Heading, ...]:
    """The chain once `heading` opens: it closes those of its own level and below."""
    return (*(above for above in chain if above.level < heading.level), heading)


def arrange(text: str, lines: Sequence[Line]) -> list[Place]:
    """Kind and heading chain of every line and sentence, in order."""
    markers = [marker_at(text, line.start, line.end, line=True) for line in lines]
    kinds = [_kind(text, line, marker) for line, marker in zip(lines, markers, strict=True)]
    _settle(text, lines, kinds, markers)
    chain: tuple[Heading, ...] = ()
    places: list[Place] = []
    for line, kind, marker in zip(lines, kinds, markers, strict=True):
        above = chain
        if kind is _TITLED or kind is _HEADING:
            level = _level(text, line, kind, marker)
            heading = Heading(line.start, line.end, marker[1] if marker is not None else line.start, level)
            if kind is _HEADING:
                chain = _push(_without_points(chain), heading)
            places.append(Place(kind, above, [(above, heading)] * len(line.sentences)))
        elif kind is _BODY or kind is _ITEM:
            chain = _without_points(chain)
            sentences, chain = _walk(text, line, marker, chain)
            places.append(Place(kind, sentences[0][0] if marker is not None else above, sentences))
        else:
            places.append(Place(kind, above, [(above, None)] * len(line.sentences)))
    return places


def _without_points(chain: tuple[Heading, ...]) -> tuple[Heading, ...]:
    """The chain without 一是 and its kin, which never stand above others: it closes with the line."""
    return chain[:-1] if chain and chain[-1].level is Level.POINT else chain


def _walk(
    text: str, line: Line, marker: tuple[Level, int] | None, chain: tuple[Heading, ...]
) -> tuple[Sequence[tuple[tuple[Heading, ...], Heading | None]], tuple[Heading, ...]]:
    """The sentences of a line, whose short first ones are run-in headings, and the chain after it."""
    result: list[tuple[tuple[Heading, ...], Heading | None]] = []
    keep = chain
    sentences = line.sentences
    for number, (start, end, first, last) in enumerate(sentences):
        found = marker if number == 0 else marker_at(text, start, end, line=False)
        above = chain if found is None else tuple(h for h in chain if h.level < found[0])
        own = None
        if (
            number + 1 < len(sentences)
            and end - start <= _RUN_IN
            and last - first <= 2
            and (found is not None or number == 0)
        ):
            own = _run_in(text, sentences[number], sentences[number + 1], found)
        if own is not None:
            chain = _push(above, own)
            if number == 0 and found is not None and own.level < Level.POINT:
                keep = chain
        elif found is not None:
            chain = above
            if number == 0:
                keep = above
        result.append((above, own))
    return result, keep


def _run_in(
    text: str,
    sentence: tuple[int, int, int, int],
    following: tuple[int, int, int, int],
    marker: tuple[Level, int] | None,
) -> Heading | None:
    """The run-in heading that a short sentence is, if the next carries on below it and is not its sibling."""
    start, end = sentence[:2]
    if text[end - 1] not in "。：:" or text[following[0]] in "(（〔【" or _FIGURES.search(text, start, end):
        return None
    following_marker = marker_at(text, following[0], following[1], line=False)
    if marker is not None and following_marker is not None and following_marker[0] <= marker[0]:
        return None
    if following_marker is not None and marker is None:
        return None
    return Heading(start, end, marker[1] if marker else start, marker[0] if marker else Level.POINT)
