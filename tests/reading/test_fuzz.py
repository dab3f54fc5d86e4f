"""The kept files and a few seconds of mutations: only clear problems or exact spans."""

import random
from pathlib import Path

import pytest

from tests.reading.fuzz.__main__ import corpus, run
from tests.reading.fuzz.holds import holds
from tests.reading.fuzz.mutate import mutated


@pytest.mark.parametrize("path", corpus(), ids=lambda path: path.name)
def test_every_kept_file_is_read_exactly_or_refused_clearly(path: Path) -> None:
    holds(path.read_bytes(), name=path.name)


def test_the_kept_files_that_are_sound_are_read() -> None:
    sound = [
        path for path in corpus() if path.name.startswith("sound-") and path.suffix not in (".pdf", ".rtf")
    ]
    assert len(sound) >= 8
    assert all(holds(path.read_bytes(), name=path.name) for path in sound)


def test_a_few_seconds_of_mutations_break_nothing() -> None:
    made, read, broken = run(seconds=4, seed=20220812, slow=False)
    assert broken == []
    assert 0 < read < made


def test_the_same_seed_gives_the_same_file() -> None:
    files = [path.read_bytes() for path in corpus()]
    one, other = (mutated(files[0], draw=random.Random(7), others=files) for _ in range(2))
    assert one == other != files[0]
