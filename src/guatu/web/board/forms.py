"""What a meeting decides, as it is typed in on the spot."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from guatu.web.accounts import queries as accounts


class DecisionFields(forms.Form):
    """A decision that becomes a task: what, who leads, by when; of which task it came."""

    parent = forms.IntegerField(required=False, widget=forms.HiddenInput)
    title = forms.CharField(label=_("议定事项"), max_length=400)
    lead_unit: Any = forms.ModelChoiceField(
        label=_("牵头单位"), queryset=None, required=False, empty_label=_("同原任务")
    )
    deadline = forms.DateField(
        label=_("完成时限"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["lead_unit"].queryset = accounts.units()  # type: ignore[attr-defined]
