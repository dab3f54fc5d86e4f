"""The counts of documents as figures, and the candidates that each counts."""

from collections import Counter
from collections.abc import Collection, Iterable
from decimal import Decimal

from django.db.models import Count, Q
from django.http import Http404
from django.utils.translation import gettext as _

from guatu.vocabulary.figure import Figure, FigureKey
from guatu.vocabulary.trace import Sentence
from guatu.web.reading.models import Candidate, Document
from guatu.web.reading.queries.candidates import candidates, candidates_of
from guatu.web.reading.queries.documents import document_by_number

#: What a document's counts are called in a figure's name, and which candidates each counts.
COUNTS: dict[str, Q] = {
    "observations": Q(noun="figure"),
    "targets": Q(noun="target"),
    "tasks": Q(noun="task"),
    "unread": Q(noun="unread", decision="pending"),
    "pending": Q(decision="pending") & ~Q(noun="unread"),
    "accepted": Q(decision="accepted") & ~Q(noun="unread"),
    "principles": Q(decision="principle"),
    "rejected": Q(decision="rejected") & ~Q(noun="unread"),
}


def counts(
    document: Document, *, rows: Collection[Candidate], known_at: int | None = None
) -> dict[str, Figure]:
    """The document's counts by name, each a figure with its own address; `rows` are all its candidates."""
    found = tally(rows)
    return {name: _count(document.pk, name, value=found[name], known_at=known_at) for name in COUNTS}


def tally(rows: Iterable[Candidate]) -> Counter[str]:
    """How many candidates each count holds."""
    found: Counter[str] = Counter()
    words = {"accepted": "accepted", "principle": "principles", "rejected": "rejected", "pending": "pending"}
    for row in rows:
        if row.noun == "unread":
            found["unread"] += row.decision == "pending"
            continue
        found[{"figure": "observations", "target": "targets", "task": "tasks"}[row.noun]] += 1
        found[words[row.decision]] += 1
    return found


def _count(document: int, measure: str, *, value: int, known_at: int | None = None) -> Figure:
    return Figure(
        FigureKey(f"document:{document}", measure, None, known_at=known_at),
        value=Decimal(value),
        unit="count",
    )


def counts_of_all(
    documents: Iterable[Document], *, known_at: int | None = None
) -> dict[int, dict[str, Figure]]:
    """The counts of many documents: in one query now, from the history at an earlier moment."""
    if known_at is not None:
        then = candidates_of([d.pk for d in documents], known_at=known_at)
        told = {n: tally(rows) for n, rows in then.items()}
        return {
            n: {name: _count(n, name, value=held[name], known_at=known_at) for name in COUNTS}
            for n, held in told.items()
        }
    numbers = [document.pk for document in documents]
    sums = {name: Count("pk", filter=q) for name, q in COUNTS.items()}
    rows = Candidate.objects.filter(document__in=numbers).values("document").annotate(**sums)
    found = {row["document"]: row for row in rows}
    nothing = dict.fromkeys(COUNTS, 0)
    return {n: {name: _count(n, name, value=found.get(n, nothing)[name]) for name in COUNTS} for n in numbers}


def counted(key: FigureKey) -> list[Candidate]:
    """The candidates that a document's count counts, in the order of the text."""
    document = document_by_number(key.number or 0)
    if key.measure not in COUNTS:
        raise Http404(key.measure)
    numbers = set(
        Candidate.objects.filter(COUNTS[key.measure], document=document).values_list("pk", flat=True)
    )
    if key.known_at is None:
        return [row for row in candidates(document) if row.pk in numbers]
    rows = candidates(document, known_at=key.known_at)
    return [row for row in rows if tally([row])[key.measure]]


def count_figure(key: FigureKey) -> Figure:
    """The value of a document's count, as known at the key's moment."""
    return Figure(key, value=Decimal(len(counted(key))), unit="count")


_SAID = {
    "observations": "本文件中识别的数据",
    "targets": "本文件中识别的目标",
    "tasks": "本文件中识别的任务",
    "unread": "看到而没有归入指标、也没有处理的数字",
    "pending": "还没有审核的数据、目标和任务",
    "accepted": "已采纳的数据、目标和任务",
    "principles": "列为原则要求的任务",
    "rejected": "不采纳的数据、目标和任务",
}


def count_words(key: FigureKey) -> Sentence:
    """How a document's count is made, in words."""
    figures = {"result": count_figure(key)}
    return Sentence(_("{what}，逐项清点，共{result}。"), figures=figures, words={"what": _SAID[key.measure]})
