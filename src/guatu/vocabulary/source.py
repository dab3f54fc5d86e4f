"""Where a number comes from: the addresses at which every trace ends.

An address is printed as text that can stand in a URL (`/sources/<address>`), and is read back from it:
`parse_source(print_source(s)) == s`. Spans come from documents; cells from spreadsheets, events from logs and
readings from sensors walk the same road.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Final, TypeAlias
from urllib.parse import quote, unquote

from guatu.vocabulary.problems import GuatuError, Problem

_SHA256 = re.compile(r"[0-9a-f]{64}")


class SourceError(GuatuError, ValueError):
    """An address that names no source."""


def _malformed(address: str, why: str) -> SourceError:
    return SourceError(
        Problem(
            code="source.malformed",
            fields={"address": address},
            where=address,
            message=f"来源地址“{address}”不成立：{why}。",
            what_to_do="请从数据页点击来源进入，或核对地址是否复制完整。",
        )
    )


def _checksum(text: str) -> str:
    if not _SHA256.fullmatch(text):
        raise _malformed(text, "文件校验值应为64位十六进制")
    return text


@dataclass(frozen=True, slots=True)
class Span:
    """Words of a document: code points `start` (inclusive) to `end` (exclusive) of its text as extracted.

    >>> Span("ab" * 32, 412, 417).address()[-8:]
    ':412-417'
    """

    sha256: str
    start: int
    end: int

    def __post_init__(self) -> None:
        _checksum(self.sha256)
        if not 0 <= self.start < self.end:
            raise _malformed(f"{self.start}-{self.end}", "起点须小于终点，且不为负")

    def address(self) -> str:
        """Return `span:<sha256>:<start>-<end>`."""
        return f"span:{self.sha256}:{self.start}-{self.end}"


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a sheet of a spreadsheet, named as its users name it: sheet, column letters, row from 1."""

    sha256: str
    sheet: str
    column: str
    row: int

    def __post_init__(self) -> None:
        _checksum(self.sha256)
        if not self.sheet or not re.fullmatch(r"[A-Z]{1,3}", self.column) or self.row < 1:
            raise _malformed(f"{self.sheet}!{self.column}{self.row}", "须有工作表名、列标和行号")

    def address(self) -> str:
        """Return `cell:<sha256>:<sheet>!<column><row>`; the sheet's name is percent-encoded."""
        return f"cell:{self.sha256}:{_quoted(self.sheet)}!{self.column}{self.row}"


@dataclass(frozen=True, slots=True)
class Event:
    """One row of the audit log: something that an office did at a known moment."""

    sequence: int

    def __post_init__(self) -> None:
        if self.sequence < 1:
            raise _malformed(str(self.sequence), "事件序号从1起")

    def address(self) -> str:
        """Return `event:<sequence>`."""
        return f"event:{self.sequence}"


@dataclass(frozen=True, slots=True)
class Reading:
    """What a sensor said at one instant (timezone-aware)."""

    sensor: str
    at: datetime

    def __post_init__(self) -> None:
        if not self.sensor or self.at.tzinfo is None:
            raise _malformed(self.sensor, "须有传感器编号和带时区的时刻")

    def address(self) -> str:
        """Return `reading:<sensor>:<instant>`; the instant is ISO 8601 and percent-encoded."""
        return f"reading:{_quoted(self.sensor)}:{_quoted(self.at.isoformat())}"


@dataclass(frozen=True, slots=True)
class Entry:
    """What a person typed in: one version of one statement (`kind` is figure, target or task)."""

    kind: str
    number: int
    version: int

    def __post_init__(self) -> None:
        if not re.fullmatch(r"[a-z_]+", self.kind) or self.number < 1 or self.version < 1:
            raise _malformed(f"{self.kind}:{self.number}:{self.version}", "须有种类、编号和版本")

    def address(self) -> str:
        """Return `entry:<kind>:<number>:<version>`."""
        return f"entry:{self.kind}:{self.number}:{self.version}"


Source: TypeAlias = Span | Cell | Event | Reading | Entry


def print_source(source: Source) -> str:
    """Return the address of `source`, fit for the path of a URL."""
    return source.address()


def parse_source(address: str) -> Source:
    """Read a printed address back.

    Raises:
        SourceError: when the address names no source.

    >>> parse_source("entry:target:3:2")
    Entry(kind='target', number=3, version=2)
    """
    kind, _, rest = address.partition(":")
    read = _READERS.get(kind)
    if read is None:
        raise _malformed(address, "开头应为 span、cell、event、reading 或 entry")
    try:
        return read(rest)
    except SourceError:
        raise
    except (ValueError, OverflowError) as error:
        raise _malformed(address, "写法不完整") from error


def _quoted(text: str) -> str:
    return quote(text, safe="")


def _number(text: str) -> int:
    if not re.fullmatch(r"[0-9]{1,18}", text):
        raise ValueError(text)
    return int(text)


def _span(rest: str) -> Span:
    sha256, between = rest.split(":")
    start, end = between.split("-")
    return Span(sha256, _number(start), _number(end))


def _cell(rest: str) -> Cell:
    sha256, place = rest.split(":")
    sheet, corner = place.split("!")
    letters = corner.rstrip("0123456789")
    return Cell(sha256, unquote(sheet, errors="strict"), letters, _number(corner[len(letters) :]))


def _event(rest: str) -> Event:
    return Event(_number(rest))


def _reading(rest: str) -> Reading:
    sensor, at = rest.split(":")
    return Reading(unquote(sensor, errors="strict"), datetime.fromisoformat(unquote(at, errors="strict")))


def _entry(rest: str) -> Entry:
    kind, number, version = rest.split(":")
    return Entry(kind, _number(number), _number(version))


_READERS: Final[dict[str, Callable[[str], Source]]] = {
    "span": _span,
    "cell": _cell,
    "event": _event,
    "reading": _reading,
    "entry": _entry,
}
