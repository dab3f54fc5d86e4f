"""`python -m tests.reading.fuzz --seconds 60`: mutate the corpus until the time is up; keep what breaks."""

import argparse
import hashlib
import random
import sys
import time
from pathlib import Path

from tests.reading.fuzz.holds import holds
from tests.reading.fuzz.mutate import mutated

CORPUS = Path(__file__).parent / "corpus"
#: Formats that are read in a process of their own cost half a second each: they come up less often.
SLOW = (".pdf", ".rtf")


def corpus() -> list[Path]:
    """The kept files, in order."""
    return sorted(path for path in CORPUS.iterdir() if path.is_file())


def run(*, seconds: float, seed: int, slow: bool = True) -> tuple[int, int, list[str]]:
    """How many files were made, how many of them were read, and what broke (the file kept in the corpus)."""
    draw = random.Random(seed)
    files = {path: path.read_bytes() for path in corpus()}
    quick = [path for path in files if path.suffix not in SLOW]
    until, made, read, broken = time.monotonic() + seconds, 0, 0, []
    while time.monotonic() < until:
        path = draw.choice([*files]) if slow and draw.random() < 0.05 else draw.choice(quick)
        data = mutated(files[path], draw=draw, others=[*files.values()])
        made += 1
        try:
            read += holds(data, name=path.name) is not None
        except Exception as error:  # whatever it is, it is what we look for
            kept = CORPUS / f"broke-{hashlib.sha256(data).hexdigest()[:12]}{path.suffix}"
            kept.write_bytes(data)
            broken.append(f"{kept.name}: {type(error).__name__}: {str(error)[:200]}")
    return made, read, broken


def main() -> int:
    """Print what was tried; 1 when something broke."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=None)
    asked = parser.parse_args()
    seed = asked.seed if asked.seed is not None else random.SystemRandom().randrange(10**6)
    made, read, broken = run(seconds=asked.seconds, seed=seed)
    print(f"seed {seed}: {made} files, {read} read, {made - read - len(broken)} refused, {len(broken)} broke")
    for line in broken:
        print(line)
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
