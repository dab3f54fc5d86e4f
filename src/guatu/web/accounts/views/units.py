"""The operator's pages of units."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from guatu.web.access.pages import page
from guatu.web.access.request import Request
from guatu.web.accounts import queries
from guatu.web.accounts.actions import units
from guatu.web.accounts.forms import UnitFields


@page("unit.edit")
def listing(request: Request) -> HttpResponse:
    """All units in their order."""
    return render(request, "accounts/units.html", {"units": queries.units()})


@page("unit.edit", post="unit.edit")
def create(request: Request) -> HttpResponse:
    """A new unit."""
    form = UnitFields(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = dict(form.cleaned_data)
        try:
            units.create_unit(data.pop("name"), by=request.actor, **data)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("单位已新增。"))
            return redirect("accounts:units")
    return render(request, "accounts/unit.html", {"form": form, "unit": None})


@page("unit.edit", post="unit.edit")
def edit(request: Request, pk: int) -> HttpResponse:
    """Rename a unit, give it another leader or place."""
    unit = queries.unit(pk)
    if unit is None:
        raise Http404
    initial = {name: getattr(unit, name) for name in UnitFields.base_fields}
    form = UnitFields(request.POST or None, initial=initial)
    form.fields["area"].disabled = True
    if request.method == "POST" and form.is_valid():
        data = {name: value for name, value in form.cleaned_data.items() if name != "area"}
        data["short_name"] = data["short_name"] or data["name"]
        try:
            units.change_unit(unit, by=request.actor, **data)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("单位已更新。"))
            return redirect("accounts:units")
    return render(request, "accounts/unit.html", {"form": form, "unit": unit})
