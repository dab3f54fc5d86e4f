"""The text cut at its spans is the text, and every character is lit by exactly the spans that cover it."""

import re
from html import unescape

from hypothesis import given
from hypothesis import strategies as st

from guatu.web.reading.segments import Lit, segments
from guatu.web.reading.templatetags.reading import source

texts = st.text(alphabet="上半年增长7%，<&>\"'\r\n\u200b\u202e𠮷é", max_size=40)
spans = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=8)


@given(texts, spans)
def test_joined_together_the_pieces_are_the_text(text, pairs) -> None:
    lit = [Lit(a, b, "figure", n) for n, (a, b) in enumerate(pairs)]
    pieces = segments(text, spans=lit)
    assert "".join(piece.text for piece in pieces) == text
    for piece in pieces:
        assert text[piece.start : piece.start + len(piece.text)] == piece.text


@given(texts, spans)
def test_each_character_is_under_exactly_its_spans(text, pairs) -> None:
    lit = [Lit(a, b, "figure", n) for n, (a, b) in enumerate(pairs)]
    inside = [s for s in lit if s.start < s.end <= len(text)]
    for piece in segments(text, spans=lit):
        for at in range(piece.start, piece.start + len(piece.text)):
            assert set(piece.numbers) == {s.number for s in inside if s.start <= at < s.end}


@given(texts)
def test_what_stands_in_the_page_is_the_text_and_nothing_that_acts(text) -> None:
    page = str(source(text))
    bare = re.sub(r'<span class="unseen" title="[^"]*">|</span>', "", page)
    assert "<" not in bare
    assert "\r" not in page
    assert unescape(bare) == text
