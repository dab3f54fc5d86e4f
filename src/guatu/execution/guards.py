"""The guards of the moves, by name: what is wrong and what to do, or nothing."""

from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Protocol

from guatu.execution.who import Doer, Past


class Living(Protocol):
    """What a guard reads of a task."""

    @property
    def due(self) -> date | None: ...
    @property
    def extension(self) -> str: ...
    @property
    def led(self) -> bool: ...
    @property
    def timed(self) -> bool: ...
    @property
    def principle(self) -> bool: ...
    @property
    def ledger(self) -> bool: ...
    @property
    def open_children(self) -> int: ...
    @property
    def state(self) -> str: ...
    @property
    def past(self) -> Past: ...


class Doing(Protocol):
    """What a guard reads of a deed."""

    @property
    def by(self) -> Doer: ...
    @property
    def on(self) -> date: ...
    @property
    def day(self) -> date | None: ...


Guard = tuple[Callable[[Living, Doing], bool], str, str]


def _same(past: int | None, doing: Doing) -> bool:
    return past is not None and past == doing.by.person


def _late(life: Living, doing: Doing) -> bool:
    return life.due is not None and doing.on > life.due


def _earlier(life: Living, doing: Doing) -> bool:
    return doing.day is None or life.due is None or doing.day <= life.due


#: The name of a guard: when it bars the way, what is wrong, what to do.
GUARDS: Mapping[str, Guard] = MappingProxyType(
    {
        "not_carrier": (
            lambda _l, d: d.by.carries,
            "承办单位的人员不能审核、办结或处理本单位承办的任务。",
            "请由督查部门或领导办理。",
        ),
        "not_setter": (
            lambda t, d: _same(t.past.set_up, d),
            "立项人不能审核自己立的项。",
            "请由另一位督查人员或领导审核。",
        ),
        "not_reporter": (
            lambda t, d: d.by.person in t.past.reported,
            "填报人不能审核自己填报的内容。",
            "请由另一位人员办理。",
        ),
        "not_reviewer": (
            lambda t, d: _same(t.past.passed, d),
            "审核人不能再同意办结。",
            "请由批示或分管的领导办理。",
        ),
        "not_asker": (
            lambda t, d: _same(t.past.asked, d),
            "申请人不能审批自己的延期申请。",
            "请由另一位人员办理。",
        ),
        "not_endorser": (
            lambda t, d: _same(t.past.endorsed, d),
            "提出意见的人不能再作决定。",
            "请由领导决定。",
        ),
        "not_principle": (
            lambda t, _d: t.principle,
            "这是原则要求，只登记，不立项、不交办。",
            "如确需交办，请先改为任务。",
        ),
        "led": (lambda t, _d: not t.led, "还没有牵头单位。", "请先明确牵头单位。"),
        "timed": (lambda t, _d: not t.timed, "还没有时限。", "请先明确时限。"),
        "before_due": (_late, "已过时限，不能再申请延期。", "请先反馈进展，说明逾期原因。"),
        "later": (_earlier, "新的时限须晚于原时限。", "请填写更晚的日期；没有时限的任务不需要延期。"),
        "no_extension": (
            lambda t, _d: t.extension != "none",
            "还有一项延期申请没有答复。",
            "请等答复之后再办。",
        ),
        "extension_asked": (lambda t, _d: t.extension != "asked", "没有待处理的延期申请。", "请刷新后再看。"),
        "extension_open": (lambda t, _d: t.extension == "none", "没有待处理的延期申请。", "请刷新后再看。"),
        "extension_endorsed": (
            lambda t, _d: t.extension != "endorsed",
            "督查部门还没有提出意见。",
            "请待督查部门审核后再决定。",
        ),
        "children_ended": (
            lambda t, _d: t.open_children > 0,
            "由它派生的任务还没有办结。",
            "请先办结派生的任务。",
        ),
        "ledger": (lambda t, _d: not t.ledger, "只有问题整改台账才销号。", "任务办结后直接归档。"),
        "closed_if_ledger": (
            lambda t, _d: t.ledger and t.state == "done",
            "问题整改须先销号再归档。",
            "请由领导销号。",
        ),
    }
)


def check(name: str, life: Living, doing: Doing) -> tuple[str, str] | None:
    """What the guard says against it: the message and the way out; None when nothing."""
    bars, message, advice = GUARDS[name]
    return (message, advice) if bars(life, doing) else None
