"""What explaining looks up, answered from the database; whoever asks gets the same."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from guatu.indicators.reckoning import Reckoning
from guatu.targets.explain import Case
from guatu.vocabulary.figure import FigureKey
from guatu.vocabulary.source import Source, Span, parse_source
from guatu.vocabulary.trace import Counted, Stated
from guatu.web.access.actor import machine
from guatu.web.execution.queries.counting import counted_tasks
from guatu.web.facts import world as facts
from guatu.web.reading import queries as reading
from guatu.web.statements import queries as statements
from guatu.web.statements.queries import Published
from guatu.web.targets import queries as targets
from guatu.web.targets.league import numbers_of


class DatabaseSources:
    """Implements `guatu.tracing.sources.Sources`. One is made for each question, and asks each thing once."""

    def __init__(self) -> None:
        self._cases: dict[tuple[int, int | None], Case | None] = {}
        self._facts: dict[int | None, Reckoning | None] = {}

    def statements(self, key: FigureKey) -> Sequence[Stated]:
        """Every version of every statement of this figure, the one that boards show first."""
        found = statements.same_figure(key)
        titles = _titles((row.row.source for row in found), known_at=key.known_at)
        return [_stated(s.row, key=key, current=s.current, titles=titles) for s in found]

    def kin(self, key: FigureKey) -> Sequence[Stated]:
        """The standing statements of the same thing counted another way."""
        asked = {"indicator": key.subject, "measure": key.measure, "period": str(key.period)}
        rows = statements.on_record(known_at=key.known_at, **asked)
        kin = [(other, row) for other, row in rows.items() if _is_kin(other, key=key)]
        titles = _titles((row.source for _, row in kin), known_at=key.known_at)
        return [_stated(row, key=other.at(key.known_at), current=True, titles=titles) for other, row in kin]

    def counted(self, key: FigureKey) -> Sequence[Counted] | None:
        """What a count of tasks, of targets or of a document's items counts."""
        if key.kind == "tasks":
            return counted_tasks(key)
        if key.kind == "targets":
            return _counted_targets(key)
        document = reading.document_by_number(key.number or 0)
        return [
            Counted(
                kind="candidate",
                number=row.pk,
                title=document.text[row.start : row.end],
                source=Span(document.sha256, row.start, row.end),
            )
            for row in reading.counted(key)
        ]

    def facts(self, known_at: int | None) -> Reckoning | None:
        """What figures are computed from; None before the first delivery."""
        if known_at not in self._facts:
            self._facts[known_at] = facts.reckoning(known_at)
        return self._facts[known_at]

    def promised(self, key: FigureKey) -> Mapping[str, int]:
        """The numbers of the targets of streets and parks that a place by completion compares."""
        return numbers_of(key.subject, key.period, known_at=key.known_at) if key.period else {}

    def target(self, number: int, *, known_at: int | None) -> Case | None:
        """The target of that number and all that judging it needs."""
        asked = number, known_at
        if asked not in self._cases:
            self._cases[asked] = targets.case(number, known_at=known_at)
        return self._cases[asked]


def _counted_targets(key: FigureKey) -> list[Counted] | None:
    found = targets.counted(key)
    if found is None:
        return None
    return [
        Counted(kind="target", number=s.row.lineage, title=s.name, source=parse_source(s.row.source))
        for s in found
    ]


def _is_kin(other: FigureKey, *, key: FigureKey) -> bool:
    return other.caliber != key.caliber and replace(other, caliber=key.caliber) == key.at(None)


def _titles(addresses: Iterable[str], *, known_at: int | None) -> dict[str, str]:
    """The titles of the documents among some sources, by checksum."""
    shas = {s.sha256 for s in map(parse_source, addresses) if isinstance(s, Span)}
    found = reading.documents_seen_by_sha(machine("tracing"), shas, known_at=known_at) if shas else {}
    return {sha: str(document) for sha, document in found.items()}


def checksum_of(source: Source) -> str | None:
    """The document that a source stands in; None for what was typed in."""
    return source.sha256 if isinstance(source, Span) else None


def _stated(row: Published, *, key: FigureKey, current: bool, titles: dict[str, str]) -> Stated:
    source = parse_source(row.source)
    return Stated(
        figure=replace(row.figure(key.known_at), key=key),
        source=source,
        quote=row.quote,
        title=titles.get(checksum_of(source) or ""),
        said_on=row.document_date,
        stated_by=row.stated_by.display_name if row.stated_by else "",
        number=row.lineage,
        version=row.version,
        sequence=row.seq_from,
        until=row.seq_to,
        state="current" if current else "superseded",
        status=row.status or None,
        reason=row.reason,
    )
