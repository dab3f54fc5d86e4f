"""The form of a promise."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from guatu.web.reading import typed
from guatu.web.reading.forms.items import MeasuredForm, measures, unit_choices, usual_unit

_OF_TARGETS = ("level", "increase", "growth", "rank", "share", "completion", "multiple", "band")


class TargetForm(MeasuredForm):
    """A promise as people write it: 签约项目, 确保30个, 力争40个, 2022年."""

    noun = "target"
    open = ("indicator", "comparator", "floor", "stretch", "by", "measure")
    comparator = forms.ChoiceField(
        label=_("比较"), choices=[(">=", _("不低于")), ("<=", _("不超过")), ("=", _("等于"))]
    )
    floor = forms.CharField(label=_("确保"), max_length=60, required=False, help_text=_("如 30个、25%、第一"))
    stretch = forms.CharField(label=_("力争"), max_length=60, required=False)
    by = forms.CharField(label=_("目标期"), max_length=40, required=False, help_text=_("如 2022年、下半年"))
    measure = forms.ChoiceField(label=_("度量"), choices=measures(_OF_TARGETS), required=False)
    band = forms.CharField(label=_("档次"), max_length=60, required=False)
    lead_unit = forms.TypedChoiceField(label=_("责任单位"), required=False, coerce=int, empty_value=None)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["lead_unit"].choices = unit_choices()  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Read the words into a target."""
        clean = self.cleaned_data
        usual = usual_unit(clean.get("measure") or "")
        floor, stretch = (
            self._read(name, typed.value, default=usual, taught=self.taught) for name in ("floor", "stretch")
        )
        by = self._read("by", typed.period, year=self.year)
        stated, conditions = floor or stretch, self._conditions()
        if not stated and not clean.get("band") and not self.errors:
            self.add_error("floor", _("请填确保值、力争值或档次之一。"))
        elif floor and stretch and floor.unit != stretch.unit:
            self.add_error("stretch", _("确保值和力争值的单位不同。"))
        elif not self.errors:
            measure = clean.get("measure") or (
                typed.measure_of(stated.unit, indicator=conditions["indicator"]) if stated else "band"
            )
            clean["item"] = {
                **conditions,
                "measure": measure,
                "comparator": clean["comparator"],
                "floor": str(floor.value) if floor else None,
                "stretch": str(stretch.value) if stretch else None,
                "unit": stated.unit if stated else None,
                "decimals": stated.decimals if stated else None,
                "by": str(by) if by else None,
                "band": clean.get("band") or None,
                "basis": self.kept.get("basis") or ("yoy" if measure == "growth" else None),
                "lead_unit": clean.get("lead_unit"),
            }
        return clean
