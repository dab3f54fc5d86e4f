"""Which tasks say nearly the same: suggestions for merging, to be decided by a person."""

import re
from collections.abc import Mapping, Sequence
from itertools import combinations

from rapidfuzz import fuzz

#: From here on two titles are put before a person as perhaps one task.
ALIKE = 72.0
_NOISE = re.compile(r"[\W_]+|进一步|切实|全力|加快|推进|做好|持续")


def plain(title: str) -> str:
    """The words that tell tasks apart: punctuation and words of emphasis left out."""
    return _NOISE.sub("", title)


def likeness(one: str, other: str) -> float:
    """How alike two titles are, 0 to 100."""
    return fuzz.token_ratio(" ".join(plain(one)), " ".join(plain(other)))


def duplicates(titles: Mapping[int, str]) -> list[tuple[int, int, float]]:
    """Pairs of tasks that may be one, the most alike first. ``titles`` by number."""
    words = {number: " ".join(plain(title)) for number, title in titles.items()}
    found = [
        (one, other, score)
        for one, other in combinations(sorted(words), 2)
        if (score := fuzz.ratio(words[one], words[other], score_cutoff=ALIKE))
    ]
    return sorted(found, key=lambda pair: -pair[2])


def matches(text: str, titles: Mapping[int, str], *, most: int = 3) -> Sequence[tuple[int, float]]:
    """The tasks that a message may speak of, the likeliest first; a message names parts of a title.

    A part of the title that stands in the message counts in full: people shorten, they do not rephrase.
    """
    said = plain(text)
    scored = [(number, _named(said, plain(title))) for number, title in titles.items()]
    return sorted((pair for pair in scored if pair[1] >= _NAMED), key=lambda pair: (-pair[1], pair[0]))[:most]


_NAMED = 34.0


def _named(said: str, title: str) -> float:
    """How much of a title's character pairs the message holds, in percent."""
    pairs = {title[n : n + 2] for n in range(len(title) - 1)}
    if not pairs:
        return 0.0
    return 100.0 * sum(pair in said for pair in pairs) / len(pairs)
