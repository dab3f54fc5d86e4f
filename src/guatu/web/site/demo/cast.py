"""Who does what in the demo zone: the two officers of the supervision office, leaders, each unit's people."""

from dataclasses import dataclass

from guatu.web.access.actor import Actor
from guatu.web.accounts.queries import actor_for
from guatu.web.site.demo.plan import zone

_OFFICE = frozenset(
    {"set_up", "issue", "pass", "refer", "endorse", "refuse_extension", "hold", "resume", "archive"}
)
_SECOND = frozenset({"review", "send_back"})
_LEADER = frozenset({"sign_off", "redo", "instruct", "grant_extension", "stop", "close"})


@dataclass(frozen=True, slots=True)
class Cast:
    """The people of the zone by what they do; `unit_people` and `leaders` by the number of a unit."""

    office: Actor
    second: Actor
    top: Actor
    unit_people: dict[int, tuple[Actor, ...]]
    leaders: dict[int, Actor]

    def doer(self, deed: str, *, unit: int, turn: int = 0) -> Actor:
        """Who does this deed on a task that the unit leads; people of one unit take turns at reporting."""
        if deed in _SECOND or deed == "return":
            return self.second
        if deed in _OFFICE:
            return self.office
        if deed in _LEADER:
            return self.leaders.get(unit, self.top)
        people = self.unit_people[unit]
        return people[turn % len(people)]


def cast() -> Cast:
    """The cast of `zone.toml`, read once all accounts exist."""
    actors = [actor_for(row["username"], origin="demo") for row in zone()["people"]]
    by_name = {actor.username: actor for actor in actors}
    people: dict[int, tuple[Actor, ...]] = {}
    leaders: dict[int, Actor] = {}
    for actor in actors:
        for held in actor.memberships:
            if held.role in ("department", "liaison"):
                people[held.unit] = (*people.get(held.unit, ()), actor)
            for unit in held.portfolio:
                leaders[unit] = actor
    return Cast(
        by_name["supervision"],
        by_name["supervision2"],
        by_name["leader"],
        unit_people=people,
        leaders=leaders,
    )
