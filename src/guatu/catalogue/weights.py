"""The weights of the reader's confidence: data fitted by ``python -m bench.confidence``."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

from guatu.catalogue.load import DATA, read_toml

FILE = DATA / "confidence" / "reader.toml"


@lru_cache(maxsize=1)
def weights() -> Mapping[str, Mapping[str, float]]:
    """For observations, targets and tasks: feature to weight, with ``bias``."""
    tables = read_toml(FILE)
    return MappingProxyType(
        {kind: MappingProxyType({k: float(v) for k, v in table.items()}) for kind, table in tables.items()}
    )
