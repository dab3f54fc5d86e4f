"""A filled-in task book that comes back: the file first, then the word to write it."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class UploadFields(forms.Form):
    """The workbook."""

    file = forms.FileField(
        label=_("填好的任务书"), widget=forms.ClearableFileInput(attrs={"accept": ".xlsx"})
    )


class BackFields(forms.Form):
    """Which kept file is written."""

    sha256 = forms.RegexField(r"[0-9a-f]{64}", required=False)
    name = forms.CharField(required=False, max_length=200)
