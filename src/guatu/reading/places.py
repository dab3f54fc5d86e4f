"""Figures of parts: 青麓镇完成投资 is the town's, not the document's own."""

from __future__ import annotations

import re
from dataclasses import replace

from guatu.catalogue.load import words
from guatu.reading.clauses import Lead
from guatu.reading.lexicon import Role
from guatu.reading.naming import Subject, plain_name
from guatu.reading.state import Here, State
from guatu.reading.subjects import completed

_PLACE = re.compile(
    r"(?:其中)?((?![全我本各该市县省区]|城[市区镇]|社区|老旧|小区|景区|园区|地区|农村|乡镇|辖区|新建|中心(?!城)|国家|自治|保税)"
    r"[\u4e00-\u9fff]{2,5}?(?:镇|乡(?!村)|街道|县(?!域|级)|区(?!域|块|级|间)|市(?!场|级|政|值|民)|州|旗)"
    r"|(?:区|市|县)[\u4e00-\u9fff]{1,6}?(?:局|委|办|公司|专班)(?=(?:共|已|累计|今年)*(?:引进|招引|新签|签约|完成|实现|争取|到位|开工|新增|报送))"
    r"|(?:东|西|南|北|中)部片区|中心城区|主城区)(?:共|实现|完成|累计|的)*(?=[\u4e00-\u9fff]{2})"
)
_NO_PLACE = re.compile(
    r"[全我本各]|^(?:启动|推进|建设|加快|打造|完成|实施|新建|推动)|年末|城[市区镇]|社区|小区|景区|园区|地区|乡镇|街镇|新区|开发区|高新区|经开区|功能区|城乡|产业|项目|企业|超市|股市|楼市"
)


def placed_name(state: State, here: Here, sorted_: Lead, named: Subject) -> Subject:
    """The subject without the place before it, which is kept as the area of what follows in the sentence."""
    text = plain_name(sorted_.name)
    found = _PLACE.match(text)
    if found is None or _NO_PLACE.search(found[1]) or found[1] in state.own:
        if any(w.roles & Role.AREA and w.text[0] in "全我本" and w.end <= named.start for w in sorted_.words):
            here.area = None
        return named
    here.area = found[1]
    head = "other:" + found[1]
    if named.id.startswith(head) and len(named.id) > len(head) + 1:
        rest = named.id.removeprefix(head).lstrip("的")
        ids = completed(rest, state.subject) if state.subject is not None else ()
        if ids:
            return replace(named, id=ids[0], name=rest)
        return replace(named, id="other:" + rest, name=rest)
    return named


def seen_before(state: State, named: Subject) -> Subject:
    """A short name whose fuller one the document has used: 主营业务收入 after 规上工业企业主营业务收入."""
    if named.canonical or named.name in ("工业总产值", "工业增加值", "工业产值", "增加值"):
        return named
    ids = words()["context"].get(named.name, ())
    return replace(named, id=ids[0]) if ids and ids[0] in state.seen else named
