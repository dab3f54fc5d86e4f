"""Which database: SQLite in the data folder, or PostgreSQL by `$GUATU_DATABASE_URL`."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

SQLITE_PRAGMAS = (
    "PRAGMA journal_mode=WAL;PRAGMA busy_timeout=20000;PRAGMA foreign_keys=ON;PRAGMA recursive_triggers=ON;"
)


def sqlite(path: Path) -> dict[str, Any]:
    """SQLite as a service needs it: writers wait in line from the start of their transaction."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": SQLITE_PRAGMAS},
        "CONN_MAX_AGE": None,
    }


def postgresql(url: str) -> dict[str, Any]:
    """``postgresql://user:password@host:port/name?sslmode=require``; else ImproperlyConfigured."""
    parts = urlsplit(url)
    name = unquote(parts.path.lstrip("/"))
    if parts.scheme not in ("postgres", "postgresql") or not name:
        raise ImproperlyConfigured(
            "GUATU_DATABASE_URL should read postgresql://user:password@host:port/name; "
            f"its scheme is {parts.scheme!r}, its database name {name!r}"
        )
    options = dict(parse_qsl(parts.query))
    host = options.pop("host", None) or parts.hostname or ""
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": str(parts.port or ""),
        "OPTIONS": options,
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


def database(url: str, *, folder: Path) -> dict[str, Any]:
    """The settings of the one database; an empty url means SQLite in the data folder."""
    return postgresql(url) if url else sqlite(folder / "guatu.sqlite3")
