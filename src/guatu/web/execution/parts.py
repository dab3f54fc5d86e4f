"""Which parts a person plays in one task, and which action of the matrix each move is."""

from guatu.execution.moves import MOVES
from guatu.execution.who import Doer, Part
from guatu.web.access.actor import Actor
from guatu.web.access.allow import allow, require
from guatu.web.statements.queries import StatedTask, thing, units_of

#: The row of the matrix that each move asks.
ACTIONS = {
    "review": "task.review",
    "send_back": "task.review",
    "issue": "task.issue",
    "accept": "task.carry",
    "decline": "task.carry",
    "begin": "task.carry",
    "report": "task.report",
    "submit": "task.report",
    "return": "task.judge",
    "pass": "task.judge",
    "refer": "task.judge",
    "redo": "task.sign_off",
    "instruct": "task.instruct",
    "sign_off": "task.sign_off",
    "close": "task.sign_off",
    "archive": "task.judge",
    "ask_extension": "task.carry",
    "endorse": "task.judge",
    "refuse_extension": "task.decide_extension",
    "grant_extension": "task.sign_off",
    "hold": "task.hold",
    "resume": "task.hold",
    "transfer": "task.issue",
    "stop": "task.sign_off",
}
assert ACTIONS.keys() == MOVES.keys()  # a move without a row would be nobody's


def doer_of(actor: Actor, row: StatedTask) -> Doer:
    """The person with the parts that roles and units give in this task."""
    parts = set()
    if allow(actor, "task.judge", thing(row)):
        parts.add(Part.SUPERVISOR)
    if allow(actor, "task.sign_off", thing(row)) and not actor.machine:
        parts.add(Part.LEADER)
    named = units_of(row)
    for held in actor.memberships:
        if held.role in ("department", "liaison") and held.unit == row.lead_unit_id:
            parts.add(Part.EXECUTOR if held.role == "department" else Part.LIAISON)
        elif held.role in ("department", "liaison") and held.unit in named:
            parts.add(Part.HELPER)
    return Doer(actor.user_id, frozenset(parts))


def may(actor: Actor, move: str, row: StatedTask) -> bool:
    """Whether the matrix lets the person make the move on this task at all, whatever its state."""
    return allow(actor, ACTIONS[move], thing(row))


def must(actor: Actor, move: str, row: StatedTask) -> None:
    """PermissionDenied unless `may`."""
    require(actor, ACTIONS[move], thing(row))
