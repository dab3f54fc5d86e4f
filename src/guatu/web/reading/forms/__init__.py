"""Forms of the desk: the file that comes in, what is known of it, a word to teach."""

from django import forms
from django.utils.translation import gettext_lazy as _

from guatu.vocabulary.unit import NAMES
from guatu.web.reading.models import MARKS


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
