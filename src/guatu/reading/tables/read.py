"""All the figures of the tables of a text."""

from __future__ import annotations

from guatu.reading.found import Found
from guatu.reading.lexicon import Lexicon
from guatu.reading.tables.columns import planned
from guatu.reading.tables.layout import Table, laid_out
from guatu.reading.tables.rows import figures_of, parted
from guatu.reading.tables.stacked import stacked


def tables(text: str, lex: Lexicon) -> list[Found]:
    """The figures of the tables in a text whose blanks still stand; offsets are those of that text."""
    out: list[Found] = []
    taken: set[int] = set()
    for table in (*laid_out(text), *stacked(text)):
        for found in _read(table, lex):
            if found.start not in taken:
                taken.add(found.start)
                out.append(found)
    return out


def _read(table: Table, lex: Lexicon) -> list[Found]:
    plan = planned(table, _labels(table), lex)
    return figures_of(table, plan, lex) if plan is not None else []


def _labels(table: Table) -> list[str]:
    """The words that open the rows."""
    return [label for label in (parted(line)[0].text for line in table.rows) if label]
