"""What may be changed of a task: who carries it, until when, what counts as done."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from guatu.execution.moves import MOVES
from guatu.web.accounts import queries as accounts
from guatu.web.statements.queries import StatedTask
from guatu.web.ui.selects import LongSelect, ManyBoxes

DEADLINES = [
    ("none", _("未定时限")),
    ("date", _("限期")),
    ("monthly", _("每月")),
    ("standing", _("长期坚持")),
]


class Carried(forms.Form):
    """Who carries a task, until when, what counts as done."""

    lead_unit: Any = forms.ModelChoiceField(
        label=_("牵头单位"), queryset=None, required=False, empty_label=_("未定"), widget=LongSelect
    )
    leader: Any = forms.ModelChoiceField(
        label=_("分管领导"), queryset=None, required=False, empty_label=_("未定"), widget=LongSelect
    )
    person = forms.CharField(label=_("责任人"), required=False, max_length=120)
    deadline_kind = forms.ChoiceField(label=_("时限"), choices=DEADLINES)
    deadline = forms.DateField(
        label=_("日期"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    standard = forms.CharField(
        label=_("工作目标"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2, "data-plain": True}),
    )
    responsible_units: Any = forms.ModelMultipleChoiceField(
        label=_("责任单位"), queryset=None, required=False, widget=ManyBoxes
    )
    support_units: Any = forms.ModelMultipleChoiceField(
        label=_("配合单位"), queryset=None, required=False, widget=ManyBoxes
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = accounts.units()
        for name in ("lead_unit", "responsible_units", "support_units"):
            self.fields[name].queryset = units  # type: ignore[attr-defined]
        leaders = accounts.people_with("leader") | accounts.people_with("portfolio_leader")
        self.fields["leader"].queryset = leaders  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """A time limit has a date exactly when it is one."""
        data = super().clean() or self.cleaned_data
        if data.get("deadline_kind") == "date" and not data.get("deadline") and "deadline" not in self.errors:
            self.add_error("deadline", _("限期任务请填日期。"))
        if data.get("deadline_kind") != "date":
            data["deadline"] = None
        return data


class TaskFields(Carried):
    """What may be changed of a stated task; the version that was on screen; the reason."""

    reason = forms.CharField(label=_("修改理由"), required=False, max_length=400)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, row: StatedTask, **kwargs: Any) -> None:
        now = {
            "lead_unit": row.lead_unit_id,
            "leader": row.leader_id,
            "person": row.person,
            "deadline_kind": row.deadline_kind,
            "deadline": row.deadline,
            "standard": row.standard,
            "responsible_units": row.units("responsible"),
            "support_units": row.units("support"),
            "version": row.version,
        }
        kwargs |= {"initial": now, "auto_id": f"t{row.lineage}_%s"}
        super().__init__(*args, **kwargs)

    def changes(self) -> dict[str, object]:
        """The columns to supersede."""
        left_out = ("reason", "version")
        return {name: value for name, value in self.cleaned_data.items() if name not in left_out}


class ActFields(forms.Form):
    """One move of a task: which, on which version, and what it asks for."""

    move = forms.ChoiceField(choices=[(m.id, m.word) for m in MOVES.values() if "report" not in m.asks])
    version = forms.IntegerField()
    words = forms.CharField(label=_("理由或要求"), required=False, max_length=1000)
    day = forms.DateField(label=_("新的时限"), required=False)
    unit = forms.IntegerField(label=_("转给"), required=False)


class ReportFields(forms.Form):
    """A report under its three heads; `final` hands it in for sign-off."""

    version = forms.IntegerField()
    progress = forms.CharField(label=_("最新进展"), max_length=4000)
    problems = forms.CharField(label=_("存在问题"), required=False, max_length=4000)
    next_steps = forms.CharField(label=_("下步措施"), required=False, max_length=4000)
    period = forms.CharField(required=False, max_length=40)
    figures = forms.CharField(label=_("引用数据"), required=False, max_length=1000)
    final = forms.BooleanField(label=_("报请办结"), required=False)

    def addresses(self) -> tuple[str, ...]:
        """The addresses of the figures that the report cites, as they were typed, one to a word."""
        return tuple(self.cleaned_data["figures"].split())
