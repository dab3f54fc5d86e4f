"""The only room that knows which database runs: Parquet files in, one Ibis expression, Arrow out.

An expression is written over unbound tables; an engine lays files under the names of those tables, adds the
mark that each file was given as `mark`, an int32, and runs it. DuckDB works inside the process; Spark on a
cluster. Both are given the same expression.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, Protocol, TypeAlias

import duckdb
import ibis
import pyarrow as pa
from ibis.expr.types import Table as Expression

#: A Parquet file and the mark of its rows.
Marked: TypeAlias = tuple[Path, int]
#: Under which name of an expression's tables which files lie. The first must not be empty.
Files: TypeAlias = Mapping[str, Sequence[Marked]]


class Engine(Protocol):
    """Runs an expression over files."""

    name: str

    def run(self, expression: Expression, *, files: Files) -> pa.Table:
        """The result; rows in no particular order."""
        ...

    def with_nulls(self, files: Sequence[Marked]) -> frozenset[str]:
        """The columns in which at least one of the files has an unknown value."""
        ...


class DuckEngine:
    """DuckDB inside the process. Files are immutable, so their footers are remembered."""

    name = "duckdb"

    def __init__(self, *, threads: int | None = None, memory_mb: int | None = None) -> None:
        self._database = duckdb.connect()
        self._database.execute(f"SET GLOBAL threads = {int(threads or os.cpu_count() or 1)}")
        # Global ones: a thread's cursor has settings of its own and would not see the others.
        for setting in (
            "preserve_insertion_order = false",
            "parquet_metadata_cache = true",
            "autoinstall_known_extensions = false",
        ):
            self._database.execute(f"SET GLOBAL {setting}")
        if memory_mb:
            self._database.execute(f"SET GLOBAL memory_limit = '{int(memory_mb)}MB'")
        self._nulls: dict[Path, frozenset[str]] = {}
        self._cursors = threading.local()

    def run(self, expression: Expression, *, files: Files) -> pa.Table:
        """The tables stand before the query as its own, so that several threads may ask at once.

        The query is planned once and its columns come whole; a relation would be bound first, then planned.
        """
        some = next(marked for marked in files.values() if marked)
        tables = ", ".join(
            f'"{name}" AS NOT MATERIALIZED ({_select(marked or some[:1], empty=not marked)})'
            for name, marked in files.items()
        )
        found = self._cursor().execute(f"WITH {tables} {_typed(expression)}").fetchnumpy()
        return pa.table({name: pa.array(values) for name, values in found.items()})

    def with_nulls(self, files: Sequence[Marked]) -> frozenset[str]:
        """Read from the footers; a column without statistics counts as having unknowns."""
        fresh = [path for path, _ in files if path not in self._nulls]
        if fresh:
            found = (
                self._database.cursor()
                .execute(
                    f"SELECT DISTINCT file_name, path_in_schema FROM parquet_metadata({_listed(fresh)}) "  # noqa: S608
                    "WHERE stats_null_count IS NULL OR stats_null_count > 0"
                )
                .fetchall()
            )
            by_file: dict[str, set[str]] = {}
            for name, column in found:
                by_file.setdefault(name, set()).add(column)
            self._nulls |= {path: frozenset(by_file.get(str(path), ())) for path in fresh}
        return frozenset().union(*(self._nulls[path] for path, _ in files))

    def _cursor(self) -> duckdb.DuckDBPyConnection:
        """This thread's own."""
        cursor: duckdb.DuckDBPyConnection | None = getattr(self._cursors, "one", None)
        if cursor is None:
            cursor = self._cursors.one = self._database.cursor()
            cursor.execute("SET enable_progress_bar = false")
        return cursor


class SparkEngine:
    """Spark, on this machine or on a cluster that sees the same files."""

    name = "spark"

    def __init__(self, *, master: str = "local[2]", memory: str = "2g") -> None:
        from pyspark.sql import SparkSession  # an optional engine

        self._nulls = DuckEngine(threads=1)
        self._session: Any = (
            SparkSession.builder.master(master)
            .appName("guatu")
            .config("spark.driver.memory", memory)
            .config("spark.ui.enabled", "false")
            .config("spark.sql.shuffle.partitions", "4")
            .config("spark.sql.session.timeZone", "UTC")
            .config("spark.sql.execution.arrow.pyspark.enabled", "true")
            .config("spark.driver.maxResultSize", "0")
            .config("spark.log.level", "ERROR")
            .getOrCreate()
        )

    def run(self, expression: Expression, *, files: Files) -> pa.Table:
        """The session's own views; one question at a time."""
        some = next(marked for marked in files.values() if marked)
        for name, marked in files.items():
            self._view(name, marked or some[:1], empty=not marked)
        table: pa.Table = self._session.sql(_spark(expression.op())).toArrow()
        return table

    def with_nulls(self, files: Sequence[Marked]) -> frozenset[str]:
        """From the footers, which need no cluster."""
        return self._nulls.with_nulls(files)

    def close(self) -> None:
        """End the session."""
        self._session.stop()

    def _view(self, name: str, marked: Sequence[Marked], *, empty: bool) -> None:
        marks = self._session.createDataFrame(
            [(path.absolute().as_uri(), mark) for path, mark in marked], "uri string, mark int"
        )
        # Spark writes file:/a/b or file:///a/b, by its version.
        rows = self._session.read.parquet(*(str(path.absolute()) for path, _ in marked))
        rows = rows.selectExpr(
            "*", "regexp_replace(_metadata.file_path, '^file:/+', 'file:///') AS uri"
        ).join(marks.hint("broadcast"), "uri")
        (rows.where("false") if empty else rows).drop("uri").createOrReplaceTempView(name)


def _select(marked: Sequence[Marked], *, empty: bool) -> str:
    marks = "[" + ",".join(str(int(mark)) for _, mark in marked) + "]"
    paths = _listed([path for path, _ in marked])
    where = " WHERE false" if empty else ""
    return (
        f"SELECT CAST(({marks})[CAST(file_index + 1 AS BIGINT)] AS INTEGER) AS mark, * "  # noqa: S608
        f"FROM read_parquet({paths}, hive_partitioning = false){where}"
    )


def _listed(paths: Sequence[Path]) -> str:
    return "[" + ",".join("'" + str(path).replace("'", "''") + "'" for path in paths) + "]"


def _typed(expression: Expression) -> str:
    """Ibis takes a sum of integers for an int64 already, where DuckDB makes it a HUGEINT."""
    columns = ", ".join(
        f'CAST("{name}" AS BIGINT) AS "{name}"' if kind.is_int64() else f'"{name}"'
        for name, kind in expression.schema().items()
    )
    return f"SELECT {columns} FROM ({_duckdb(expression.op())})"  # noqa: S608


@lru_cache(maxsize=128)
def _duckdb(node: ibis.expr.operations.Node) -> str:
    return str(ibis.to_sql(node.to_expr(), dialect="duckdb", pretty=False))


@lru_cache(maxsize=128)
def _spark(node: ibis.expr.operations.Node) -> str:
    return str(ibis.to_sql(node.to_expr(), dialect="pyspark", pretty=False))
