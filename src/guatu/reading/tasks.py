"""Tasks of a text: one a clause, with theme, owner and deadline where they are named."""

from __future__ import annotations

import datetime
import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from guatu.reading.actions import Verdict, promises, weigh
from guatu.reading.confidence import of_task
from guatu.reading.deadlines import deadline
from guatu.reading.disagreements import disagreements
from guatu.reading.headings import Kind
from guatu.reading.heads import Head
from guatu.reading.markers import Level
from guatu.reading.owners import Note, lead_in, must, names, notes, together
from guatu.reading.patterns import seeking
from guatu.reading.phases import Phase, phases
from guatu.reading.policies import Article
from guatu.reading.sentences import Outline, Sentence
from guatu.reading.tables.duties import Duty
from guatu.reading.themes import Themes
from guatu.vocabulary.statements import Conflict, Task, unfrozen

_Task = unfrozen(Task)
#: How sure a clause of a run-in heading must be: most are headlines of what follows.
_HEADLINE: Final = 0.8
#: A run-in heading no longer than this (促消费) names a field of work.
_SLOGAN: Final = 6
#: The end of a list of things whose commas part no work: A段,B大桥,C基地等项目建设.
_LIST_END: Final = re.compile(r"等[^,，]{0,12}(?:建设|项目|工程|工作)$")
_LIMIT: Final = seeking(r"前|年内|[底末]")
_NOBODY: Final = ("方面", "工作", "同时")
_LEADS: Final = frozenset({"牵头", "负责", "配合", "会同"})
#: Ends of units, one of which ends 某局要会同某局.
_WITH: Final = frozenset("局委办部心司团道镇乡所门位行合助与")
#: A paragraph that opens so stands apart from the heading before it.
_APART: Final = re.compile(
    r".{0,30}?主持(?:会议|召开)|会议(?:要求|强调|明确)|下一?步|下阶段|下一阶段|最后|同志们"
)


@dataclass(slots=True)
class _Draft:
    """A task before its owner and theme are looked up; `owner` says who was named before its verb."""

    span: tuple[int, int]
    kind: str
    probability: float
    sentence: Sentence
    planned: bool = False
    owner: tuple[str, ...] = ()
    support: tuple[str, ...] = ()
    deadline: str | None = None
    theme: tuple[int, int] | None = None
    row: Duty | None = None


def read_tasks(
    text: str,
    outline: Outline,
    *,
    quote: Callable[[int, int], str],
    promised: Sequence[tuple[int, int]] = (),
    measured: Sequence[tuple[int, int]] = (),
    rows: Sequence[Duty] = (),
    policy: Sequence[Article] = (),
    date: datetime.date | None = None,
) -> tuple[list[Task], list[Conflict]]:
    """Tasks and the conflicts between headings; spans are offsets of `text`, words come from `quote`.

    `promised` and `measured` are the spans of the text's targets and observations: they help to tell
    promises and reviews from tasks. `rows` are those of tables of work, `policy` the clauses of a policy, in
    order.
    """
    promised, measured = sorted(promised), sorted(measured)
    markers = dict(outline.markers)
    drafts: list[_Draft] = []
    told = phases(text, outline, date=date, promised=promised, measured=measured)
    inside = 0
    tabled = iter((*rows, Duty(len(text) + 1, len(text) + 1)))
    row = next(tabled)
    for sentence, phase in zip(outline.sentences, told, strict=True):
        while row.end <= sentence.start:
            row = next(tabled)
        if row.start <= sentence.start and not _besides(row, measured):
            drafts.extend(_of_row(text, outline, sentence, row, markers, promised, date=date))
            continue
        if outline.paragraphs[sentence.paragraph].kind is Kind.TABLE and (
            _inside(measured, sentence)
            or _inside(promised, sentence)
            or _heads(text, outline, sentence, measured, promised)
        ):
            continue
        if policy and sentence.end <= policy[0].start:
            continue  # what a policy says before its first clause are its aims
        while inside < len(policy) and policy[inside].whole <= sentence.start:
            inside += 1
        if inside < len(policy) and sentence.end > policy[inside].start:
            if sentence.start <= policy[inside].start:
                drafts.extend(_of_article(text, outline, policy[inside], sentence, date))
        elif phase is Phase.OPEN or phase is Phase.PLAN:
            drafts.extend(_of_sentence(text, outline, sentence, phase, markers, promised, date=date))
        elif (asked := _asked(text, outline, sentence)) is not None:
            drafts.extend(_of_sentence(text, outline, asked, Phase.PLAN, markers, promised, date=date))
    drafts = _share_notes(text, outline, drafts, date)
    conflicts = _give_themes(text, outline, drafts, quote)
    return [_task(draft, number, quote) for number, draft in enumerate(drafts, 1)], conflicts


def _besides(row: Duty, figures: Sequence[tuple[int, int]]) -> bool:
    """Whether what was measured stands in a row beside its words: then it is a ledger's, not of tasks."""
    return any(row.start <= start < row.end and not row.asks(start) for start, _ in figures)


def _of_row(
    text: str,
    outline: Outline,
    sentence: Sentence,
    row: Duty,
    markers: dict[int, int],
    promised: Sequence[tuple[int, int]],
    *,
    date: datetime.date | None,
) -> list[_Draft]:
    """The tasks of a row of work: those in its words, with the units and the term of the other columns."""
    if row.work is None:
        return []
    low, high = row.work
    found = _of_sentence(text, outline, sentence, Phase.PLAN, markers, promised, date=date)
    out = [draft for draft in found if low <= draft.span[0] < high]
    for draft in out:
        draft.span = draft.span[0], min(draft.span[1], high)
        draft.owner, draft.support = row.owner, row.support
        draft.deadline, draft.row = draft.deadline or row.due, row
    return out


def _inside(spans: Sequence[tuple[int, int]], sentence: Sentence) -> bool:
    """Whether a figure stands in the sentence."""
    return _within(spans, sentence.start, sentence.end)


def _within(spans: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    at = bisect_left(spans, (start, 0))
    return at < len(spans) and spans[at][0] < end


#: Two cells of which one is a figure: a row, no line of heads.
_ROW: Final = re.compile(r"(?:^|\t)[\d,.]+%?(?:\t|$)")
_HEAD_LINES: Final = 4


def _heads(text: str, outline: Outline, sentence: Sentence, *figures: Sequence[tuple[int, int]]) -> bool:
    """Whether a line of a table holds heads: none of its cells is a figure, a line close below has some."""
    paragraphs, at = outline.paragraphs, sentence.paragraph
    if _ROW.search(text[paragraphs[at].start : paragraphs[at].end]):
        return False
    for below in paragraphs[at + 1 : at + _HEAD_LINES]:
        if below.kind is not Kind.TABLE:
            return False
        if any(_within(spans, below.start, below.end) for spans in figures):
            return True
    return False


_ASKS: Final = re.compile(r"请[^示求问客假款帖教勿]|(?:请你|望[^,，]{1,8}[要抓加])")


def _asked(text: str, outline: Outline, sentence: Sentence) -> Sentence | None:
    """The rest of a report's sentence from the clause on that asks for something: …，请于5月底前说明原因."""
    for index in range(sentence.first, sentence.last):
        start, end = outline.clauses[index]
        if text[start] in "请望" and _ASKS.match(text, start, end):
            return sentence._replace(start=start, first=index)
    return None


def _of_sentence(
    text: str,
    outline: Outline,
    sentence: Sentence,
    phase: Phase,
    markers: dict[int, int],
    promised: Sequence[tuple[int, int]],
    *,
    date: datetime.date | None,
) -> list[_Draft]:
    """The tasks of one sentence; a unit or date named early holds on, up to a semicolon."""
    found: list[_Draft] = []
    if sentence.heading is not None and sentence.heading.level < Level.DIGIT:
        return found
    owner: tuple[str, ...] = ()
    support: tuple[str, ...] = ()
    due: str | None = None
    for index in range(sentence.first, sentence.last):
        start, end = outline.clauses[index]
        if index > sentence.first and text[start - 1] in ";；":
            owner, support, due = (), (), None
        start = markers.get(start, start)
        if start >= end or (found and found[-1].span[1] >= end):
            continue
        led = lead_in(text, start, end) if text[end - 2 : end] in _LEADS else None
        both = together(text, start, end) if index + 1 < sentence.last and text[end - 1] in _WITH else None
        if both is not None:
            owner, support = both
            continue
        if led is not None:
            owner, support = (owner, led[1]) if led[0] == "配合" else (led[1], support)
        own_due = deadline(text, start, end, date=date)
        if own_due is not None and date is not None and own_due < date.isoformat():
            own_due = None
        last = index + 1 == sentence.last
        asked = Phase.PLAN if own_due is not None else phase
        weighed = weigh(text, start, end, phase=asked, after_task=bool(found), last=last)
        if weighed is None or weighed.verdict is Verdict.NOTHING:
            if (urged := must(text, start, end)) is not None:
                owner = urged  # 某局要紧盯污染,月底前完成治理
            if own_due is not None and _LIMIT.search(text, start, end):
                due = own_due
            continue
        head = weighed.head
        if head.subject is not None:
            owner = _who(text, head)
        if sentence.heading is not None and (weighed.probability < _HEADLINE or end - start <= _SLOGAN):
            continue
        if _is_promised(promised, start, end) and promises(text, head):
            continue
        end = _end_of_list(text, outline, index, sentence.last)
        if text[head.verb] in "把将" and head.object == head.verb + 1 and index + 1 < sentence.last:
            end = _handed_over(text, outline.clauses[index + 1], end)
        draft = _Draft(
            (head.start, end), weighed.verdict.value, weighed.probability, sentence, phase is Phase.PLAN
        )
        draft.owner, draft.support, draft.deadline = owner, support, own_due or due
        if own_due and text[start:end].startswith(("年内", "到", *"0123456789")):
            due = own_due
        found.append(draft)
    return found


def _who(text: str, head: Head) -> tuple[str, ...]:
    """The units named as the subject of a clause."""
    if head.subject is None:
        return ()
    return tuple(name for name in names(text[slice(*head.subject)]) if not name.endswith(_NOBODY))


def _of_article(
    text: str, outline: Outline, article: Article, sentence: Sentence, date: datetime.date | None
) -> list[_Draft]:
    """The one task that a clause of a policy is, if it asks for anything."""
    first = max(outline.clause_at(article.start), 0)
    sure, due = 0.0, None
    for start, end in outline.clauses[first:]:
        if start >= article.end:
            break
        start, end = max(start, article.start), min(end, article.end)
        due = due or deadline(text, start, end, date=date)
        weighed = weigh(text, start, end, phase=Phase.PLAN, after_task=False, last=False)
        if weighed is not None and weighed.verdict is Verdict.TASK:
            sure = max(sure, weighed.probability)
    if not sure:
        return []
    draft = _Draft((article.start, article.end), Verdict.TASK.value, sure, sentence, planned=True)
    draft.deadline = due if due is None or date is None or due >= date.isoformat() else None
    return [draft]


def _is_promised(spans: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    """Whether a target covers most of the clause."""
    at = bisect_right(spans, (end, 0)) - 1
    covered = 0
    while at >= 0 and spans[at][1] > start:
        covered += min(spans[at][1], end) - max(spans[at][0], start)
        at -= 1
    return 2 * covered > end - start


def _handed_over(text: str, following: tuple[int, int], end: int) -> int:
    """Where 将某事，纳入… ends: the verb may stand after the comma, at once."""
    start, stop = following
    next_ = weigh(text, start, stop, phase=Phase.PLAN, after_task=False, last=False)
    bare = next_ is not None and next_.head.verb == start and text[start] not in "把将"
    return stop if bare else end


def _end_of_list(text: str, outline: Outline, index: int, stop: int) -> int:
    """Where the action ends: at the clause's end, or at that of a list that goes on over commas."""
    clauses = outline.clauses
    start, end = clauses[index]
    if "、" not in text[start:end]:
        return end
    for after in range(index + 1, min(index + 4, stop)):
        if text[clauses[after][0] - 1] not in ",，":
            return end
        if _LIST_END.search(text, *clauses[after]):
            between = clauses[index + 1 : after + 1]
            plain = all(
                weigh(text, a, b, phase=Phase.PLAN, after_task=True, last=False) is None for a, b in between
            )
            return clauses[after][1] if plain else end
    return end


def _share_notes(
    text: str, outline: Outline, drafts: list[_Draft], date: datetime.date | None
) -> list[_Draft]:
    """Give each note to the tasks before it, back to the note before or the top of its item; the words of
    notes are themselves none."""
    before = 0
    begins = [draft.span[0] for draft in drafts]
    starts = frozenset(start for start, _ in outline.markers)
    said = notes(text)
    inside: set[int] = set()
    for note in said:
        place = outline.sentence_at(note.span[0] + 1)
        if place < 0:
            continue
        paragraph = outline.sentences[place].paragraph
        top = max(outline.paragraphs[paragraph].start, before)
        if outline.paragraphs[paragraph].start >= note.span[0]:
            top = max(_item_above(outline, paragraph, starts), before)
        before = note.span[1]
        for draft in drafts[bisect_left(begins, top) : bisect_left(begins, note.span[1])]:
            _take(draft, note, text, date)
        inside.update(range(bisect_left(begins, note.span[0]), bisect_left(begins, note.span[1])))
    return [draft for k, draft in enumerate(drafts) if k not in inside] if inside else drafts


def _item_above(outline: Outline, paragraph: int, starts: frozenset[int]) -> int:
    """Where the item starts that a note on a line of its own belongs to: the nearest numbered line above."""
    at = paragraph - 1
    while at > max(paragraph - 6, 0) and outline.paragraphs[at].start not in starts:
        at -= 1
    return outline.paragraphs[max(at, 0)].start


def _take(draft: _Draft, note: Note, text: str, date: datetime.date | None) -> None:
    if note.owner is not None and not draft.owner:
        draft.owner, draft.support = (note.owner,), note.support
    if note.term is not None and draft.deadline is None:
        draft.deadline = deadline(text, *note.term, date=date)


def _give_themes(
    text: str, outline: Outline, drafts: Sequence[_Draft], quote: Callable[[int, int], str]
) -> list[Conflict]:
    """Set the theme of each draft; a heading that contradicts the list it takes up yields to the list."""
    themes = Themes(text, quote)
    last, apart = -1, False
    for draft in drafts:
        if draft.sentence.paragraph != last:
            last = draft.sentence.paragraph
            paragraph = outline.paragraphs[last]
            apart = bool(_APART.match(text, paragraph.start, min(paragraph.end, paragraph.start + 40)))
        if draft.row is not None and draft.row.theme is not None:
            draft.theme = draft.row.theme
        elif not apart:
            draft.theme = themes.span(draft.sentence.headings)
    better, conflicts = disagreements(text, themes.spans(), quote=quote)
    for draft in drafts:
        if draft.theme is not None:
            draft.theme = better.get(draft.theme, draft.theme)
    return conflicts


def _task(draft: _Draft, number: int, quote: Callable[[int, int], str]) -> Task:
    start, end = draft.span
    made = _Task(
        id=f"k{number}",
        theme=quote(*draft.theme) if draft.theme is not None else None,
        kind=draft.kind,
        owner=draft.owner[0] if draft.owner else None,
        support=tuple(dict.fromkeys((*draft.owner[1:], *draft.support))),
        deadline=draft.deadline,
        span=(start, end),
        quote=quote(start, end),
        inherited={"theme": draft.theme} if draft.theme is not None else {},
        confidence=of_task(
            draft.probability, length=end - start, owned=bool(draft.owner), planned=draft.planned
        ),
    )
    made.__class__ = Task
    return made
