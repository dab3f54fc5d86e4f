"""What is done to several tasks of a list at once."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from guatu.execution.moves import MOVES
from guatu.web.access.actor import Actor
from guatu.web.access.allow import allow
from guatu.web.execution.actions.bulk import MOVED, OWN, REMIND, Ticked, Wanted
from guatu.web.execution.parts import ACTIONS

_MOST_TICKS = 200


def bulk_acts(actor: Actor) -> list[tuple[str, str]]:
    """The acts that this person may do to several tasks at once, with their words."""
    moves = [(name, MOVES[name].word) for name in MOVED if allow(actor, ACTIONS[name])]
    own = OWN.items() if allow(actor, "task.set_up") else ()
    return [*moves, *([(REMIND, "催办")] if allow(actor, "letter.send") else []), *own]


class BulkFields(forms.Form):
    """What is done to the ticked tasks; a tick is `number:version:statement's version`."""

    act = forms.CharField(max_length=20)
    words = forms.CharField(required=False, max_length=400)
    day = forms.DateField(required=False)
    officer = forms.IntegerField(required=False)

    def clean(self) -> dict[str, Any]:
        """At least one tick, each of three numbers."""
        data = super().clean() or self.cleaned_data
        ticks = self.data.getlist("task")  # type: ignore[attr-defined]
        parts = [tick.split(":") for tick in ticks[:_MOST_TICKS]]
        if not parts or not all(len(p) == 3 and all(n.isascii() and n.isdigit() for n in p) for p in parts):
            raise forms.ValidationError(_("没有勾选任务。"))
        data["ticked"] = [Ticked(*(int(n[:18]) for n in p)) for p in parts]
        return data

    def ticked(self) -> list[Ticked]:
        """The tasks as they stood on screen."""
        return list(self.cleaned_data["ticked"])

    def wanted(self) -> Wanted:
        """The act with what it takes."""
        data = self.cleaned_data
        return Wanted(data["act"], data["words"], data["day"], data["officer"])
