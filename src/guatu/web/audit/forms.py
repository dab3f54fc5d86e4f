"""How the auditor narrows the log."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from guatu.web.audit.queries import actions_seen
from guatu.web.audit.words import word_for


class Filter(forms.Form):
    """Action, person, thing, first and last day."""

    action = forms.ChoiceField(label=_("动作"), required=False)
    person = forms.CharField(label=_("人员"), required=False, max_length=60)
    thing = forms.CharField(label=_("对象"), required=False, max_length=120)
    since = forms.DateField(label=_("自"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    until = forms.DateField(label=_("至"), required=False, widget=forms.DateInput(attrs={"type": "date"}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("全部")), *sorted((a, word_for(a)) for a in actions_seen())]
        self.fields["action"].choices = choices  # type: ignore[attr-defined]
