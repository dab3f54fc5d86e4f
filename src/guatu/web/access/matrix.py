"""The matrix of `matrix.toml`: action, role, scope; loaded once and checked."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from guatu.vocabulary.problems import GuatuError, Problem
from guatu.web.access.actor import ROLES

SCOPES = ("any", "area", "portfolio", "unit", "own")


class MatrixError(GuatuError, ValueError):
    """The matrix names a role or a scope that does not exist, or an action was asked for that it lacks."""


@cache
def matrix() -> Mapping[str, Mapping[str, str]]:
    """Every action with the scope that each role has in it: ``{"task.edit": {"supervision": "area"}}``."""
    text = files("guatu.web.access").joinpath("matrix.toml").read_text(encoding="utf-8")
    return parse(text)


def parse(text: str) -> Mapping[str, Mapping[str, str]]:
    """The matrix written in TOML: one table, one line an action; MatrixError names the first bad row."""
    rows: dict[str, Mapping[str, str]] = {}
    for action, scopes in tomllib.loads(text)["actions"].items():
        for role, scope in scopes.items():
            if role not in ROLES:
                raise _bad(action, f"没有“{role}”这个角色", f"可用的角色：{'、'.join(ROLES)}")
            if scope not in SCOPES:
                raise _bad(action, f"没有“{scope}”这个范围", f"可用的范围：{'、'.join(SCOPES)}")
        rows[action] = MappingProxyType(dict(scopes))
    return MappingProxyType(rows)


def scopes_of(action: str) -> Mapping[str, str]:
    """The roles that may act, each with its scope; MatrixError when the action has no row."""
    try:
        return matrix()[action]
    except KeyError:
        raise _bad(action, "权限表里没有这个动作", "在 web/access/matrix.toml 中加一行") from None


def _bad(action: str, message: str, what_to_do: str) -> MatrixError:
    return MatrixError(
        Problem(
            code="access.matrix",
            fields={"action": action},
            where=f"matrix.toml {action}",
            message=message,
            what_to_do=what_to_do,
        )
    )
