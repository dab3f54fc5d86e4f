"""Job functions by name: `@job("reading.read")` in an app's `jobs.py`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Work = Callable[[Any], object]
_work: dict[str, Work] = {}


def job(name: str) -> Callable[[Work], Work]:
    """Register a function that takes a `Run` and gives a JSON value (or None). A name belongs to one function."""

    def register(work: Work) -> Work:
        if _work.setdefault(name, work) is not work:
            raise ValueError(f"two job functions are named {name}")
        return work

    return register


def work_named(name: str) -> Work | None:
    """The function of a name, or None."""
    return _work.get(name)


def names() -> list[str]:
    """All registered names."""
    return sorted(_work)
