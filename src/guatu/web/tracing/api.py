"""A figure and how it was made, for programs: what the figure's page shows its reader."""

from typing import Any

from ninja import Query, Router

from guatu.tracing.printing import as_json
from guatu.vocabulary.figure import FigureKey
from guatu.web.access.allow import require
from guatu.web.access.request import Request
from guatu.web.tracing.queries import explained_for

router = Router(tags=["tracing"])


@router.get("/trace", response=dict[str, Any])
def trace(
    request: Request,
    key: str = Query(..., max_length=2000, description="a figure's address: gdp/level/2022-01--2022-06"),
    known_at: int | None = Query(None, ge=1, lt=10**18, description="sequence of the audit log; none: now"),
    limit: int = Query(1000, ge=0, le=10_000, description="cells of a sum at most, the largest first"),
    start: int = Query(0, ge=0, lt=10**9, description="the first of them that is listed, from 0"),
) -> dict[str, Any]:
    """The figure with what it was made of, down to its sources, as far as its reader may see them.

    Sums are always whole; of their cells ``unlisted`` tells how many are not in the answer.
    """
    require(request.actor, "figure.view")
    named = FigureKey.parse(key)
    named = named.at(request.known_at) if known_at else named
    return as_json(explained_for(request.actor, named, limit=limit, start=start))
