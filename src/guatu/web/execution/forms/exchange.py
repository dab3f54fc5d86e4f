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
    """The file that is written, by the ticket under which it was set aside."""

    ticket = forms.CharField(required=False, max_length=600)
