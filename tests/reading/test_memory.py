"""What the reader remembers makes it quicker and changes nothing."""

from __future__ import annotations

import datetime

import pytest
from bench.passages import example_texts
from hypothesis import given
from hypothesis import strategies as st

from guatu.reading import edges, naming, phases
from guatu.reading.lexicon import lexicon
from guatu.reading.read import read_text

DATE = datetime.date(2022, 8, 12)


def forget() -> None:
    """As if no text had been read before."""
    lex = lexicon()
    lex.cut.clear()
    lex.named.clear()
    for remembered in (
        edges.edges, naming.is_place, naming.trimmed, naming._alone, naming._likely, phases._seen,
        phases._heard,
    ):  # fmt: skip
        remembered.cache_clear()


@pytest.mark.parametrize("text", example_texts(), ids=lambda text: text[:12])
def test_a_text_reads_alike_whatever_was_read_before(text: str) -> None:
    for other in example_texts():
        read_text(other, date=DATE)
    warm = read_text(text, date=DATE).to_json()
    forget()
    assert read_text(text, date=DATE).to_json() == warm


@given(
    st.text(alphabet="产值增长5%,;。\n", max_size=40),
    st.integers(0, 50),
    st.sampled_from([edges.STOPS, ",;"]),
)
def test_a_sentence_starts_after_the_last_mark_before(text: str, offset: int, marks: str) -> None:
    expected = max(text.rfind(mark, 0, offset) for mark in marks) + 1
    assert edges.start_of(text, offset, marks=marks) == expected


def test_a_start_is_looked_for_no_farther_than_a_sentence_reaches() -> None:
    text = "。" + "产" * 2000
    assert edges.start_of(text, 1900) == 1900 - edges._REACH
