"""A snapshot holds the files that were known at its moment."""

import json
from pathlib import Path

from guatu.facts.snapshot import datasets_in, snapshot_at


def manifest(lake: Path, *files: tuple[str, str, str, int, list[str]]) -> None:
    rows = [
        {"path": path, "kind": kind, "period": period, "seq": seq, "rows": 1, "sha256": path, "delivery": seq}
        | ({"replaces": replaces} if replaces else {})
        for path, kind, period, seq, replaces in files
    ]
    (lake / "trade").mkdir(exist_ok=True)
    (lake / "trade" / "manifest.json").write_text(json.dumps({"version": 1, "files": rows}))


def test_a_lake_without_deliveries_gives_an_empty_snapshot(tmp_path: Path) -> None:
    empty = snapshot_at(tmp_path, dataset="trade")
    assert empty.files == ()
    assert datasets_in(tmp_path) == ()


def test_only_what_was_known_by_then_is_in(tmp_path: Path) -> None:
    manifest(
        tmp_path,
        ("a", "facts", "2022-01", 3, []),
        ("b", "revision", "2022-01", 7, []),
        ("c", "retraction", "2022-01", 7, []),
        ("d", "facts", "2022-02", 9, []),
    )
    now = snapshot_at(tmp_path, dataset="trade")
    then = snapshot_at(tmp_path, dataset="trade", known_at=8)
    assert now.periods == ("2022-01", "2022-02")
    assert then.periods == ("2022-01",)
    assert [path.name for path in then.revisions + then.retractions] == ["b", "c"]
    assert snapshot_at(tmp_path, dataset="trade", known_at=6).revisions == ()
    assert now.fingerprint() != then.fingerprint()
    assert then.fingerprint() == now.of_periods(["2022-01"]).fingerprint()
    assert datasets_in(tmp_path) == ("trade",)


def test_a_compacted_file_serves_the_present_and_its_parts_the_past(tmp_path: Path) -> None:
    manifest(
        tmp_path,
        ("a", "facts", "2022-01", 3, []),
        ("b", "revision", "2022-01", 7, []),
        ("whole", "facts", "2022-01", 7, ["a", "b"]),
    )
    assert [path.name for path in snapshot_at(tmp_path, dataset="trade").facts] == ["whole"]
    then = snapshot_at(tmp_path, dataset="trade", known_at=6)
    assert [path.name for path in then.facts] == ["a"]
