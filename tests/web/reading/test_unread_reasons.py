"""Each reason for which the reader leaves a number unread has words of its own on the card."""

import datetime

from bench.passages import example_texts, passages

from guatu.reading.read import read_text
from guatu.web.reading.describe import UNREAD_REASONS


def test_every_reason_that_real_shapes_bring_about_is_in_words() -> None:
    texts = [*(p.text for p in passages("dev")), *example_texts()]
    given = {item.why for text in texts for item in read_text(text, date=datetime.date(2022, 8, 12)).unread}
    assert len(given) > 8
    assert not given - UNREAD_REASONS.keys()
