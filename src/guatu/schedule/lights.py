"""Light schemes as data: ordered rules over facts; the first rule that holds gives colour, label and action.

Places differ (blue is praise here and a near deadline there), so nothing about a colour is code. A rule whose
fact is unknown does not hold: a light is never guessed.

>>> scheme = load_scheme("progress")
>>> scheme.judge({"progress_gap_pp": Decimal("-3.2")}).label
'进度偏慢'
"""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any, Final

from guatu.vocabulary.problems import GuatuError, Problem

COLOURS: Final = ("red", "yellow", "none", "blue", "green")
#: What a rule may ask about; a word outside this list is a slip of the pen.
FACTS: Final = frozenset(
    {
        "achieved", "closed", "completion_pct", "days_overdue", "days_to_due", "growth", "growth_gap_pp",
        "growth_vs_peer_pp", "level_gap", "made_up", "missed", "monthly", "months_after_start",
        "periods_missed", "progress_gap_pp", "rank_gap", "standing", "stretch_only",
    }
)  # fmt: skip
_CONDITION: Final = re.compile(r"([a-z_]+) (<=|>=|==|<|>) (-?\d+(?:\.\d+)?)", re.ASCII)

Facts = Mapping[str, Decimal | int | None]


class SchemeError(GuatuError, ValueError):
    """A scheme that is not on file or that contradicts itself."""


@dataclass(frozen=True, slots=True)
class Condition:
    """``fact operator bound``; unknown facts never satisfy it."""

    fact: str
    operator: str
    bound: Decimal

    def holds(self, facts: Facts) -> bool:
        """Whether the facts are known and satisfy the bound."""
        value = facts.get(self.fact)
        if value is None:
            return False
        if self.operator == "==":
            return value == self.bound
        if self.operator in ("<", "<="):
            return value < self.bound or (self.operator == "<=" and value == self.bound)
        return value > self.bound or (self.operator == ">=" and value == self.bound)

    def __str__(self) -> str:
        return f"{self.fact} {self.operator} {self.bound}"


@dataclass(frozen=True, slots=True)
class Light:
    """A colour that always comes with a word; ``rule`` is the rule's place in its scheme, from 1."""

    colour: str
    label: str
    scheme: str
    rule: int
    action: str = ""

    @property
    def severity(self) -> int:
        """Worst first: red 0, yellow 1, none 2, blue 3, green 4."""
        return COLOURS.index(self.colour)


@dataclass(frozen=True, slots=True)
class Rule:
    """All conditions must hold; a rule without any always does."""

    colour: str
    label: str
    when: tuple[Condition, ...] = ()
    action: str = ""


@dataclass(frozen=True, slots=True)
class Scheme:
    """Ordered rules of one place, for one kind of thing (``judges``: progress, growth, rank, task ...).

    ``recolour``: a past period gets another colour when what was missed in it is made up later.
    ``nodes``: a task's time limit is that of its next node.
    """

    id: str
    name: str
    judges: str
    source: str
    rules: tuple[Rule, ...]
    recolour: bool = False
    nodes: bool = False

    def asks(self, facts: Iterable[str]) -> bool:
        """Whether a rule asks one of these facts."""
        wanted = frozenset(facts)
        return any(condition.fact in wanted for rule in self.rules for condition in rule.when)

    def judge(self, facts: Facts) -> Light:
        """The light of the first rule that holds."""
        for number, rule in enumerate(self.rules, start=1):
            if all(condition.holds(facts) for condition in rule.when):
                return Light(rule.colour, rule.label, self.id, number, rule.action)
        return Light("none", "", self.id, 0)


def scheme_of(data: Mapping[str, Any], *, identity: str) -> Scheme:
    """Build a scheme from its file, refusing unknown facts, colours and forms.

    Raises:
        SchemeError: with the rule that is wrong.
    """
    rules = tuple(
        _rule(raw, where=f"{identity}.toml 第{number}条") for number, raw in enumerate(data["rules"], start=1)
    )
    if not rules or rules[-1].when:
        message = "最后一条规则须无条件，否则有的情形没有灯。"
        raise SchemeError(Problem("scheme.open", {"scheme": identity}, f"{identity}.toml", message))
    recolour = bool(data.get("recolour"))
    nodes = bool(data.get("nodes"))
    return Scheme(identity, data["name"], data["judges"], data["source"], rules, recolour, nodes)


def _rule(raw: Mapping[str, Any], *, where: str) -> Rule:
    conditions = []
    for text in raw.get("when", ()):
        found = _CONDITION.fullmatch(text)
        if not found or found[1] not in FACTS:
            known = "、".join(sorted(FACTS))
            message = f"条件“{text}”认不出。"
            raise SchemeError(
                Problem("scheme.condition", {"text": text}, where, message, f"可用的量：{known}。")
            )
        conditions.append(Condition(found[1], found[2], Decimal(found[3])))
    if raw["colour"] not in COLOURS or not raw["label"]:
        message = f"颜色“{raw['colour']}”不在{'、'.join(COLOURS)}之中，或缺少文字。"
        raise SchemeError(Problem("scheme.colour", {"colour": raw["colour"]}, where, message))
    return Rule(raw["colour"], raw["label"], tuple(conditions), raw.get("action", ""))


@cache
def load_scheme(identity: str) -> Scheme:
    """Read a scheme from the catalogue by its id (the file's name)."""
    file = files("guatu.catalogue") / "data" / "schemes" / f"{identity}.toml"
    if not re.fullmatch(r"[a-z0-9-]+", identity) or not file.is_file():
        problem = Problem(
            "scheme.unknown",
            {"scheme": identity},
            message=f"没有名为“{identity}”的亮灯规则。",
            what_to_do=f"已有：{'、'.join(scheme_ids())}。",
        )
        raise SchemeError(problem)
    return scheme_of(tomllib.loads(file.read_text("utf-8")), identity=identity)


@cache
def scheme_ids() -> tuple[str, ...]:
    """The ids of all schemes on file."""
    folder = files("guatu.catalogue") / "data" / "schemes"
    return tuple(sorted(f.name.removesuffix(".toml") for f in folder.iterdir() if f.name.endswith(".toml")))
