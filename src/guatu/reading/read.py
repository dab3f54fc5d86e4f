"""A whole document read: figures, targets and tasks, each on its span."""

from __future__ import annotations

import datetime
import hashlib
import re
from collections.abc import Sequence
from dataclasses import replace

from guatu.catalogue.taught import NOTHING, Taught
from guatu.reading.conflicts import implied
from guatu.reading.contradictions import contradictions
from guatu.reading.dates import Clock, clock, document_date
from guatu.reading.figures import figures
from guatu.reading.fold import Folded, fold
from guatu.reading.found import Found
from guatu.reading.items import observation, paired, target
from guatu.reading.judging import MEASURES, base_year, goes_on, is_target, kept
from guatu.reading.numbers import scan
from guatu.reading.policies import Article, articles, borrowed
from guatu.reading.sections import Sections, sections
from guatu.reading.sentences import Outline, outline
from guatu.reading.tables.duties import Duty, asked, duties
from guatu.reading.tasks import read_tasks
from guatu.reading.text import EXTRACTOR_TEXT, extract
from guatu.reading.timeline import Timeline
from guatu.vocabulary.statements import (
    Conflict,
    Document,
    Observation,
    Reading,
    Target,
    Task,
    Unread,
    unfrozen,
)

EXTRACTOR = EXTRACTOR_TEXT
_Unread = unfrozen(Unread)


def read_text(
    text: str,
    *,
    name: str = "",
    sha256: str | None = None,
    date: datetime.date | None = None,
    area: str | None = None,
    extractor: str = EXTRACTOR,
    taught: Taught = NOTHING,
) -> Reading:
    """Read a text. ``date`` is the document's when known; otherwise it is looked for in the text, then in
    ``name``. Offsets of the reading are code points of ``text``, and ``text[span]`` is each item's quote.
    ``taught`` are the words of the zone beside the catalogue's."""
    folded = fold(text)
    plain = folded.text
    day = date or document_date(plain, name)
    outlined = outline(plain)
    view = sections(plain, outlined, date=day)
    clauses = articles(plain, outlined)
    rows = duties(folded, date=day)
    observations, targets, unread = _figures(
        folded, text, clock(plain, day=day), view, taught=taught, clauses=clauses, rows=rows
    )
    tasks, conflicts = _tasks(
        folded, text, outlined, day, policy=clauses, promised=targets, measured=observations, rows=rows
    )
    document = Document(
        name=name,
        sha256=sha256 or hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
        title=_title(text),
        date=day.isoformat() if day else None,
        area=area or "zone",
        characters=len(text),
        extractor=extractor,
    )
    return Reading(
        document=document,
        observations=observations,
        targets=targets,
        tasks=tasks,
        conflicts=(*conflicts, *implied(observations), *contradictions(observations, targets)),
        unread=unread,
    )


def read_bytes(
    data: bytes,
    *,
    name: str,
    date: datetime.date | None = None,
    area: str | None = None,
    taught: Taught = NOTHING,
) -> tuple[Reading, str]:
    """Read a file's bytes; the text comes with the reading. Raises ``GuatuError`` for what has no text."""
    taken = extract(data, name=name)
    sha256 = hashlib.sha256(data).hexdigest()
    reading = read_text(
        taken.text,
        name=name,
        sha256=sha256,
        date=date,
        area=area,
        extractor=taken.extractor,
        taught=taught,
    )
    return reading, taken.text


def _figures(
    folded: Folded,
    original: str,
    now: Clock,
    view: Sections,
    *,
    taught: Taught,
    clauses: Sequence[Article],
    rows: Sequence[Duty],
) -> tuple[tuple[Observation, ...], tuple[Target, ...], tuple[Unread, ...]]:
    plain = folded.text
    numbers = scan(plain, taught=taught)
    state = figures(folded, numbers, view, taught=taught)
    times = Timeline(plain, numbers, now)
    observations: list[Observation] = []
    promises: list[Target] = []
    promised: list[Found] = []
    left = list(state.unread)
    for found in state.found:
        if not found.tabled and borrowed(found, plain, clauses):
            left.append((found.number.start, found.number.end, "condition"))
            continue
        aimed = is_target(found, plain, times) or goes_on(found, promised, plain, times)
        if rows and not found.tabled and found.measure in MEASURES and asked(rows, found.number.start):
            aimed = True
        if (base := base_year(found, plain)) is not None:
            aimed, found.period = False, base
        if not kept(found, target=aimed, text=plain):
            left.append((found.number.start, found.number.end, "no indicator"))
        elif aimed:
            promised.append(found)
            promises.append(target(found, folded, original, times, len(promised), plain))
        else:
            observations.append(observation(found, folded, original, times, len(observations) + 1))
    joined = paired(promises, promised, plain)
    targets = tuple(
        item
        if (item.id, len(item.quote)) == (f"t{i}", item.span[1] - item.span[0])
        else replace(item, id=f"t{i}", quote=original[item.span[0] : item.span[1]])
        for i, item in enumerate(joined, 1)
    )
    return tuple(observations), targets, _unread(left, folded, original)


def _unread(left: list[tuple[int, int, str]], folded: Folded, original: str) -> tuple[Unread, ...]:
    out = []
    for start, end, why in sorted(left):
        if _numbers_only(folded.text, start, end):
            continue
        span = folded.span(start, end)
        made = _Unread(span=span, quote=original[span[0] : span[1]], why=why)
        made.__class__ = Unread
        out.append(made)
    return tuple(out)


# 3. and 2、 before an item
_NUMERAL = re.compile(r"\d{1,2}(?:[.．](?!\d)|[、)）])")
# 附表1, 表2: the number of a table
_OF_TABLE = frozenset({"表", "附表", "附件", "图"})


def _numbers_only(text: str, start: int, end: int) -> bool:
    """Whether a number only counts: that of a table, or of its row in the first cell."""
    line = text.rfind("\n", 0, start) + 1
    if text[end : end + 1] == "\t" and not text[line:start].strip() and text[start:end].isdigit():
        return True
    if not text[line:start].strip() and _NUMERAL.match(text, start):
        return True
    return text[line:start].strip(" ") in _OF_TABLE


def _tasks(
    folded: Folded,
    original: str,
    outlined: Outline,
    day: datetime.date | None,
    *,
    policy: Sequence[Article],
    promised: tuple[Target, ...],
    measured: tuple[Observation, ...],
    rows: Sequence[Duty],
) -> tuple[tuple[Task, ...], tuple[Conflict, ...]]:
    """Tasks live in folded offsets while they are read; here they come back to the original's."""

    def quote(start: int, end: int) -> str:
        a, b = folded.span(start, end)
        return original[a:b]

    def inside(items: tuple[Target | Observation, ...]) -> list[tuple[int, int]]:
        if folded.origin is None:
            return [item.span for item in items]
        return [(folded.offset(item.span[0]), folded.offset(item.span[1])) for item in items]

    tasks, conflicts = read_tasks(
        folded.text,
        outlined,
        quote=quote,
        promised=inside(promised),
        measured=inside(measured),
        rows=rows,
        policy=policy,
        date=day,
    )
    if folded.origin is None:
        return tuple(tasks), tuple(conflicts)
    back = folded.span
    moved = tuple(
        replace(
            task,
            span=back(*task.span),
            quote=quote(*task.span),
            inherited={key: back(*span) for key, span in task.inherited.items()},
        )
        for task in tasks
    )
    return moved, tuple(replace(c, span=back(*c.span) if c.span else None) for c in conflicts)


def _title(text: str) -> str | None:
    for line in text[:2000].splitlines():
        bare = line.strip("\ufeff \t\u3000")
        if bare:
            return bare if len(bare) <= 60 else None
    return None
