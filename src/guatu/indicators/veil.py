"""What may be shown to those who may not see single enterprises: totals of zone and streets, no small cell.

A sum of fewer than three enterprises is not shown, nor anything made of it. When one street is hidden, the
next smallest is too, so that it cannot be had by taking the others from the whole. A cut by industry is not
shown at all, until cuts have a disclosure control of their own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from guatu.catalogue.codes import zone
from guatu.indicators.asking import Ask, streets
from guatu.indicators.reckoning import Reckoning, is_computed
from guatu.vocabulary.figure import Figure, FigureKey
from guatu.vocabulary.trace import Comparison, Sentence, Trace

FEWEST: Final = 3
WHY: Final = "涉及的企业太少，按统计法不予显示"


class Veil:
    """The figures of a reckoning as they may be shown without the right to see enterprises."""

    def __init__(self, by: Reckoning) -> None:
        self.by = by
        self._hidden: dict[tuple[str, int], frozenset[str]] = {}

    def figure(self, key: FigureKey) -> Figure:
        """The figure, or the same name without its value."""
        return self.over(self.by.figure(key))

    def over(self, figure: Figure) -> Figure:
        """A figure of this or another room: what is not computed here is shown as it is."""
        key = figure.key
        if key.measure == "published_gap":
            key = replace(key, measure=key.of or "level", of=None)
        if figure.value is None or not is_computed(key) or not self.hides(key):
            return figure
        return replace(figure, value=None, why_unknown=WHY)

    def hides(self, key: FigureKey) -> bool:
        """Whether a cell that the figure is made of is too small, or a cut."""
        if key.cut or any(name.cut for name in self._below(key)):
            return True
        return any(self._small(asked) for asked in self._sums(key))

    def trace(self, trace: Trace) -> Trace:
        """The tree without what is hidden, and without any single enterprise."""
        return replace(
            trace,
            figure=self.over(trace.figure),
            how=tuple(self._sentence(sentence) for sentence in trace.how),
            inputs=tuple(self.trace(part) for part in trace.inputs),
            reported=(),
            unlisted=0,
            withheld=bool(trace.reported or trace.unlisted),
            others=tuple(self._comparison(other) for other in trace.others),
        )

    def _sentence(self, sentence: Sentence) -> Sentence:
        return replace(sentence, figures={name: self.over(f) for name, f in sentence.figures.items()})

    def _comparison(self, other: Comparison) -> Comparison:
        figure = self.over(other.figure)
        return replace(other, figure=figure, difference=None if figure.value is None else other.difference)

    def _sums(self, key: FigureKey) -> Iterator[Ask]:
        """The sums of its own cell and of the wholes; a rank does not tell its peers' values."""
        asked = self.by.ask(key)
        if asked is not None:
            # How many are missing tells nothing of what they would have reported; the cell itself may.
            yield replace(asked, who=None)
        names = self.by.operands(key)
        for name in names[:1] if key.measure == "rank" else names:
            yield from self._sums(name)

    def _below(self, key: FigureKey) -> Iterator[FigureKey]:
        """The names of everything that the figure is made of."""
        for name in self.by.operands(key):
            yield name
            yield from self._below(name)

    def _small(self, asked: Ask) -> bool:
        if asked.area is None:
            return 0 < self.by.totals.total(asked).rows < FEWEST
        place = asked.indicator, asked.period
        if place not in self._hidden:
            self._hidden[place] = self._set(asked)
        return asked.area in self._hidden[place]

    def _set(self, asked: Ask) -> frozenset[str]:
        """The areas that stay hidden: the small ones, then the next smallest until none can be worked out."""
        areas = (zone().code, *streets())
        counts = {code: self.by.totals.total(replace(asked, area=code, paired=False)).rows for code in areas}
        hidden = [code for code, rows in counts.items() if 0 < rows < FEWEST]
        rest = sorted((rows, code) for code, rows in counts.items() if rows >= FEWEST)
        while hidden and rest and (len(hidden) < 2 or sum(counts[code] for code in hidden) < FEWEST):
            hidden.append(rest.pop(0)[1])
        return frozenset(hidden)
