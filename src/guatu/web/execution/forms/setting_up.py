"""Setting tasks up: a new one, what is said of it beside its statement, nodes, parts, goals of years."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from guatu.execution.nodes import templates
from guatu.web.accounts import queries as accounts
from guatu.web.execution.forms import Carried
from guatu.web.execution.queries.choices import EVERY, KINDS, parents, promises
from guatu.web.ui.selects import LongSelect

_DATE = {"widget": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), "required": False}
_CHOICE: Any = {
    "required": False,
    "coerce": int,
    "empty_value": None,
    "widget": LongSelect(attrs={"data-plain": True}),
}
_WORDS = forms.Textarea(attrs={"rows": 2, "data-plain": True})
_LINES = forms.Textarea(attrs={"rows": 4, "data-plain": True})
ORIGINS = [("typed", _("登记")), ("above", _("上级交办")), ("note", _("领导批示"))]


class Detail(forms.Form):
    """What is said of a task under way beside its statement."""

    kind = forms.ChoiceField(label=_("类别"), choices=KINDS)
    officer: Any = forms.ModelChoiceField(label=_("督查员"), queryset=None, required=False)
    liaison = forms.CharField(label=_("联络员"), required=False, max_length=120)
    every = forms.ChoiceField(label=_("反馈周期"), choices=EVERY, required=False)
    weight = forms.DecimalField(
        label=_("权重"), required=False, min_value=0, max_value=1000, max_digits=8, decimal_places=3
    )
    target = forms.TypedChoiceField(label=_("对应目标"), **_CHOICE)
    parent = forms.TypedChoiceField(label=_("上级任务"), **_CHOICE)
    place = forms.CharField(label=_("地点"), required=False, max_length=120)
    wants_evidence = forms.BooleanField(label=_("须附佐证材料"), required=False)
    source_org = forms.CharField(label=_("交办单位或领导"), required=False, max_length=120)
    source_words = forms.CharField(label=_("交办或批示原文"), required=False, max_length=2000, widget=_WORDS)
    source_date = forms.DateField(label=_("交办或批示日期"), **_DATE)
    reply_due = forms.DateField(label=_("向上反馈时限"), **_DATE)

    def __init__(self, *args: Any, actor: Any, number: int | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["officer"].queryset = accounts.people_with("supervision")  # type: ignore[attr-defined]
        nothing = [("", "—")]
        self.fields["target"].choices = nothing + promises(actor)  # type: ignore[attr-defined]
        self.fields["parent"].choices = nothing + parents(actor, number)  # type: ignore[attr-defined]

    def details(self) -> dict[str, Any]:
        """The details as the action takes them."""
        return {name: self.cleaned_data[name] for name in Detail.base_fields if name in self.cleaned_data}


class AmendFields(Detail):
    """The details of a task under way, with the version on screen and the reason."""

    reason = forms.CharField(label=_("修改理由"), required=False, max_length=400)
    version = forms.IntegerField(widget=forms.HiddenInput)


class NewTask(Carried, Detail):
    """A task that no document on file says."""

    title = forms.CharField(label=_("任务"), max_length=300)
    origin = forms.ChoiceField(label=_("来源"), choices=ORIGINS)
    theme = forms.CharField(
        label=_("主题"), required=False, max_length=120, widget=forms.TextInput(attrs={"list": "themes"})
    )
    template = forms.ChoiceField(label=_("节点模板"), required=False)

    field_order = (
        "title", "standard", "theme", "origin", "source_org", "source_date", "source_words", "reply_due",
        "lead_unit", "leader", "person", "liaison", "responsible_units", "support_units", "deadline_kind",
        "deadline", "template", "every", "kind", "officer", "weight", "target", "parent", "place",
        "wants_evidence",
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        made = [(one.id, one.name) for one in templates().values()]
        self.fields["template"].choices = [("", _("不排节点")), *made]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """What comes from above says from whom, and nodes need a date to be spread up to."""
        data = super().clean()
        if data.get("origin") in ("above", "note") and not data.get("source_org"):
            self.add_error("source_org", _("请写明交办单位或批示领导。"))
        dated = data.get("deadline") or data.get("origin") in ("above", "note")
        if data.get("template") and not dated:
            self.add_error("template", _("排节点须有时限日期。"))
        return data

    def stated(self) -> dict[str, Any]:
        """The columns of the statement."""
        names = (*Carried.base_fields, "title", "theme")
        said = {name: self.cleaned_data[name] for name in names if self.cleaned_data.get(name) is not None}
        return said | {"quote": self.cleaned_data["source_words"], "kind": "action"}

    def details(self) -> dict[str, Any]:
        """The details, the origin among them."""
        given = super().details() | {"origin": self.cleaned_data["origin"]}
        return {name: value for name, value in given.items() if value not in ("", None)}


class NodeFields(forms.Form):
    """The nodes of a task: by a template, or line by line as a date and a name."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    template = forms.ChoiceField(label=_("节点模板"), required=False)
    nodes = forms.CharField(
        label=_("或逐行填写：日期 节点 权重%（权重可都不写）"), required=False, max_length=4000, widget=_LINES
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        made = [(one.id, one.name) for one in templates().values()]
        self.fields["template"].choices = [("", "—"), *made]  # type: ignore[attr-defined]


class PartsFields(forms.Form):
    """The tasks that one sentence is divided into, a line each; `version` is the statement's."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    titles = forms.CharField(label=_("一行一项"), max_length=4000, widget=_LINES)


class PairFields(forms.Form):
    """Two tasks that are made one; each is `number:version` of its statement as it was on screen."""

    keep = forms.RegexField(r"^[0-9]{1,18}:[0-9]{1,9}$")
    gone = forms.RegexField(r"^[0-9]{1,18}:[0-9]{1,9}$")

    def clean_keep(self) -> tuple[int, int]:
        """The number and version of the one that stays."""
        return _seen(self.cleaned_data["keep"])

    def clean_gone(self) -> tuple[int, int]:
        """The number and version of the one that is merged into it."""
        return _seen(self.cleaned_data["gone"])


def _seen(text: str) -> tuple[int, int]:
    number, version = (int(part) for part in text.split(":"))
    return number, version


class YearFields(forms.Form):
    """The goal of one year of a plan of several."""

    year = forms.IntegerField(label=_("年度"), min_value=2000, max_value=2100)
    standard = forms.CharField(label=_("年度目标"), max_length=1000, widget=_LINES)


class PolicyFields(forms.Form):
    """A numbered policy document, pasted or as a file; which clauses become tasks."""

    title = forms.CharField(label=_("文件名称"), max_length=120)
    day = forms.DateField(label=_("印发日期"), **_DATE)
    file = forms.FileField(label=_("文件（docx、pdf、txt 等）"), required=False)
    text = forms.CharField(
        label=_("或粘贴正文"),
        required=False,
        max_length=200_000,
        widget=forms.Textarea(attrs={"rows": 10, "data-plain": True}),
    )
    pick = forms.TypedMultipleChoiceField(coerce=int, required=False, widget=forms.MultipleHiddenInput)

    def __init__(self, *args: Any, numbers: Any = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["pick"].choices = [(n, n) for n in numbers]  # type: ignore[attr-defined]


class SheetFields(forms.Form):
    """A sheet of tasks."""

    file = forms.FileField(
        label=_("任务清单（xlsx、xls、csv）"),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xls,.csv"}),
    )
