"""Job functions by name: `@job("reading.read", title=_("识别文件"))` in an app's `jobs.py`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Work = Callable[[Any], object]
_work: dict[str, Work] = {}
_titles: dict[str, object] = {}


def job(name: str, *, title: object = "") -> Callable[[Work], Work]:
    """Register a function that takes a `Run` and gives a JSON value (or None).

    A name belongs to one function; ``title`` is what people read (a lazy translation).
    """

    def register(work: Work) -> Work:
        if _work.setdefault(name, work) is not work:
            raise ValueError(f"two job functions are named {name}")
        _titles[name] = title or name
        return work

    return register


def work_named(name: str) -> Work | None:
    """The function of a name, or None."""
    return _work.get(name)


def title_of(name: str) -> str:
    """What people read instead of the name."""
    return str(_titles.get(name, name))
