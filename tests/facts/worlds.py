"""Small tables of facts for tests."""

import pyarrow as pa

from guatu.catalogue.datasets import load_dataset
from guatu.facts.lake import Origin
from guatu.facts.rows import schema_of

DATASET = load_dataset("electricity")


def table(said: dict[int, int | None], *, area: int = 11) -> pa.Table:
    """One row an enterprise: its electricity of the month."""
    rows = [
        dict.fromkeys(schema_of(DATASET).names)
        | {"enterprise": e, "area": area, "industry": 39, "electricity_month": v, "sheet": 0, "row": 5 + n}
        for n, (e, v) in enumerate(said.items())
    ]
    made = pa.Table.from_pylist(rows, schema=schema_of(DATASET))
    return made.drop_columns(["seq", "deleted"])


def origin(seq: int) -> Origin:
    """A delivery of this seq."""
    return Origin(seq, seq, "ab" * 32, "用电.xlsx", ("Sheet1",), {"electricity_month": "F"})
