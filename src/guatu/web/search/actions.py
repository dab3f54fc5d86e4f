"""The action that changes a thing writes its words here too, in its own transaction."""

from guatu.web.search.folding import folded
from guatu.web.search.models import SearchRow


def put(noun: str, number: int, text: str, *, seq: int) -> None:
    """Put the words of a thing in place of those before; empty words take it out. The machine's own step.

    `seq` is the log's sequence of the deed, which the caller has put on record.
    """
    rows = SearchRow.objects.filter(noun=noun, number=number, seq_to__isnull=True)
    rows.filter(seq_from__lt=seq).update(seq_to=seq)
    rows.filter(seq_from=seq).delete()
    if text.strip():
        SearchRow.objects.create(noun=noun, number=number, text=folded(text), seq_from=seq)
