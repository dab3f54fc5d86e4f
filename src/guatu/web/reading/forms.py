"""Forms of the desk: the file that comes in, and the three kinds of item as people write them."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from guatu.catalogue.taught import Taught
from guatu.vocabulary.basis import BASES, CALIBERS, STATUSES
from guatu.vocabulary.period import Period
from guatu.vocabulary.problems import GuatuError
from guatu.vocabulary.unit import NAMES, format_quantity
from guatu.web.accounts.queries import units
from guatu.web.reading import typed
from guatu.web.reading.models import MARKS
from guatu.web.reading.queries.words import taught

_SCOPES = [("", "—"), ("city", _("全市")), ("province", _("全省")), ("nation", _("全国"))]
_SCOPES += [("development_zones", _("开发区")), ("counties", _("县市区")), ("streets", _("街道"))]
_OF = [
    ("", "—"),
    ("level", _("总量")),
    ("growth", _("增幅")),
    ("share", _("占比")),
    ("completion", _("完成率")),
]
_OF_FIGURES = (
    "level", "growth", "growth_gap", "growth_change", "rank", "share", "completion", "change", "multiple",
    "rank_change", "contribution", "contribution_share",
)  # fmt: skip
_OF_TARGETS = ("level", "increase", "growth", "rank", "share", "completion", "multiple", "band")


MEASURES = {
    "level": _("总量（数值）"),
    "increase": _("新增"),
    "growth": _("增幅"),
    "growth_gap": _("增幅之差（高于平均等）"),
    "growth_change": _("增幅变化（较上期等）"),
    "rank": _("位次"),
    "share": _("占比"),
    "completion": _("完成率"),
    "change": _("增减量"),
    "multiple": _("倍数"),
    "rank_change": _("位次变化"),
    "contribution": _("拉动"),
    "contribution_share": _("贡献率"),
    "band": _("档次"),
}


def _measures(names: tuple[str, ...]) -> list[tuple[str, Any]]:
    return [("", _("按数值判断")), *((name, MEASURES[name]) for name in names)]


def _choices(names: Mapping[str, str]) -> list[tuple[str, str]]:
    return [("", "—"), *names.items()]


class UploadForm(forms.Form):
    """One file, its mark, and its date where the text does not tell it."""

    file = forms.FileField(label=_("文件"))
    mark = forms.ChoiceField(label=_("标识"), choices=MARKS, widget=forms.RadioSelect, initial="internal")
    date = forms.DateField(
        label=_("文件日期"), required=False, widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )


class AboutForm(forms.Form):
    """What is known of a document."""

    title = forms.CharField(label=_("标题"), max_length=200)
    date = forms.DateField(
        label=_("文件日期"), required=False, widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )
    mark = forms.ChoiceField(label=_("标识"), choices=MARKS)


class ItemForm(forms.Form):
    """What figures, targets and tasks share: reading of typed words, with the problem beside the field."""

    noun = ""
    #: The fields that stand open; the others wait under 更多.
    open: tuple[str, ...] = ()

    def __init__(
        self, *args: Any, day: date | None = None, kept: Mapping[str, Any] | None = None, **more: Any
    ) -> None:
        self.year = day.year if day else None
        self.kept = dict(kept or {})
        super().__init__(*args, **{"auto_id": f"{self.noun}-%s", "label_suffix": "", **more})

    @cached_property
    def taught(self) -> Taught:
        """The zone's own words."""
        return taught()

    def shown(self) -> list[forms.BoundField]:
        """The fields that stand open."""
        return [self[name] for name in self.open]

    def folded(self) -> list[forms.BoundField]:
        """The fields under 更多."""
        return [field for field in self if field.name not in self.open]

    def _read(self, name: str, reader: Any, **options: Any) -> Any:
        """What the field's words mean; None when it is empty; a problem is shown at the field."""
        text = str(self.cleaned_data.get(name) or "").strip()
        if not text:
            return None
        try:
            return reader(text, **options)
        except GuatuError as error:
            self.add_error(name, str(error))
            return None

    def item(self) -> dict[str, Any]:
        """The vocabulary's JSON that the form describes; call it after `is_valid`."""
        return {**self.kept, **self.cleaned_data["item"], "confidence": 1.0}


class MeasuredForm(ItemForm):
    """What figures and targets share."""

    indicator = forms.CharField(
        label=_("指标"),
        max_length=120,
        widget=forms.TextInput(attrs={"data-indicator": "", "autocomplete": "off", "list": "indicators"}),
    )
    min_size = forms.CharField(label=_("规模（以上）"), max_length=40, required=False)
    tier = forms.CharField(label=_("企业档次"), max_length=40, required=False)
    scope = forms.ChoiceField(label=_("排名范围"), choices=_SCOPES, required=False)
    of = forms.ChoiceField(label=_("位次对象"), choices=_OF, required=False)
    area = forms.CharField(label=_("区域（非本区时）"), max_length=60, required=False)
    caliber = forms.ChoiceField(
        label=_("口径"), choices=list(CALIBERS.items()), initial="unstated", required=False
    )

    def _conditions(self) -> dict[str, Any]:
        clean = self.cleaned_data
        sizes = {name: self._read(name, typed.value, taught=self.taught) for name in ("min_size", "tier")}
        return {
            "indicator": self._read("indicator", typed.indicator_id, taught=self.taught),
            "scope": clean.get("scope") or None,
            "of": clean.get("of") or None,
            "area": clean.get("area") or None,
            "caliber": clean["caliber"] if clean.get("caliber") not in ("", "unstated") else None,
            **{name: {"value": str(v.value), "unit": v.unit} if v else None for name, v in sizes.items()},
        }


class FigureForm(MeasuredForm):
    """A figure as people write it: 地区生产总值, 428亿元, 上半年."""

    noun = "figure"
    open = ("indicator", "value", "period", "measure")
    value = forms.CharField(
        label=_("数值和单位"), max_length=60, help_text=_("如 428亿元、15.3%、-8.92%、第二")
    )
    period = forms.CharField(label=_("数据期"), max_length=40, help_text=_("如 2022年1—7月、上半年"))
    measure = forms.ChoiceField(label=_("度量"), choices=_measures(_OF_FIGURES), required=False)
    basis = forms.ChoiceField(label=_("比较基准"), choices=_choices(BASES), required=False)
    versus = forms.CharField(label=_("比较对象"), max_length=60, required=False)
    status = forms.ChoiceField(label=_("性质"), choices=_choices(STATUSES), required=False)

    def clean(self) -> dict[str, Any]:
        """Read the words into an observation."""
        clean = self.cleaned_data
        usual = _usual_unit(clean.get("measure") or "")
        stated = self._read("value", typed.value, default=usual, taught=self.taught)
        period = self._read("period", typed.period, year=self.year)
        conditions = self._conditions()
        if stated and period:
            measure = clean.get("measure") or typed.measure_of(stated.unit, indicator=conditions["indicator"])
            rank = {"of": conditions["of"] or "level", "scope": conditions["scope"] or "city"}
            clean["item"] = {
                **conditions,
                **(rank if measure == "rank" else {}),
                "measure": measure,
                "value": str(stated.value),
                "unit": stated.unit,
                "decimals": stated.decimals,
                "period": str(period),
                "basis": clean.get("basis") or ("yoy" if measure == "growth" else None),
                "versus": _versus(clean.get("versus") or "", year=self.year),
                "status": clean.get("status") or None,
                "approximate": self.kept.get("approximate"),
            }
        return clean


class TargetForm(MeasuredForm):
    """A promise as people write it: 签约项目, 确保30个, 力争40个, 2022年."""

    noun = "target"
    open = ("indicator", "comparator", "floor", "stretch", "by", "measure")
    comparator = forms.ChoiceField(
        label=_("比较"), choices=[(">=", _("不低于")), ("<=", _("不超过")), ("=", _("等于"))]
    )
    floor = forms.CharField(label=_("确保"), max_length=60, required=False, help_text=_("如 30个、25%、第一"))
    stretch = forms.CharField(label=_("力争"), max_length=60, required=False)
    by = forms.CharField(label=_("目标期"), max_length=40, required=False, help_text=_("如 2022年、下半年"))
    measure = forms.ChoiceField(label=_("度量"), choices=_measures(_OF_TARGETS), required=False)
    band = forms.CharField(label=_("档次"), max_length=60, required=False)
    lead_unit = forms.TypedChoiceField(label=_("责任单位"), required=False, coerce=int, empty_value=None)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["lead_unit"].choices = _unit_choices()  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Read the words into a target."""
        clean = self.cleaned_data
        usual = _usual_unit(clean.get("measure") or "")
        floor, stretch = (
            self._read(name, typed.value, default=usual, taught=self.taught) for name in ("floor", "stretch")
        )
        by = self._read("by", typed.period, year=self.year)
        stated, conditions = floor or stretch, self._conditions()
        if not stated and not clean.get("band") and not self.errors:
            self.add_error("floor", _("请填确保值、力争值或档次之一。"))
        elif floor and stretch and floor.unit != stretch.unit:
            self.add_error("stretch", _("确保值和力争值的单位不同。"))
        elif not self.errors:
            measure = clean.get("measure") or (
                typed.measure_of(stated.unit, indicator=conditions["indicator"]) if stated else "band"
            )
            clean["item"] = {
                **conditions,
                "measure": measure,
                "comparator": clean["comparator"],
                "floor": str(floor.value) if floor else None,
                "stretch": str(stretch.value) if stretch else None,
                "unit": stated.unit if stated else None,
                "decimals": stated.decimals if stated else None,
                "by": str(by) if by else None,
                "band": clean.get("band") or None,
                "basis": self.kept.get("basis") or ("yoy" if measure == "growth" else None),
                "lead_unit": clean.get("lead_unit"),
            }
        return clean


class TaskForm(ItemForm):
    """A task: its words, theme, units and time limit."""

    noun = "task"
    open = ("title", "theme", "lead_unit", "deadline_kind", "deadline")
    title = forms.CharField(
        label=_("任务"), max_length=1000, widget=forms.Textarea(attrs={"rows": 2, "data-plain": True})
    )
    theme = forms.CharField(label=_("主题"), max_length=120, required=False)
    lead_unit = forms.TypedChoiceField(label=_("牵头单位"), required=False, coerce=int, empty_value=None)
    deadline_kind = forms.ChoiceField(
        label=_("时限"),
        choices=[
            ("none", _("未定")),
            ("date", _("限期")),
            ("monthly", _("每月")),
            ("standing", _("长期坚持")),
        ],
    )
    deadline = forms.CharField(label=_("期限"), max_length=40, required=False, help_text=_("如 12月31日前"))
    kind = forms.ChoiceField(label=_("种类"), choices=[("action", _("任务")), ("principle", _("原则要求"))])
    support_units = forms.TypedMultipleChoiceField(label=_("配合单位"), required=False, coerce=int)
    person = forms.CharField(label=_("责任人"), max_length=60, required=False)
    standard = forms.CharField(
        label=_("工作目标"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "data-plain": True}),
    )

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["lead_unit"].choices = _unit_choices()  # type: ignore[attr-defined]
        self.fields["support_units"].choices = _unit_choices()[1:]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Read the words into a task."""
        clean = self.cleaned_data
        limit = self._read("deadline", typed.day, year=self.year)
        kind = "date" if limit and clean.get("deadline_kind") == "none" else clean.get("deadline_kind")
        if kind == "date" and limit is None and not self.errors:
            self.add_error("deadline", _("限期任务请填期限，如 12月31日前。"))
        names = ("title", "theme", "lead_unit", "support_units", "person", "standard")
        clean["item"] = {
            **{name: clean.get(name) or None for name in names},
            "kind": clean.get("kind") or "action",
            "deadline_kind": kind,
            "deadline": limit.isoformat() if limit and kind == "date" else None,
        }
        if clean.get("lead_unit"):
            clean["item"]["lead_name"] = dict(self.fields["lead_unit"].choices).get(clean["lead_unit"])  # type: ignore[attr-defined]
        return clean


FORMS: dict[str, type[ItemForm]] = {"figure": FigureForm, "target": TargetForm, "task": TaskForm}


def initial(noun: str, item: Mapping[str, Any]) -> dict[str, Any]:
    """An item's values as people would write them."""
    out: dict[str, Any] = {name: item.get(name) for name in FORMS[noun].base_fields}
    if noun == "task":
        return out | {
            "title": item.get("title") or item.get("quote"),
            "deadline_kind": item.get("deadline_kind") or ("date" if item.get("deadline") else "none"),
        }
    unit = str(item.get("unit") or "")
    for name in ("value", "floor", "stretch"):
        if item.get(name) is not None:
            out[name] = _written(item[name], unit=unit)
    for name in ("min_size", "tier"):
        if item.get(name):
            out[name] = _written(item[name]["value"], unit=item[name]["unit"])
    for name in ("period", "by"):
        if item.get(name):
            out[name] = Period.parse(str(item[name])).label()
    return out | {"indicator": _indicator(str(item.get("indicator") or ""))}


def _indicator(name: str) -> str:
    return (
        f"其他：{name.removeprefix(typed.OTHER)}"
        if name.startswith(typed.OTHER)
        else typed.name_of(name)
        if name
        else ""
    )


def _written(value: object, *, unit: str) -> str:
    number = Decimal(str(value))
    return f"第{number:f}位" if unit == "rank" else format_quantity(number, unit=unit)


def _usual_unit(measure: str) -> str | None:
    return {
        "growth": "percent",
        "rank": "rank",
        "share": "percent",
        "completion": "percent",
        "multiple": "times",
    }.get(measure)


def _versus(text: str, *, year: int | None) -> str | None:
    """A base of comparison: an earlier period as people write it, or the name as written."""
    if not text:
        return None
    try:
        return str(typed.period(text, year=year))
    except GuatuError:
        return text


def _unit_choices() -> list[tuple[Any, str]]:
    return [("", "—"), *((unit.pk, unit.short_name) for unit in units())]


class WordForm(forms.Form):
    """A word to teach: an indicator's further spelling, or a further unit."""

    kind = forms.ChoiceField(
        label=_("种类"), choices=[("alias", _("指标说法")), ("unit", _("单位"))], widget=forms.RadioSelect
    )
    word = forms.CharField(label=_("文件里的说法"), max_length=40)
    indicator = forms.CharField(
        label=_("指的是哪个指标"),
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs={"data-indicator": "", "autocomplete": "off", "list": "indicators"}),
    )
    unit = forms.ChoiceField(label=_("折合成"), choices=[("", "—"), *NAMES.items()], required=False)
    factor = forms.CharField(
        label=_("折算系数"),
        max_length=20,
        required=False,
        help_text=_("1个新单位等于多少，如1公顷等于15亩，填15"),
    )
