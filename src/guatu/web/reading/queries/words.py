"""The words that officers taught, as in force now or at an earlier sequence of the log."""

from decimal import Decimal

from django.db.models import Q
from django.http import Http404

from guatu.catalogue.taught import Taught
from guatu.web.reading.models import TaughtWord as TaughtWord


def taught_words(*, known_at: int | None = None) -> list[TaughtWord]:
    """The words in force, the newest first."""
    rows = TaughtWord.objects.select_related("by", "document").order_by("-seq_from")
    if known_at is None:
        return list(rows.filter(seq_to__isnull=True))
    lasts = Q(seq_to__isnull=True) | Q(seq_to__gt=known_at)
    return list(rows.filter(lasts, seq_from__lte=known_at))


def taught(*, known_at: int | None = None) -> Taught:
    """The same as the reader takes them."""
    rows = sorted(taught_words(known_at=known_at), key=lambda row: row.word)
    return Taught(
        tuple((row.word, row.means) for row in rows if row.kind == "alias"),
        tuple((row.word, row.means, Decimal(row.factor)) for row in rows if row.kind == "unit"),
    )


def word_by_number(number: int) -> TaughtWord:
    """One word in force; Http404 when it is none, or was taken back."""
    found = TaughtWord.objects.select_related("by", "document").filter(pk=number, seq_to__isnull=True).first()
    if found is None:
        raise Http404(f"word {number}")
    return found
