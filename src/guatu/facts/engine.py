"""The only room that knows which database runs: Parquet files in, one Ibis expression, Arrow out.

An expression is written over one unbound table; an engine lays files under its name, adds the place of each
row's file among them as `file_index`, and runs it. DuckDB works inside the process; Spark on a cluster. Both
are given the same expression.
"""

from __future__ import annotations

import os
import tempfile
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final, Protocol

import duckdb
import ibis
import pyarrow as pa
from ibis.expr.types import Table as Expression

#: The name of the table that expressions are written over.
TABLE: Final = "rows"
#: The column that says that a row is no more.
DELETED: Final = "deleted"


@dataclass(frozen=True, slots=True)
class Footers:
    """What the footers of files tell: the columns with unknown values; whether any row is no more.

    A column without statistics counts as having both.
    """

    nulls: frozenset[str]
    deletes: bool


class Engine(Protocol):
    """Runs an expression over files."""

    name: str

    def run(self, expression: Expression, *, files: Sequence[Path]) -> pa.Table:
        """The result over at least one file; rows in no particular order."""
        ...

    def footers(self, files: Sequence[Path]) -> Footers:
        """What is known of the files without reading their rows."""
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
            # Where it moves what is more: not into the folder that the program happens to be started in.
            self._database.execute("SET GLOBAL temp_directory = ?", [str(_overflow())])
        self._footers: dict[Path, Footers] = {}
        self._cursors = threading.local()

    def run(self, expression: Expression, *, files: Sequence[Path]) -> pa.Table:
        """The files stand in the query where the table stood, so that several threads may ask at once.

        Planning is a good part of a small question: it is planned once, as flat as it is written, and its
        columns come whole; a relation would be bound first, then planned.
        """
        before, after = _duckdb(expression.op()).split(_PLACE)
        found = self._cursor().execute(f"{before}{_read(files)} AS{after}").fetchnumpy()
        return pa.table({name: pa.array(values) for name, values in found.items()})

    def footers(self, files: Sequence[Path]) -> Footers:
        """Read once for each file."""
        fresh = [path for path in files if path not in self._footers]
        if fresh:
            found = (
                self._database.cursor()
                .execute(
                    "SELECT DISTINCT file_name, path_in_schema, stats_null_count IS DISTINCT FROM 0 "  # noqa: S608
                    f"FROM parquet_metadata({_listed(fresh)}) WHERE stats_null_count IS DISTINCT FROM 0 "
                    f"OR (path_in_schema = '{DELETED}' AND stats_max_value IS DISTINCT FROM 'false')"
                )
                .fetchall()
            )
            nulls: dict[str, set[str]] = {}
            deletes: set[str] = set()
            for name, column, unknown in found:
                if unknown:
                    nulls.setdefault(name, set()).add(column)
                if column == DELETED:
                    deletes.add(name)
            self._footers |= {
                path: Footers(frozenset(nulls.get(str(path), ())), str(path) in deletes) for path in fresh
            }
        told = [self._footers[path] for path in files]
        return Footers(frozenset().union(*(one.nulls for one in told)), any(one.deletes for one in told))

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

        self._alone = DuckEngine(threads=1)
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

    def run(self, expression: Expression, *, files: Sequence[Path]) -> pa.Table:
        """The table is a view of the session; one question at a time."""
        places = self._session.createDataFrame(
            [(path.absolute().as_uri(), place) for place, path in enumerate(files)],
            "uri string, file_index bigint",
        )
        # Spark writes file:/a/b or file:///a/b, by its version.
        rows = self._session.read.parquet(*(str(path.absolute()) for path in files))
        rows = rows.selectExpr(
            "*", "regexp_replace(_metadata.file_path, '^file:/+', 'file:///') AS uri"
        ).join(places.hint("broadcast"), "uri")
        rows.drop("uri").createOrReplaceTempView(TABLE)
        table: pa.Table = self._session.sql(_spark(expression.op())).toArrow()
        return table

    def footers(self, files: Sequence[Path]) -> Footers:
        """From the files alone, which needs no cluster."""
        return self._alone.footers(files)

    def close(self) -> None:
        """End the session."""
        self._session.stop()


def _overflow() -> Path:
    """A folder of this process alone, which the engine makes when it needs it and clears away."""
    return Path(tempfile.gettempdir()) / f"guatu-engine-{os.getpid()}"


#: Where the files come in the SQL of an expression.
_PLACE: Final = f'"{TABLE}" AS'


def _read(files: Sequence[Path]) -> str:
    return f"read_parquet({_listed(files)}, hive_partitioning = false)"


def _listed(paths: Sequence[Path]) -> str:
    return "[" + ",".join("'" + str(path).replace("'", "''") + "'" for path in paths) + "]"


@lru_cache(maxsize=128)
def _duckdb(node: ibis.expr.operations.Node) -> str:
    return str(ibis.to_sql(node.to_expr(), dialect="duckdb", pretty=False))


@lru_cache(maxsize=128)
def _spark(node: ibis.expr.operations.Node) -> str:
    return str(ibis.to_sql(node.to_expr(), dialect="pyspark", pretty=False))
