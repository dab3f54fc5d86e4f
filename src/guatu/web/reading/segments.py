"""The text cut where spans begin and end, so that overlapping spans can each be lit."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Lit:
    """A span to light: code points `start` to `end`, of what kind, for which candidate."""

    start: int
    end: int
    noun: str
    number: int


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of the text under one set of spans, which begins at code point `start`; `first` begin here."""

    start: int
    text: str
    spans: tuple[Lit, ...] = ()
    first: tuple[int, ...] = ()

    @property
    def nouns(self) -> list[str]:
        """The kinds of its spans, each once, the innermost first."""
        return list(dict.fromkeys(span.noun for span in self.spans))

    @property
    def numbers(self) -> list[int]:
        """The candidates whose spans cover it, the innermost first."""
        return [span.number for span in self.spans]


def segments(text: str, *, spans: Iterable[Lit], at: Iterable[int] = ()) -> list[Segment]:
    """The whole text in order, cut at the ends of its spans and ``at`` further places; joined together the
    pieces are the text again.

    >>> lit = [Lit(0, 4, "figure", 1), Lit(2, 7, "figure", 2)]
    >>> [(s.text, s.numbers) for s in segments("增长5%、6%", spans=lit)]
    [('增长', [1]), ('5%', [1, 2]), ('、6%', [2])]
    """
    inside = [s for s in spans if 0 <= s.start < s.end <= len(text)]
    cuts = sorted({0, len(text), *(s.start for s in inside), *(s.end for s in inside), *at})
    opening: dict[int, list[Lit]] = {}
    for span in inside:
        opening.setdefault(span.start, []).append(span)
    found: list[Segment] = []
    live: list[Lit] = []
    for start, end in pairwise(cuts):
        fresh = opening.get(start, [])
        live = [s for s in live if s.end > start] + fresh
        found.append(Segment(start, text[start:end], _inner_first(live), tuple(s.number for s in fresh)))
    return found


def _inner_first(live: Sequence[Lit]) -> tuple[Lit, ...]:
    return tuple(sorted(live, key=lambda s: (s.end - s.start, s.start, s.number)))
