"""A whole document read: figures, targets and tasks, each on its span."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date

from guatu.reading.dates import clock, document_date
from guatu.reading.figures import figures
from guatu.reading.fold import fold
from guatu.reading.items import Timeline, is_target, kept, observation, paired, target
from guatu.reading.numbers import scan
from guatu.reading.sections import sections
from guatu.vocabulary.statements import Document, Observation, Reading, Target, Unread

EXTRACTOR = "text-1"


def read_text(
    text: str, *, name: str = "", sha256: str | None = None, day: date | None = None, area: str = "zone"
) -> Reading:
    """Read a text. ``day`` is the document's date when it is known; otherwise it is looked for in the text and
    in ``name``. Offsets of the reading are code points of ``text``."""
    folded = fold(text)
    plain = folded.text
    day = day or document_date(plain, name)
    now = clock(plain, day=day)
    view = sections(plain)
    numbers = scan(plain)
    state = figures(plain)
    times = Timeline(plain, numbers, now)
    observations: list[Observation] = []
    promises: list[Target] = []
    promised = []
    unread = [(a, b, why) for a, b, why in state.unread]
    for found in state.found:
        aimed = is_target(found, plain, view)
        if not kept(found, target=aimed, text=plain):
            unread.append((found.number.start, found.number.end, "uncertain"))
        elif aimed:
            promised.append(found)
            promises.append(target(found, folded, text, times, len(promised), plain))
        else:
            observations.append(observation(found, folded, text, times, len(observations) + 1))
    joined = paired(promises, promised, plain)
    joined = [
        replace(item, id=f"t{i}", quote=text[item.span[0] : item.span[1]]) for i, item in enumerate(joined, 1)
    ]
    document = Document(
        name=name,
        sha256=sha256 or hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
        title=_title(text),
        date=day.isoformat() if day else None,
        area=area,
        characters=len(text),
        extractor=EXTRACTOR,
    )
    left = []
    for start, end, why in sorted(unread):
        span = folded.span(start, end)
        left.append(Unread(span=span, quote=text[span[0] : span[1]], why=why))
    return Reading(
        document=document, observations=tuple(observations), targets=tuple(joined), unread=tuple(left)
    )


def _title(text: str) -> str | None:
    for line in text[:2000].splitlines():
        bare = line.strip()
        if bare:
            return bare[:80] if len(bare) <= 60 else None
    return None
