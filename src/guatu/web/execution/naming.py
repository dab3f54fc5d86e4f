"""Units and leaders as sheets and policy documents name them: full names, short names, 各街道."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from guatu.web.accounts.queries import people_with, units

_CUT = re.compile(r"[、，,；;/\s]+")
#: Words that stand for all units of a kind.
_ALL = {
    "各街道": "street",
    "各国有企业": "state_company",
    "各平台公司": "state_company",
    "各部门": "bureau",
    "各驻区机构": "stationed",
}


@dataclass(frozen=True, slots=True)
class Register:
    """The units and leaders of the zone, read once for a whole sheet."""

    by_name: dict[str, Any]
    by_kind: dict[str, list[Any]]
    leaders: dict[str, Any]

    def units(self, text: str) -> tuple[list[Any], list[str]]:
        """The units that a text names, in its order, and the names that are none's."""
        found: list[Any] = []
        unknown = []
        for name in filter(None, _CUT.split(text)):
            some = self.by_kind.get(_ALL.get(name, ""), []) or [self.by_name.get(name)]
            if some == [None]:
                unknown.append(name)
            else:
                found += [unit for unit in some if unit not in found]
        return found, unknown

    def leader(self, text: str) -> Any:
        """The leader of that name; None when there is none."""
        return self.leaders.get(text.strip())


def register() -> Register:
    """The zone's register as it stands now."""
    rows = list(units())
    named = {name: unit for unit in reversed(rows) for name in (unit.short_name, unit.name)}
    kinds: dict[str, list[Any]] = {}
    for unit in rows:
        kinds.setdefault(unit.kind, []).append(unit)
    people = people_with("leader") | people_with("portfolio_leader")
    return Register(named, kinds, {person.display_name: person for person in people})


def names(found: Iterable[Any]) -> str:
    """The units' short names, one after another."""
    return "、".join(str(unit) for unit in found)
