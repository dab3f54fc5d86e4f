"""How much memory the engine in service may hold, from the environment; what is more lies on the disk."""

from __future__ import annotations

import os
from typing import Final

from guatu.vocabulary.problems import GuatuError, Problem

VARIABLE: Final = "GUATU_ENGINE_MEMORY"
#: MB for each process that sums; a million enterprises over 36 months need some 600.
USUAL: Final = 1024
#: With less the engine cannot sum even a small month.
_LEAST: Final = 64


class EngineMemoryError(GuatuError, ValueError):
    """A limit that is no whole number of MB, or too small to work with."""


def engine_memory() -> int:
    """MB that an engine may hold; the usual where nothing is set.

    Raises:
        EngineMemoryError: for what is no limit.
    """
    text = os.environ.get(VARIABLE, "").strip()
    if not text:
        return USUAL
    if not (text.isascii() and text.isdigit()) or int(text) < _LEAST:
        raise EngineMemoryError(
            Problem(
                "engine.memory",
                {"value": text},
                VARIABLE,
                f"“{text}”不是可用的内存上限。",
                f"写不小于{_LEAST}的整数，单位MB，如 {USUAL}。",
            )
        )
    return int(text)
