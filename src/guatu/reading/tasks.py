"""Tasks of a text: one a clause, with theme, owner and deadline where they are named."""

from __future__ import annotations

import datetime
from bisect import bisect_right
from collections.abc import Callable, Sequence
from typing import Final

from guatu.reading.actions import Verdict, promises, weigh
from guatu.reading.markers import Level
from guatu.reading.phases import Phase, phases
from guatu.reading.sentences import Outline
from guatu.vocabulary.statements import Conflict, Target, Task

#: How sure a clause of a run-in heading must be: most are headlines of what follows.
_HEADLINE: Final = 0.9


def read_tasks(
    text: str,
    outline: Outline,
    *,
    quote: Callable[[int, int], str],
    targets: Sequence[Target],
    date: datetime.date | None,
) -> tuple[list[Task], list[Conflict]]:
    """Tasks and the conflicts between headings; spans are offsets of `text`, words come from `quote`."""
    tasks: list[Task] = []
    markers = dict(outline.markers)
    promised = sorted(target.span for target in targets)
    for sentence, phase in zip(outline.sentences, phases(text, outline, date=date), strict=True):
        if phase is Phase.PAST or phase is Phase.SKIP:
            continue
        if sentence.heading is not None and sentence.heading.level < Level.DIGIT:
            continue
        found = 0
        for index in range(sentence.first, sentence.last):
            start, end = outline.clauses[index]
            start = markers.get(start, start)
            if start >= end:
                continue
            weighed = weigh(
                text, start, end, phase=phase, after_task=found > 0, last=index + 1 == sentence.last
            )
            if weighed is None or weighed.verdict is Verdict.NOTHING:
                continue
            if sentence.heading is not None and weighed.probability < _HEADLINE:
                continue
            if _is_promised(promised, start, end) and promises(text, weighed.head, end):
                continue
            found += 1
            start = weighed.head.start
            tasks.append(
                Task(
                    id=f"k{len(tasks) + 1}",
                    theme=None,
                    kind=weighed.verdict.value,
                    span=(start, end),
                    quote=quote(start, end),
                    confidence=weighed.probability,
                )
            )
    return tasks, []


def _is_promised(spans: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    """Whether a target covers most of the clause."""
    at = bisect_right(spans, (end, 0)) - 1
    covered = 0
    while at >= 0 and spans[at][1] > start:
        covered += min(spans[at][1], end) - max(spans[at][0], start)
        at -= 1
    return 2 * covered > end - start
