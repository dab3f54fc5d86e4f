"""Options of the whole test run."""

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--db=postgres` runs the database tests on a real PostgreSQL (read in tests/web/settings.py)."""
    parser.addoption("--db", choices=("sqlite", "postgres"), default="sqlite", help="database of tests/web")
