"""Statements by their numbers, for those who have found these elsewhere."""

from collections.abc import Collection
from typing import Any

from guatu.web.statements.models import Target
from guatu.web.statements.queries import NOUNS, holding


def chosen(noun: str, lineages: Collection[int], *, known_at: int | None = None) -> list[Any]:
    """The statements of these numbers that hold, in no order."""
    rows = NOUNS[noun].objects.filter(lineage__in=lineages)
    rows = rows if noun == "figure" else rows.select_related("lead_unit", "leader")
    rows = rows.prefetch_related("named_units__unit") if noun == "task" else rows
    return list(holding(rows, known_at=known_at))


def promising(indicators: Collection[str], *, known_at: int | None = None) -> list[int]:
    """The numbers of the targets on these indicators, the latest first."""
    rows = holding(Target.objects.filter(indicator__in=indicators), known_at=known_at)
    return list(rows.order_by("-by", "-lineage").values_list("lineage", flat=True))
