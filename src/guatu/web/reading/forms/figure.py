"""The form of a figure."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from guatu.vocabulary.basis import BASES, STATUSES
from guatu.vocabulary.problems import GuatuError
from guatu.web.reading import typed
from guatu.web.reading.forms.items import MeasuredForm, choices, measures, usual_unit

_OF_FIGURES = (
    "level", "growth", "growth_gap", "growth_change", "rank", "share", "completion", "change", "multiple",
    "rank_change", "contribution", "contribution_share",
)  # fmt: skip


class FigureForm(MeasuredForm):
    """A figure as people write it: 地区生产总值, 428亿元, 上半年."""

    noun = "figure"
    open = ("indicator", "value", "period", "measure")
    value = forms.CharField(
        label=_("数值和单位"), max_length=60, help_text=_("如 428亿元、15.3%、-8.92%、第二")
    )
    period = forms.CharField(label=_("数据期"), max_length=40, help_text=_("如 2022年1—7月、上半年"))
    measure = forms.ChoiceField(label=_("度量"), choices=measures(_OF_FIGURES), required=False)
    basis = forms.ChoiceField(label=_("比较基准"), choices=choices(BASES), required=False)
    versus = forms.CharField(label=_("比较对象"), max_length=60, required=False)
    status = forms.ChoiceField(label=_("性质"), choices=choices(STATUSES), required=False)

    def clean(self) -> dict[str, Any]:
        """Read the words into an observation."""
        clean = self.cleaned_data
        usual = usual_unit(clean.get("measure") or "")
        stated = self._read("value", typed.value, default=usual, taught=self.taught)
        period = self._read("period", typed.period, year=self.year)
        conditions = self._conditions()
        if stated and period:
            measure = clean.get("measure") or typed.measure_of(stated.unit, indicator=conditions["indicator"])
            rank = {"of": conditions["of"] or "level", "scope": conditions["scope"] or "city"}
            clean["item"] = {
                **conditions,
                **(rank if measure == "rank" else {}),
                "measure": measure,
                "value": str(stated.value),
                "unit": stated.unit,
                "decimals": stated.decimals,
                "period": str(period),
                "basis": clean.get("basis") or ("yoy" if measure == "growth" else None),
                "versus": _versus(clean.get("versus") or "", year=self.year),
                "status": clean.get("status") or None,
                "approximate": self.kept.get("approximate"),
            }
        return clean


def _versus(text: str, *, year: int | None) -> str | None:
    """A base of comparison: an earlier period as people write it, or the name as written."""
    if not text:
        return None
    try:
        return str(typed.period(text, year=year))
    except GuatuError:
        return text
