"""The clauses of a policy document as they would become tasks, with the units that were recognised."""

from dataclasses import dataclass
from typing import Any

from guatu.execution.policy import Clause, clauses
from guatu.reading.text import extract
from guatu.web.execution.naming import names, register


@dataclass(frozen=True, slots=True)
class Proposed:
    """One clause with the units that it names; `unknown` are names that no unit has."""

    clause: Clause
    lead: Any
    others: str
    unknown: str


def text_of(data: bytes, *, name: str) -> str:
    """The text of a policy document; TextError says why a file cannot be read."""
    return extract(data, name=name).text


def proposed(text: str) -> list[Proposed]:
    """Every numbered clause, in order."""
    known, found = register(), []
    for clause in clauses(text):
        units, unknown = known.units("、".join(clause.units))
        lead = units[0] if units else None
        found.append(Proposed(clause, lead, names(units[1:]), "、".join(unknown)))
    return found
