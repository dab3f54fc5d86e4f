"""An archive is unpacked within its bounds, whatever its directory claims."""

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guatu.files.archive import DENSE, Archive, ArchiveError, Bounds
from tests.files.archives import lying, packed

BOUNDS = Bounds(total=8_000_000)
BLANKS = b" " * 5_000_000


def fault(data: bytes, *, bounds: Bounds = BOUNDS) -> str:
    with pytest.raises(ArchiveError) as refusal:
        Archive(data, bounds=bounds).weigh()
    return refusal.value.fault


@given(
    parts=st.dictionaries(st.text("abc/", min_size=1, max_size=5), st.binary(max_size=300_000), max_size=4),
    method=st.sampled_from([zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED]),
)
def test_what_was_packed_comes_out(parts: dict[str, bytes], method: int) -> None:
    archive = Archive(packed(parts, method=method), bounds=BOUNDS)
    assert dict(archive.parts()) == parts
    assert archive.weigh() == sum(map(len, parts.values()))
    assert {name: archive.part(name) for name in archive.names} == parts


def test_a_part_denser_than_the_bound_is_refused_unless_it_is_small() -> None:
    assert fault(packed({"a": BLANKS})) == "large"
    assert Archive(packed({"a": BLANKS[:DENSE]}), bounds=BOUNDS).weigh() == DENSE


def test_parts_are_counted_together() -> None:
    ten = packed({str(n): BLANKS[:DENSE] for n in range(10)})
    assert fault(ten) == "large"
    assert fault(packed({str(n): b"" for n in range(10)}), bounds=Bounds(total=1, parts=9)) == "large"


def test_one_part_may_have_a_bound_of_its_own() -> None:
    archive = Archive(packed({"a": BLANKS[:DENSE]}), bounds=BOUNDS)
    with pytest.raises(ArchiveError, match="large"):
        archive.part("a", most=DENSE - 1)


def test_sizes_that_lie_are_not_believed() -> None:
    assert fault(lying({"a": BLANKS}, about="a")) == "large"
    assert fault(lying({"a": BLANKS[:DENSE]}, about="a")) == "broken"


def test_a_locked_part_is_told_from_a_broken_one() -> None:
    data = bytearray(packed({"a": b"words"}))
    for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.find(mark) + flags] |= 1
    assert fault(bytes(data)) == "locked"


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_ways_to_pack_that_no_office_file_uses_are_refused(method: int) -> None:
    assert fault(packed({"a": b"words"}, method=method)) == "broken"


@given(data=st.data())
def test_a_damaged_archive_comes_out_as_it_was_or_is_refused(data: st.DataObject) -> None:
    parts = {"a": bytes(range(256)) * 40, "b": b"words" * 100}
    whole = packed(parts)
    cut = bytearray(whole)
    cut[data.draw(st.integers(0, len(whole) - 1))] ^= data.draw(st.integers(1, 255))
    try:
        found = dict(Archive(bytes(cut), bounds=BOUNDS).parts())
    except ArchiveError:
        return
    assert sorted(found.values()) == sorted(parts.values()) or len(found) < len(parts)


def test_a_cut_archive_is_broken() -> None:
    assert fault(packed({"a": b"words" * 100})[:60]) == "broken"
    assert fault(b"PK\x03\x04") == "broken"
    assert fault(io.BytesIO(b"").getvalue()) == "broken"
