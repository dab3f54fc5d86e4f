"""All that a source's page shows: the document with the words lit, or what a person typed in."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.http import Http404

from guatu.indicators.naming import measure_label
from guatu.vocabulary.figure import Figure
from guatu.vocabulary.source import Cell, Entry, Span, parse_source
from guatu.web.access.actor import Actor
from guatu.web.access.allow import allow
from guatu.web.audit.queries import moment
from guatu.web.facts import queries as facts
from guatu.web.reading import queries as reading
from guatu.web.reading.drawn import Block, blocks
from guatu.web.reading.segments import Lit
from guatu.web.statements import queries as statements
from guatu.web.statements.queries import history
from guatu.web.targets.queries import indicator_name

#: How many code points of a document are shown before and after the lit words at most.
WINDOW = 60_000


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the document, or a table; `lit` is its lit part; `first`: the lit words begin here."""

    before: str
    lit: str
    after: str
    first: bool
    table: Block | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """A statement on record that these words carry."""

    row: Any
    name: str
    measure: str
    figures: tuple[Figure, ...]
    page: str
    like: str


@dataclass(frozen=True, slots=True)
class Superseded:
    """What these words once put on record, and what holds instead (None: it was withdrawn)."""

    then: Said
    now: Said | None


@dataclass(frozen=True, slots=True)
class SpanView:
    """The page of words in a document."""

    address: str
    span: Span
    document: Any
    paragraphs: tuple[Paragraph, ...]
    cut: bool
    came: Any
    said: tuple[Said, ...]
    superseded: tuple[Superseded, ...]
    template: str = "span.html"


@dataclass(frozen=True, slots=True)
class EntryView:
    """The page of what a person typed in."""

    address: str
    entry: Entry
    said: Said
    at: Any
    versions: tuple[Any, ...]
    template: str = "entry.html"


@dataclass(frozen=True, slots=True)
class CellView:
    """The page of a cell: its sheet drawn as a sheet, and who brought it."""

    address: str
    cell: Cell
    delivery: Any
    dataset: str
    drawn: dict[str, object]
    index: int
    came: Any
    template: str = "cell.html"


def source_view(
    actor: Actor, address: str, *, known_at: int | None = None
) -> SpanView | EntryView | CellView:
    """The source of that address as this viewer may see it.

    Raises:
        SourceError: no such address. Http404: nothing stands there. PermissionDenied: it is not theirs.
    """
    source = parse_source(address)
    if isinstance(source, Span):
        return _span_view(actor, source, known_at=known_at)
    if isinstance(source, Entry):
        return _entry_view(actor, source, known_at=known_at)
    if isinstance(source, Cell):
        return _cell_view(actor, source, known_at=known_at)
    raise Http404(address)


def _cell_view(actor: Actor, cell: Cell, *, known_at: int | None) -> CellView:
    delivery = facts.delivery_by_sha_for(actor, cell.sha256, known_at=known_at)
    index = facts.sheet_index(delivery, cell.sheet)
    drawn = facts.drawn(delivery, index, at=f"{cell.column}{cell.row}")
    return CellView(
        cell.address(),
        cell,
        delivery,
        dict(facts.dataset_choices()).get(delivery.dataset, delivery.dataset),
        drawn,
        index,
        moment(delivery.seq),
    )


def _span_view(actor: Actor, span: Span, *, known_at: int | None) -> SpanView:
    document = reading.document_by_sha_for(actor, span.sha256, known_at=known_at)
    if span.end > len(document.text):
        raise Http404(span.address())
    paragraphs, cut = _paragraphs(document.text, span)
    rows = statements.spoken_by(span.sha256, known_at=known_at)
    return SpanView(
        address=span.address(),
        span=span,
        document=document,
        paragraphs=tuple(paragraphs),
        cut=cut,
        came=moment(document.seq),
        said=tuple(
            _said(row, known_at=known_at) for row in rows if _touches(row, span) and _sees(actor, row)
        ),
        superseded=tuple(
            Superseded(_said(then, known_at=known_at), now and _said(now, known_at=known_at))
            for then, now in history.once_said(span.address(), known_at=known_at)
            if _sees(actor, then)
        ),
    )


def _entry_view(actor: Actor, entry: Entry, *, known_at: int | None) -> EntryView:
    if entry.kind not in statements.NOUNS:
        raise Http404(entry.address())
    versions = history.versions(entry.kind, entry.number, known_at=known_at)
    row = next((row for row in versions if row.version == entry.version), None)
    if row is None:
        raise Http404(entry.address())
    if entry.kind == "target":
        statements.target_for(actor, entry.number, known_at=known_at)
    if entry.kind == "task":
        statements.task_for(actor, entry.number, known_at=known_at)
    later = tuple((v, moment(v.seq_from)) for v in reversed(versions) if v.version != row.version)
    return EntryView(entry.address(), entry, _said(row, known_at=known_at), moment(row.seq_from), later)


def _paragraphs(text: str, span: Span) -> tuple[list[Paragraph], bool]:
    """The document's paragraphs and tables around the span; whether some were left out for their number."""
    first, last = max(0, span.start - WINDOW), min(len(text), span.end + WINDOW)
    if first:
        first = text.find("\n", first) + 1 or first
    if last < len(text):
        last = max(text.rfind("\n", span.end, last), span.end)
    found: list[Paragraph] = []
    start = first
    lit = Lit(span.start - first, span.end - first, "", 0)
    for block in blocks(text[first:last], spans=[lit]):
        if block.rows:
            found.append(Paragraph("", "", "", first=False, table=block))
            start = first + block.end
            continue
        end = first + block.end
        found += [p for p in _cut(text, span=span, first=start, last=end) if _words(p)]
        start = end
    return found, (first, last) != (0, len(text))


def _words(paragraph: Paragraph) -> bool:
    return bool((paragraph.before + paragraph.lit + paragraph.after).strip())


def _cut(text: str, *, span: Span, first: int, last: int) -> Iterator[Paragraph]:
    start = first
    for line in text[first:last].splitlines(keepends=True):
        end = start + len(line)
        a, b = (min(max(place, start), end) for place in (span.start, span.end))
        yield Paragraph(text[start:a], text[a:b], text[b:end], first=start <= span.start < end)
        start = end


def _touches(row: Any, span: Span) -> bool:
    place = row.span()
    return place is not None and place.start < span.end and span.start < place.end


def _sees(actor: Actor, row: Any) -> bool:
    """A task or target of another unit stays theirs, though its words stand in a document for all."""
    return row.noun == "figure" or allow(actor, f"{row.noun}.view", statements.thing(row))


def _said(row: Any, *, known_at: int | None) -> Said:
    if row.noun == "figure":
        figure = row.figure(known_at)
        return Said(row, indicator_name(row.indicator), measure_label(figure.key), (figure,), "", "")
    if row.noun == "target":
        bounds = [(name, getattr(row, name)) for name in ("floor", "stretch")]
        figures = [
            Figure(row.key(known_at, measure=name), value, row.unit or None, decimals=row.decimals)
            for name, value in bounds
            if value is not None
        ]
        return Said(
            row, indicator_name(row.indicator), "", tuple(figures), f"/targets/{row.lineage}", row.indicator
        )
    return Said(row, row.title, "", (), f"/tasks/{row.lineage}", "")
