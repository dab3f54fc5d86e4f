"""Names as they are written: what belongs to them, what only stands around them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from guatu.reading.clauses import CORE
from guatu.reading.lexicon import Lexicon, Role, Token
from guatu.reading.patterns import seeking
from guatu.vocabulary.statements import Amount

# What may stand before a canonical name without making it another one.
NEUTRAL = re.compile(
    r"(?:新(?=引进[^\W\d_]{0,4}人才)|有效|但是?|而|然而|不过|仅|只|(?:区内|园区|辖区|入区|入园)企业|我们的?|年末|期末|季末|月末|尤其|特别是|[一二三四五六七八九十]是|(?:[三五十两]|\d+)年(?:累计|内|间|共)?|年底前|(?:我|本|全|各)(?:区|"
    r"市|县|省|国|州|园|镇|旗|盟|港)|全社会|区域|地区|当地|辖区|其中|主要|各项|同时|预计|累计|全年|当年|"
    r"年内|全部|整体|各类|全口径|县域|市域|"
    r"地方|本地|实现|完成|达到|共|的|地|了|以来|方面|今年|去年|当月|辖区内|区内|市内|县内|境内|全区域|属地|"
    r"实施|推动|带动|本级|完成情况|组织(?:入库|完成|征收)?|"
    r"[省市县区]级(?:以上|及以上)?|税务(?:部门|系统|机关)|全行业|工业经济|工业方面|投资方面|财政方面|消费方面|外贸方面|外资方面|民生方面|"
    r"是|为|将|要|使|让|把|对|以|在|由|有|突出|“(?!新|[^”]{0,4}(?:品|样|链))[^”]{1,8}”|\"[^\"]{1,8}\"|"
    r"新城(?:集聚|拥有)?|街道|年初(?:确定|定|提出)的|如今|[^\W\d_]{1,8}?(?:开发区|高新区|新区|(?<!高铁)新城|园区|自贸区|保税区|综保区|经开区|合作区|示范区|集聚区|产业园|"
    r"科学城|街道|自治州|自治区|自治县|林区)|"
    r"[^\W\d_]{2,3}(?:市|县|镇|乡|州|旗)|[^\W\d_]{1,3}省(?!级|外|内)|[^\W\d_]{1,2}区(?!域|外|内|级))+"
)


# What is not part of a name as written.
_AROUND = re.compile(
    r"^(?:[^\W\d_]{1,8}(?:局|委|办|专班|公司|街道|中心)(?:牵头|负责)(?:组织|开展|抓好)?|发放?了?(?:[一二三四五六七八九十]批|多批)|该(?:区|市|县|镇|园区?|开发区|高新区)|前(?:为[^\W\d_]{2,10}?)?(?:办理|签完|签订|发放|提供|完成|建成|开通|上线|投用|启用)|铺设(?=[^\W\d_]{2})|发放(?=[^\W\d_]{2})|化解(?=[^\W\d_]{3})|取消(?=[^\W\d_]{3})|处置(?=[^\W\d_]{3})|清理(?=[^\W\d_]{3})|受理(?=[^\W\d_]{2})|消化(?=[^\W\d_]{3})|落实(?=[^\W\d_]{3})|组织(?=[^\W\d_]{4})|举办(?=[^\W\d_]{3})|为(?:企业|各类市场主体|市场主体|经营主体|纳税人|群众)|保障(?=[^\W\d_]{2,6}(?:用地|资金|经费|供应)$)|腾退(?=[^\W\d_]{3})|淘汰(?=[^\W\d_]{3})|关停(?=[^\W\d_]{3})|开行|发运|备案(?=[^\W\d_]{3})|[一二三四五六七八九十]是|加上|再加|减去|我们的?|年末|期末|季末|月末|首先|其次|年底前|年底|\d{1,2}月底前|月底前|月底|底前|前(?=[^\W\d_]{2,8}率)|"
    r"年末(?=全|我|本)|(?:[三五十两]|\d+)年(?:累计|内|间|共)?|其中|同时|主要|预计|累计(?!投入)|全年|当年|"
    r"(?:共|现|还|只)?有(?:(?![效限色机线偿关利进])(?=[^\W\d_]{3})|(?=进出口))|年内|实现|完成|达到|共|的|是|将|要|使|让|把|了|我们|已|今年|还|也|又|再|全面|继续|努力|积极|预期|"
    r"截至目前|目前|截止目前|此外|另外|全年共|全年完成|方面|来看|看|据统计|数据显示|加快建设|加快推进|加快|"
    r"推进|推动|年均|每年|力争|确保|新的|初步|但|而|且|并|尤其|特别是|获(?:批|评|得)?|集聚(?!度)|引育|入驻(?!率)|落户(?!率)|投放(?=[^\W\d_]{2}|绿)|(?:仍|尚|还)有(?=[^\W\d_]{3})|服务(?=企业)|"
    r"(?:我|本|全|各)(?:区|市|县|省|州|园|镇|旗|盟|港)|全社会范围内)+|(?:的|要|须|完成|实现|累计(?!投入)|方面|共|拓展|扩展|开行|红榜|黑榜|"
    r"已|了|等|数达|总数达|量达|均|可|也|又|将|预计|达|为|只|仅|就|同比|增速|增幅|恢复性|(?<=[田园路厂房站])建成)+$"
)


_HEADS = seeking(
    r"(?:率|用户|[盖损长收]面|存栏|出栏|总计|合计|占比|比重|比例|强度|系数|浓度|份额|收入|支出|税|费|投资|投资额|额|总额|总值|产值|增加值|利润|"
    r"余额|资金|产量|总产|销量|面积|数|量|里程|规模|人数|"
    r"户数|家数|值|指数|价格|资产|负债|存款|贷款|保费|人口|吞吐量|周转量|营收|贸易|消费|用电|出口|进口|"
    r"外资|内资|融资|债券|市值|成本|GDP|补助|岗位|"
    r"项目|企业|公司|事项|隐患|工单|线索|违建|人才|专利|平台|机构|主体|产业|制造业|业|行业|工业|服务业|水平|度|能力|热度|强度|销售|零售|"
    r"交易|票房|装机|工程|用地|厂房|粮食|住房|"
    r"学位|床位|奖|称号|标识|认证|合作社|农场|基地|园|馆|站|学校|医院|中心|品牌|村|泊位|桩|投诉|举报|考评|测评|综合考核|综合评价|工商户|户厕|公厕|电梯|小区|小区改造|车位|棚户区|民宿|酒店|托位|纠纷|事故|网格员|航线|班列|景区|"
    r"商标|小巨人”?|瞪羚|独角兽|团队|课题|车|汽车|手机|电脑|电池|机器人|电路|钢材|水泥|设备|品|材|机|游客|居民|职工|工资|缺口|"
    r"债务|缴费|捐赠|绿地|林|田|耕地|低保|标准)$"
)


BARE = frozenset(
    [
        "每月",
        "首期",
        "每周",
        "每季度",
        "每年",
        "项目",
        "企业",
        "产业",
        "工业",
        "投资",
        "平台",
        "机构",
        "载体",
        "资金",
        "总额",
        "金额",
        "数",
        "量",
        "额",
        "合计",
        "总计",
        "总量",
        "其中",
        "情况",
        "方面",
        "规模",
        "当季",
        "本季",
        "单季",
        "总数",
        "总户数",
        "数量",
        "限额",
        "上一个五年",
        "上个五年",
        "前五年",
        "上一届",
        "年度",
        "年初",
        "执行数",
        "决算数",
        "完成数",
        "进度",
        "实绩",
        "水平",
        "影响",
        "因素",
        "到位",
        "入库",
        "征收",
        "计划",
        "任务",
        "目标",
        "全部",
        "完成投资额",
        "部分",
        "数据",
        "共计",
        "建设",
        "增速",
        "增幅",
        "有",
        "人",
        "户",
        "个",
        "地区",
        "县区",
        "区县",
        "各地",
        "单位",
        "县市",
        "国家级",
        "后者",
        "前者",
        "剩下",
        "剩下的",
        "剩余",
        "余下",
        "其余",
    ]
)


_RATIO = seeking(
    r"(?:率|占比|比重|比例|[盖损长收]面|强度|系数|份额|满意度|集聚度|依存度|集中度|知晓度|覆盖度|贡献度|比)$"
)


@dataclass(slots=True)
class Subject:
    """What a figure is of. ``ids`` has several for a joint name (城乡居民收入).

    Never changed once it is made; it is not frozen because one is made of every number, and freezing would
    double what that costs.
    """

    id: str
    start: int
    end: int
    ids: tuple[str, ...] = ()
    min_size: Amount | None = None
    tier: Amount | None = None
    new: bool = False
    area: str | None = None
    name: str = ""

    @property
    def canonical(self) -> bool:
        """Whether the catalogue knows it."""
        return self.id[:6] != "other:"


def kind_of(id_: str, lex: Lexicon) -> str:
    """flow, stock, ratio or index; "" for what the catalogue does not know."""
    known = lex.known.get(id_)
    return known.kind if known else ("ratio" if _RATIO.search(id_) and id_.startswith("other:") else "")


def plain_name(words: Sequence[Token], *, sizes: bool = False) -> str:
    left_out = Role.NUMBER if sizes else Role.SIZE | Role.NUMBER
    return "".join([w.text for w in words if not w.roles & left_out]).replace("专案", "项目")


_SIZED_WITHIN = re.compile(r"(?:产值|税收|收入|营收|销售|纳税|进出口|出口)$")


def sized_within(name: Sequence[Token]) -> bool:
    """新增产值超亿元企业: the size is of something, and so part of the name."""
    for before, word in pairwise(name):
        if word.roles & Role.SIZE and before.roles & CORE and _SIZED_WITHIN.search(before.text):
            return True
    return False


_IS_PLACE = re.compile(
    r"[^\W\d_]{1,8}(?:区|市|县|省|镇|乡|州|旗|街道|盟|开发区|园区|科创园|产业园|工业园|物流园|科技园|软件园|组团|板块|局|专班)(?:的|实现|"
    r"完成)?"
)


_DOING_TO = re.compile(
    r"^(?:改造|新建|建设|打造|启动|实施|推进|整治|新增|建成|各|镇街|街镇|乡镇|国家级|省级|市级|绿色|零碳|智慧|低碳|特色|数字)|小区$|棚户区$|社区$|城区$|老旧"
)


#: 港口园, 环保园: parks by their short names.
_PARK = re.compile(r"(?!.*(?:幼儿|公|家|田|校|花|果|茶|乐|游|陵|植物|动物)园)[^\W\d_]{2,3}园")


@lru_cache(maxsize=2048)
def is_place(text: str) -> bool:
    """Whether the text is the name of an area: 城中街道, 北岭县."""
    if _DOING_TO.search(text):
        return False
    if text[-1:] == "园" and _PARK.fullmatch(text):
        return True
    return bool(
        _IS_PLACE.fullmatch(
            text,
        )
    )


def above_scale(before: Sequence[Token]) -> bool:
    return any("规上" in w.text or "规模" in w.text for w in before)


_WRITTEN = re.compile(r"^.*[小大弱强低高少快慢]、")


_WRITTEN_2 = re.compile(
    r"^.*等(?!级)(?=[^\W\d_]{3})|^.*(?:里|里头|中|内|区|目前|现)有(?![效限色机线偿关利])(?=[^\W\d_]{3})"
)


_AMONG = re.compile(r"^.*(?:企业|项目)中(?=[^\W\d_]{3})")


_WRITTEN_3 = re.compile(
    r"影响|因素|^[^\W\d_]{1,6}后$|^(?:年初|市里|区里|县里|省里|上级|上面)[^\W\d_]{0,3}(?:定|报|下|给|压|提|下达|确定|明确)的?$|^个?(?:县|区|市|州|镇)+(?:\([^)]*\))?中$|^(?:多|少)[^\W\d_]{1,3}$|^(?:受(?!理|益)|因|由于|随着|关于|对(?![^\W\d_]{1,6}(?:进口|出口)$)|按(?![时期])|据|为)|"
    r"^[一二三四五六七八九十两\d]+(?:次|年|届|度)$|^等|^[^\W\d_]{0,4}等$|同志|会议|(?<!火)把(?![手关])|我们|咱们|人家"
)


_WRITTEN_4 = re.compile(r"^(?:总?投资|固定资产投资|超)(?=[^\W\d_]{0,6}项目$)")


_WRITTEN_5 = re.compile(r"(?:市|县|区|省|镇)$")


#: 这个速度在全市排第五: a word that points back names nothing.
_POINTING = re.compile(
    r"(?:也?就是说|换句话说|等于说|也就是)|(?:这|那|此|该)(?:[个一项些]|[几两三]个)?(?:指标|数|数字|速度|水平|成绩|规模|总量|方面|块)?"
)
_LISTED = re.compile(r"^.*、[^、]*?(?=[二两三四五六七八九十]大)")


# 签约率, 开工项目: the stage is part of the name.
_OF_STAGE = re.compile(r"项目|[率数额量面]$")


def written_name(name: Sequence[Token], before: Sequence[Token]) -> str | None:
    """The name as written, without what stands around it; None when it is none."""
    if name[0].roles & Role.STAGE and len(name) > 1 and not _OF_STAGE.match(plain_name(name[1:])):
        name = name[1:]
    text = trimmed(plain_name(name, sizes=sized_within(name)))
    if before and not above_scale(before):
        head = trimmed(_LISTED.sub("", plain_name(before)))
        if 2 <= len(head) <= 14 and not _WRITTEN_5.search(head):
            text = head + text
    if any(w.roles & Role.SIZE for w in name):
        text = _WRITTEN_4.sub("", text)
    return _alone(text)


@lru_cache(maxsize=2048)
def _alone(text: str) -> str | None:
    """The name without what it is compared or listed with; None when nothing of a name is left."""
    text = _WRITTEN.sub("", text)
    text = _AMONG.sub("", _WRITTEN_2.sub("", text))
    if len(text) < 2 or text in BARE or len(text) > 26 or _POINTING.fullmatch(text):
        return None
    if _WRITTEN_3.search(
        text,
    ):
        return None
    return text


@lru_cache(maxsize=2048)
def trimmed(text: str) -> str:
    shorter = _AROUND.sub("", text)
    while shorter != text:
        text, shorter = shorter, _AROUND.sub("", shorter)
    return text


def likely(subject: Subject) -> float:
    """How much an ``other:`` name looks like one of an indicator, 0 to 1."""
    return 1.0 if subject.canonical else _likely(subject.id.removeprefix("other:"))


_OFFICE = re.compile(r"[\u4e00-\u9fff]{2}(?:局|委|办)要?$")


@lru_cache(maxsize=2048)
def _likely(text: str) -> float:
    if (
        _OFFICE.search(text)
        or text.startswith(("它", "他", "她", "该", "同意"))
        or text.endswith(("回来", "出来", "起来", "下来", "上来", "出去"))
    ):
        return 0.0  # 它的产值 is one firm's, 招回来 what is done
    if not _HEADS.search(text):
        return 0.4
    return 0.9 if len(text) <= 10 else 0.75 if len(text) <= 16 else 0.5
