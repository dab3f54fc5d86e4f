"""The states of a task, from being set up (拟立项) to the archive (归档), and the words for them."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType


class State(StrEnum):
    """Where a task stands. The value is what is stored and stands in addresses."""

    DRAFT = "draft"
    REVIEWED = "reviewed"
    ISSUED = "issued"
    ACCEPTED = "accepted"
    IN_HAND = "in_hand"
    REPORTED = "reported"
    RETURNED = "returned"
    PASSED = "passed"
    TO_LEADER = "to_leader"
    INSTRUCTED = "instructed"
    DONE = "done"
    CLOSED = "closed"
    ARCHIVED = "archived"
    HELD = "held"
    STOPPED = "stopped"


WORDS: Mapping[State, str] = MappingProxyType(
    {
        State.DRAFT: "拟立项",
        State.REVIEWED: "待交办",
        State.ISSUED: "待签收",
        State.ACCEPTED: "已签收",
        State.IN_HAND: "办理中",
        State.REPORTED: "待审核",
        State.RETURNED: "退回重办",
        State.PASSED: "审核通过",
        State.TO_LEADER: "待领导审阅",
        State.INSTRUCTED: "另有批示",
        State.DONE: "办结",
        State.CLOSED: "已销号",
        State.ARCHIVED: "归档",
        State.HELD: "暂缓",
        State.STOPPED: "终止",
    }
)

#: Before the unit has been asked for anything.
UNISSUED = frozenset({State.DRAFT, State.REVIEWED})
#: The unit has it: time runs against it.
WITH_UNIT = frozenset({State.ISSUED, State.ACCEPTED, State.IN_HAND, State.RETURNED})
#: Handed in: time stands still while others look at it.
HANDED_IN = frozenset({State.REPORTED, State.PASSED, State.TO_LEADER, State.INSTRUCTED})
#: Done, by the word of somebody other than the unit.
DONE = frozenset({State.DONE, State.CLOSED, State.ARCHIVED})
#: Nothing more is to be done.
ENDED = DONE | {State.STOPPED}
