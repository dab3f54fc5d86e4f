"""Areas and units: made and changed."""

from __future__ import annotations

from django.db import transaction

from guatu.web.access.actor import Actor
from guatu.web.accounts.models import Area, Unit, User
from guatu.web.audit.actions import hold, record


@transaction.atomic
def create_area(name: str, *, by: Actor, parent: Area | None = None) -> Area:
    """A new area; the first one without a parent names the zone."""
    area = Area(name=name, parent=parent)
    area.full_clean()
    area.save(force_insert=True)
    record(by=by, action="area.create", thing=f"area:{area.pk}", after={"name": name})
    return area


@transaction.atomic
def create_unit(
    name: str,
    *,
    by: Actor,
    area: Area,
    kind: str,
    short_name: str = "",
    portfolio_leader: User | None = None,
    order: int = 0,
) -> Unit:
    """A new unit; django's ValidationError when the name is taken or the kind unknown."""
    unit = Unit(
        name=name,
        area=area,
        kind=kind,
        short_name=short_name or name,
        portfolio_leader=portfolio_leader,
        order=order,
    )
    unit.full_clean()
    unit.save(force_insert=True)
    record(by=by, action="unit.create", thing=f"unit:{unit.pk}", after=_told(unit))
    return unit


@transaction.atomic
def change_unit(
    unit: Unit,
    *,
    by: Actor,
    name: str,
    short_name: str,
    kind: str,
    portfolio_leader: User | None,
    order: int,
) -> None:
    """Rename a unit, give it another leader or place."""
    hold()
    before = _told(Unit.objects.get(pk=unit.pk))
    unit.name, unit.short_name, unit.kind, unit.order = name, short_name, kind, order
    unit.portfolio_leader = portfolio_leader
    unit.full_clean()
    unit.save()
    record(by=by, action="unit.change", thing=f"unit:{unit.pk}", before=before, after=_told(unit))


def _told(unit: Unit) -> dict[str, object]:
    leader = unit.portfolio_leader.username if unit.portfolio_leader else None
    return {
        "name": unit.name,
        "short_name": unit.short_name,
        "kind": unit.kind,
        "portfolio_leader": leader,
        "order": unit.order,
    }
