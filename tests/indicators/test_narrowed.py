"""Cuts by size and ownership, the largest, who reported, the bridge of bases: beside a count row by row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from guatu.indicators.asking import kin_of
from guatu.indicators.explaining import explain
from guatu.indicators.reckoning import Reckoning, key_of
from guatu.vocabulary.figure import FigureKey
from guatu.vocabulary.period import Period
from guatu.vocabulary.source import Cell
from guatu.vocabulary.trace import Trace
from tests.facts.sheets import code
from tests.indicators.lakes import Row, Standing, deliver, reckoning, write_lake

APRIL, MARCH = Period.of(2022, 1, 4), Period.of(2022, 1, 3)
SEEDS = (1, 2, 3)
World = tuple[Standing, Reckoning]


@pytest.fixture(params=SEEDS)
def world(request: pytest.FixtureRequest, tmp_path: Path) -> World:
    rows = write_lake(tmp_path / "lake", seed=request.param, enterprises=24)
    return rows, reckoning(tmp_path / "lake")


def of(rows: Standing, period: str, **codes: int) -> dict[int, Row]:
    """The rows of a period with these codes, by enterprise."""
    return {n: r for (p, n), r in rows.items() if p == period and all(r[k] == v for k, v in codes.items())}


def key(measure: str, period: Period = APRIL, **more: object) -> FigureKey:
    return key_of("industrial_output", measure, period, **more)  # type: ignore[arg-type]


def yuan(values: Iterator[int]) -> Decimal:
    return Decimal(sum(values)) / 100


def cells(trace: Trace) -> list[Trace]:
    return [leaf for part in trace.inputs for leaf in cells(part)] if trace.inputs else [trace]


def close(figure_value: Decimal | None, truth: Fraction | None) -> bool:
    if figure_value is None or truth is None:
        return figure_value is truth
    return abs(Fraction(figure_value) - truth) <= Fraction(1, 10**10)


@pytest.mark.parametrize(("name", "values"), [("size", range(1, 5)), ("ownership", range(4, 7))])
def test_a_cut_by_a_code_is_the_rows_that_carry_it(world: World, name: str, values: range) -> None:
    rows, by = world
    found = []
    for value in values:
        mine = of(rows, "2022-04", **{name: value})
        known = [r["output_cum"] for r in mine.values() if r["output_cum"] is not None]
        figure = by.figure(key("level", **{name: str(value)}))
        assert figure.value == (yuan(iter(known)) if known else None)
        assert by.figure(key("reported", **{name: str(value)})).value == len(mine)
        both = [r for r in mine.values() if None not in (r["output_cum"], r["output_cum_ly"])]
        now, then = (sum(r[c] for r in both) for c in ("output_cum", "output_cum_ly"))
        truth = Fraction(now - then, then) * 100 if both and then > 0 else None
        assert close(by.figure(key("growth", caliber="comparable", **{name: str(value)})).value, truth)
        found.append(figure.value or Decimal(0))
        for leaf in cells(explain(key("level", **{name: str(value)}), by=by)):
            assert sum((row.value for row in leaf.reported), Decimal(0)) == (leaf.figure.value or 0)
    assert sum(found) == by.figure(key("level")).value


def test_cuts_meet(world: World) -> None:
    rows, by = world
    mine = of(rows, "2022-04", size=2, ownership=5, industry=39, area=11)
    known = [r["output_cum"] for r in mine.values() if r["output_cum"] is not None]
    figure = by.figure(key("level", area="11", industry="39", size="2", ownership="5"))
    assert figure.value == (yuan(iter(known)) if known else None)


def test_what_a_dataset_does_not_carry_is_unknown_with_its_reason(tmp_path: Path) -> None:
    write_lake(tmp_path / "lake")
    by = reckoning(tmp_path / "lake")
    figure = by.figure(key_of("exports", "level", APRIL, size="1"))
    assert (figure.value, figure.why_unknown) == (None, "这类报表不分规模或登记注册类型")


@pytest.mark.parametrize("k", [1, 3, 100])
def test_the_share_of_the_largest(world: World, k: int) -> None:
    rows, by = world
    for area in (None, "11"):
        mine = of(rows, "2022-04", **({"area": 11} if area else {}))
        known = sorted((r["output_cum"] for r in mine.values() if r["output_cum"] is not None), reverse=True)
        whole = sum(known)
        truth = Fraction(sum(known[:k]), whole) * 100 if known and whole > 0 else None
        named = key("concentration", area=area, top=k)
        assert close(by.figure(named).value, truth)
        if truth is not None:
            top, _ = explain(named, by=by).inputs
            assert [row.value for row in top.reported] == sorted(
                (row.value for row in top.reported), key=abs, reverse=True
            )
            assert len(top.reported) == min(k, len(known))
            assert sum((r.value for r in top.reported), Decimal(0)) == top.figure.value


def test_who_is_due_reported_now_or_the_period_before(world: World) -> None:
    rows, by = world
    now, before = of(rows, "2022-04"), of(rows, "2022-03")
    away = set(before) - set(now)
    for area in (None, "11", "12"):
        here = [n for n, r in now.items() if area is None or r["area"] == int(area)]
        gone = [n for n in away if area is None or before[n]["area"] == int(area)]
        assert by.figure(key("missing", area=area)).value == len(gone)
        assert by.figure(key("due", area=area)).value == len(here) + len(gone)
        truth = Fraction(len(here), len(here) + len(gone)) * 100 if here or gone else None
        assert close(by.figure(key("coverage", area=area)).value, truth)
        listed = explain(key("missing", area=area), by=by).reported
        assert {row.key for row in listed} == {code(n) for n in gone}
        assert all(row.title.startswith("2022-03") for row in listed)


def test_the_first_period_of_all_is_whole(world: World) -> None:
    _, by = world
    first = Period.of(2021, 1, 2)
    assert by.figure(key("missing", first)).value == 0
    assert by.figure(key("coverage", first)).value == 100


def test_february_is_due_from_whoever_reported_in_december(tmp_path: Path) -> None:
    plain = {"area": 11, "industry": 39, "high_tech": False, "emerging": False, "size": 1, "ownership": 4}
    for seq, (period, who) in enumerate((("2021-12", (1, 2, 3)), ("2022-02", (1, 2))), 1):
        deliver(
            tmp_path / "lake", period, [{"enterprise": n, **plain, "output_cum": 1} for n in who], seq=seq
        )
    by = reckoning(tmp_path / "lake")
    assert by.figure(key("missing", Period.of(2022, 1, 2))).value == 1


def groups(rows: Standing) -> tuple[dict[int, int], dict[int, int]]:
    """What each said a year ago, and what each that knows both years says of it now."""
    then = {n: r["output_cum"] for n, r in of(rows, "2021-04").items() if r["output_cum"] is not None}
    now = {
        n: r["output_cum_ly"]
        for n, r in of(rows, "2022-04").items()
        if None not in (r["output_cum"], r["output_cum_ly"])
    }
    return then, now


def test_the_bridge_leads_from_last_years_level_to_the_comparable_base(world: World) -> None:
    rows, by = world
    then, now = groups(rows)
    left, entered = then.keys() - now.keys(), now.keys() - then.keys()
    corrected = {n for n in then.keys() & now.keys() if then[n] != now[n]}
    truth = {
        key("base_then"): yuan(iter(then.values())),
        key("base_then", who="left"): yuan(then[n] for n in left),
        key("base", caliber="comparable", who="entered"): yuan(now[n] for n in entered),
        key("base_corrected"): yuan(now[n] - then[n] for n in corrected),
        key("base_change"): yuan(iter(now.values())) - yuan(iter(then.values())),
    }
    for named, value in truth.items():
        assert by.figure(named).value == value, named.print()
    counts = {"left": left, "entered": entered, "corrected": corrected}
    for name, ids in counts.items():
        assert by.figure(key(name)).value == len(ids)
    base, last = by.figure(key("base", caliber="comparable")), by.figure(key("level", Period.of(2021, 1, 4)))
    assert base.value is not None
    assert last.value == truth[key("base_then")]
    assert base.value - (last.value or 0) == truth[key("base_change")]


def test_each_step_of_the_bridge_ends_in_the_cells_of_its_enterprises(world: World) -> None:
    rows, by = world
    then, now = groups(rows)
    told = explain(key("base_change"), by=by)
    assert {name for s in told.how for name in s.figures} >= {"entered", "left", "corrected", "then", "base"}
    entered, left, corrected = told.inputs
    assert {r.key for r in entered.reported} == {code(n) for n in now.keys() - then.keys()}
    assert {r.key for r in left.reported} == {code(n) for n in then.keys() - now.keys()}
    mine, was = corrected.inputs
    assert {r.key for r in mine.reported} == {r.key for r in was.reported}
    for leaf in (entered, left, mine, was):
        assert sum((row.value for row in leaf.reported), Decimal(0)) == leaf.figure.value
        assert all(isinstance(row.source, Cell) for row in leaf.reported)
    assert all(row.title.startswith("2021-04") for row in (*left.reported, *was.reported))


def test_without_last_years_delivery_there_is_no_bridge(tmp_path: Path) -> None:
    plain = {"area": 11, "industry": 39, "high_tech": False, "emerging": False, "size": 1, "ownership": 4}
    deliver(
        tmp_path / "lake", "2022-04", [{"enterprise": 1, **plain, "output_cum": 5, "output_cum_ly": 4}], seq=1
    )
    by = reckoning(tmp_path / "lake")
    assert by.figure(key("base_change")).value is None
    assert by.figure(key("base_then", who="left")).value is None


def test_a_street_is_ranked_among_streets_and_parks_and_among_streets_alone(world: World) -> None:
    _, by = world
    for of_ in ("level", "growth", "share"):
        values = {area: by.figure(key(of_, area=area, **_more(of_))).value for area in _areas()}
        for scope, peers in (("streets", _areas()), ("kin", kin_of("11"))):
            place = by.figure(key("rank", area="11", of=of_, scope=scope)).value
            known = Counter(
                values[p] > values["11"] for p in peers if values[p] is not None and values["11"] is not None
            )  # type: ignore[operator]
            assert place == (None if values["11"] is None else 1 + known[True])
    assert set(kin_of("21")) == {"21", "22", "23"}


def _areas() -> tuple[str, ...]:
    return (*kin_of("11"), *kin_of("21"))


def _more(of_: str) -> dict[str, str]:
    return {"growth": {"caliber": "comparable"}, "share": {"versus": "zone"}}.get(of_, {})


def test_a_share_within_a_street_is_ranked_by_what_the_industry_is_of_each(world: World) -> None:
    _, by = world
    shares = {a: by.figure(key("share", area=a, industry="39", versus="all")).value for a in _areas()}
    for area, own in shares.items():
        place = by.figure(key("rank", area=area, industry="39", of="share", scope="streets")).value
        better = sum(v is not None and own is not None and v > own for v in shares.values())
        assert place == (None if own is None else 1 + better)


def test_a_shared_place_and_who_has_none_are_said(tmp_path: Path) -> None:
    plain = {"industry": 39, "high_tech": False, "emerging": False, "size": 1, "ownership": 4}
    rows = [{"enterprise": n, "area": a, **plain, "output_cum": 7} for n, a in ((1, 11), (2, 12))]
    deliver(tmp_path / "lake", "2022-04", rows, seq=1)
    by = reckoning(tmp_path / "lake")
    told = explain(key("rank", area="11", of="level", scope="kin"), by=by).how
    assert told[0].words == {"peers": "同类区域", "tied": "（并列）"}
    assert told[1].words == {"names": "云埠街道、松溆街道"}
    alone = replace(key("rank", area="11", of="level", scope="counties"))
    assert by.figure(alone).value is None
