"""The form of a task."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from guatu.web.reading import typed
from guatu.web.reading.forms.items import ItemForm, unit_choices


class TaskForm(ItemForm):
    """A task: its words, theme, units and time limit."""

    noun = "task"
    open = ("title", "theme", "lead_unit", "deadline_kind", "deadline")
    title = forms.CharField(
        label=_("任务"), max_length=1000, widget=forms.Textarea(attrs={"rows": 2, "data-plain": True})
    )
    theme = forms.CharField(label=_("主题"), max_length=120, required=False)
    lead_unit = forms.TypedChoiceField(label=_("牵头单位"), required=False, coerce=int, empty_value=None)
    deadline_kind = forms.ChoiceField(
        label=_("时限"),
        choices=[
            ("none", _("未定")),
            ("date", _("限期")),
            ("monthly", _("每月")),
            ("standing", _("长期坚持")),
        ],
    )
    deadline = forms.CharField(label=_("期限"), max_length=40, required=False, help_text=_("如 12月31日前"))
    kind = forms.ChoiceField(label=_("种类"), choices=[("action", _("任务")), ("principle", _("原则要求"))])
    support_units = forms.TypedMultipleChoiceField(label=_("配合单位"), required=False, coerce=int)
    person = forms.CharField(label=_("责任人"), max_length=60, required=False)
    standard = forms.CharField(
        label=_("工作目标"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "data-plain": True}),
    )

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["lead_unit"].choices = unit_choices()  # type: ignore[attr-defined]
        self.fields["support_units"].choices = unit_choices()[1:]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Read the words into a task."""
        clean = self.cleaned_data
        limit = self._read("deadline", typed.day, year=self.year)
        kind = "date" if limit and clean.get("deadline_kind") == "none" else clean.get("deadline_kind")
        if kind == "date" and limit is None and not self.errors:
            self.add_error("deadline", _("限期任务请填期限，如 12月31日前。"))
        names = ("title", "theme", "lead_unit", "support_units", "person", "standard")
        clean["item"] = {
            **{name: clean.get(name) or None for name in names},
            "kind": clean.get("kind") or "action",
            "deadline_kind": kind,
            "deadline": limit.isoformat() if limit and kind == "date" else None,
        }
        if clean.get("lead_unit"):
            clean["item"]["lead_name"] = dict(self.fields["lead_unit"].choices).get(clean["lead_unit"])  # type: ignore[attr-defined]
        return clean
