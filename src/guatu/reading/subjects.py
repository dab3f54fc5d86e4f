"""From the words of a name to an indicator: a canonical one, or ``other:`` with the name as it is written."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from guatu.catalogue.load import indicators, words
from guatu.reading.lexicon import STAGES, Lexicon, Role, Token
from guatu.vocabulary.statements import Amount

_NEUTRAL = re.compile(
    r"(?:(?:我|本|全)(?:区|市|县|省|国|州|园|镇|旗|盟|港)|全社会|区域|地区|当地|辖区|其中|主要|各项|同时|预计|累计|全年|当年|年内|全部|整体|各类|全口径|"
    r"地方|本地|实现|完成|达到|共|的|地|了|以来|方面|今年|去年|当月|辖区内|区内|市内|县内|境内|全区域|属地|实施|推动|带动|新增的|本级|"
    r"市级|区级|县级|省级|全行业|工业经济|工业方面|投资方面|财政方面|消费方面|外贸方面|外资方面|民生方面|是|为|将|要|使|让|把|对|以|在|由|"
    r"(?:全|我|本)?(?:区|市|县|省)(?:的|内)?|[^\W\d_]{1,8}?(?:开发区|高新区|新区|园区|自贸区|保税区|经开区|示范区|集聚区|产业园|科学城|街道|自治州|自治区|自治县|林区)|"
    r"[^\W\d_]{2,3}(?:市|县|镇|乡|州|旗)|[^\W\d_]{1,3}省|[^\W\d_]{1,2}区)+"
)
_HEADS = re.compile(
    r"(?:率|占比|比重|比例|强度|系数|浓度|份额|收入|支出|税|费|投资|投资额|额|总额|总值|产值|增加值|利润|余额|资金|产量|总产|销量|面积|数|量|里程|规模|人数|"
    r"户数|家数|值|指数|价格|资产|负债|存款|贷款|保费|人口|吞吐量|周转量|营收|贸易|消费|用电|出口|进口|外资|内资|融资|债券|市值|成本|GDP|补助|岗位|"
    r"项目|企业|人才|专利|平台|机构|主体|产业|制造业|业|行业|工业|服务业|水平|度|能力|热度|强度|销售|零售|交易|票房|装机|工程|用地|厂房|粮食|住房|"
    r"学位|床位|车|汽车|手机|电脑|电池|机器人|电路|钢材|水泥|设备|品|材|机|游客|居民|职工|工资|缺口|债务|缴费|捐赠|绿地|林|田|耕地|低保|标准)$"
)
_BARE = frozenset(
    "项目 企业 产业 工业 投资 平台 机构 载体 资金 总额 金额 数 量 额 合计 总计 总量 其中 情况 方面 规模 水平 影响 因素".split()
)
_MODIFIER = re.compile(
    r"(?:重点|重大|产业|工业|制造业|先进制造业|服务业|现代服务业|农业|大|好|新|优质|各类|招商|招商引资|内资|外资|建设|高质量|实体经济|实体|产业类|省级|市级|区级|亿元|"
    r"省市|新兴|战略性新兴产业|主导产业|科技|高新技术|总投资|投资|投资额|固定资产投资|计划|固投|单体|超|以上|以下|的|及|和|、|元)*$"
)


@dataclass(frozen=True, slots=True)
class Subject:
    """What a figure is of. ``ids`` has several for a joint name (城乡居民收入)."""

    id: str
    start: int
    end: int
    ids: tuple[str, ...] = ()
    min_size: Amount | None = None
    tier: Amount | None = None
    new: bool = False
    area: str | None = None

    @property
    def canonical(self) -> bool:
        """Whether the catalogue knows it."""
        return not self.id.startswith("other:")


def kind_of(id_: str) -> str:
    """flow, stock, ratio or index; "" for what the catalogue does not know."""
    known = indicators().get(id_)
    return known.kind if known else ("ratio" if _RATIO.search(id_) and id_.startswith("other:") else "")


_RATIO = re.compile(
    r"(?:率|占比|比重|比例|覆盖面|强度|系数|份额|满意度|集聚度|依存度|集中度|知晓度|覆盖度|贡献度|比)$"
)


def subject(
    name: Sequence[Token], lex: Lexicon, *, last: Subject | None, before: Sequence[Token] = ()
) -> Subject | None:
    """The subject that the words name; ``last`` is the one in force, which completes a bare name."""
    if not name:
        return None
    size = next((w for w in name if w.roles & Role.SIZE), None)
    amount = _amount(size)
    tier = amount if size is not None and size.text.endswith("级") else None
    start, end = name[0].start, name[-1].end
    text = "".join(
        w.text
        for w in name
        if not w.roles & (Role.SIZE | Role.QUOTE) and not (w.number and w.roles & Role.NUMBER)
    )
    staged = _staged(name, text)
    if staged:
        return Subject(staged, start, end, (), amount)
    if tier is not None:
        if re.fullmatch(r"(?:[^\W\d_]{0,6})?(?:企业|工业企业|制造业企业)(?:数|总数|数量)?", text):
            return Subject("enterprises_at_tier", start, end, (), None, tier)
    ids, area = _lookup(text, name, lex)
    if not ids and before and _above_scale(before):
        joined = "".join(w.text for w in (*before, *name) if w.roles & (Role.ALIAS | Role.PLAIN | Role.NOUN))
        ids, _ = _lookup(joined, name, lex)
        if not ids:
            ids = words()["context"].get(text, ())
    if not ids and last is not None:
        ids = _completed(text, last)
    if ids:
        many = ids if len(ids) > 1 else ()
        return Subject(ids[0], start, end, many, None if tier else amount, tier, area=area)
    plain = _written(name)
    if plain is None:
        return None
    return Subject("other:" + plain, start, end, (), None if tier else amount, tier)


def _amount(size: Token | None) -> Amount | None:
    if size is None or size.number is None or not size.number.unit:
        return None
    return Amount(size.number.value, size.number.unit)


def _staged(name: Sequence[Token], text: str) -> str | None:
    """签约 … 项目 and its kin."""
    stages = [w for w in name if w.roles & Role.STAGE]
    if not stages or not re.search(r"项目(?:数|个数|数量|总数)?$|^(?:签约|新签约)$", text):
        return None
    found = {STAGES[w.text] for w in stages}
    rest = text
    for w in stages:
        rest = rest.replace(w.text, "", 1)
    rest = re.sub(r"项目(?:数|个数|数量|总数)?$", "", rest)
    if len(found) != 1 or not _MODIFIER.match(re.sub(_NEUTRAL, "", rest, count=1)):
        return None
    return found.pop()


def _lookup(text: str, name: Sequence[Token], lex: Lexicon) -> tuple[tuple[str, ...], str | None]:
    ids = lex.aliases.get(text)
    if ids:
        return ids, None
    stripped = _NEUTRAL.match(text)
    if stripped and stripped.end() < len(text):
        ids = lex.aliases.get(text[stripped.end() :])
        if ids:
            return ids, None
    last = name[-1]
    if last.roles & Role.ALIAS and len(last.text) > 1:
        rest = text[: len(text) - len(last.text)]
        if not rest or _NEUTRAL.fullmatch(rest) or _is_area(rest):
            return lex.aliases[last.text], None
    tail = re.sub(
        r"(?:总量|总额|规模|完成|实现|累计|方面|情况|完成情况|增速|增幅|数量|个数|总数|数|的)+$", "", text
    )
    if tail and tail != text:
        return _lookup_plain(tail, lex), None
    return (), None


def _lookup_plain(text: str, lex: Lexicon) -> tuple[str, ...]:
    ids = lex.aliases.get(text)
    if ids:
        return ids
    stripped = _NEUTRAL.match(text)
    return lex.aliases.get(text[stripped.end() :], ()) if stripped else ()


def _is_area(text: str) -> bool:
    return bool(
        re.fullmatch(r"[^\W\d_]{1,8}(?:区|市|县|省|镇|乡|州|旗|街道|园|盟|港|城)(?:的|实现|完成)?", text)
    )


def _above_scale(before: Sequence[Token]) -> bool:
    return any("规上" in w.text or "规模" in w.text for w in before)


_INDUSTRY = frozenset(
    {
        "industrial_value_added",
        "industrial_output",
        "industrial_revenue",
        "industrial_profit",
        "above_scale_enterprises",
    }
)
_PROJECTS = frozenset({"signed_projects", "started_projects", "completed_projects", "commissioned_projects"})


def _completed(text: str, last: Subject) -> tuple[str, ...]:
    """A bare name after its fuller kin: 利润总额 after 规上工业, 项目 after 新签约项目."""
    if last.id in _INDUSTRY and text in words()["context"] and text not in ("工业总产值", "工业增加值"):
        return words()["context"][text]
    if last.id in _PROJECTS and text.endswith("项目") and _MODIFIER.match(text.removesuffix("项目")):
        return (last.id,)
    if last.id in ("signed_projects", "signed_investment") and text in (
        "总投资",
        "总投资额",
        "投资额",
        "投资总额",
        "计划总投资",
        "协议总投资",
        "协议投资额",
        "计划投资",
    ):
        return ("signed_investment",)
    return ()


def _written(name: Sequence[Token]) -> str | None:
    """The name as written, without what stands around it; None when it is none."""
    kept = [w for w in name if not w.roles & Role.SIZE and not (w.number and w.roles & Role.NUMBER)]
    text = "".join(w.text for w in kept if w.text != '"')
    stripped = _NEUTRAL.match(text)
    if stripped and stripped.end() < len(text):
        text = text[stripped.end() :]
    text = re.sub(r"^(?:的|等|是|中|从|我|在)+|(?:的|完成|实现|累计|方面|共|已)+$", "", text)
    if len(text) < 2 or text in _BARE or len(text) > 20:
        return None
    if re.search(r"影响|因素|^等|^[^\W\d_]{0,4}等$|同志|会议", text):
        return None
    return text


def likely(subject: Subject) -> float:
    """How much an ``other:`` name looks like one of an indicator, 0 to 1."""
    if subject.canonical:
        return 1.0
    text = subject.id.removeprefix("other:")
    if not _HEADS.search(text):
        return 0.3
    return 0.9 if len(text) <= 8 else 0.75 if len(text) <= 12 else 0.5
