"""Collecting reports: what is pasted or handed in, and what of it is confirmed."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from guatu.web.execution.actions.collecting import Entry
from guatu.web.execution.actions.reporting import Said

_ROWS = forms.Textarea(attrs={"rows": 2, "data-plain": True})


class CollectFields(forms.Form):
    """Messages of a chat group, pictures, a returned sheet; at least one of them."""

    text = forms.CharField(
        label=_("粘贴群消息"),
        required=False,
        max_length=100_000,
        widget=forms.Textarea(
            attrs={"rows": 8, "placeholder": _("一条一段，以“姓名：”开头"), "data-plain": True}
        ),
    )
    sheet = forms.FileField(
        label=_("单位交回的表格"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xls,.csv"}),
    )


class EntryFields(forms.Form):
    """One message as it is confirmed; `task` is its number with the version on screen."""

    take = forms.BooleanField(label=_("采纳"), required=False)
    task = forms.RegexField(label=_("任务"), regex=r"^\d{1,12}:\d{1,9}$", required=False)
    progress = forms.CharField(label=_("最新进展"), required=False, max_length=4000, widget=_ROWS)
    problems = forms.CharField(label=_("存在问题"), required=False, max_length=4000, widget=_ROWS)
    next_steps = forms.CharField(label=_("下步措施"), required=False, max_length=4000, widget=_ROWS)
    file = forms.CharField(required=False, max_length=600, widget=forms.HiddenInput)

    def entry(self) -> Entry | None:
        """What is to be put on record; None when it is not taken or no task was chosen."""
        data = self.cleaned_data
        if not data["take"] or not data["task"]:
            return None
        number, version = (int(part) for part in data["task"].split(":"))
        said = Said(data["progress"], data["problems"], data["next_steps"])
        return Entry(number, version, said, (data["file"],) if data["file"] else ())


Entries: Any = forms.formset_factory(EntryFields, extra=0, max_num=200)
