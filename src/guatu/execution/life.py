"""One task's life: what may be done now, by whom, and what it becomes.

>>> life = Life(State.ISSUED, due=date(2022, 8, 31))
>>> step(life, Deed("accept", Doer(7, frozenset({Part.EXECUTOR})), on=date(2022, 8, 20))).state.value
'accepted'
"""

from dataclasses import dataclass, field, replace
from datetime import date

from guatu.execution.guards import check
from guatu.execution.moves import MOVES, Move
from guatu.execution.states import WORDS, State
from guatu.execution.who import Doer, Part, Past
from guatu.vocabulary.problems import GuatuError, Problem

__all__ = ["Deed", "Doer", "Life", "MoveRefused", "Part", "Past", "State", "open_moves", "refusal", "step"]


class MoveRefused(GuatuError, PermissionError):  # noqa: N818 - news for the person, no fault
    """A move that this person cannot make on this task now; the message says why and what to do."""

    status = 409


@dataclass(frozen=True, slots=True)
class Life:
    """All of a task that the machine needs to know.

    ``resumes`` is where a held task goes on; ``extension`` is ``none``, ``asked`` or ``endorsed``; ``due``
    None means that nothing falls due; ``timed`` that a time limit (a date, 每月, 长期坚持) has been said.
    """

    state: State
    due: date | None = None
    resumes: State | None = None
    extension: str = "none"
    led: bool = True
    timed: bool = True
    principle: bool = False
    ledger: bool = False
    open_children: int = 0
    past: Past = field(default_factory=Past)


@dataclass(frozen=True, slots=True)
class Deed:
    """A move about to be made: by whom, on which day, with which words and which new date."""

    move: str
    by: Doer
    on: date
    words: str = ""
    day: date | None = None


def refusal(life: Life, deed: Deed, /) -> Problem | None:
    """Why the move cannot be made; None when it can."""
    move = MOVES[deed.move]
    if life.state not in move.start:
        wanted = "、".join(WORDS[state] for state in State if state in move.start)
        message = f"任务现为“{WORDS[life.state]}”，不能{move.word}。"
        return _problem(move, "state", message, f"{move.word}须在{wanted}时进行，请刷新后再看。")
    if not deed.by.parts & move.who:
        return _problem(move, "who", f"您在这项任务中不能{move.word}。", "请由经办的人员操作。")
    for guard in move.guards:
        found = check(guard, life, deed)
        if found:
            return _problem(move, guard, *found)
    if "words" in move.asks and not deed.words.strip():
        return _problem(move, "words", f"{move.word}须写明理由或要求。", "请填写后再提交。")
    return None


def step(life: Life, deed: Deed, /) -> Life:
    """The life after the move.

    Raises:
        MoveRefused: with the reason.
    """
    problem = refusal(life, deed)
    if problem is not None:
        raise MoveRefused(problem)
    move = MOVES[deed.move]
    state = (life.resumes or State.IN_HAND) if move.id == "resume" else move.to or life.state
    after = replace(life, state=state, past=_past(life.past, deed))
    if move.id == "hold":
        return replace(after, resumes=life.state)
    if move.id == "resume":
        return replace(after, resumes=None)
    if move.id == "ask_extension":
        return replace(after, extension="asked")
    if move.id == "endorse":
        return replace(after, extension="endorsed")
    if move.id in ("refuse_extension", "grant_extension"):
        due = deed.day if move.id == "grant_extension" and deed.day else life.due
        return replace(after, extension="none", due=due)
    return after


def open_moves(life: Life, by: Doer, *, on: date) -> tuple[Move, ...]:
    """The moves that this person may make now, the guards on what is yet to be typed left aside."""
    probe = {"words": "x", "day": date.max}
    return tuple(m for m in MOVES.values() if refusal(life, Deed(m.id, by, on, **probe)) is None)  # type: ignore[arg-type]


def _past(past: Past, deed: Deed) -> Past:
    who = deed.by.person
    if who is None:
        return past
    match deed.move:
        case "report" | "submit":
            return replace(past, reported=past.reported | {who})
        case "pass":
            return replace(past, passed=who)
        case "ask_extension":
            return replace(past, asked=who, endorsed=None)
        case "endorse":
            return replace(past, endorsed=who)
        case "transfer":
            return replace(past, reported=frozenset(), passed=None)
    return past


def _problem(move: Move, code: str, message: str, advice: str) -> Problem:
    return Problem(f"task.{move.id}.{code}", {"move": move.id}, message=message, what_to_do=advice)
