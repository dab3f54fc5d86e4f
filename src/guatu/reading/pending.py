"""What a clause says without its number: 占比首次过半,达50.6%."""

from __future__ import annotations

import re
from collections.abc import Sequence

from guatu.reading.clauses import CORE, roles_of
from guatu.reading.lexicon import Role, Token
from guatu.reading.naming import is_place
from guatu.reading.state import Here

#: What waits for a number to come: a share, a rate of growth or of completion.
PENDING = Role.SHARE | Role.RATE | Role.UP_NOUN | Role.DOWN_NOUN
_OWN = CORE | PENDING | Role.UP | Role.DOWN | Role.MORE | Role.LESS | Role.RANK | Role.OBJECT


_PLACED = re.compile(r"[最居首][^,]{0,4}的?(?:是|为)([\u4e00-\u9fff]{2,10})$")


def placed_in(words: Sequence[Token]) -> str | None:
    """增幅最高的是云塘开发区,达45.2%: the place that the figure to come is of."""
    found = _PLACED.search("".join(word.text for word in words))
    return found[1] if found is not None and is_place(found[1]) else None


def completed_by(here: Here, words: Sequence[Token]) -> Sequence[Token]:
    """The words of a number, after those that waited for it where its own say nothing."""
    pending, here.pending = here.pending, []
    return words if not words or roles_of(words) & _OWN else (*pending, *words)
