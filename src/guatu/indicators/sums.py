"""The one expression of the cube: sums by file, area and a second axis, for DuckDB and Spark alike.

A file is of one kind and one period, so whoever lays its sums into arrays adds facts and revisions and takes
retractions off: facts + revisions that are not deleted - retractions. One pass over all files, no join. Money
stays an integer of minor units, so no order of adding matters.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

import ibis
import ibis.expr.datatypes as dt
import ibis.expr.operations as ops
from ibis.expr.types import Table as Expression

from guatu.facts.engine import DELETED, TABLE

#: The column of the same period of last year that stands beside each column.
LAST_YEAR: Final = {"month": "month_ly", "cum": "cum_ly"}
PAIRED: Final = {**LAST_YEAR, **{then: now for now, then in LAST_YEAR.items()}}


@dataclass(frozen=True, slots=True, kw_only=True)
class CubeQuery:
    """Which columns are summed by which second axis.

    ``columns`` are pairs (measure, part); ``nullable`` those of them with unknown values. Of these the
    unknown are counted (`void`; `torn` where either year is) and the values whose partner is unknown are
    summed (`alone`): sum - alone is the sum over the rows that know both years. ``where`` keeps rows with
    these codes; ``deletes`` is whether any row may be one that is no more.
    """

    columns: tuple[tuple[str, str], ...]
    axis: str = "industry"
    nullable: frozenset[tuple[str, str]] = frozenset()
    where: tuple[tuple[str, int], ...] = ()
    deletes: bool = True

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
    """The file's place, area, axis, n, sums; `void_`, `torn_`, `alone_` of the unknown."""
    rows = ibis.table(table_schema(query), name=TABLE)
    kept = [~rows[DELETED]] if query.deletes else []
    kept += [rows[name].cast("int16") == code for name, code in query.where]
    if kept:
        # Named one by one: the place of a file is no column of it, which an asterisk would leave out.
        rows = rows.filter(*kept).select(*(name for name in table_schema(query) if name != DELETED))
    axis = rows[query.axis].cast("int16").name("axis")
    return rows.group_by([rows.file_index, rows.area, axis]).aggregate(**_sums(rows, query=query))


def table_schema(query: CubeQuery) -> ibis.Schema:
    """The columns of the lake's files that the query touches, and the file's place, as engines add it."""
    codes: dict[str, str] = {"file_index": "int64", "area": "int16", DELETED: "boolean"}
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
    return {name: _int64(value) for name, value in sums.items()}


def _int64(value: Any) -> Any:
    """Ibis takes a sum for an int64 already and would leave the cast out; DuckDB makes it larger."""
    return ops.Cast(value.op(), to=dt.int64).to_expr()
