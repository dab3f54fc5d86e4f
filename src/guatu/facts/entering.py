"""New enterprises of a delivery get their ids under the lake's lock when it is taken in, not when it is read.

Between reading and taking in another delivery may have entered enterprises of its own: ids chosen earlier
would then name somebody else's.
"""

from __future__ import annotations

from collections.abc import Sequence

import pyarrow as pa

from guatu.enterprises.register import Register, with_new


def stand_in(place: int) -> int:
    """What rows carry for the new enterprise at this place of the list until it has an id: -1, -2, ..."""
    return -1 - place


def entered(
    register: Register, rows: pa.Table, *, new: Sequence[tuple[str, str]], seq: int
) -> tuple[pa.Table, Register | None]:
    """The rows with ids in place of stand-ins for ``new`` (code, name), and the register if it grew."""
    missing = [pair for pair in new if register.by_code.get(pair[0]) is None]
    grown = with_new(register, missing, seq=seq)
    ids = {stand_in(place): grown.by_code[code] for place, (code, _) in enumerate(new)}
    column = rows.column_names.index("enterprise")
    named = [ids.get(id_, id_) for id_ in rows["enterprise"].to_pylist()]
    return rows.set_column(column, "enterprise", pa.array(named, pa.int32())), grown if missing else None
