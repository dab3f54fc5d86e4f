"""What the forms of the three kinds of item share: words as people write them, a problem at its field."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from guatu.catalogue.taught import Taught
from guatu.vocabulary.basis import CALIBERS
from guatu.vocabulary.problems import GuatuError
from guatu.web.accounts.queries import units
from guatu.web.reading import typed
from guatu.web.reading.queries.words import taught

_SCOPES = [("", "—"), ("city", _("全市")), ("province", _("全省")), ("nation", _("全国"))]
_SCOPES += [("development_zones", _("开发区")), ("counties", _("县市区")), ("streets", _("街道"))]
_OF = [
    ("", "—"),
    ("level", _("总量")),
    ("growth", _("增幅")),
    ("share", _("占比")),
    ("completion", _("完成率")),
]
MEASURES = {
    "level": _("总量（数值）"),
    "increase": _("新增"),
    "growth": _("增幅"),
    "growth_gap": _("增幅之差（高于平均等）"),
    "growth_change": _("增幅变化（较上期等）"),
    "rank": _("位次"),
    "share": _("占比"),
    "completion": _("完成率"),
    "change": _("增减量"),
    "multiple": _("倍数"),
    "rank_change": _("位次变化"),
    "contribution": _("拉动"),
    "contribution_share": _("贡献率"),
    "band": _("档次"),
}


class ItemForm(forms.Form):
    """What figures, targets and tasks share: reading of typed words, with the problem beside the field."""

    noun = ""
    #: The fields that stand open; the others wait under 更多.
    open: tuple[str, ...] = ()

    def __init__(
        self, *args: Any, day: date | None = None, kept: Mapping[str, Any] | None = None, **more: Any
    ) -> None:
        self.year = day.year if day else None
        self.kept = dict(kept or {})
        super().__init__(*args, **{"auto_id": f"{self.noun}-%s", "label_suffix": "", **more})

    @cached_property
    def taught(self) -> Taught:
        """The zone's own words."""
        return taught()

    def shown(self) -> list[forms.BoundField]:
        """The fields that stand open."""
        return [self[name] for name in self.open]

    def folded(self) -> list[forms.BoundField]:
        """The fields under 更多."""
        return [field for field in self if field.name not in self.open]

    def _read(self, name: str, reader: Any, **options: Any) -> Any:
        """What the field's words mean; None when it is empty; a problem is shown at the field."""
        text = str(self.cleaned_data.get(name) or "").strip()
        if not text:
            return None
        try:
            return reader(text, **options)
        except GuatuError as error:
            self.add_error(name, str(error))
            return None

    def item(self) -> dict[str, Any]:
        """The vocabulary's JSON that the form describes; call it after `is_valid`."""
        return {**self.kept, **self.cleaned_data["item"], "confidence": 1.0}


class MeasuredForm(ItemForm):
    """What figures and targets share."""

    indicator = forms.CharField(
        label=_("指标"),
        max_length=120,
        widget=forms.TextInput(attrs={"data-indicator": "", "autocomplete": "off", "list": "indicators"}),
    )
    min_size = forms.CharField(label=_("规模（以上）"), max_length=40, required=False)
    tier = forms.CharField(label=_("企业档次"), max_length=40, required=False)
    scope = forms.ChoiceField(label=_("排名范围"), choices=_SCOPES, required=False)
    of = forms.ChoiceField(label=_("位次对象"), choices=_OF, required=False)
    area = forms.CharField(label=_("区域（非本区时）"), max_length=60, required=False)
    caliber = forms.ChoiceField(
        label=_("口径"), choices=list(CALIBERS.items()), initial="unstated", required=False
    )

    def _conditions(self) -> dict[str, Any]:
        clean = self.cleaned_data
        sizes = {name: self._read(name, typed.value, taught=self.taught) for name in ("min_size", "tier")}
        return {
            "indicator": self._read("indicator", typed.indicator_id, taught=self.taught),
            "scope": clean.get("scope") or None,
            "of": clean.get("of") or None,
            "area": clean.get("area") or None,
            "caliber": clean["caliber"] if clean.get("caliber") not in ("", "unstated") else None,
            **{name: {"value": str(v.value), "unit": v.unit} if v else None for name, v in sizes.items()},
        }


def measures(names: tuple[str, ...]) -> list[tuple[str, Any]]:
    """The measures of these names to choose from, the first: as the value tells."""
    return [("", _("按数值判断")), *((name, MEASURES[name]) for name in names)]


def choices(names: Mapping[str, str]) -> list[tuple[str, str]]:
    """These names to choose from, or none."""
    return [("", "—"), *names.items()]


def usual_unit(measure: str) -> str | None:
    """The unit that a bare number of this measure is in; None where it must be said."""
    return {
        "growth": "percent",
        "rank": "rank",
        "share": "percent",
        "completion": "percent",
        "multiple": "times",
    }.get(measure)


def unit_choices() -> list[tuple[Any, str]]:
    """The units to choose from, or none."""
    return [("", "—"), *((unit.pk, unit.short_name) for unit in units())]
