"""What the interface's addresses, parameters and fields mean, in the words of the pages."""

from __future__ import annotations

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = dict[str, Promise]

#: Title and explanation of each address, by its last part.
ENDPOINTS: Final[dict[str, tuple[Promise, Promise]]] = {
    "figures": (_("公布的数据"), _("文件里公布的和手工录入的数据，每条带出处和原文；可按指标、数据期筛选。")),
    "targets": (_("目标"), _("已审核的目标，每条带确保值、力争值、时限和原文。")),
    "tasks": (_("任务"), _("已审核的任务；部门账号只能读到本单位的任务。")),
    "trace": (
        _("一项数据的计算过程和出处"),
        _(
            "由哪些数算出，直到文件原句、报表单元格；看不到企业数据的账号只得到汇总。返回内容随数据而异，没有固定字段。"
        ),
    ),
    "board": (
        _("由报表汇总计算的数据"),
        _("指标一览表的一期：每行一个指标，每列一项输出，每个数带地址，可再查计算过程。"),
    ),
}

#: By name; by address and name where the same name means something else there.
PARAMETERS: Final[Words] = {
    "limit": _("一次最多返回几条：1—1000，不填为 100"),
    "offset": _("从第几条起，0 为第一条"),
    "known_at": _("按哪个数据版本，填操作日志序号；不填为最新"),
    "indicator": _("指标编码，见指标目录；不填为全部"),
    "period": _("数据期，如 2022-01/2022-06；不填为全部"),
    "board.period": _("月份，2022-07 即 1—7月；不填为最新一期"),
    "area": _("街道或园区的代码；不填为全区"),
    "industry": _("行业门类（C）、大类（39）或成组行业（leading）；不填为全部"),
    "size": _("企业规模的代码；须有查看企业数据的权限"),
    "ownership": _("登记注册类型的代码；须有查看企业数据的权限"),
    "key": _("数据的地址，如 gdp/level/2022-01--2022-06"),
    "trace.limit": _("汇总数最多列出几个单元格：0—10000，由大到小，不填为 1000"),
    "start": _("从第几个单元格列起，0 为第一个"),
}

FIELDS: Final[Words] = {
    "count": _("总条数"),
    "items": _("本次返回的各条"),
    "number": _("记录编号，改版后不变"),
    "version": _("第几版"),
    "source": _("出处的地址"),
    "quote": _("文件原文"),
    "document_date": _("文件日期"),
    "key": _("数据的地址，可用来查计算过程"),
    "indicator": _("指标编码"),
    "measure": _("说的是什么：level 总量，growth 增幅，share 占比，rank 位次等"),
    "period": _("数据期"),
    "value": _("准确的十进制数，以文字给出，用基本单位（元、美元、%）"),
    "unit": _("单位的代码：CNY 元，USD 美元，percent 百分之一，pp 百分点，count 个数等"),
    "area": _("区域代码，空为全区"),
    "caliber": _("口径，unstated 为文件未说明"),
    "status": _("数据状态：初步、修订、最终等"),
    "comparator": _("比较方式：>= 不低于，<= 不高于等"),
    "floor": _("确保值"),
    "stretch": _("力争值"),
    "by": _("完成时限"),
    "band": _("区间或档次，如“全市前三”"),
    "theme": _("工作领域"),
    "lead_unit": _("牵头单位"),
    "title": _("任务内容"),
    "kind": _("action 为任务，principle 为原则要求"),
    "deadline_kind": _("时限的种类"),
    "deadline": _("完成时限"),
    "industry": _("行业代码，空为全部"),
    "size": _("企业规模代码，空为全部"),
    "ownership": _("登记注册类型代码，空为全部"),
    "simulated": _("是否模拟数据"),
    "columns": _("有哪些列"),
    "column": _("列的代码"),
    "name": _("名称"),
    "rows": _("各行，一行一个指标"),
    "figures": _("这一行的计算数"),
    "published": _("这一行的公布数"),
    "text": _("页面上的写法"),
    "why_unknown": _("没有数时的原因"),
}

KINDS: Final[Words] = {
    "string": _("文字"),
    "integer": _("整数"),
    "boolean": _("是或否"),
    "array": _("列表"),
    "object": _("对象"),
    "date": _("日期"),
}
