"""Which tasks say nearly the same: suggestions for merging, to be decided by a person."""

import re
from collections import Counter
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

    A title is thought of when the message holds a third of its character pairs: people shorten, they do not
    rephrase. Of several the one is likeliest whose own pairs, found in few titles, are named.
    """
    said = plain(text)
    pairs = {number: _pairs(plain(title)) for number, title in titles.items()}
    common = Counter(pair for held in pairs.values() for pair in held)
    scored = []
    for number, held in pairs.items():
        named = [pair for pair in held if pair in said]
        if held and 100.0 * len(named) / len(held) >= _NAMED:
            scored.append((number, sum(1.0 / common[pair] for pair in named)))
    return sorted(scored, key=lambda found: (-found[1], found[0]))[:most]


def stands_out(scored: Sequence[tuple[int, float]]) -> bool:
    """Whether the first is so much likelier than the second that it may be proposed as meant."""
    return len(scored) == 1 or (len(scored) > 1 and scored[0][1] >= _CLEARLY * scored[1][1])


_NAMED = 34.0
_CLEARLY = 1.4


def _pairs(title: str) -> set[str]:
    return {title[n : n + 2] for n in range(len(title) - 1)}
