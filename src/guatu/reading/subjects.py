"""From the words of a name to an indicator: a canonical one, or ``other:`` with the name as it is written."""

from __future__ import annotations

import re
from collections.abc import Sequence

from guatu.reading.clauses import roles_of
from guatu.reading.lexicon import STAGES, Lexicon, Role, Token
from guatu.reading.naming import NEUTRAL, Subject, above_scale, is_place, plain_name, written_name
from guatu.reading.numbers import Kind
from guatu.reading.patterns import seeking
from guatu.vocabulary.statements import Amount


def _is_tier(size: Token, name: Sequence[Token]) -> bool:
    """百亿企业 says 百亿级企业; 营收超百亿元企业 says how large of what."""
    tier = size.number is not None and size.number.kind is Kind.TIER
    return tier and size is name[0] and not size.text.endswith("元")


_PLAIN_KIND = re.compile(r"^(?!.*(?:和|及|、)).{0,12}$")


_SUBJECT = seeking(r"(?<=[^\d])(?:\d|[一二三四五两])年(?:内|间)?$")


_SUBJECT_2 = re.compile(r"^(?:总?投资|固定资产投资)(?=[^\W\d_]{0,6}项目$)")


_SUBJECT_3 = re.compile(r"[^\W\d_]{0,6}(?:企业|工业企业)(?:数|总数|数量)?")


# 销售收入超百亿元企业: a tier by what it earns.
_AT_TIER = re.compile(
    r"(?:新增|培育|年)?(?:销售收入|销售|主营业务收入|主营收入|营业收入|营收|产值)(?:过|超|超过|突破)?(?:企业|工业企业)(?:数|总数)?"
)
_FIRMS = frozenset({"企业", "工业企业"})
_TIERS = frozenset({5 * 10**8, 10**9, 5 * 10**9, 10**10, 5 * 10**10, 10**11})


# 但利润只有26亿: the turn of the sentence is no part of the name.
_TURN = re.compile(r"^(?:但是?|而|然而|不过|可是|只是)(?=[\u4e00-\u9fff]{2})")
_TURNS = frozenset("但而然不可只")


def subject(
    name: Sequence[Token],
    lex: Lexicon,
    *,
    last: Subject | None,
    before: Sequence[Token] = (),
    near: bool = False,
    joint: bool = False,
) -> Subject | None:
    """The subject that the words name; ``last`` is the one in force, which completes a bare name, ``before``
    the name before this one, part of it when ``near`` (规上企业实现利润)."""
    if not name:
        return None
    roles = roles_of(name)
    amount = tier = None
    if roles & Role.SIZE:
        size = next((w for w in name if w.roles & Role.SIZE and w.number is not None), None)
        amount = _amount(size)
        laddered = size is not None and (size.text.endswith("级") or _is_tier(size, name))
        tier = amount if laddered else None
    start, end = name[0].start, name[-1].end
    text = plain_name(name)
    text = _TURN.sub("", text) if text[:1] in _TURNS else text
    text = text.replace("“”", "")  # “十亿级”企业
    text = _SUBJECT.sub("", text) if "年" in text else text
    text = _SUBJECT_2.sub("", text) if amount is not None else text
    staged = _staged(name, text) if roles & Role.STAGE else None
    if staged:
        return Subject(staged, start, end, (), amount, name=_without_stage(name))
    if tier is None and amount is not None and amount.value in _TIERS:
        bare = text in _FIRMS and not any("以上" in w.text for w in name)  # 培育10亿元企业2家
        tier = amount if bare or _AT_TIER.fullmatch(text) else None
    if tier is not None and (_SUBJECT_3.fullmatch(text) or _AT_TIER.fullmatch(text)):
        return Subject("enterprises_at_tier", start, end, (), None, tier, new=text.startswith("新增"))
    ids = _canonical(text, name, before, lex, last, near=near, joint=joint)
    if ids:
        many = ids if len(ids) > 1 else ()
        id_ = "resident_income" if ids == ("urban_income", "rural_income") else ids[0]
        return Subject(id_, start, end, many, None if tier else amount, tier, name=text)
    if text in STAGES:
        return None
    written = written_name(name, before if near else ())
    if written is None and amount is not None and tier is None and text.endswith("项目"):
        written = "项目"
    if written is None:
        return None
    scaled = near and before and above_scale(before)
    return Subject(
        "other:" + written,
        start,
        end,
        (),
        None if tier else amount,
        tier,
        name="规上" + written if scaled else written,
    )


# 装备制造、电子信息、新材料三大主导产业: the list only spells out what is counted.
_NUMBERED = re.compile(r"^.*、[^、]*?(?=[二两三四五六七八九十]大)")


_CANONICAL = re.compile(r"(?:企业|项目|园区|行业|产业|单位|部门|强)$")


_CANONICAL_2 = re.compile(r"(?:规上|规模以上|规模)(?:工业|企业)")


def _canonical(
    text: str,
    name: Sequence[Token],
    before: Sequence[Token],
    lex: Lexicon,
    last: Subject | None,
    *,
    near: bool,
    joint: bool,
) -> tuple[str, ...]:  # fmt: skip
    if before and near:
        joined = _NUMBERED.sub("", plain_name(before) + text)
        ids = _lookup(joined, name, lex)
        if ids:
            return ids
        if above_scale(before):
            ids = lex.context.get(text, ())
            if ids and _CANONICAL_2.search(joined):
                return ids
        if (
            _CANONICAL.search(plain_name(before))
            and not NEUTRAL.fullmatch(plain_name(before))
            and plain_name(before) != "企业"
        ):
            return ()
    if text in _SECTORS and last is not None and last.id not in _ACCOUNTS:
        return ()
    ids = _lookup(text, name, lex)
    if ids:
        return ids
    done = text[-4:] if text.endswith("完成投资") and is_place(text[:-4]) else text
    if last is not None:
        return completed(done, last, lex, joint=joint)
    return ("project_investment",) if done in _DONE else ()


def _amount(size: Token | None) -> Amount | None:
    if size is None or size.number is None or not size.number.unit:
        return None
    return Amount(size.number.value, size.number.unit)


_STAGED = re.compile(r"项目(?:数|个数|数量|总数)?$")


_STAGED_2 = re.compile(r"项目(?:已经?)?$")


# 项目新开工, 产业项目集中开工: the stage may stand behind
_STAGED_3 = re.compile(
    r"项目(?:数|个数|数量|总数)?$|^(?:签约|新签约)$|项目(?:已经?)?(?:[^\W\d_]{2}|" + "|".join(STAGES) + ")$"
)


def _staged(name: Sequence[Token], text: str) -> str | None:
    """签约 … 项目 and its kin."""
    stages = [w for w in name if w.roles & Role.STAGE]
    if not stages or not _STAGED_3.search(text):
        return None
    found = {STAGES[w.text] for w in stages}
    rest = _STAGED.sub("", text)
    for w in stages:
        rest = rest.replace(w.text, "", 1)
    if name[-1].roles & Role.STAGE and _STAGED_2.search(plain_name(name[:-1])):
        return STAGES[name[-1].text]
    if len(found) != 1 or not _PLAIN_KIND.match(NEUTRAL.sub("", rest, count=1)):
        return None
    return found.pop()


def _without_stage(name: Sequence[Token]) -> str:
    return "".join(w.text for w in name if not w.roles & (Role.STAGE | Role.SIZE | Role.NUMBER))


_TAIL = seeking(
    r"(?:现价|进度|总量|总额|规模|完成|实现|累计|方面|情况|完成情况|增速|增幅|数量|个数|总数|完成额|完成值|完成数|快报数|指标|数|保有量|存量|红榜|黑榜|排行榜|的)+$"
)


def _lookup(text: str, name: Sequence[Token], lex: Lexicon) -> tuple[str, ...]:
    """The indicators that a name stands for, remembered because names repeat."""
    last = name[-1]
    key = (text, last.text if last.roles & Role.ALIAS else "")
    known = lex.named.get(key)
    if known is None:
        if len(lex.named) > _MOST:
            lex.named.clear()
        known = lex.named[key] = _searched(text, key[1], lex)
    return known


_MOST = 20_000


_PER_HEAD = re.compile(r"每?[万千百]人")


def _searched(text: str, alias: str, lex: Lexicon) -> tuple[str, ...]:
    """By the whole name, by the alias that ends it, or without what trails it."""
    if text.endswith("地方财政收入") or _PER_HEAD.match(text):
        return ()
    ids = _lookup_plain(text, lex)
    if ids:
        return ids
    if len(alias) > 1:
        rest = text[: len(text) - len(alias)]
        if rest.endswith(("人均", "户均", "地均")):
            return ()
        if not rest or NEUTRAL.fullmatch(rest) or is_place(rest):
            return lex.aliases[alias]
    if text.endswith("完成投资") and (ids := _lookup_plain(text[:-4] + "投资", lex)):
        return ids
    tail = _TAIL.sub("", text)
    return _lookup_plain(tail, lex) if tail and tail != text else ()


def _lookup_plain(text: str, lex: Lexicon) -> tuple[str, ...]:
    ids = lex.aliases.get(text)
    if ids or text == "地方财政收入":
        return ids or ()
    stripped = NEUTRAL.match(text)
    return lex.aliases.get(text[stripped.end() :], ()) if stripped else ()


_INDUSTRY = frozenset(
    {
        "industrial_value_added",
        "industrial_output",
        "industrial_revenue",
        "industrial_profit",
        "above_scale_enterprises",
    }
)


_SECTORS = frozenset({"第一产业", "第二产业", "第三产业", "一产", "二产", "三产"})


_ACCOUNTS = frozenset({"gdp", "primary_value_added", "secondary_value_added", "tertiary_value_added"})


_PROJECTS = frozenset({"signed_projects", "started_projects", "completed_projects", "commissioned_projects"})


_KIND_OF_PROJECT = re.compile(r"(?:工业|产业|制造业|服务业|农业|内资|外资|产业类|工业类|亿元)?项目")


_TOTALS = frozenset(
    {
        "总投资",
        "总投资额",
        "投资额",
        "投资总额",
        "计划总投资",
        "协议总投资",
        "协议投资额",
        "计划投资",
        "投资",
        "协议投资",
        "合同额",
        "合同金额",
        "合同总额",
        "协议额",
        "协议资金",
        "签约额",
        "签约金额",
    }
)


_INCOMES = frozenset({"resident_income", "urban_income", "rural_income"})
_AT_HOME = re.compile(r"(城镇|农村)(?:常住)?(?:居民)?(?:人均)?(?:可支配)?(?:收入)?")
_SPENT = frozenset(
    {
        "计划完成投资",
        "已完成投资",
        "共完成投资",
        "完成投资",
        "年度投资",
        "完成投资额",
        "累计完成投资",
        "投资",
        "年度完成投资",
    }
)


_DONE = frozenset(
    {
        "计划完成投资",
        "完成投资",
        "完成投资额",
        "累计完成投资",
        "已完成投资",
        "共完成投资",
        "年内完成投资",
        "当年完成投资",
    }
)


# 固定资产投资268亿元…城东街道完成投资42.6亿元: of the same investment.
_INVESTMENTS = frozenset(
    {
        "fixed_asset_investment",
        "industrial_investment",
        "technical_renovation_investment",
        "infrastructure_investment",
        "real_estate_investment",
        "private_investment",
    }
)
_BUDGETS = frozenset({"general_public_budget_revenue", "tax_share_of_budget_revenue"})
_OF_BUDGET = frozenset({"收入", "支出"})
_ARRIVING = frozenset({"actual_fdi", "domestic_capital"})
_USED = frozenset({"实际到位", "实际到账", "实际利用", "实际使用", "实际利用额", "实际使用额"})
_ARRIVED = frozenset({"到账", "到位", "实际到账", "实际到位", "到资", "到位资金", "到账资金"})


def completed(text: str, last: Subject, lex: Lexicon, *, joint: bool = False) -> tuple[str, ...]:
    """A bare name after its fuller kin: 利润总额 after 规上工业, 项目 after 新签约项目."""
    if (
        (last.id in _INDUSTRY or last.name.startswith(("规上", "规模以上")))
        and text in lex.context
        and (joint or text not in ("工业总产值", "工业增加值", "工业产值"))
    ):
        return lex.context[text]
    if last.id in _INCOMES and (at_home := _AT_HOME.fullmatch(text)) is not None:
        return ("urban_income" if at_home[1] == "城镇" else "rural_income",)
    if last.id in _BUDGETS and text in _OF_BUDGET:
        return ("general_public_budget_revenue" if text == "收入" else "budget_expenditure",)
    if last.id == "contracted_fdi" and text in _USED:
        return ("actual_fdi",)
    if last.id in _ARRIVING and text in _ARRIVED:
        return (last.id,)
    if last.id in _PROJECTS and _KIND_OF_PROJECT.fullmatch(text):
        return (last.id,)
    if last.id == "signed_investment" and text == "项目":
        return ("signed_projects",)
    if last.id in ("signed_projects", "signed_investment") and text in _TOTALS:
        return ("signed_investment",)
    if text in _SPENT and (
        last.id in _PROJECTS
        or last.id.endswith("项目")
        or last.id == "project_investment"
        or last.name in _TOTALS
    ):
        return ("project_investment",)
    if text in _DONE:
        if last.id in _INVESTMENTS:
            return (last.id,)
        return () if last.id.endswith(("_investment", "投资")) else ("project_investment",)
    return ()
