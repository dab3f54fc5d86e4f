"""Words that the officers of a zone taught the reader: further spellings of indicators, further units.

They come on top of the definition files and win over them; being a value, they are handed to the reader.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Final


@dataclass(frozen=True, slots=True)
class Taught:
    """``aliases`` are (spelling, indicator); ``units`` are (as written, base unit, factor to it).

    Spellings stand in the reader's characters (simplified, half width).
    """

    aliases: tuple[tuple[str, str], ...] = ()
    units: tuple[tuple[str, str, Decimal], ...] = ()

    def without(self, word: str) -> Taught:
        """The same, this word left out."""
        return Taught(
            tuple(pair for pair in self.aliases if pair[0] != word),
            tuple(unit for unit in self.units if unit[0] != word),
        )


NOTHING: Final = Taught()
