"""The demo zone's area, units and people."""

from typing import Any

from guatu.web.access.actor import Actor
from guatu.web.accounts.actions.people import create_user, set_roles
from guatu.web.accounts.actions.units import change_unit, create_area, create_unit


def settle_people(plan: dict[str, Any], *, by: Actor) -> None:
    """Make area, units and accounts; leaders are put over their units once both exist."""
    area = create_area(plan["area"], by=by)
    units: dict[str, Any] = {}
    for order, row in enumerate(plan["units"]):
        units[row["name"]] = create_unit(
            row["name"], by=by, area=area, kind=row["kind"], short_name=row.get("short", ""), order=order
        )
    people: dict[str, Any] = {}
    for row in plan["people"]:
        user = create_user(row["username"], by=by, display_name=row["name"], password=plan["password"])
        set_roles(user, by=by, roles=[(units[unit], role) for unit, role in row["roles"]])
        people[row["username"]] = user
    for row in plan["units"]:
        if "leader" in row:
            unit = units[row["name"]]
            change_unit(
                unit,
                by=by,
                name=unit.name,
                short_name=unit.short_name,
                kind=unit.kind,
                portfolio_leader=people[row["leader"]],
                order=unit.order,
            )
