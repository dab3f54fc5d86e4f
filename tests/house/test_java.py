"""Which Java is new enough for Spark."""

from pathlib import Path

import pytest

from tests.java import version


@pytest.mark.parametrize(
    ("told", "major"),
    [('openjdk version "17.0.15" 2025-04-15', 17), ('java version "1.8.0_402"', 8), ("", 0)],
)
def test_the_version_of_a_java(tmp_path: Path, told: str, major: int) -> None:
    java = tmp_path / "java"
    java.write_text(f"#!/bin/sh\necho '{told}' >&2\n")
    java.chmod(0o755)
    assert version(java) == major
