"""A small zone for tests: an area, units, one person for each role, made by the actions that people use."""

from __future__ import annotations

from types import SimpleNamespace

from guatu.web.access.actor import ROLES, machine
from guatu.web.accounts.actions import people, units
from guatu.web.accounts.queries import actor_of

UNITS = [
    ("管理委员会", "管委会", "bureau"),
    ("经济发展局", "经济发展局", "bureau"),
    ("投资促进局", "投资促进局", "bureau"),
    ("澜汀街道", "澜汀街道", "street"),
]
# Who sits where: leaders and offices in the committee, the rest in the bureau of economy.
SEATS = {"department": "经济发展局", "liaison": "经济发展局"}
PASSWORD = "qing-lan-2022"


def build_zone() -> SimpleNamespace:
    """`area`, `units` by short name, `people` and `actors` by role; the portfolio leader leads 经济发展局."""
    by = machine("tests")
    area = units.create_area("青澜开发区", by=by)
    made = {
        short: units.create_unit(name, by=by, area=area, kind=kind, short_name=short, order=n)
        for n, (name, short, kind) in enumerate(UNITS)
    }
    users = {}
    for role in ROLES:
        if role == "public":
            continue
        user = people.create_user(role.replace("_", "-"), by=by, display_name=f"{role}员", password=PASSWORD)
        people.set_roles(user, by=by, roles=[(made[SEATS.get(role, "管委会")], role)])
        users[role] = user
    led = made["经济发展局"]
    units.change_unit(
        led,
        by=by,
        name=led.name,
        short_name=led.short_name,
        kind=led.kind,
        portfolio_leader=users["portfolio_leader"],
        order=led.order,
    )
    actors = {role: actor_of(user) for role, user in users.items()}
    return SimpleNamespace(area=area, units=made, people=users, actors=actors)
