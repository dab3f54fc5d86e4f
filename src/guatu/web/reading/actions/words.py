"""Words are taught and taken back: catalogue data of the zone, each version kept."""

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from guatu.vocabulary.problems import GuatuError
from guatu.web.access.actor import Actor
from guatu.web.access.allow import require
from guatu.web.audit.actions import hold, record
from guatu.web.reading.actions.receive import reread
from guatu.web.reading.models import Document, TaughtWord
from guatu.web.reading.problems import refuse
from guatu.web.reading.teaching import Lesson


@transaction.atomic
def teach(lesson: Lesson, *, by: Actor, document: int | None = None) -> TaughtWord:
    """Put a word into the zone's catalogue; what it meant before stays readable as it was.

    `document` is the one at which it was taught. Nothing that was decided is touched.
    """
    require(by, "word.teach")
    hold()
    old = TaughtWord.objects.filter(word=lesson.word, seq_to__isnull=True).first()
    after = {
        "kind": lesson.kind,
        "word": lesson.word,
        "means": lesson.means,
        "factor": format(lesson.factor.normalize(), "f"),
    }
    before = None if old is None else {"kind": old.kind, "means": old.means, "factor": old.factor}
    seq = record(by=by, action="word.teach", thing=f"word:{lesson.word}", before=before, after=after)
    if old is not None:
        TaughtWord.objects.filter(pk=old.pk).update(seq_to=seq)
    at = Document.objects.filter(pk=document).first() if document else None
    return TaughtWord.objects.create(**after, document=at, by_id=by.user_id, seq_from=seq)


@transaction.atomic
def forget(number: int, *, by: Actor) -> TaughtWord:
    """Take a word back; what it meant before it was taught holds again."""
    require(by, "word.teach")
    hold()
    row = TaughtWord.objects.filter(pk=number, seq_to__isnull=True).first()
    if row is None:
        raise refuse(
            "word.gone", _("这个说法已经撤回。"), advice=_("请刷新页面，查看现在的用词。"), number=number
        )
    before = {"kind": row.kind, "word": row.word, "means": row.means, "factor": row.factor}
    row.seq_to = record(by=by, action="word.forget", thing=f"word:{row.word}", before=before)
    row.save(update_fields=["seq_to"])
    return row


def reread_all(documents: Iterable[int], *, by: Actor) -> tuple[list[int], list[str]]:
    """Have several documents read again; the numbers of those, and why others are not.

    Decisions stay; each document is its own transaction.
    """
    begun, refused = [], []
    for number in documents:
        try:
            begun.append(reread(number, by=by).pk)
        except GuatuError as error:
            refused.append(str(error))
    return begun, refused
