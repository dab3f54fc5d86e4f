"""What must hold of every file, however it is broken."""

from guatu.reading.fold import fold
from guatu.reading.read import read_text
from guatu.reading.sentences import outline
from guatu.reading.text import extract
from guatu.vocabulary.problems import GuatuError
from guatu.vocabulary.statements import Reading


def holds(data: bytes, *, name: str) -> str | None:
    """The text that was read; None when the file was refused with its one clear sentence.

    Raises AssertionError when a span is not exact, and whatever the reader raised that is no clear problem.
    """
    try:
        text = extract(data, name=name).text
    except GuatuError as error:
        problem = error.problem
        assert problem.message.endswith("。"), problem
        assert problem.what_to_do.endswith("。"), problem
        return None
    splits_exactly(text)
    reads_exactly(text)
    return text


def splits_exactly(text: str) -> None:
    """Paragraphs, sentences and clauses lie inside the folded text, in order; the way back is exact."""
    folded = fold(text)
    assert len(folded.whole) == len(text)
    cut = outline(folded.text)
    end = 0
    for sentence in cut.sentences:
        assert end <= sentence.start <= sentence.end <= len(folded.text)
        end = sentence.end
    for start, stop in cut.clauses:
        assert 0 <= start <= stop <= len(folded.text)
    for at in range(0, len(folded.text), max(1, len(folded.text) // 40)):
        start, stop = folded.span(at, at + 1)
        assert stop == start + 1
        assert folded.whole[start:stop] == folded.text[at : at + 1]


def reads_exactly(text: str) -> None:
    """Every item's quote is the text at its span, and the reading survives being written as JSON."""
    reading = read_text(text, name="2022-08-12.txt")
    for item in (*reading.observations, *reading.targets, *reading.tasks, *reading.unread):
        start, end = item.span
        assert 0 <= start < end <= len(text), item
        assert text[start:end] == item.quote, item
        for low, high in getattr(item, "inherited", {}).values():
            assert 0 <= low <= high <= len(text), item
    assert Reading.from_json(reading.to_json()).to_json() == reading.to_json()
