"""Every trace ends at an address that can be sent to a colleague."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guatu.vocabulary.source import (
    Cell,
    Entry,
    Event,
    Reading,
    Source,
    SourceError,
    Span,
    parse_source,
    print_source,
)

numbers = st.integers(1, 10**12)
names = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20)
checksums = st.binary(min_size=32, max_size=32).map(bytes.hex)
sources = st.one_of(
    st.builds(
        lambda sha, start, length: Span(sha, start, start + length), checksums, st.integers(0, 10**7), numbers
    ),
    st.builds(Cell, checksums, names, st.sampled_from(["A", "F", "AB", "XFD"]), numbers),
    st.builds(Event, numbers),
    st.builds(Reading, names, st.datetimes(timezones=st.just(UTC))),
    st.builds(Entry, st.sampled_from(["figure", "target", "task"]), numbers, numbers),
)


@given(sources)
def test_a_printed_address_reads_back_as_itself(source: Source) -> None:
    assert parse_source(print_source(source)) == source


@given(sources)
def test_an_address_is_one_segment_of_a_path(source: Source) -> None:
    assert print_source(source).isascii()
    assert not set("/?# ") & set(print_source(source))


def test_addresses_look_as_people_write_them() -> None:
    sha = "9f" * 32
    assert print_source(Span(sha, 412, 417)) == f"span:{sha}:412-417"
    assert print_source(Cell(sha, "Sheet1", "F", 8)) == f"cell:{sha}:Sheet1!F8"
    assert (
        print_source(Reading("s1", datetime(2022, 8, 1, tzinfo=UTC)))
        == "reading:s1:2022-08-01T00%3A00%3A00%2B00%3A00"
    )


@pytest.mark.parametrize(
    "address",
    [
        "",
        "span",
        "span:" + "9f" * 32,
        "span:" + "9F" * 32 + ":1-2",
        "span:" + "9f" * 31 + ":1-2",
        "span:" + "9f" * 32 + ":5-5",
        "span:" + "9f" * 32 + ":-1-5",
        "span:" + "9f" * 32 + ":1-2-3",
        "cell:" + "9f" * 32 + ":Sheet1!8",
        "cell:" + "9f" * 32 + ":F8",
        "event:0",
        "event:" + "9" * 40,
        "reading:s1:2022-08-01T00:00:00",
        "entry:target:3",
        "../../etc/passwd",
        "web:https://example.org",
    ],
)
def test_what_is_no_address_is_refused_in_words(address: str) -> None:
    with pytest.raises(SourceError) as caught:
        parse_source(address)
    assert caught.value.problem.message
    assert caught.value.problem.what_to_do
