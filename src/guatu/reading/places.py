"""Figures of parts: 青麓镇完成投资 is the town's, not the document's own."""

from __future__ import annotations

import re
from dataclasses import replace

from guatu.reading.clauses import Lead
from guatu.reading.lexicon import STAGES, Role
from guatu.reading.naming import Subject, is_place, plain_name
from guatu.reading.state import Here, State
from guatu.reading.subjects import completed

_PLACE = re.compile(
    r"(?:其中)?((?![全我本各该市县省区]|城[市区镇]|社区|老旧|小区|景区|园区|地区|农村|乡镇|辖区|新建|中心(?!城)|国家|自治|保税)"
    r"[\u4e00-\u9fff]{2,5}?(?:镇|乡(?!村)|街道|县(?!域|级|外|内)|区(?!域|块|级|间|外|内)|市(?!场|级|政|值|民|外|内)|州(?!外|内)|旗)"
    r"|(?:区|市|县)[\u4e00-\u9fff]{1,6}?(?:委|办|公司)(?=[\u4e00-\u9fff]{2,})|[\u4e00-\u9fff]{2,7}?(?:局|专班)(?=[\u4e00-\u9fff]{2,})"
    r"|[\u4e00-\u9fff]{2}(?<![幼儿公家田校花果茶乐游产业科技]{2})园(?=完成|实现|新签|新开|到账|入库)"
    r"|[\u4e00-\u9fff]{2,4}?(?:片区|新城|组团|板块)|中心城区|主城区)(?:共|实现|完成|累计|的)*(?=[\u4e00-\u9fff]{2})"
)
# What every name of a part ends with.
_PART = re.compile("[园镇乡道县区市州旗局委办司班城团块]")
_NO_PLACE = re.compile(
    r"[全我本各]|^(?:启动|推进|建设|加快|打造|完成|实施|新建|推动)|年末|城[市区镇]|建成区|社区|小区|景区|园区|地区|乡镇|街镇|(?<!新城)新区|开发区|高新区|经开区|功能区|城乡|产业|项目|企业|超市|股市|楼市"
)


def placed_name(state: State, here: Here, sorted_: Lead, named: Subject) -> Subject:
    """The subject without the place before it, which is kept as the area of what follows in the sentence."""
    text = plain_name(sorted_.name)
    found = _PLACE.match(text) if _PART.search(text) else None
    if found is None and sorted_.near and sorted_.before:
        place = plain_name(sorted_.before).removeprefix("其中")
        if is_place(place) and not _NO_PLACE.search(place) and place not in state.own:
            here.area = place
            return named
    if found is None or _NO_PLACE.search(found[1]) or found[1] in state.own:
        if sorted_.roles & Role.AREA and any(
            w.roles & Role.AREA and w.text[0] in "全我本" and w.end <= named.start for w in sorted_.words
        ):
            here.area = None
        return named
    here.area = found[1]
    staged = STAGES.get(text[len(found[0]) :].strip("的已新"))
    if staged is not None:
        return replace(named, id=staged, name="项目")
    head = "other:" + found[1]
    if named.id.startswith(head) and len(named.id) > len(head) + 1:
        rest = named.id.removeprefix(head).lstrip("的")
        ids = completed(rest, state.subject or _NOTHING, state.lex) or state.lex.aliases.get(rest, ())
        if ids:
            return replace(named, id=ids[0], name=rest)
        return replace(named, id="other:" + rest, name=rest)
    return named


_NOTHING = Subject("other:", 0, 0)
_ONE = (
    r"[\u4e00-\u9fff]{1,9}?(?:片区|开发区|经开区|高新区|园区|新区|港区|街道|"
    r"板块|组团|新城|产业园|科技园|物流园|园|区|县|市|镇|乡|旗|州|局|委|专班)"
)
_LISTED = re.compile(
    rf"(?:其中:?|分(?:板块|片区|园区|区域|地区)看,?)?((?:{_ONE}、)*{_ONE})(?:、|和|及|与)({_ONE})(?:等|这|的|各)?(?P<rest>.*)"
)


def listed_places(text: str) -> tuple[list[str], str]:
    """The places that open a clause, when they are two or more, and what is said after them.

    >>> listed_places("东片区、西片区和临港片区产值")
    (['东片区', '西片区', '临港片区'], '产值')
    """
    found = _LISTED.fullmatch(text)
    if found is None:
        return [], text
    places = [*found[1].split("、"), found[2]]
    if any(re.search(r"^[各全本我]|^(?:城区|景区|园区|市区|镇区)$", place) for place in places):
        return [], text
    return places, found["rest"]


# 限上单位商品零售中,汽车类增长6.3%,新能源汽车增长72.8%
_GOODS = re.compile(r"零售额?(?:中|看|来看|分)?[,:][^。\n]*$")
_CLASS = re.compile(r"类$|other:(?:新能源)?汽车$")
#: What a part leaves out that its whole has said: 零售额42亿元,其中汽车类15亿元.
_PARTS = (
    ("零售额", "类", "零售额"),
    ("cpi", "类", "价格"),
    ("industrial_value_added", "工业", "增加值"),
    ("industrial_output", "产业", "产值"),
    ("产业产值", "产业", "产值"),
)
_KIND_OF_GOODS = re.compile(r"类([^类]{2,6})$")


def summed_up(state: State, here: Here, named: Subject) -> Subject:
    """总投资 after 新入库项目, 食品类 after 汽车类零售额: the rest of the name is that of the one before."""
    if named.canonical:
        return named
    if _CLASS.search(named.id) and _GOODS.search(state.text, max(0, named.start - 90), named.start):
        return replace(named, id=named.id + "零售额", name=named.name + "零售额")
    if not here.items:
        return named
    last = here.items[-1].subject
    head, name = last.id.removeprefix("other:"), named.id.removeprefix("other:")
    if name in ("总投资", "计划总投资") and not last.canonical and head.endswith("项目"):
        return replace(named, id=f"other:{head}总投资")
    for whole, part, more in _PARTS:
        if name.endswith(part) and (last.id == whole or head.endswith(whole)):
            return replace(named, id=named.id + more, name=name + more)
    tail = _KIND_OF_GOODS.search(head) if name.endswith("类") else None
    return replace(named, id=named.id + tail[1], name=name + tail[1]) if tail else named


_OF_INDUSTRY = frozenset({"产值", "总产值", "营业收入", "营收", "销售收入", "税收", "增加值"})
_INDUSTRY = re.compile(
    r"(?:^|[,;。:、\n])([^\W\d_]{2,10}?产业链?)(?!园|化|类|项目|工人|投资|增加|产值|结构)[^;。\n]*,[^,]*$"
)


def of_industry(state: State, named: Subject, start: int) -> Subject:
    """产值 after 电子信息产业链集聚企业86家: the industry's that the clause before names."""
    if named.canonical or named.name not in _OF_INDUSTRY:
        return named
    found = _INDUSTRY.search(state.text[max(0, start - 60) : start])
    if found is None or found[1][0] in "各该全我":
        return named
    name = found[1] + named.name
    return replace(named, id="other:" + name, name=name)


_BUDGET = re.compile(
    r"\n?[(]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})[)、.]?(?P<of>[\u4e00-\u9fff]{2,12}(?:预算|基金|资金))(?:收支)?(?:情况)?[。:]"
)


def of_budget(state: State, named: Subject) -> Subject:
    """(二)政府性基金预算。收入完成7.42亿元: the income of what the line is headed by."""
    if named.canonical or named.name not in ("收入", "支出"):
        return named
    line = state.text.rfind("\n", 0, named.start) + 1
    headed = _BUDGET.match(state.text, line, named.start)
    if headed is None or headed["of"] == "一般公共预算":
        return named
    name = headed["of"] + named.name
    return replace(named, id="other:" + name, name=name)


_SHORT = frozenset({"营收", "营业收入", "销售收入", "核心产业增加值", "产业规模", "主营业务收入"})


def seen_before(state: State, named: Subject) -> Subject:
    """A short name whose fuller one the document has used: 主营业务收入 after 规上工业企业主营业务收入."""
    if named.canonical or named.name in ("工业总产值", "工业增加值", "工业产值", "增加值"):
        return named
    if named.name in _SHORT and len(named.id) == len(named.name) + len("other:"):
        line = state.text.rfind("\n", 0, named.start)
        fuller = (
            f.subject for f in reversed(state.found[-20:]) if f.start > line and not f.subject.canonical
        )
        found = next((s for s in fuller if s.id.endswith(named.name) and s.id != named.id), None)
        if found is not None and not state.text[line + 1 : named.start].endswith(("总", "区")):
            return replace(named, id=found.id)
    ids = state.lex.context.get(named.name, ())
    return replace(named, id=ids[0]) if ids and ids[0] in state.seen else named
