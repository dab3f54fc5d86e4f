"""The versions of what was stated: which stands now, which stood before, what a source once said."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from guatu.web.statements.models import PublishedFigure
from guatu.web.statements.queries import NOUNS, holding


def current(noun: str, lineage: int) -> Any:
    """The version that stands now, withdrawn or not; None when there never was one."""
    return NOUNS[noun].objects.filter(lineage=lineage, seq_to__isnull=True).first()


def versions(noun: str, lineage: int, *, known_at: int | None = None) -> list[Any]:
    """All versions of one statement (`noun`: figure, target or task), oldest first."""
    rows = NOUNS[noun].objects.filter(lineage=lineage).select_related("stated_by").order_by("version")
    if noun == "task":
        rows = rows.select_related("stated_by", "lead_unit", "leader").prefetch_related("named_units__unit")
    return list(rows if known_at is None else rows.filter(seq_from__lte=known_at))


def versions_of(noun: str, lineages: Iterable[int], *, known_at: int | None = None) -> dict[int, list[Any]]:
    """All versions of several statements, each oldest first."""
    rows = NOUNS[noun].objects.filter(lineage__in=set(lineages)).order_by("lineage", "version")
    rows = rows if known_at is None else rows.filter(seq_from__lte=known_at)
    found: defaultdict[int, list[Any]] = defaultdict(list)
    for row in rows.select_related("stated_by"):
        found[row.lineage].append(row)
    return dict(found)


def once_said(address: str, *, known_at: int | None = None) -> list[tuple[Any, Any]]:
    """What a source said and no longer holds, each with the version that holds instead (None: withdrawn)."""
    found = []
    for model in NOUNS.values():
        rows = model.objects.filter(source=address, withdrawn=False, seq_to__isnull=False).order_by("version")
        ended = [row for row in rows if known_at is None or row.seq_to <= known_at]
        for row in {row.lineage: row for row in ended}.values():
            now = (
                holding(model.objects.filter(lineage=row.lineage), known_at=known_at)
                .select_related("stated_by")
                .first()
            )
            if now is None or now.source != address:
                found.append((row, now))
    return found


def corrected_after(sequence: int, *, known_at: int | None = None) -> list[PublishedFigure]:
    """The versions of figures that corrected an earlier one after a sequence of the log, newest first."""
    rows = PublishedFigure.objects.filter(seq_from__gt=sequence, version__gt=1, withdrawn=False)
    rows = rows if known_at is None else rows.filter(seq_from__lte=known_at)
    return list(rows.select_related("stated_by").order_by("-seq_from"))


def every_version(noun: str, *, known_at: int | None = None) -> list[Any]:
    """Every version of every statement of one noun, withdrawn ones too, with its people and units."""
    rows = NOUNS[noun].objects.select_related("stated_by").order_by("seq_from")
    if noun != "figure":
        rows = rows.select_related("lead_unit", "leader", "stated_by")
    if noun == "task":
        rows = rows.prefetch_related("named_units__unit")
    return list(rows if known_at is None else rows.filter(seq_from__lte=known_at))
