"""The only room that knows which database runs: Parquet files in, one Ibis expression, Arrow out.

An expression is written over unbound tables; an engine lays files under the names of those tables, adds the
place of each file in its list as `file` and its period as `period` (YYYYMM), both int32, and runs it. DuckDB
works inside the process; Spark on a cluster. Both are given the same expression.
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

#: A Parquet file and the period (YYYYMM) of its rows.
Dated: TypeAlias = tuple[Path, int]
#: Under which name of an expression's tables which files lie. The first must not be empty.
Files: TypeAlias = Mapping[str, Sequence[Dated]]


class Engine(Protocol):
    """Runs an expression over files."""

    name: str

    def run(self, expression: Expression, *, files: Files) -> pa.Table:
        """The result; rows in no particular order."""
        ...

    def with_nulls(self, files: Sequence[Dated]) -> frozenset[str]:
        """The columns in which at least one of the files has an unknown value."""
        ...


class DuckEngine:
    """DuckDB inside the process. Files are immutable, so their footers are remembered."""

    name = "duckdb"

    def __init__(self, *, threads: int | None = None, memory_mb: int | None = None) -> None:
        self._database = duckdb.connect()
        self._database.execute(f"SET GLOBAL threads = {int(threads or os.cpu_count() or 1)}")
        for setting in (
            "preserve_insertion_order = false",
            "enable_progress_bar = false",
            "parquet_metadata_cache = true",
            "autoinstall_known_extensions = false",
        ):
            self._database.execute(f"SET {setting}")
        if memory_mb:
            self._database.execute(f"SET GLOBAL memory_limit = '{int(memory_mb)}MB'")
        self._nulls: dict[Path, frozenset[str]] = {}
        self._cursors = threading.local()

    def run(self, expression: Expression, *, files: Files) -> pa.Table:
        """The tables stand before the query as its own, so that several threads may ask at once."""
        some = next(dated for dated in files.values() if dated)
        tables = ", ".join(
            f'"{name}" AS NOT MATERIALIZED ({_select(dated or some[:1], empty=not dated)})'
            for name, dated in files.items()
        )
        return self._cursor().sql(f"WITH {tables} {_typed(expression)}").to_arrow_table()

    def with_nulls(self, files: Sequence[Dated]) -> frozenset[str]:
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
            for setting in ("preserve_insertion_order", "enable_progress_bar"):
                cursor.execute(f"SET {setting} = false")
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
        some = next(dated for dated in files.values() if dated)
        for name, dated in files.items():
            self._view(name, dated or some[:1], empty=not dated)
        table: pa.Table = self._session.sql(_spark(expression.op())).toArrow()
        return table

    def with_nulls(self, files: Sequence[Dated]) -> frozenset[str]:
        """From the footers, which need no cluster."""
        return self._nulls.with_nulls(files)

    def close(self) -> None:
        """End the session."""
        self._session.stop()

    def _view(self, name: str, dated: Sequence[Dated], *, empty: bool) -> None:
        periods = self._session.createDataFrame(
            [(path.absolute().as_uri(), file, period) for file, (path, period) in enumerate(dated)],
            "uri string, file int, period int",
        )
        # Spark writes file:/a/b or file:///a/b, by its version.
        rows = self._session.read.parquet(*(str(path.absolute()) for path, _ in dated))
        rows = rows.selectExpr(
            "*", "regexp_replace(_metadata.file_path, '^file:/+', 'file:///') AS uri"
        ).join(periods.hint("broadcast"), "uri")
        (rows.where("false") if empty else rows).drop("uri").createOrReplaceTempView(name)


def _select(dated: Sequence[Dated], *, empty: bool) -> str:
    periods = "[" + ",".join(str(int(period)) for _, period in dated) + "]"
    paths = _listed([path for path, _ in dated])
    where = " WHERE false" if empty else ""
    return (
        f"SELECT CAST(file_index AS INTEGER) AS file, "  # noqa: S608
        f"CAST(({periods})[CAST(file_index + 1 AS BIGINT)] AS INTEGER) AS period, * "
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
