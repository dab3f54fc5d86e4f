"""Work as it is ordered in meetings and notices, whatever its verb: 一周一调度, 11月底前并网."""

from __future__ import annotations

import re
from typing import Final

#: When a thing is to be there: 月底, 下周五之前, 七月十号前.
_DAY: Final = (
    r"(?:(?:\d{1,2}|[一二三四五六七八九十]{1,2})(?:月(?:底|份|[\d一二三四五六七八九十]{1,3}[日号])?|[日号])|月底|年底|下周[一二三四五]?|本周|这周|明天|后天)"
    r"(?:之?前|以前)?"
)
_WHO: Final = (
    r"[^,，。:：;；\d\"“”]{1,14}?(?:局|委|办|站|所|队|公司|集团|街道|镇街|乡镇|镇|中心|专班|部门|单位"
    r"|领导|成员|支书|书记|干部|同志)"
)
#: How often: 每周, 一月, 每半个月, 每周五.
_OFTEN: Final = (
    r"(?:每\d{1,2}(?:天|日)|[每一](?:个)?(?:周[一二三四五六日]?|天|日|月|旬|季度?|半个?月|星期|两周))"
)
_REPORTED: Final = r"(?:报送?|上报|通报|调度|碰头|汇报|会商|督查|晾晒|公布|盘点|过堂)"
#: Within how long: 20天之内, 24小时内, 一周内.
_WITHIN: Final = (
    r"(?:\d{1,3}|[一二两三四五六七八九十半]{1,3})个?(?:天|日|小时|工作日|星期|周|月|季度)(?:之|以)?内"
)
_TERM: Final = (
    r"(?:(?:(?:\d{1,2}|[一二三四五六七八九十]{1,2})(?:月(?:底|份|[\d一二三四五六七八九十]{1,3}[日号])?|[日号])|[月年]底|明天|后天)(?:之?前|以前)"
    rf"|{_WITHIN}|(?:本|下|这)?周[一二三四五六日](?:之?前|以前))"
)
#: Characters one of which stands in whatever is searched for here.
_HINT: Final = re.compile("[月日号底周天一够足完齐好清空零牢紧死住内前每包盯跑办]")
_SPOKEN: Final = re.compile(
    rf"(?:(?!应|原|本)[\u4e00-\u9fff]{{2,10}}?)?{_DAY}(?:都|就|要|得|必须|全部|给我|一律|统统|[\u4e00-\u9fff]{{2,5}})*?"
    r"(?:[备拆撤办签收修补建交报搬种装铺查改腾填清开停到去][完好够足齐光掉清通到产工上]?|[\u4e00-\u9fff]{1,4}(?:完|好|够|齐|光|清|到位|起来|出来|下来|回来|进场|停产|开工|完工|清零|验收|交账))$"
    rf"|[\u4e00-\u9fff、]{{2,10}}?(?:下周|本周|这周|明天|后天)(?:就|要|得|必须|都).{{2,20}}$"
    r"|[\u4e00-\u9fff]{2,8}(?:局|委|办|公司|街道|镇|中心|专班)[对把][^,，。]{2,14}一(?P<one>[家户个项块条])一(?P=one)[\u4e00-\u9fff]{1,4}$"
    r"|一(?P<each>[家户个项块条处].?)一(?P=each)(?:去|地)?[\u4e00-\u9fff]{1,4}$"
    r"|(?:\d{1,2}|[一二三四五六七八九十]{1,2})月底?(?:之?前|以前)[^,，。]{2,18}(?:全部|都要|必须|一律)[\u4e00-\u9fff]{2,4}$"
    r"|[\u4e00-\u9fff]{2,8}(?:备够|备足|备齐|备好|拆完|撤完|办完|签完|收齐|补齐|修好|建好|交齐|报齐|搬完|装好|铺完|查清|改完|腾空|清完|清零|盯牢|盯紧|盯死|看住|守住)$"
    # as often as this
    rf"|(?:{_WHO}|[^,，。\d]{{2,8}}的项目)?(?:从[^,，。]{{2,6}}起)?{_OFTEN}(?:至少|都|要|必须)*"
    rf"(?:一[\u4e00-\u9fff]{{2,3}}(?:、{_OFTEN}一[\u4e00-\u9fff]{{2,3}})?|[^,，。了]{{0,14}}一[次遍回趟轮][^,，。了]{{0,8}}|{_REPORTED}[^,，。了]{{0,14}})$"
    # each of us so many
    r"|(?:[\u4e00-\u9fff]{2,8})?一[个名位]?(?:人|干部|领导|单位|镇街|支书|局)[包盯联跑挂带][^,，。了]{1,12}$"
    # so many of them held
    r"|[^,，。:：了]{0,10}?办[一二两三四五六七八九十\d]+[场次期届][^,，。了]{2,16}$"
    # once more, over all of it
    r"|[\u4e00-\u9fff、]{2,14}再[\u4e00-\u9fff]{1,2}一[遍轮]$"
    # handed to the speaker by then
    rf"|(?:{_WHO})?{_DAY}(?:都|就|要|得|必须)*给我(?!说|讲|算|打|汇报过)[\u4e00-\u9fff]{{2,12}}$"
    # by then, or within so long
    rf"|(?:{_WHO}|(?!应|原|本|截至)[^,，。\d]{{2,14}})?(?:限|必须|要|得|务必)?{_TERM}(?:必须|都要|都得|要|得|务必|全部|集中)*[^,，。了的已]{{2,20}}$"
)
#: What a unit that is named does, said without a 要: 发改局盯着投资, 财政局先把余款拨下去, 各村支书包户.
_BY_UNIT: Final = re.compile(
    rf"{_WHO}(?:分别|一起|分头|轮流|马上|现在|先)?"
    r"(?:把[^,，。了]{2,24}|盯[着住紧牢][^,，。了]{2,14}|包[户片项案干][^,，。了]{0,10}|专人[^,，。了]{1,8}|上门[^,，。了]{2,10}|派[^,，。了]{2,14}|抽[^,，。了]{2,14}|逐[家户个项件条][^,，。了]{1,12}|去[^,，。了]{2,12}|一起上)$"
)
_REPORTING: Final = re.compile(r"已|过去|去年|上年|截至|谁|哪|怎么|什么|为何|同比|曾")


def ordered(text: str, start: int, end: int) -> bool:
    """Whether ``text[start:end]`` is an order by its shape."""
    if not 3 < end - start < 34 or _HINT.search(text, start, end) is None:
        return False
    if _REPORTING.search(text, start, end) is not None:
        return False
    if end - start < 26 and _SPOKEN.match(text, start, end) is not None:
        return True
    return _BY_UNIT.match(text, start, end) is not None


#: 请认真组织实施: what every notice ends with asks for nothing in particular.
_EMPTY: Final = re.compile(
    r"[请望](?:[^,，。]{0,12}?(?:单位|部门|镇街|同志|结合实际))?(?:认真|切实|严格|抓好|做好|遵照|务必|深入|立即)*"
    r"(?:组织|贯彻|抓好|遵照|推进|抓)*(?:实施|执行|落实|办理|贯彻)"
)


def empty(text: str, start: int, end: int) -> bool:
    """Whether a clause asks for nothing but obedience."""
    return text[start] in "请望" and _EMPTY.fullmatch(text, start, end) is not None


_LIMITED: Final = re.compile(rf"{_TERM}|{_OFTEN}")


def limited(text: str, start: int, end: int) -> bool:
    """Whether a clause names a term or how often: work even where nothing around it tells of a plan."""
    found = _LIMITED.search(text, start, end)
    return (
        found is not None and found.end() < end and text[found.end() - 1] in "前内周月天旬季日期一二三四五六"
    )
