"""How a figure came about: a tree of figures that ends in sources."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal

from guatu.vocabulary.figure import Figure
from guatu.vocabulary.source import Source

StatedState = Literal["current", "superseded", "withdrawn"]


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of an explanation. Each `{name}` of the template is a figure, or else a plain word.

    The template is a message of the translation catalogue; a page prints each figure as a link, a terminal as
    text.
    """

    template: str
    figures: Mapping[str, Figure] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """One version of one statement of a figure: what was said, where, when, and who confirmed it.

    `title` names the document (None for what was typed in); `sequence` and `until` are sequences of the
    audit log between which the version was in force (`until` None: still). `hidden`: the viewer may know
    that it was said, not where nor in which words.
    """

    figure: Figure
    source: Source
    quote: str = ""
    title: str | None = None
    said_on: date | None = None
    stated_by: str = ""
    number: int = 0
    version: int = 1
    sequence: int = 0
    until: int | None = None
    state: StatedState = "current"
    status: str | None = None
    reason: str = ""
    hidden: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Another figure of the same thing beside the one shown; `stated` None: implied by others, not said.

    `difference` is other minus shown in the figure's base unit; None when either is unknown. `agrees`
    allows for the decimals that each of them was written with.
    """

    figure: Figure
    agrees: bool
    difference: Decimal | None
    stated: Stated | None = None
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """One thing that a count counts: a task, a candidate. `number` is what its page is addressed by.

    `hidden`: the viewer may know that it was counted, not what it is.
    """

    kind: str
    number: int
    title: str
    source: Source | None = None
    hidden: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Reported:
    """What one enterprise reported of a sum: a cell of a spreadsheet.

    `key` names the enterprise (its credit code); `value` is in the base unit `unit`; `title` the file.
    """

    key: str
    name: str
    value: Decimal
    unit: str
    source: Source
    title: str
    industry: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """A figure, how it was made, and what it was made from.

    A stated figure ends in `stated` (the version shown first); a computed one lists its operands in
    `inputs`, a count what it counted in `counted`, a sum of enterprises what they reported in `reported`
    (the largest first; `unlisted` more are not; `withheld`: the viewer may not see them). `others` are other
    statements of the same figure, `history` its versions, newest first.
    """

    figure: Figure
    how: tuple[Sentence, ...] = ()
    stated: tuple[Stated, ...] = ()
    inputs: tuple[Trace, ...] = ()
    counted: tuple[Counted, ...] = ()
    reported: tuple[Reported, ...] = ()
    unlisted: int = 0
    withheld: bool = False
    others: tuple[Comparison, ...] = ()
    history: tuple[Stated, ...] = ()

    def sources(self) -> Iterator[Source]:
        """Yield every source at which this tree ends, each once, in reading order."""
        seen: set[Source] = set()
        for source in self._ends():
            if source not in seen:
                seen.add(source)
                yield source

    def _ends(self) -> Iterator[Source]:
        yield from (stated.source for stated in self.stated)
        yield from (thing.source for thing in self.counted if thing.source is not None)
        yield from (row.source for row in self.reported)
        for operand in self.inputs:
            yield from operand._ends()
