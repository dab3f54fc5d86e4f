"""Counts and amounts that are no figures of their own: of things already named, of quotas, of policies."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from guatu.reading.clauses import CORE, NOTHING, Lead, roles_of
from guatu.reading.lexicon import STAGES, Role, Token
from guatu.reading.naming import Subject, kind_of, likely
from guatu.reading.numbers import Number
from guatu.reading.patterns import seeking
from guatu.reading.state import AFTER, AMOUNTS, CLOSING, COUNTS, MONEY, Here, State
from guatu.reading.subjects import subject
from guatu.vocabulary.statements import Amount

_DOING = Role.LEVEL | Role.NEW | Role.FLOOR | Role.STRETCH


_POLICY = re.compile(
    r"(?:环境|政策|措施|意见|办法|举措|条例|若干|规定|机制|行动|清单|工程|任务|细则|纲要|方案|会议|原则)$"
)


_CLAUSES = frozenset({"条", "项", "款", "次"})


def is_furniture(named: Subject, number: Number) -> bool:
    """营商环境66条 names a policy, not a figure."""
    return number.written in _CLAUSES and not named.canonical and bool(_POLICY.search(named.name))


def refers(state: State, words: Sequence[Token], word: Token) -> bool:
    """A、B等28个项目, 未动工的34个项目: counts of things already spoken of."""
    number = word.number
    if number is None or number.unit != "count" or not words:
        return False
    last = words[-1].text
    if _STAGED.match(state.text, word.end) or (
        last == "的" and len(words) > 1 and words[-2].roles & Role.NEW and not words[-2].roles & Role.STAGE
    ):
        return False
    if (
        last == "等"
        or last.endswith("等")
        or (
            last == "的"
            and not (len(words) > 1 and words[-2].roles & Role.SIZE)
            and not (
                state.text[word.end : word.end + 1] in CLOSING and state.text.endswith("年的", 0, word.start)
            )
        )
    ):
        state.unread.append((word.start, word.end, "counts what follows"))
        return True
    return False


_IS_QUOTA = re.compile(r"的\d")


def is_quota(state: State, words: Sequence[Token], word: Token) -> bool:
    """完成年度任务242亿元的41.6%: the amount is the task's, not a figure of its own."""
    if word.number is not None and word.number.unit in MONEY and _rewards(state.text, word.start):
        state.unread.append((word.start, word.end, "a quota"))
        return True
    large = word.number is not None and word.number.unit in _MASSES
    if large and _THAT_LARGE.match(state.text, word.end):
        state.unread.append((word.start, word.end, "a size"))
        return True
    if not state.text.startswith("的", word.end):
        return False
    if _OF_TASK.match(state.text, word.end):
        state.unread.append((word.start, word.end, "a quota"))
        return True
    if word.number is not None and word.number.unit in MONEY and _THAT_THING.match(state.text, word.end):
        state.unread.append((word.start, word.end, "a size"))
        return True
    before = max(0, word.start - 6)
    if (
        word.number is not None
        and word.number.unit in MONEY
        and _SIZE_WORD.search(state.text, before, word.start)
    ):
        state.unread.append((word.start, word.end, "a size"))
        return True
    if not _IS_QUOTA.match(state.text, word.end) or not roles_of(words) & (Role.OBJECT | Role.RATE):
        return False
    state.unread.append((word.start, word.end, "a quota"))
    return True


# 对新升规企业给予一次性奖励20万元: what each may get.
_REWARD = r"(?:奖励|补助|补贴|资助|奖补|扶持|贴息)"
_REWARDED = seeking(
    rf"(?:对[^,;。]{{2,24}}(?:给予|兑现|予以)|一次性|最高|每[^,;。]{{1,8}})[^,;。\d]{{0,8}}{_REWARD}[^,;。\d]{{0,8}}$"
    rf"|{_REWARD}(?:资金)?(?:最高|不超过|最多)[^,;。\d]{{0,4}}$"
    r"|(?:单个|单户|每[个家户人项名])[^,;。\d]{0,8}(?:不超过|最高|最多|不高于)[^,;。\d]{0,4}$"
)


# 全年两个亿的任务
_OF_TASK = re.compile(r"的(?:硬|年度|全年)?任务")
#: 投资50亿元的新能源电池项目: how large one thing is.
_THAT_THING = re.compile(r"的(?!重|重点|重大)[^,。;、\d的]{2,16}(?:项目|基金|产业园|工厂|基地|工程)")
#: 规模20亿元的母基金: how large a thing is that is spoken of.
_SIZE_WORD = re.compile(r"(?:规模|总规模|首期|注册资本)(?:达|为|约|超)?$")


def _rewards(text: str, start: int) -> bool:
    return _REWARDED.search(text, max(0, start - 44), start) is not None


_CONTINUES = re.compile(
    r"占|同比|比|较|增|减|下降|为|居|列|和|及|与|并|以上|左右|上下|以内|之|、|,|。|;|\)|\(|其中|均|已|"
    r"的[,。;]"
)


# 规上工业35个行业大类中
_BRANCHES = re.compile(r"(?:工业|主要|大类|重点|国民经济)*(?:行业|大类|门类|中类|小类|品类)")
# 在全国96个综保区中列第41位
_AMONG = re.compile(r"[^\W\d_]{1,12}?(?:中|里|内)的?(?:排|列|居|位|名)")


_STAGED = re.compile(
    r"(?:[^\W\d_]|、){0,10}?项目(?:已经?|实现|顺利|全部|集中|陆续|先后|全面|均已?|正式)?(竣工投产|签约|"
    r"开工建设|开工|竣工|投产|达产)(?!率|项目|后|的)"
)


_OPEN_ENDS = ("以上", "左右", "等", "和", "及")
_FUND = re.compile(
    r"的?([\u4e00-\u9fff“”]{2,8}?(?:资金|补贴|贷款|债券|补助|消费券|税费|红包)|税费|贷款|债券)(?=[,。;、]|$)"
)


#: 年耗能5000吨标准煤以上的企业: how large those spoken of are.
_MASSES = frozenset({"t", "kWh", "m2", "m3", "mu", "km", "person"})
_THAT_LARGE = re.compile(
    r"(?:及)?以[上下]的?[^,。;\d]{0,6}(?:企业|单位|项目|用户|大户|小区|建筑|锅炉|机组|地块)"
)


def funded(state: State, word: Token) -> Subject | None:
    """安排了3.2亿元惠企资金: what the money is stands behind it."""
    found = _FUND.match(state.text, word.end)
    if found is None:
        return None
    ids = state.lex.aliases.get(found[1], ())
    name = ids[0] if len(ids) == 1 else "other:" + found[1]
    return Subject(name, word.end, found.end(1), name=found[1])


def named_behind(state: State, here: Here, index: int) -> Subject | None:
    """完成45.6亿元的固定资产投资, 6.5%的GDP增长目标: the indicator that the number is of, told behind it."""
    word, behind = here.words[index], here.words[index + 1 : index + 3]
    if len(behind) < 2 or behind[0].text != "的" or not behind[1].roles & Role.ALIAS or word.number is None:
        return None
    ids = state.lex.aliases[behind[1].text]
    if len(ids) != 1 or (word.number.unit != "percent" and state.lex.known[ids[0]].unit != word.number.unit):
        return None
    return Subject(ids[0], behind[1].start, behind[1].end, name=behind[1].text)


_PLANNED = re.compile(r"(?:年度?|当年|年内|今年)计划(?:完成)?投资(?:额|为)?$")
_TO_BE_INVESTED = re.compile(r"(?<!年)(?<!年度)计划投资额?(?:达到?|为|约|超)?$")


def planned(state: State, word: Token) -> Subject | None:
    """年度计划投资97.5亿元 where the text looks ahead: what is to be invested in projects. Behind signed
    projects, 计划投资128亿元 is what was signed for."""
    start = word.start
    if state.subject is not None and state.subject.id == "signed_projects":
        signed = _TO_BE_INVESTED.search(state.text, max(0, start - 9), start)
        if signed is not None:
            return Subject("signed_investment", signed.start(), start, name="计划投资")
    found = _PLANNED.search(state.text, max(0, start - 9), start)
    if found is None or not (state.ahead(start) or found[0].startswith("年内")):
        return None
    return Subject("project_investment", found.start(), start, name="投资")


def counted(state: State, here: Here, sorted_: Lead, word: Token, named: Subject | None) -> Subject | None:
    """新增规上企业 may stand before the number, 新增54家规上企业 after it."""
    if word.number is None or word.number.unit not in COUNTS:
        return named
    behind = state.text[word.end : word.end + 24]
    if not behind or not ("\u4e00" <= behind[0] <= "\u9fff" or behind[0] in '“"'):
        return named
    if word.number.unit == "count" and _BRANCHES.match(behind):
        return Subject("attributive", word.start, word.end)
    if named is not None and named.canonical and word.number.unit == "count" and _AMONG.match(behind):
        return Subject("attributive", word.start, word.end)
    if AFTER.match(behind) or (named is not None and named.canonical):
        return named
    staged = _STAGED.match(behind) if "项目" in behind else None
    if staged and word.number.unit == "count" and behind[staged.end() : staged.end() + 1].isdigit():
        return Subject("attributive", word.start, word.end)
    if staged and word.number.unit == "count":
        id_ = STAGES.get(staged[1], "other:竣工投产项目" if staged[1] == "竣工投产" else None)
        if id_:
            return Subject(id_, word.start, word.end + staged.end(), name="项目")
    from_here = [w for w in here.words if w.start >= word.end]
    run: list[Token] = []
    for w in from_here:
        if w.roles & (Role.ALIAS | Role.PLAIN | Role.NOUN | Role.SIZE | Role.STAGE | Role.QUOTE):
            run.append(w)
        else:
            break
    stage = [w for w in sorted_.words if w.roles & Role.STAGE]
    later = subject([*stage, *run], state.lex, last=state.subject) if run else None
    if later is not None and later.canonical:
        known = state.lex.known[later.id]
        if known.unit in ("count", "person", word.number.unit):
            return later
        return Subject("attributive", word.start, word.end)
    if not run and word.number.unit == "count" and not _CONTINUES.match(behind):
        return Subject("attributive", word.start, word.end)
    if run and run[0].start == word.end and (named is None or not named.canonical):
        listed = bool(here.items) and here.items[-1].subject.name == "behind"
        verb = bool(sorted_.words) and bool(sorted_.words[-1].roles & _DOING)
        looked = here.promise or state.ahead(word.start)
        rest = state.text[run[-1].end : run[-1].end + 2]
        if (
            rest
            and "\u4e00" <= rest[0] <= "\u9fff"
            and not rest.startswith(("以上", "左右", "等", "和", "及", "、"))
        ):
            # 28个续建项目入库审核: of what is done with them
            return Subject("attributive", word.start, word.end)
        if (
            later is not None
            and named is None
            and looked
            and (verb or listed)
            and word.number.unit != "t"
            and likely(later) >= 0.7
        ):
            return replace(later, name="behind")
        return Subject("attributive", word.start, word.end)
    return named


#: All projects of some weight, of whatever trade: 在建重大项目完成投资.
_WEIGHTY = re.compile(r"other:(?:在建|[省市区县]级?|重大|重点)+项目完成投资")


def spent_on(named: Subject | None, number: Number, sorted_: Lead) -> Subject | None:
    """Money of projects is what was signed for them or spent on them."""
    if named is None or number.unit != "CNY":
        return named
    if named.id == "signed_projects":
        return replace(named, id="signed_investment")
    if named.id.endswith("项目完成投资"):
        if "房地产" in named.id:
            return replace(named, id="real_estate_investment")
        if _WEIGHTY.fullmatch(named.id):
            return replace(named, id="project_investment")
        return replace(named, id=named.id.removesuffix("完成投资") + "投资")
    done = any(w.text in ("完成", "累计完成", "已完成") for w in sorted_.predicate or sorted_.words[-2:])
    if done and (named.id.endswith("项目") or named.id.endswith("_projects")):
        return replace(named, id="project_investment")
    return named


def of_size(state: State, sorted_: Lead, number: Number) -> Subject | None:
    """其中10亿元以上20个: of the things counted before, those of that size."""
    if number.unit != "count" or sorted_.roles & CORE or not sorted_.roles & Role.SIZE:
        return None
    size = next((w.number for w in sorted_.words if w.roles & Role.SIZE and w.number is not None), None)
    if size is None or not size.unit:
        return None
    counts = [f.subject for f in reversed(state.found[-8:]) if f.unit == "count"]
    counted_ = next((one for one in counts if one.canonical), counts[0] if counts else None)
    if counted_ is None:
        if state.subject is None or state.subject.id != "signed_investment":
            return None
        counted_ = replace(state.subject, id="signed_projects")
    return replace(counted_, min_size=Amount(size.value, size.unit), tier=None)


def of_that_size(state: State, named: Subject) -> Subject:
    """10亿元以上项目仅3个: of the projects counted before, where their stage was told."""
    for found in reversed(state.found[-16:]):
        if found.unit == "count" and found.subject.id.endswith("_projects") and found.subject.canonical:
            return replace(found.subject, min_size=named.min_size, tier=None)
    return named


def completes(state: State, sorted_: Lead = NOTHING) -> Subject | None:
    """What a bare 完成进度 is of: the subject in force, unless that is a ratio or a mere total; 投资完成率
    behind a ratio of projects is of what is spent on them."""
    base = state.subject
    if base is not None and base.id.endswith("率") and "项目" in base.id:
        spent = next((w for w in sorted_.words if w.roles & Role.RATE and w.text.startswith("投资")), None)
        if spent is not None:
            return Subject("project_investment", spent.start, spent.end, name="投资")
    if (
        base is not None
        and (base.canonical or not _NO_COURSE.search(base.id))
        and kind_of(base.id, state.lex) != "ratio"
    ):
        return base
    recent = reversed(state.found[-12:])
    return next((f.subject for f in recent if f.measure in ("completion", "growth_gap")), base)


_NO_COURSE = re.compile(r"总投资|项目$|单位|镇街|率$")
_MONEY_NAME = re.compile(r"(?:投资|投资额|收入|支出|产值|额|税|税收|利润|资金|余额)$")


def in_force(state: State, sorted_: Lead, number: Number) -> Subject | None:
    """The subject in force, when a number of this unit can be of it."""
    base, unit = state.subject, number.unit
    if base is not None and state.opening is not None and unit == "percent" and sorted_.roles & Role.CALIBER:
        # 税收占比82.5%。同口径增长9.8%: a ratio grows in points, so it is what the line is of
        base = state.opening if kind_of(base.id, state.lex) == "ratio" else base
    if base is None or unit not in AMOUNTS:
        return base
    if unit == "count" and not base.canonical and _MONEY_NAME.search(base.id):
        stage = next((w for w in sorted_.words if w.roles & Role.STAGE), None)
        counts = next((f.subject for f in reversed(state.found[-4:]) if f.unit == "count"), None)
        if counts is not None and stage is not None and counts.id.endswith(("项目", "_projects")):
            return replace(counts, id=STAGES[stage.text], start=stage.start, end=stage.end)
        return counts
    if unit == "CNY" and (base.id.endswith(("项目", "_projects"))) and base.id != "signed_projects":
        if any(w.text in ("完成", "累计完成", "已完成") for w in sorted_.words):
            return replace(base, id="project_investment")
        return None
    if unit == "CNY" and not base.canonical:
        last = next((f for f in reversed(state.found) if f.subject.id == base.id), None)
        if last is not None and last.unit in ("count", "person") and last.measure == "level":
            return None  # what was counted has no amount of its own
    if unit == "count" and (
        base.id.endswith("项目") or base.id.endswith("_projects") or base.id == "project_investment"
    ):
        stage = next((w for w in sorted_.words if w.roles & Role.STAGE), None)
        if stage is not None:
            return replace(base, id=STAGES[stage.text], start=stage.start, end=stage.end)
        return base
    if unit == "count":
        stage = next((w for w in sorted_.words if w.roles & Role.STAGE), None)
        if stage is not None and any(w.text.endswith("未") for w in sorted_.words):
            return None
        if stage is not None and (kind_of(base.id, state.lex) == "ratio" or stage is sorted_.words[-1]):
            return replace(
                base, id=STAGES[stage.text], start=stage.start, end=stage.end, min_size=None, tier=None
            )
    if kind_of(base.id, state.lex) == "ratio":
        return None
    known = state.lex.known.get(base.id)
    if known is None:
        return base
    fits = known.unit == unit or {known.unit, unit} <= MONEY or {known.unit, unit} <= {"count", "person"}
    if known.id == "tax_per_mu" or known.unit in ("percent", "rank", ""):
        fits = known.unit == unit
    return base if fits else None
