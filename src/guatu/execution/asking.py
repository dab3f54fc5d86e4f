"""How units of each kind are asked: bureaus and streets by order, companies and stationed bodies otherwise.

>>> ways()["stationed"].paper
'商请函'
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from guatu.execution.limits import Limit


@dataclass(frozen=True, slots=True)
class Way:
    """The paper by which a kind of unit is asked, what goes with it, and how long it has to sign for it."""

    kind: str
    paper: str
    note: str
    accept: Limit


@cache
def ways() -> Mapping[str, Way]:
    """The way of each kind of unit."""
    text = (files("guatu.catalogue") / "data" / "execution" / "asking.toml").read_text("utf-8")
    return MappingProxyType(
        {
            kind: Way(
                kind,
                row["paper"],
                row["note"],
                Limit(f"accept.{kind}", "签收", row["days"], row["counting"], row["source"]),
            )
            for kind, row in tomllib.loads(text).items()
        }
    )
