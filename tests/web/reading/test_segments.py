"""The text cut at its spans is the text, and every character is lit by exactly the spans that cover it."""

import re
from html import unescape

from hypothesis import given
from hypothesis import strategies as st

from guatu.web.reading.drawn import blocks
from guatu.web.reading.segments import Lit, segments
from guatu.web.reading.templatetags.reading import pieces, source

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


tables = st.text(alphabet="产值8.2%年\t\t|\n-—：，\r𠮷", max_size=60)


def drawn_pieces(text, lit):
    """All pieces of a drawn text, those of cells too."""
    found = []
    for block in blocks(text, spans=lit):
        found += block.pieces
        found += [piece for row in block.rows for cell in row.cells for piece in cell.pieces]
    return found


@given(tables, spans)
def test_a_drawn_table_leaves_out_only_what_parts_its_cells(text, pairs) -> None:
    lit = [Lit(a, b, "figure", n) for n, (a, b) in enumerate(pairs)]
    at = 0
    for piece in drawn_pieces(text, lit):
        assert piece.start >= at
        assert set(text[at : piece.start]) <= set("\t|\n\r -—：，")
        assert text[piece.start : piece.start + len(piece.text)] == piece.text
        at = piece.start + len(piece.text)
    assert set(text[at:]) <= set("\t|\n\r -—：，")


def test_a_span_over_a_row_is_lit_in_each_of_its_cells() -> None:
    text = "指标\t总量\t增速\n进出口\t66\t-4.1\n"
    found = drawn_pieces(text, [Lit(9, 15, "figure", 7), Lit(13, 15, "figure", 8)])
    assert [(p.text, p.numbers, p.first) for p in found if p.spans] == [
        ("进出口", [7], (7,)),
        ("66", [8, 7], (8,)),
    ]


def test_a_span_that_begins_between_cells_begins_at_the_next() -> None:
    text = "指标\t总量\n进出口\t66\n"
    [piece] = [p for p in drawn_pieces(text, [Lit(9, 12, "figure", 7)]) if p.spans]
    assert (piece.text, piece.first) == ("66", (7,))


def test_a_lit_piece_is_a_link_to_its_card_and_says_where_it_begins() -> None:
    page = str(pieces(segments("<b>增长5%", spans=[Lit(5, 7, "figure", 3)])))
    assert '<a class="lit k-figure" href="#c3" data-s="5" data-c="3" data-plain>5%</a>' in page
    assert "<b>" not in page
