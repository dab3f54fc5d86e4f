"""A kept file lies under its checksum, whole, once, readable by its owner alone."""

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from guatu.files import durable
from guatu.files.store import Store, checksum


def test_what_is_kept_is_read_back_and_only_its_owner_may(tmp_path: Path) -> None:
    store = Store(tmp_path)
    sha256 = checksum(b"words")
    path = store.keep(b"words", sha256=sha256)
    assert store.read(sha256) == b"words"
    assert [stat.S_IMODE(p.stat().st_mode) for p in (path.parent, path)] == [0o700, 0o600]
    store.forget(sha256)
    store.forget(sha256)
    with pytest.raises(FileNotFoundError):
        store.read(sha256)


@pytest.mark.parametrize("name", ["../" * 20 + "etc/passwd", "", "A" * 64, "0" * 63])
def test_a_name_that_is_no_checksum_leads_nowhere(name: str, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="checksum"):
        Store(tmp_path).read(name)


def test_many_may_keep_the_same_file_at_once(tmp_path: Path) -> None:
    data = b"x" * 3_000_000
    sha256 = checksum(data)
    with ThreadPoolExecutor(8) as several:
        list(several.map(lambda _: durable.write(Store(tmp_path).path_of(sha256), data), range(16)))
    assert Store(tmp_path).read(sha256) == data
    assert [p.name for p in (tmp_path / sha256[:2]).iterdir()] == [sha256]


def test_a_write_that_fails_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(durable.os, "fsync", full)
    with pytest.raises(OSError, match="space"):
        durable.write(tmp_path / "a" / "b", b"words")
    assert list((tmp_path / "a").iterdir()) == []
