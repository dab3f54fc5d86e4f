"""The head of a clause, peeled word by word: connectives, time, subject, adverbs, then the verb.

Dictionary look-ups decide; regular expressions are asked where a clause opens with a unit or a date.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, NamedTuple

from guatu.catalogue.wording import Role, Wording
from guatu.reading.orders import ordered
from guatu.reading.patterns import seeking

_CLOSERS: Final = {"“": "”", "「": "」", "『": "』", '"': '"', "《": "》", "(": ")", "（": "）", "【": "】"}
_SUFFIX: Final = (
    r"(?:局|委|办|部|署|厅|院|科|处|站|所|队|馆|社|会|行|校|区|县|市|镇街|乡镇|镇|乡|村|街道|室|大队|支队|分局|公司|园|中心|公司|集团|部门|单位|小组|专班|[商挂推作办工项][组](?![织成建装合])|政府"
    r"|平台|机构|企业|板块|负责人|负责同志|领导|干部|各地|各级|上下|同志|社区|主体|产业|者|员)"
)
#: A unit before its verb: 县住建局要…, 各县区主要负责人每月…, 请相关单位于….
#: An office whose name opens with a verb: 投资促进局要….
_FIRST: Final = re.compile(
    r"由?(?P<who>[\u4e00-\u9fff]{2,10}?(?:局|委|办|室|集团|公司|街道|中心|大队|单位|部门|镇街|园区|专班))(?:要|须|应|将|负责|牵头)"
)
#: The same without 要: 投资促进局7月22日前…, 建设局督促….
_BUREAU: Final = re.compile(
    r"(?P<who>[\u4e00-\u9fff]{2,8}?局)(?=\d{1,2}月|督促|组织|梳理|统筹|抓紧|加快|会同|每[周月日季])"
)
#: What follows such an office, within reach of the start.
_CALLED: Final = re.compile(r"[要须应将负牵]")
_ASKING: Final = ("请", "要求", "督促", "责成", "动员")
_SUBJECT: Final = re.compile(
    rf"(?:请|要求|督促|责成|动员)?(?P<who>[^,，。:：;；\"“”\d]{{0,22}}?{_SUFFIX}(?:\([\u4e00-\u9fff、]{{1,8}}\))?)"
    r"(?:(?P<said>均?要|均?须|必须|务必|需要|需|应当|应|将|拟|负责|计划|可)"
    r"|(?=对照|按照|把|[\u4e00-\u9fff]{2,3}后(?:每|按|报)|这两天|这几天|下周|本周|每|于|在\d|\d|共同|分别|具体|联合|认真|抓紧|尽快|逐|会同|牵头|现场|牢牢|持续|积极|加快|迅速|切实))"
)
_OFFICE: Final = re.compile(
    r"(?P<who>(?:镇街|乡镇|街镇|村居)(?=包|盯|抓)|[^,，。:：;；\"“”\d]{1,14}?(?:领导|班子成员|成员|支书|书记|镇长|主任|局长|站|所|局|委|办|公司|集团|街道|中心|部门|单位|镇街|乡镇|镇|乡|大队|督查室|专班|管委会|政府|负责人|干部))"
)
_ANYBODY: Final = re.compile(r"(?P<who>[\u4e00-\u9fff]{2,12}?)(?P<said>还将|将|还要|要)")
_PRONOUN: Final = seeking(
    r"(?:我们|我[区市县省镇园]|全[区市县省园镇]上?下?|各[级地](?:各部门|区|县)?|该[区市县局]|[区市县]委、?[区市县]政府|本[区市县]|大家)"
    r"(?:今年|明年)?"
)
_TIME: Final = re.compile(
    r"(?:到|至|于|在|从|自)?(?:(?:\d{4}年|二[〇零][〇零一二三四五六七八九]{2}年|今年|明年)|(?:春节|元旦|清明|五一|端午|中秋|国庆)(?:节|假期)?|(?:(?:\d{4}年|今年|明年|本|下|每|全|半)?(?:(?:\d{1,2}|[一二三四五六七八九十]{1,2})月(?:\d{1,2}[日号])?|\d{1,2}[日号](?=之?前|以前)"
    r"|[上下]半年|前?[一二三四]季度|年|季度|半月|月|周[一二三四五六日]?|季|天|旬|半年|近期|当前)))"
    r"(?:份|底|末|内|初|度|中旬|上旬|下旬)?(?P<limit>之?前|以前|内|下班前)?(?:起|期间)?"
)
#: 在每季度最后一个月的30日前将…: a limit in words, and what is to be handed over by it.
_BY: Final = re.compile(
    r"[在于](?:[^,，。]{1,18}?前(?=[将把向报完书])|[^,，。]{1,14}?\d{1,2}个?(?:工作)?[日天]内)"
)
_TIME_STARTS: Final = frozenset(
    "春元清端中国周0123456789到至于在从自今明本下每全上一二三四五六七八九十年月半近当前季"
)
_PREPOSITIONS: Final = frozenset("对为于在从向把将以由与同就给和用按凭")
_NOUN_TAILS: Final = frozenset("业率额者值型史")
_NO_TRADE: Final = ("业主", "业务", "业户", "业态", "业界")
_MODALS: Final = frozenset(
    {"要", "将", "须", "需", "必须", "务必", "应", "应当", "应该", "拟", "计划", "确保"}
)
_SOME: Final = ("一批", "一系列", "一个", "一套")
#: Words of time and extent among the adverbs: they do not urge.
_TIMES: Final = frozenset(
    {
        "全年",
        "今年",
        "明年",
        "上半年",
        "下半年",
        "一季度",
        "二季度",
        "三季度",
        "四季度",
        "全区",
        "全员",
        "重点",
        "近期",
        "当前",
    }
)
#: 三季度前: a limit, though 三季度 alone is an adverb.
_QUARTERS_END: Final = frozenset(f"{one}季度{end}" for one in "一二三四" for end in "前之以末")
#: 该收回的收回, 能嫁接的嫁接.
_DUE: Final = re.compile(r"[该能应][^,，。]{1,8}的(?:全部|一律|都|要|坚决|尽快|抓紧)?[^,，。的]{1,6}")
#: 紧盯三家停工楼盘: what is counted can be signed off.
_NUMBERED: Final = re.compile(
    r"(?:这|全区|余下的?)?(?:\d+|[一二三四五六七八九十两百]+)[户家个项块条处座](?!方面|中心|大|重点(?:工作|任务|环节|领域))"
)
#: 二期6月份投运, 主体年底前封顶: the time stands before the verb.
_WHEN: Final = re.compile(
    r"(?:(?:\d{1,2}|[一二三四五六七八九十]{1,2})月(?:[\d一二三四五六七八九十]{1,3}[日号])?(?:份|底|初|中旬|下旬|上旬)?(?:之?前)?|月底(?:之?前)?|年底(?:之?前)?|年内|[上下]半年|[一二三四]季度)"
    r"(?:要|必须|务必|确保|力争|全部|全面|实现|实质性|正式|基本)*(?=[\u4e00-\u9fff]{2,6}$)"
)
#: 会同财政局12月10日前…: who helps, before a date.
_TOGETHER: Final = re.compile(
    r"[^,，。:：;；\d]{1,12}?(?:局|委|办|公司|中心|街道|镇|部门|单位)(?=\d|[于在年月])"
)
#: 对100家企业一家一家算: whatever the verb, it is done to each.
_ONE_BY_ONE: Final = re.compile(r"一(?P<one>[家户个项块条])一(?P=one)[\u4e00-\u9fff]{1,4}$")
_AUTHORITY: Final = ("决定", "经", "为", "根据", "按照", "现", "会议")
_LIMITS: Final = frozenset({"年底前", "年内", "近期", "当日", "当天"})
#: After 请 alone, without anybody named: 请于5月底前说明, 请抓紧整改.
_ASKED: Final = frozenset("0123456789年于在尽认抓立及按务对将把结围积高迅切主")
_CONNECTIVES: Final = frozenset(
    {"同时", "此外", "另外", "并且", "并", "还", "也", "又", "再", "要", "特别", "尤其"}
)


# at hand, because a member is looked up slowly in its class
_ADVERB, _BOTH, _DOING, _SOFT, _EXHORTING, _UNKNOWN = (
    Role.ADVERB,
    Role.BOTH,
    Role.DOING,
    Role.SOFT,
    Role.EXHORTING,
    Role.UNKNOWN,
)


class Head(NamedTuple):
    """`start` of the action's words, its `verb` and `object`, and the `subject` named before it.

    A plain tuple, for one is made of every clause.
    """

    start: int
    verb: int
    object: int
    role: Role
    subject: tuple[int, int] | None
    modal: bool
    adverbs: int
    preposition: int = -1


@dataclass(slots=True)
class _Walk:
    """How far the peeling of one clause has come."""

    at: int
    first: int
    both: int = -1
    adverbs: int = 0
    subject: tuple[int, int] | None = None
    modal: bool = False
    urged: bool = False
    preposition: int = -1
    timed: bool = False

    def head(self, verb: int, object_: int, role: Role) -> Head:
        return Head(self.first, verb, object_, role, self.subject, self.modal, self.adverbs, self.preposition)


def _unknown(walk: _Walk) -> int:
    """How many characters must follow for a clause without a known verb to be work: fewer under a date."""
    if walk.preposition >= 0 or (walk.modal and (walk.timed or walk.subject is not None)):
        return 1
    return 3 if walk.timed else 4


class Peeler:
    """Peels heads of clauses by the roles of a wording; made once."""

    __slots__ = ("_adverbs", "_means", "_roles", "_widths")

    def __init__(self, words: Wording) -> None:
        self._roles = dict(words.roles)
        self._adverbs = frozenset(word[0] for word, role in words.roles.items() if role is Role.ADVERB)
        self._means = frozenset(words.lists["means"])
        widths: dict[str, set[int]] = {}
        for word in words.roles:
            widths.setdefault(word[0], set()).add(len(word))
        self._widths = {first: tuple(sorted(found, reverse=True)) for first, found in widths.items()}

    def peel(self, text: str, start: int, end: int) -> Head | None:
        """The head of ``text[start:end]``, or None when no verb is found at it."""
        while start < end and text[start] in "*·•-●■◆ ":
            start += 1
        walk = _Walk(start, start)
        called = _CALLED.search(text, start + 3, min(end, start + 16))
        office = _FIRST.match(text, start, end) if called is not None else None
        if office is not None:
            walk.at, walk.subject, walk.modal = office.end(), office.span("who"), True
        elif "局" in text[start + 2 : start + 9] and (bureau := _BUREAU.match(text, start, end)) is not None:
            walk.at, walk.subject = bureau.end(), bureau.span("who")
        elif end - walk.at > 4 and text[walk.at] == "请" and text[walk.at + 1] in _ASKED:
            walk.at, walk.modal = walk.at + 1, True
        while walk.at < end:
            width, role = self._word(text, walk.at, end)
            if role is _ADVERB and text[walk.at : walk.at + width + 1] in _QUARTERS_END:
                width, role = 0, None
            if role is _ADVERB and not (text[walk.at] == "将" and self._disposes(text, walk.at, end)):
                self._adverb(text, walk, width, end)
            elif role is _BOTH:
                walk.both = walk.at
            elif role is not None and role is not _ADVERB:
                if role is _EXHORTING and _NUMBERED.match(text, walk.at + width, end):
                    return walk.head(walk.at, walk.at + width, _DOING)
                if role is _EXHORTING and self._onward(text, walk, width, end):
                    continue
                if role is not _EXHORTING and self._is_name(text, walk.at + width, end):
                    break
                return walk.head(walk.at, walk.at + width, role)
            else:
                width = self._beside(text, walk, end)
                if width < 0 and (_ONE_BY_ONE.search(text, walk.at, end) or ordered(text, walk.first, end)):
                    return walk.head(walk.at, walk.at + 1, _DOING)
                if width < 0:
                    return walk.head(walk.at, walk.at + 1, _DOING if text[walk.at] in "把将" else _EXHORTING)
                if not width:
                    break
            walk.at += width
        if walk.both >= 0:
            return walk.head(walk.both, min(walk.both + 2, end), _BOTH)
        if end - walk.at > _unknown(walk) and (walk.modal or walk.urged):
            return walk.head(walk.at, walk.at + 2, _UNKNOWN)
        return self._inverted(text, walk.first, end)

    def _inverted(self, text: str, first: int, end: int) -> Head | None:
        """The head of a clause whose object stands first: 该补的手续全部补齐, 重要信息第一时间报告."""
        if _DUE.fullmatch(text, first, end):
            return Head(first, first, first, _UNKNOWN, None, modal=True, adverbs=1)
        if ordered(text, first, end):
            return Head(first, first, first, _UNKNOWN, None, modal=True, adverbs=1)
        if not 5 < end - first < 26 or text.startswith(_AUTHORITY, first):
            return None
        timed = _WHEN.search(text, first + 2, end)
        then = self._word(text, timed.end(), end) if timed is not None else (0, None)
        if timed is not None and then[1] in (_ADVERB, _BOTH):
            then = self._word(text, timed.end() + then[0], end)
        if timed is not None and then[1] in (_DOING, _SOFT):
            return Head(first, timed.end(), first, _UNKNOWN, None, modal=True, adverbs=1)
        adverbs = self._adverbs
        for at in range(first + 2, end - 2):
            if text[at] not in adverbs:
                continue
            width, role = self._word(text, at, end)
            if role is not _ADVERB or (width == 1 and text[at] not in "再须"):
                continue
            found, doing = self._word(text, at + width, end)
            if doing in (_DOING, _SOFT) and end - at - width - found <= 4:
                return Head(first, at + width, first, _UNKNOWN, None, modal=True, adverbs=1)
        return None

    def _onward(self, text: str, walk: _Walk, width: int, end: int) -> bool:
        """Step to the verb after a means (围绕…精心策划…): one that is urged or takes a number of things."""
        if text[walk.at : walk.at + width] not in self._means or walk.preposition >= 0:
            return False
        for at in range(walk.at + width + 2, end - 3):
            found, role = self._word(text, at, end)
            if found < 2 or role is None:
                continue
            after = self._word(text, at + found, end)
            urged = role is _ADVERB and after[0] > 1 and after[1] in (_DOING, _SOFT)
            if urged or (role is _DOING and text.startswith(_SOME, at + found)):
                walk.at = at
                return True
        return False

    @staticmethod
    def _is_name(text: str, at: int, end: int) -> bool:
        """Whether a verb is the first half of a name: 服务业, 开发区; 督促业主 and 选派业务骨干 are none."""
        if text.startswith(_NO_TRADE, at, end):
            return False
        if text.startswith("上市", at - 2) and text.startswith(("企业", "公司"), at, end):
            return True
        return at < end and (text[at] in _NOUN_TAILS or text.startswith("开发区", at - 2))

    def _word(self, text: str, at: int, end: int) -> tuple[int, Role | None]:
        """The longest word that opens at `at`, with its role."""
        if at >= end:
            return 0, None
        roles = self._roles
        for width in self._widths.get(text[at], ()):
            if at + width <= end:
                role = roles.get(text[at : at + width])
                if role is not None:
                    return width, role
        return 0, None

    def _adverb(self, text: str, walk: _Walk, width: int, end: int) -> None:
        word = text[walk.at : walk.at + width]
        walk.modal = walk.modal or word in _MODALS
        walk.timed = walk.timed or word in _LIMITS
        if walk.at == walk.first and word in _CONNECTIVES:
            walk.first = walk.at + width
        walk.adverbs += 1
        walk.urged = word not in _TIMES

    def _beside(self, text: str, walk: _Walk, end: int) -> int:
        """The width of what may stand before a verb; 0 when nothing does, -1 when no verb follows."""
        at = walk.at
        if text[at] in "地、" and walk.urged and self._word(text, at + 1, end)[0] > 1:
            return 1
        after, limit = self._step(text, at, end)
        if after > at:
            walk.modal = walk.modal or limit
            walk.timed = walk.timed or text[after - 1] in "前月日内底末年度"
            return after - at
        if text[at] in _PREPOSITIONS and walk.preposition < 0:
            walk.preposition = at
            found = self._inside(text, at + 2, end)
            return found - at if found > 0 else -1
        if walk.subject is not None and text[at - 2 : at] in ("会同", "联合"):
            with_ = _TOGETHER.match(text, at, end)
            if with_ is not None:
                return with_.end() - at
        if walk.subject is None and walk.both < 0 and walk.preposition < 0:
            named = self._named(text, at, end)
            if named is not None:
                walk.subject, walk.modal = named.span("who"), bool(named.groupdict().get("said"))
                walk.modal = walk.modal or text.startswith(_ASKING, at)
                walk.modal = walk.modal or text.startswith(("盯住", "紧盯"), named.end())
                return named.end() - at
        return 0

    def _named(self, text: str, at: int, end: int) -> re.Match[str] | None:
        """A unit that is to act, or anybody of whom a known verb is said (某市还将建设…)."""
        named = _SUBJECT.match(text, at, end)
        if named is None:
            named = _OFFICE.match(text, at, end)
            if named is not None and (
                (
                    self._word(text, named.end(), end)[1] not in (_ADVERB, _DOING, _SOFT, _BOTH)
                    and not text.startswith(("把", "将", "对", "先把", "盯住", "紧盯"), named.end())
                )
                or text.startswith("的", named.end())
            ):
                named = None
        if named is None:
            named = _ANYBODY.match(text, at, end)
            if named is not None and self._word(text, named.end(), end)[0] < 2:
                return None
        return named

    def _disposes(self, text: str, at: int, end: int) -> bool:
        """Whether a 将 at `at` stands for 把 (将方案报区政府): no verb, adverb or preposition follows it."""
        if text[at + 1 : at + 2] in _PREPOSITIONS:
            return False
        return not any(
            text[at + 1 : at + 1 + width] in self._roles for width in range(min(4, end - at - 1), 1, -1)
        )

    def _step(self, text: str, at: int, end: int) -> tuple[int, bool]:
        """The end of a quotation, time or pronoun that opens at `at`, else None."""
        closer = _CLOSERS.get(text[at])
        if closer is not None:
            close = text.find(closer, at + 1, end)
            return (close + 1 if close > 0 else at), False
        if text[at] in "在于" and (by := _BY.match(text, at, end)) is not None:
            return by.end(), True
        if text[at] in _TIME_STARTS:
            time = _TIME.match(text, at, end)
            if time is not None and time.end() > at + 1:
                return time.end(), time["limit"] is not None
        pronoun = _PRONOUN.match(text, at, end)
        return (pronoun.end() if pronoun is not None else at), False

    def _inside(self, text: str, at: int, end: int) -> int:
        """Where the verb stands after a preposition's noun, or the adverb before it; -1 when nowhere.

        What stands before the last 的 describes the noun. An urged verb wins over a bare one.
        """
        at = max(at, text.rfind("的", at, end - 1) + 1)
        bare = -1
        while at < end - 1:
            found, role = self._word(text, at, end)
            if found > 1 and role is _ADVERB:
                if self._word(text, at + found, end)[1] in (_DOING, _SOFT, _BOTH):
                    return at
            elif found > 1 and role is not _EXHORTING and bare < 0:
                bare = at if not text.startswith("、", at + found) else -1
            at += 1
        return bare
