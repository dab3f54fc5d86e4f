"""What may be changed of a target: who carries it, until when, and why it was changed."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from guatu.vocabulary.period import Period, PeriodError
from guatu.web.accounts import queries as accounts
from guatu.web.statements.queries import PromisedTarget


class TargetFields(forms.Form):
    """The carrying unit, the leader, the period; the version that was on screen; the reason."""

    lead_unit: Any = forms.ModelChoiceField(
        label=_("责任单位"), queryset=None, required=False, empty_label=_("未定")
    )
    leader: Any = forms.ModelChoiceField(
        label=_("分管领导"), queryset=None, required=False, empty_label=_("未定")
    )
    by = forms.CharField(
        label=_("目标期"),
        required=False,
        max_length=40,
        help_text=_("写年份，或用斜线隔开起止年月"),
    )
    theme = forms.CharField(label=_("主题"), required=False, max_length=120)
    reason = forms.CharField(label=_("修改理由"), max_length=400)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, row: PromisedTarget, **kwargs: Any) -> None:
        now = {"lead_unit": row.lead_unit_id, "leader": row.leader_id, "by": row.by, "theme": row.theme}
        kwargs |= {"initial": {**now, "version": row.version}}
        super().__init__(*args, **kwargs)
        leaders = accounts.people_with("leader") | accounts.people_with("portfolio_leader")
        for name, rows in (("lead_unit", accounts.units()), ("leader", leaders)):
            self.fields[name].queryset = rows  # type: ignore[attr-defined]

    def clean_by(self) -> str:
        """The period in its canonical form."""
        text = str(self.cleaned_data["by"]).strip()
        if not text:
            return ""
        try:
            return str(Period.parse(text))
        except PeriodError as error:
            raise forms.ValidationError(str(error.problem)) from error

    def changes(self) -> dict[str, object]:
        """The columns to supersede."""
        return {name: self.cleaned_data[name] for name in ("lead_unit", "leader", "by", "theme")}
