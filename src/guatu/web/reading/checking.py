"""What a document's figures do not agree on with those on record: found and shown, never resolved."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from guatu.indicators.naming import measure_label
from guatu.reading.against import against, relatives
from guatu.vocabulary import statements as core
from guatu.vocabulary.figure import Figure
from guatu.vocabulary.period import Period
from guatu.web.reading.queries import Candidate, Document
from guatu.web.reading.typed import name_of
from guatu.web.statements import queries as statements
from guatu.web.statements.queries import Published


@dataclass(frozen=True, slots=True)
class Beside:
    """A figure on record that a remark speaks of: what it is, and the number."""

    name: str
    figure: Figure


@dataclass(frozen=True, slots=True)
class Finding:
    """Why, the candidates of the document, and the figures on record."""

    why: str
    candidates: tuple[int, ...]
    beside: tuple[Beside, ...]


def findings(document: Document, rows: Sequence[Candidate]) -> list[Finding]:
    """Everything that the document's figures (those not rejected) and the record do not agree on."""
    own = [
        replace(core.Observation.from_json(row.current), id=f"c{row.pk}")
        for row in rows
        if row.noun == "figure" and row.decision != "rejected" and row.current.get("period")
    ]
    if not own:
        return []
    asked = relatives(frozenset(o.indicator for o in own))
    held = statements.on_record(indicators=sorted(asked)).values()
    near = {o.period for o in own if o.period} | {
        text for o in own if o.period for text in _neighbours(o.period)
    }
    known = {f"f{row.lineage}": row for row in held if row.period in near and not _of(document, row)}
    promised = [row.as_core() for row in statements.targets() if row.indicator in asked]
    found = against(own, [row.as_core() for row in known.values()], promised)
    return [
        Finding(
            told.why,
            tuple(int(id_[1:]) for id_ in told.items if id_[0] == "c"),
            tuple(_beside(known[id_]) for id_ in told.items if id_ in known),
        )
        for told in _once(found)
    ]


def _of(document: Document, row: Published) -> bool:
    """Whether it is this document that says it."""
    span = row.span()
    return span is not None and span.sha256 == document.sha256


def _neighbours(period: str) -> Iterable[str]:
    """The same months up to a month earlier and a month later."""
    whole = Period.parse(period)
    if whole.start.month != 1 or whole.start.year != whole.end.year:
        return
    for last in (whole.end.month - 1, whole.end.month + 1):
        if 1 < last <= 12:
            yield str(Period.of(whole.start.year, 1, last))


def _once(found: Iterable[core.Conflict]) -> list[core.Conflict]:
    """Each set of figures once: the first reason that speaks of it."""
    told: dict[tuple[str, frozenset[str]], core.Conflict] = {}
    for conflict in found:
        told.setdefault((conflict.kind, frozenset(conflict.items)), conflict)
    return list(told.values())


def _beside(row: Published) -> Beside:
    key = row.key()
    period = key.period.label() if key.period else ""
    parts = (name_of(row.indicator), measure_label(key), period)
    return Beside(" · ".join(part for part in parts if part), row.figure())
