"""A snapshot: the files of a dataset that make up what was known at one moment.

The lake: `<lake>/<dataset>/manifest.json` names immutable Parquet files by kind and period. Sums add up:
facts + revisions that are not deleted - retractions. Engines read only snapshots.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, Literal

from guatu.vocabulary.problems import GuatuError, Problem

Kind = Literal["facts", "revision", "retraction"]
KINDS: Final[tuple[Kind, ...]] = ("facts", "revision", "retraction")
MANIFEST: Final = "manifest.json"
EMPTY: Final[dict[str, Any]] = {"version": 0, "files": []}


class ManifestError(GuatuError, ValueError):
    """A dataset's folder whose list of files is damaged."""


@dataclass(frozen=True, slots=True)
class LakeFile:
    """One immutable file. ``path`` is relative to the dataset's folder; ``seq`` is when it became known.

    ``replaces``: paths of the files that a compaction folded into this one (for whoever asks at or after
    ``seq``; an earlier question is answered from those files themselves).
    """

    path: str
    kind: Kind
    period: str
    seq: int
    rows: int
    sha256: str
    delivery: int
    replaces: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What is known of a dataset at ``known_at`` (None: everything so far).

    ``root`` is the dataset's folder, ``lake`` the folder above; ``files`` in order of period, seq, kind.
    """

    dataset: str
    lake: Path
    known_at: int | None
    files: tuple[LakeFile, ...] = field(default=())

    @property
    def root(self) -> Path:
        """The dataset's folder."""
        return self.lake / self.dataset

    @property
    def periods(self) -> tuple[str, ...]:
        """The months "YYYY-MM" that have facts, in order."""
        return tuple(sorted({file.period for file in self.files}))

    @property
    def facts(self) -> tuple[Path, ...]:
        """First deliveries, one file a period."""
        return self.paths("facts")

    @property
    def revisions(self) -> tuple[Path, ...]:
        """Redelivered, late and deleted rows."""
        return self.paths("revision")

    @property
    def retractions(self) -> tuple[Path, ...]:
        """The rows that revisions supersede, as they stood."""
        return self.paths("retraction")

    def paths(self, kind: Kind, *, period: str | None = None) -> tuple[Path, ...]:
        """The files of a kind, of one period or of all."""
        return tuple(
            self.root / file.path
            for file in self.files
            if file.kind == kind and period in (None, file.period)
        )

    def of_periods(self, periods: Collection[str]) -> Snapshot:
        """The same snapshot with only some periods."""
        kept = tuple(file for file in self.files if file.period in periods)
        return Snapshot(self.dataset, self.lake, self.known_at, kept)

    def fingerprint(self) -> str:
        """The same for the same facts: a hash of dataset and files, whatever `known_at` named them."""
        lines = [f"{file.kind} {file.period} {file.sha256}" for file in self.files]
        return hashlib.sha256("\n".join([self.dataset, *lines]).encode()).hexdigest()

    def enterprises(self) -> Path:
        """The file of enterprises (id, code, name) that all datasets share."""
        return self.lake / "enterprises.parquet"


def snapshot_at(
    lake: Path, *, dataset: str, known_at: int | None = None, periods: Collection[str] | None = None
) -> Snapshot:
    """The snapshot of a dataset; without files when nothing was delivered by then."""
    known = [file for file in read_files(lake / dataset) if known_at is None or file.seq <= known_at]
    folded = {path for file in known for path in file.replaces}
    kept = [file for file in known if file.path not in folded and (periods is None or file.period in periods)]
    kept.sort(key=lambda file: (file.period, file.seq, KINDS.index(file.kind), file.path))
    return Snapshot(dataset, lake, known_at, tuple(kept))


def datasets_in(lake: Path) -> tuple[str, ...]:
    """The datasets of which something was delivered."""
    return tuple(sorted(path.parent.name for path in lake.glob(f"*/{MANIFEST}")))


def read_manifest(root: Path) -> dict[str, Any]:
    """The manifest of a dataset's folder; an empty one when there is none yet.

    Raises ManifestError when it cannot be read.
    """
    try:
        read: dict[str, Any] = json.loads((root / MANIFEST).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return dict(EMPTY)
    except ValueError as cause:
        path = str(root / MANIFEST)
        raise ManifestError(
            Problem("lake.manifest", {}, path, "清单损坏，读不出来。", "从备份恢复。")
        ) from cause
    return read


def read_files(root: Path) -> list[LakeFile]:
    """Every file that the manifest names."""
    return [
        LakeFile(**{**row, "replaces": tuple(row.get("replaces", ()))})
        for row in read_manifest(root)["files"]
    ]
