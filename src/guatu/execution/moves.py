"""The moves from state to state, as data: from where, to where, who may, under which guards.

``to`` None: the state stays as it is. Guards are named here and read in ``guards``.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from guatu.execution.states import HANDED_IN, UNISSUED, WITH_UNIT, State
from guatu.execution.who import Part

S, P = State, Part
_UNIT = frozenset({P.EXECUTOR, P.LIAISON})
_WORKING = frozenset({S.ACCEPTED, S.IN_HAND, S.RETURNED})


@dataclass(frozen=True, slots=True)
class Move:
    """One thing that may be done to a task. ``asks``: what must be given with it (words, day, unit)."""

    id: str
    word: str
    start: frozenset[State]
    to: State | None
    who: frozenset[Part]
    guards: tuple[str, ...] = ()
    asks: frozenset[str] = frozenset()


def _move(
    id_: str,
    word: str,
    *,
    start: set[State] | frozenset[State],
    to: State | None,
    who: set[Part] | frozenset[Part],
    guards: str = "",
    asks: str = "",
) -> Move:
    return Move(
        id_, word, frozenset(start), to, frozenset(who), tuple(guards.split()), frozenset(asks.split())
    )


_ALL = (
    # from the idea to the unit's desk
    _move(
        "review",
        "审核立项",
        start={S.DRAFT},
        to=S.REVIEWED,
        who={P.SUPERVISOR, P.LEADER},
        guards="not_carrier not_setter not_principle",
    ),
    _move(
        "send_back",
        "退回修改",
        start={S.REVIEWED},
        to=S.DRAFT,
        who={P.SUPERVISOR, P.LEADER},
        guards="not_carrier",
        asks="words",
    ),
    _move(
        "issue",
        "交办",
        start={S.REVIEWED},
        to=S.ISSUED,
        who={P.SUPERVISOR},
        guards="not_carrier not_principle led timed",
    ),
    # the unit's own
    _move("accept", "签收", start={S.ISSUED}, to=S.ACCEPTED, who=_UNIT),
    _move("decline", "申请改派", start={S.ISSUED}, to=S.REVIEWED, who=_UNIT, asks="words"),
    _move("begin", "开始办理", start={S.ACCEPTED}, to=S.IN_HAND, who=_UNIT),
    _move(
        "report",
        "反馈进展",
        start=_WORKING,
        to=S.IN_HAND,
        who={*_UNIT, P.HELPER, P.SUPERVISOR},
        asks="report",
    ),
    _move(
        "submit",
        "报请办结",
        start=_WORKING,
        to=S.REPORTED,
        who={*_UNIT, P.SUPERVISOR},
        guards="no_extension",
        asks="report",
    ),
    # others look at it
    _move(
        "return",
        "退回",
        start={S.REPORTED, S.PASSED},
        to=S.RETURNED,
        who={P.SUPERVISOR},
        guards="not_carrier not_reporter",
        asks="words",
    ),
    _move(
        "pass",
        "审核通过",
        start={S.REPORTED},
        to=S.PASSED,
        who={P.SUPERVISOR},
        guards="not_carrier not_reporter",
    ),
    _move("refer", "呈领导审阅", start={S.PASSED}, to=S.TO_LEADER, who={P.SUPERVISOR}, guards="not_carrier"),
    _move(
        "redo",
        "不同意办结",
        start={S.TO_LEADER, S.INSTRUCTED},
        to=S.RETURNED,
        who={P.LEADER},
        guards="not_carrier",
        asks="words",
    ),
    _move(
        "instruct",
        "另作批示",
        start={S.TO_LEADER, S.INSTRUCTED},
        to=S.INSTRUCTED,
        who={P.LEADER},
        guards="not_carrier",
        asks="words",
    ),
    _move(
        "sign_off",
        "同意办结",
        start={S.TO_LEADER, S.INSTRUCTED},
        to=S.DONE,
        who={P.LEADER},
        guards="not_carrier not_reporter not_reviewer children_ended",
    ),
    _move(
        "close",
        "销号",
        start={S.DONE},
        to=S.CLOSED,
        who={P.LEADER},
        guards="not_carrier ledger not_reporter not_reviewer",
    ),
    _move(
        "archive",
        "归档",
        start={S.DONE, S.CLOSED},
        to=S.ARCHIVED,
        who={P.SUPERVISOR},
        guards="not_carrier closed_if_ledger",
    ),
    # beside the road
    _move(
        "ask_extension",
        "申请延期",
        start={S.ISSUED, *_WORKING},
        to=None,
        who=_UNIT,
        guards="before_due no_extension later",
        asks="words day",
    ),
    _move(
        "endorse",
        "同意并呈领导",
        start=WITH_UNIT,
        to=None,
        who={P.SUPERVISOR},
        guards="not_carrier extension_asked not_asker",
    ),
    _move(
        "refuse_extension",
        "不同意延期",
        start=WITH_UNIT,
        to=None,
        who={P.SUPERVISOR, P.LEADER},
        guards="not_carrier extension_open not_asker",
        asks="words",
    ),
    _move(
        "grant_extension",
        "同意延期",
        start=WITH_UNIT,
        to=None,
        who={P.LEADER},
        guards="not_carrier extension_endorsed not_asker not_endorser",
    ),
    _move(
        "hold",
        "暂缓",
        start=WITH_UNIT,
        to=S.HELD,
        who={P.SUPERVISOR, P.LEADER},
        guards="not_carrier no_extension",
        asks="words",
    ),
    _move(
        "resume",
        "恢复办理",
        start={S.HELD},
        to=None,
        who={P.SUPERVISOR, P.LEADER},
        guards="not_carrier",
    ),
    _move(
        "transfer",
        "转办",
        start=WITH_UNIT,
        to=S.ISSUED,
        who={P.SUPERVISOR},
        guards="not_carrier no_extension",
        asks="words unit",
    ),
    _move(
        "stop",
        "终止",
        start=UNISSUED | WITH_UNIT | HANDED_IN | {S.HELD},
        to=S.STOPPED,
        who={P.LEADER},
        guards="not_carrier children_ended",
        asks="words",
    ),
)

MOVES: Mapping[str, Move] = MappingProxyType({move.id: move for move in _ALL})
#: After one of these the unit has been asked for something.
REQUESTS = frozenset({"issue", "return", "redo", "transfer"})
#: Moves that review what others did: no carrier makes them.
REVIEWS = frozenset(m.id for m in _ALL if "not_carrier" in m.guards)
