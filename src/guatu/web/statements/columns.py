"""What is stated, checked and turned into columns. One clear sentence when it cannot be put on record."""

from collections.abc import Mapping
from dataclasses import fields as dataclass_fields
from dataclasses import is_dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext as _

from guatu.vocabulary import statements as core
from guatu.vocabulary.basis import CALIBERS, STATUSES
from guatu.vocabulary.period import Period
from guatu.vocabulary.statements import Amount
from guatu.vocabulary.unit import BASE_UNITS
from guatu.web.statements.problems import refuse

Stated = core.Observation | core.Target | core.Task | Mapping[str, object]

MEASURES = (
    "level", "growth", "growth_gap", "growth_change", "change", "multiple", "share", "contribution",
    "contribution_share", "completion", "rank_change", "rank", "increase", "band",
)  # fmt: skip
_MEASURED = (
    "indicator", "measure", "unit", "basis", "of", "scope", "versus", "area", "min_size", "tier", "caliber",
    "approximate", "decimals",
)  # fmt: skip
_ALWAYS = ("quote", "document_date", "reason")
FIGURE = (*_MEASURED, "value", "period", "status", *_ALWAYS)
TARGET = (
    *_MEASURED, "comparator", "floor", "stretch", "by", "within", "band", "theme", "theme_order", "lead_unit",
    "leader", "restates", *_ALWAYS,
)  # fmt: skip
TASK = (
    "title", "kind", "theme", "theme_order", "standard", "owner_named", "lead_unit", "responsible_units",
    "support_units", "leader", "person", "deadline_kind", "deadline", "restates", *_ALWAYS,
)  # fmt: skip
DEADLINES = ("date", "monthly", "standing", "none")
_NOT_TEXT = frozenset({
    "value", "floor", "stretch", "min_size", "tier", "decimals", "document_date", "theme_order", "lead_unit",
    "leader", "restates", "responsible_units", "support_units", "deadline",
})  # fmt: skip


def given(stated: Stated, *, allowed: tuple[str, ...]) -> dict[str, Any]:
    """The named values of what is stated; a mapping with a name that no column has is refused."""
    if is_dataclass(stated):
        names = {f.name for f in dataclass_fields(stated)}
        return {name: getattr(stated, name) for name in allowed if name in names}
    unknown = sorted(set(stated) - set(allowed))
    if unknown:
        raise refuse(
            "statement.field",
            _("没有这样的栏目：%(names)s。") % {"names": "、".join(unknown)},
            advice=_("可用的栏目：%(names)s。") % {"names": "、".join(allowed)},
            names=unknown,
        )
    return dict(stated)


def columns(stated: Stated, *, allowed: tuple[str, ...]) -> dict[str, Any]:
    """The columns that `stated` fills; what it does not speak of is not in the result.

    Raises:
        StatementError: a number that is none, an unknown unit or measure, a period that is no period.
    """
    out: dict[str, Any] = {}
    for name, value in given(stated, allowed=allowed).items():
        if name in ("min_size", "tier"):
            out |= _sizes(name, value)
        elif name in ("value", "floor", "stretch"):
            out[name] = None if value is None else number(value)
        elif name in ("lead_unit", "leader"):
            out[f"{name}_id"] = getattr(value, "pk", value)
        elif name == "caliber":
            out[name] = value or "unstated"
        elif name in ("document_date", "deadline"):
            out[name] = date.fromisoformat(value) if isinstance(value, str) and value else value or None
        else:
            out[name] = value if name in _NOT_TEXT else ("" if value is None else str(value).strip())
    if out.get("measure") == "growth" and not out.get("basis"):
        out["basis"] = "yoy"
    return out


def _sizes(name: str, value: object) -> dict[str, Any]:
    if isinstance(value, Mapping):
        value = Amount.from_json(value)
    if not isinstance(value, Amount):
        return {f"{name}_value": None, f"{name}_unit": ""}
    return {f"{name}_value": number(value.value), f"{name}_unit": value.unit}


def number(value: object) -> Decimal:
    """An exact, finite number of at most thirty digits before the point."""
    try:
        found = value if isinstance(value, Decimal) else Decimal(str(value))
    except InvalidOperation:
        found = Decimal("NaN")
    if not found.is_finite() or abs(found) >= Decimal(10) ** 30 or len(found.as_tuple().digits) > 50:
        raise refuse(
            "statement.number",
            _("“%(value)s”不是可以登记的数值。") % {"value": str(value)[:40]},
            advice=_("请写成 428亿元、15.3%% 这样的数值。") % {},
            value=str(value)[:40],
        )
    return found


def check_measured(row: Any) -> None:
    """Refuse a figure or target that cannot be named or counted."""
    if not row.indicator:
        raise refuse("statement.indicator", _("没有指明指标。"), advice=_("请从指标目录中选一个指标。"))
    if row.measure not in MEASURES:
        raise refuse(
            "statement.measure",
            _("没有“%(m)s”这种度量。") % {"m": row.measure},
            advice=_("请在度量栏中选择。"),
        )
    if row.unit and row.unit not in (*BASE_UNITS, "band"):
        raise refuse(
            "statement.unit",
            _("单位“%(u)s”未知。") % {"u": row.unit},
            advice=_("请写常用单位，如亿元、%%、个。") % {},
        )
    if row.caliber not in CALIBERS:
        raise refuse("statement.caliber", _("没有这种口径。"), advice=_("请在口径栏中选择。"))


def check_figure(row: Any) -> None:
    """Refuse a figure without a number, a unit or a period."""
    check_measured(row)
    if row.value is None or not row.unit:
        raise refuse("statement.value", _("没有数值或单位。"), advice=_("请补上数值和单位，如 428亿元。"))
    if not row.period:
        raise refuse("statement.period", _("没有写明数据期。"), advice=_("请补上数据期，如 2022年1—7月。"))
    Period.parse(row.period)
    if row.status and row.status not in STATUSES:
        raise refuse("statement.status", _("没有这种数据性质。"), advice=_("请在性质栏中选择。"))
    if (
        row.unit == "rank"
        and row.measure == "rank"
        and (row.value < 1 or row.value != row.value.to_integral_value())
    ):
        raise refuse("statement.rank", _("位次应为1以上的整数。"), advice=_("请写成 第2位 或 第二。"))


def check_target(row: Any) -> None:
    """Refuse a promise of nothing."""
    check_measured(row)
    if row.floor is None and row.stretch is None and not row.band:
        raise refuse(
            "statement.promise", _("目标没有数值，也没有档次。"), advice=_("请填确保值、力争值或档次之一。")
        )
    if (row.floor is not None or row.stretch is not None) and not row.unit:
        raise refuse("statement.unit", _("目标没有单位。"), advice=_("请写带单位的数值，如 80个。"))
    if row.comparator not in (">=", "<=", "="):
        raise refuse(
            "statement.comparator", _("比较方式只能是不低于、不超过或等于。"), advice=_("请在比较栏中选择。")
        )
    if row.by:
        Period.parse(row.by)


def check_task(row: Any) -> None:
    """Refuse a task without words, or a date where the time limit is none."""
    if not row.title:
        raise refuse("statement.title", _("任务没有内容。"), advice=_("请写明要做的事。"))
    if row.kind not in ("action", "principle"):
        raise refuse("statement.kind", _("任务种类只能是任务或原则要求。"), advice=_("请在种类栏中选择。"))
    if row.deadline_kind not in DEADLINES or (row.deadline_kind == "date") != (row.deadline is not None):
        raise refuse(
            "statement.deadline",
            _("时限种类与日期不相符。"),
            advice=_("限期任务请填日期；每月、长期坚持的不填。"),
        )
