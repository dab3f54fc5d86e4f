"""What holds some words, as known now or at an earlier sequence of the log."""

from collections.abc import Sequence

from django.db.models import Q

from guatu.web.search.folding import folded
from guatu.web.search.models import SearchRow

MOST_TERMS = 8


def numbers_with(noun: str, terms: Sequence[str], *, known_at: int | None = None) -> list[int]:
    """The numbers of all things of a noun whose words hold every term, the newest first; none for no term."""
    asked = [folded(term) for term in terms if term.strip()][:MOST_TERMS]
    if not asked:
        return []
    rows = SearchRow.objects.filter(noun=noun)
    if known_at is None:
        rows = rows.filter(seq_to__isnull=True)
    else:
        rows = rows.filter(Q(seq_to__isnull=True) | Q(seq_to__gt=known_at), seq_from__lte=known_at)
    for term in asked:
        rows = rows.filter(text__contains=term)
    return list(rows.order_by("-seq_from", "-number").values_list("number", flat=True))
