"""A figure and its name. The name is its address: `/figures/<subject>/<measure>/<period>?...`.

Defaults are left out of the printed key and put back when it is read: `FigureKey.parse(key.print()) == key`.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, Final, Literal, Self, cast
from urllib.parse import parse_qsl, quote, unquote, urlencode

from guatu.vocabulary.period import Period
from guatu.vocabulary.problems import GuatuError, Problem
from guatu.vocabulary.statements import Amount

Origin = Literal["published", "computed"]
Kind = Literal["indicator", "target", "targets", "tasks", "document"]

PREFIX: Final = "/figures/"
#: The period's place in the path of a figure that belongs to no period.
NO_PERIOD: Final = "-"
#: Parameters in the order in which they are printed.
PARAMETERS: Final = (
    "of", "versus", "scope", "basis", "caliber", "min_size", "tier", "area", "cut", "origin", "known_at",
)  # fmt: skip
#: A growth whose basis is not named is a growth against the same period of last year.
_DEFAULT_BASIS: Final = {"growth": "yoy"}
_UNSTATED: Final = "unstated"
_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]")
_NUMBER: Final = re.compile(r"[1-9][0-9]{0,17}")
_LONGEST: Final = 2000


class FigureKeyError(GuatuError, ValueError):
    """An address that names no figure."""


def _malformed(address: str, why: str) -> FigureKeyError:
    shown = address.encode("utf-8", "replace").decode()[:200]
    return FigureKeyError(
        Problem(
            code="figure.malformed",
            fields={"key": shown},
            where=shown,
            message=f"数据地址“{shown}”不成立：{why}。",
            what_to_do="请从挂图、指标或目标页点击数据进入，或核对地址是否复制完整。",
        )
    )


def print_amount(amount: Amount) -> str:
    """Write a size condition (超10亿元, 百亿级) as an address carries it.

    >>> print_amount(Amount(Decimal("1E+9"), "CNY"))
    '1000000000CNY'
    """
    return f"{amount.value.normalize():f}{amount.unit}"


def parse_amount(text: str) -> Amount:
    """Read what `print_amount` wrote."""
    match = re.fullmatch(r"([0-9]{1,24}(?:\.[0-9]{1,12})?)([A-Za-z0-9/]*)", text)
    if match is None:
        raise _malformed(text, "规模条件应为数值加单位，如 1000000000CNY")
    return Amount(Decimal(match[1]), match[2])


@dataclass(frozen=True, slots=True)
class FigureKey:
    """The name of one figure.

    `subject` is an indicator's id, `target:<n>`, `targets`, `tasks` or `document:<n>`; `period` is None for
    what has none. `cut` is `name:value` pairs joined by `;` (`light:bad;unit:3`). `known_at` is a sequence
    of the audit log; None is now. `area` None is the zone itself.

    >>> FigureKey("gdp", "growth", Period.parse("2022-01/2022-06")).print()
    '/figures/gdp/growth/2022-01--2022-06'
    """

    subject: str
    measure: str
    period: Period | None
    of: str | None = None
    versus: str | None = None
    scope: str | None = None
    basis: str | None = None
    caliber: str = _UNSTATED
    min_size: Amount | None = None
    tier: Amount | None = None
    area: str | None = None
    cut: str | None = None
    origin: Origin | None = None
    known_at: int | None = None

    def __post_init__(self) -> None:
        if self.basis is None:
            object.__setattr__(self, "basis", _DEFAULT_BASIS.get(self.measure))
        if self.origin is None:
            object.__setattr__(self, "origin", self._usual_origin())
        self._check()

    def _check(self) -> None:
        for name in ("subject", "measure", *PARAMETERS):
            text = getattr(self, name)
            if isinstance(text, str) and (not text or _CONTROL.search(text)):
                raise _malformed(text, f"{name} 有空缺或不可见字符")
        if not re.fullmatch(r"[a-z_]+", self.measure):
            raise _malformed(self.measure, "度量应为小写英文名")
        if self.origin not in ("published", "computed"):
            raise _malformed(str(self.origin), "origin 应为 published 或 computed")
        if self.known_at is not None and not 0 <= self.known_at < 10**18:
            raise _malformed(str(self.known_at), "known_at 应为数据版本的序号")
        if self.kind in ("target", "document") and not _NUMBER.fullmatch(self.subject.partition(":")[2]):
            raise _malformed(self.subject, "目标和文件以编号相称，如 target:3")

    @property
    def kind(self) -> Kind:
        """Which room owns this figure."""
        head, colon, _ = self.subject.partition(":")
        if colon and head in ("target", "document"):
            return cast("Kind", head)
        return cast("Kind", head) if self.subject in ("tasks", "targets") else "indicator"

    @property
    def number(self) -> int | None:
        """The target's or document's number; None for others."""
        return int(self.subject.partition(":")[2]) if self.kind in ("target", "document") else None

    def _usual_origin(self) -> Origin:
        return "published" if self.kind == "indicator" else "computed"

    def at(self, known_at: int | None) -> Self:
        """Return the same figure as known at another moment."""
        return replace(self, known_at=known_at)

    def cuts(self) -> dict[str, str]:
        """Return the cut as a mapping, empty when there is none."""
        pairs = (pair.partition(":") for pair in (self.cut or "").split(";") if pair)
        return {name: value for name, _, value in pairs}

    def where(self) -> Mapping[str, object]:
        """Return the filter that both computing and explaining apply: period, area, cut, known_at."""
        return {"period": self.period, "area": self.area, "cut": self.cut, "known_at": self.known_at}

    def parameters(self) -> dict[str, str]:
        """Return what the query of the address holds, defaults left out, in the printed order."""
        usual = {
            "basis": _DEFAULT_BASIS.get(self.measure),
            "caliber": _UNSTATED,
            "origin": self._usual_origin(),
        }
        values = {name: getattr(self, name) for name in PARAMETERS}
        stated = {name: v for name, v in values.items() if v is not None and v != usual.get(name)}
        return {name: print_amount(v) if isinstance(v, Amount) else str(v) for name, v in stated.items()}

    def print(self) -> str:
        """Return the address, percent-encoded, fit for a link as it stands."""
        period = NO_PERIOD if self.period is None else self.period.path()
        path = "/".join((_segment(self.subject), _segment(self.measure), period))
        query = urlencode(self.parameters(), quote_via=quote, safe=":-/")
        return f"{PREFIX}{path}?{query}" if query else f"{PREFIX}{path}"

    __str__ = print

    @classmethod
    def parse(cls, address: str) -> Self:
        """Read an address (percent-encoded or not, with or without the leading `/figures/`).

        Raises:
            FigureKeyError: when it names no figure: the message says which part.
        """
        if len(address) > _LONGEST:
            raise _malformed(address, "过长")
        path, _, query = address.removeprefix(PREFIX).partition("?")
        parts = path.split("/")
        if len(parts) != 3:
            raise _malformed(address, "应为 指标/度量/数据期 三段")
        try:
            subject, measure, period = (unquote(part, errors="strict") for part in parts)
            pairs = parse_qsl(query, keep_blank_values=True, strict_parsing=bool(query), errors="strict")
        except ValueError as error:
            raise _malformed(address, "编码有误") from error
        given = dict(pairs)
        unknown = sorted(set(given) - set(PARAMETERS))
        if unknown or len(given) != len(pairs):
            raise _malformed(address, f"参数重复或不认识：{'、'.join(unknown or given)}")
        interval = None if period == NO_PERIOD else _period(period, address=address)
        return cls(_unescaped(subject), measure, interval, **_typed(given))


def _segment(text: str) -> str:
    """Escape one path segment: a slash would be decoded before routing, so it is spelt as in JSON Pointer."""
    return quote(text.replace("~", "~0").replace("/", "~1"), safe=":~")


def _unescaped(text: str) -> str:
    return text.replace("~1", "/").replace("~0", "~")


def _period(text: str, *, address: str) -> Period:
    try:
        return Period.parse(text)
    except ValueError as error:
        raise _malformed(address, f"数据期“{text}”认不出") from error


def _typed(given: Mapping[str, str]) -> dict[str, Any]:
    """Turn the texts of a query into the fields of a key."""
    typed: dict[str, Any] = dict(given)
    if "known_at" in given:
        if not re.fullmatch(r"[0-9]{1,18}", given["known_at"]):
            raise _malformed(given["known_at"], "known_at 应为数据版本的序号")
        typed["known_at"] = int(given["known_at"])
    for name in ("min_size", "tier"):
        if name in given:
            typed[name] = parse_amount(given[name])
    return typed


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that is shown, and its name.

    `value` is in the base unit `unit` (None: unknown, and `why_unknown` says why). `decimals` is how many
    were written at the source, None for what was computed. `approximate` is below, about or above if the
    words said so.
    """

    key: FigureKey
    value: Decimal | None
    unit: str | None
    decimals: int | None = None
    approximate: str | None = None
    why_unknown: str | None = None

    @classmethod
    def of_count(cls, key: FigureKey, count: int) -> Self:
        """Return the figure of a count."""
        return cls(key, Decimal(count), "count", decimals=0)
