"""Rules that look across rows and months: each breach is one sentence with its cell and what to do."""

from __future__ import annotations

from collections.abc import Mapping

import pyarrow as pa

from guatu.catalogue.dataset import Check, Dataset, Measure
from guatu.facts.parsed import Rows
from guatu.facts.sheet import Sheet


def check(rows: Rows, *, dataset: Dataset, sheets: Mapping[int, Sheet], before: pa.Table | None) -> None:
    """Append to ``rows.found`` what breaks a rule; ``before``: the rows that stand for the month before."""
    _duplicates(rows, dataset=dataset, sheets=sheets)
    if all(found.soft for found in rows.found):
        _sums(rows, dataset=dataset, sheets=sheets)
    last = {} if before is None else {row["enterprise"]: row for row in before.to_pylist()}
    for rule in dataset.checks:
        for name in rule.measures:
            _Rule(rows, rule, dataset.measure(name), sheets).run(last)


def _duplicates(rows: Rows, *, dataset: Dataset, sheets: Mapping[int, Sheet]) -> None:
    seen: dict[tuple[object, ...], int] = {}
    for place, key in enumerate(zip(*(rows.values[name] for name in dataset.key), strict=True)):
        first = seen.setdefault(key, place)
        if first != place:
            sheet, row = _address(rows, place)
            other, line = _address(rows, first)
            at = f"第{line}行" if other == sheet else f"工作表“{sheets[other].name}”第{line}行"
            message = f"“{rows.names[place]}”与{at}重复。"
            column = rows.letters.get("code") or rows.letters.get("name", "A")
            rows.report(
                "row.twice", message, "请删去多报的一行。", sheet=sheets[sheet], row=row, column=column
            )


def _sums(rows: Rows, *, dataset: Dataset, sheets: Mapping[int, Sheet]) -> None:
    """A sum line that does not add up, and an enterprise that is the sum of all others."""
    minor = {column: measure.minor for measure in dataset.measures for column in measure.stored}
    for column in dataset.stored:
        if column not in rows.letters:
            continue
        known = [(place, v) for place, v in enumerate(rows.values[column]) if v is not None]
        total = sum(value for _, value in known)
        for sheet, row, said in rows.sums:
            value = said.get(column)
            tolerance = max(1, len(known)) * dataset.rounding * minor[column]
            if (
                value is not None
                and len({s.index for s, _, _ in rows.sums}) == len(rows.sums) == 1
                and abs(value - total) > tolerance
            ):
                message = "合计行与各行之和不一致。"
                rows.report(
                    "sum.differs",
                    message,
                    "请核对合计行或漏报的企业。",
                    sheet=sheet,
                    row=row,
                    column=rows.letters[column],
                    soft=True,
                )
        if len(known) > 3 and total > 0:
            place, most = max(known, key=lambda pair: pair[1])
            if most * 2 == total:
                index, row = _address(rows, place)
                message = f"“{rows.names[place]}”恰为其余各行之和，多半是合计行。"
                rows.report(
                    "sum.counted",
                    message,
                    "请删去这一行或改称“合计”。",
                    sheet=sheets[index],
                    row=row,
                    column=rows.letters[column],
                )


class _Rule:
    """One rule of the dataset on one measure."""

    def __init__(self, rows: Rows, rule: Check, measure: Measure, sheets: Mapping[int, Sheet]) -> None:
        self.rows, self.rule, self.measure, self.sheets = rows, rule, measure.id, sheets
        self.worth = rule.worth * measure.minor

    def run(self, last: Mapping[int, Mapping[str, int | None]]) -> None:
        """Hold every row to it."""
        for place, id_ in enumerate(self.rows.values["enterprise"]):
            getattr(self, f"_{self.rule.kind}")(place, last.get(int(id_ or 0), {}))

    def _value(self, place: int, part: str, measure: str = "") -> int | None:
        values = self.rows.values.get(f"{measure or self.measure}_{part}")
        return None if values is None else values[place]

    def _not_decreasing(self, place: int, last: Mapping[str, int | None]) -> None:
        now, then = self._value(place, "cum"), last.get(f"{self.measure}_cum")
        if now is not None and then is not None and now < then:
            self._say(
                place,
                "cum",
                f"累计低于上月累计（{_yuan(then)}→{_yuan(now)}）。",
                "请核对；确属核减的，注明原因后确认。",
            )

    def _month_in_cum(self, place: int, _last: Mapping[str, int | None]) -> None:
        month, whole = self._value(place, "month"), self._value(place, "cum")
        if month is not None and whole is not None and month > whole:
            self._say(
                place, "month", f"本月大于累计（{_yuan(month)}>{_yuan(whole)}）。", "请核对两栏是否填反。"
            )

    def _at_most(self, place: int, _last: Mapping[str, int | None]) -> None:
        part, whole = self._value(place, "cum"), self._value(place, "cum", self.rule.measures[-1])
        if self.measure == self.rule.measures[0] and part is not None and whole is not None and part > whole:
            self._say(place, "cum", f"大于所属总数（{_yuan(part)}>{_yuan(whole)}）。", "请核对两栏。")

    def _jump(self, place: int, last: Mapping[str, int | None]) -> None:
        for part, base in (
            ("cum", last.get(f"{self.measure}_cum")),
            ("cum", self._value(place, "cum_ly")),
            ("month", self._value(place, "month_ly")),
        ):
            now = self._value(place, part)
            if (
                not now
                or not base
                or min(abs(now), abs(base)) < self.worth // 100
                or max(abs(now), abs(base)) < self.worth
            ):
                continue
            times = max(abs(now) // abs(base), abs(base) // abs(now))
            if times >= self.rule.slip:
                self._say(
                    place,
                    part,
                    f"与上期或上年同期相差{times}倍，多半是万元与亿元、元与万元填混。",
                    "请核对单位。",
                    hard=True,
                )
                return
            if times >= self.rule.times:
                self._say(place, part, f"与上期或上年同期相差{times}倍。", "请核对；属实的，注明原因后确认。")
                return

    def _say(self, place: int, part: str, message: str, advice: str, *, hard: bool = False) -> None:
        index, row = _address(self.rows, place)
        column = self.rows.letters[f"{self.measure}_{part}"]
        soft = not hard
        self.rows.report(
            f"check.{self.rule.kind}", f"“{self.rows.names[place]}”{message}", advice,
            sheet=self.sheets[index], row=row, column=column, soft=soft,
        )  # fmt: skip


def _address(rows: Rows, place: int) -> tuple[int, int]:
    return int(rows.values["sheet"][place] or 0), int(rows.values["row"][place] or 0)


def _yuan(minor: int) -> str:
    return f"{minor / 100:.2f}" if minor % 100 else str(minor // 100)
