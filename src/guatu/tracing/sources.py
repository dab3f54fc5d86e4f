"""What explaining needs to look up. The web answers from its database, a test from a list."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from guatu.indicators.reckoning import Reckoning
from guatu.targets.explain import Case
from guatu.vocabulary.figure import FigureKey
from guatu.vocabulary.trace import Counted, Stated


class Sources(Protocol):
    """Everything is answered as known at `key.known_at` (None: now), whoever asks.

    What a viewer may not see is pruned afterwards, so that a figure is the same for all.
    """

    def statements(self, key: FigureKey) -> Sequence[Stated]:
        """Return every version of every statement of this figure, the one that boards show first."""
        ...

    def kin(self, key: FigureKey) -> Sequence[Stated]:
        """Return the standing statements of the same thing counted another way (another 口径)."""
        ...

    def counted(self, key: FigureKey) -> Sequence[Counted] | None:
        """Return what a count of tasks or of a document's items counts; None: no such count."""
        ...

    def facts(self, known_at: int | None) -> Reckoning | None:
        """Return what figures are computed from; None where no enterprise facts are kept."""
        ...

    def promised(self, key: FigureKey) -> Mapping[str, int]:
        """Return the numbers of the targets of streets and parks that a place by completion compares."""
        ...

    def target(self, number: int, *, known_at: int | None) -> Case | None:
        """Return the target of that number and all that judging it needs; None: no such target."""
        ...
