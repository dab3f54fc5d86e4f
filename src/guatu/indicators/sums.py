"""The one expression of the cube: sums by period, area and a second axis, for DuckDB and Spark alike.

facts + revisions that are not deleted - retractions. The three are summed apart and not joined again: whoever
lays the sums into arrays adds them. Money stays an integer of minor units, so no order of adding matters.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

import ibis
from ibis.expr.types import Table as Expression

TABLES: Final = ("facts", "revisions", "retractions")
#: The column of the same period of last year that stands beside each column.
LAST_YEAR: Final = {"month": "month_ly", "cum": "cum_ly"}
PAIRED: Final = {**LAST_YEAR, **{then: now for now, then in LAST_YEAR.items()}}


@dataclass(frozen=True, slots=True, kw_only=True)
class CubeQuery:
    """Which columns are summed by which second axis.

    ``columns`` are pairs (measure, part); ``nullable`` those of them with unknown values. Of these the
    unknown are counted (`void`; `torn` where either year is) and the values whose partner is unknown are
    summed (`alone`): sum - alone is the sum over the rows that know both years. ``where`` keeps rows with
    these codes.
    """

    columns: tuple[tuple[str, str], ...]
    axis: str = "industry"
    nullable: frozenset[tuple[str, str]] = frozenset()
    where: tuple[tuple[str, int], ...] = ()

    def partner(self, measure: str, *, part: str) -> str | None:
        """The part of the other year that this measure reports too."""
        other = PAIRED.get(part)
        return other if (measure, other) in self.columns else None

    def lonely(self, measure: str, *, part: str) -> bool:
        """Whether a value may stand without its partner."""
        return (measure, self.partner(measure, part=part)) in self.nullable

    def torn(self, measure: str, *, part: str) -> bool:
        """Whether a row may know one year and not the other, or neither."""
        known = (measure, part) not in self.nullable and not self.lonely(measure, part=part)
        return self.partner(measure, part=part) is not None and not known


@lru_cache(maxsize=64)
def cube_expression(query: CubeQuery) -> Expression:
    """Piece (place in TABLES), period, area, axis, n, sums; `void_`, `torn_`, `alone_` of the unknown."""
    schema = table_schema(query)
    facts, revisions, retractions = (ibis.table(schema, name=name) for name in TABLES)
    pieces = (facts, revisions.filter(~revisions.deleted), retractions)
    first, second, third = (
        _piece(_kept(table, query.where), query=query, number=number) for number, table in enumerate(pieces)
    )
    return first.union(second, distinct=False).union(third, distinct=False)


def table_schema(query: CubeQuery) -> ibis.Schema:
    """The columns of the lake's files that the query touches, and the period that the engine adds."""
    codes: dict[str, str] = {"period": "int32", "area": "int16", "deleted": "boolean"}
    codes |= dict.fromkeys((query.axis, *(name for name, _ in query.where)), "int16")
    return ibis.schema(codes | {f"{m}_{p}": "int64" for m, p in query.columns})


def _kept(table: Expression, where: tuple[tuple[str, int], ...]) -> Expression:
    for name, code in where:
        table = table.filter(table[name].cast("int16") == code)
    return table


def _piece(table: Expression, *, query: CubeQuery, number: int) -> Expression:
    sign = -1 if number == 2 else 1
    sums: dict[str, Any] = {"n": _int(table.count()) * sign}
    for measure, part in query.columns:
        column = table[f"{measure}_{part}"]
        sums[f"{measure}_{part}"] = _int(column.sum().fill_null(0)) * sign
        if (measure, part) in query.nullable:
            sums[f"void_{measure}_{part}"] = _int(table.count() - column.count()) * sign
        if query.torn(measure, part=part):
            both = column.notnull() & table[f"{measure}_{query.partner(measure, part=part)}"].notnull()
            sums[f"torn_{measure}_{part}"] = _int(table.count() - table.count(where=both)) * sign
        if query.lonely(measure, part=part):
            partner = table[f"{measure}_{query.partner(measure, part=part)}"]
            sums[f"alone_{measure}_{part}"] = _int(column.sum(where=partner.isnull()).fill_null(0)) * sign
    axis = table[query.axis].cast("int16").name("axis")
    grouped = table.group_by([table.period, table.area, axis]).aggregate(**_plain(sums))
    return grouped.mutate(piece=ibis.literal(number, type="int8"))


def _int(value: Any) -> Any:
    return value.cast("int64")


def _plain(sums: Mapping[str, Any]) -> dict[str, Any]:
    """Every sum as BIGINT, also after a change of sign."""
    return {name: value.cast("int64") for name, value in sums.items()}
