"""The one expression of the cube: sums by mark, area and a second axis, for DuckDB and Spark alike.

A file is one kind and one period, which its mark says, so whoever lays the sums into arrays adds facts and
revisions and takes retractions off: facts + revisions that are not deleted - retractions. One pass over all
files, no join. Money stays an integer of minor units, so no order of adding matters.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

import ibis
from ibis.expr.types import Table as Expression

#: The name under which the files are laid.
TABLE: Final = "rows"
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
    """Mark, area, axis, n, sums; `void_`, `torn_`, `alone_` of the unknown."""
    rows = ibis.table(table_schema(query), name=TABLE)
    rows = rows.filter(~rows.deleted)
    for name, code in query.where:
        rows = rows.filter(rows[name].cast("int16") == code)
    axis = rows[query.axis].cast("int16").name("axis")
    return rows.group_by([rows.mark, rows.area, axis]).aggregate(**_sums(rows, query=query))


def table_schema(query: CubeQuery) -> ibis.Schema:
    """The columns of the lake's files that the query touches, and the file's mark, as engines add it."""
    codes: dict[str, str] = {"mark": "int32", "area": "int16", "deleted": "boolean"}
    codes |= dict.fromkeys((query.axis, *(name for name, _ in query.where)), "int16")
    return ibis.schema(codes | {f"{m}_{p}": "int64" for m, p in query.columns})


def _sums(rows: Expression, *, query: CubeQuery) -> dict[str, Any]:
    sums: dict[str, Any] = {"n": rows.count()}
    for measure, part in query.columns:
        column = rows[f"{measure}_{part}"]
        sums[f"{measure}_{part}"] = column.sum()
        if (measure, part) in query.nullable:
            sums[f"{measure}_{part}"] = column.sum().fill_null(0)
            sums[f"void_{measure}_{part}"] = rows.count() - column.count()
        if query.torn(measure, part=part):
            both = column.notnull() & rows[f"{measure}_{query.partner(measure, part=part)}"].notnull()
            sums[f"torn_{measure}_{part}"] = rows.count() - rows.count(where=both)
        if query.lonely(measure, part=part):
            partner = rows[f"{measure}_{query.partner(measure, part=part)}"]
            sums[f"alone_{measure}_{part}"] = column.sum(where=partner.isnull()).fill_null(0)
    return {name: value.cast("int64") for name, value in sums.items()}
