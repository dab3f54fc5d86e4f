"""The form by which a file is handed in."""

from django import forms
from django.utils.translation import gettext_lazy as _

from guatu.web.facts.queries import dataset_choices


class DeliveryForm(forms.Form):
    """File, dataset, and what the officer allows."""

    file = forms.FileField(label=_("表格文件"))
    dataset = forms.ChoiceField(label=_("数据集"), choices=dataset_choices)
    period = forms.RegexField(r"^\d{4}-\d{2}$", label=_("数据期"), required=False)
    may_register = forms.BooleanField(label=_("登记名录里没有的企业"), required=False)
    whole = forms.BooleanField(label=_("整表替换：表里没有的企业从这一期删去"), required=False)
    reason = forms.CharField(label=_("异常数据的说明"), max_length=200, required=False)
