"""Computed figures equal a recomputation row by row in plain Python, written from the definitions alone."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterator
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guatu.catalogue.codes import file_of as file_of_codes
from guatu.catalogue.load import VARIABLE
from guatu.indicators import stored
from guatu.indicators.asking import streets
from guatu.indicators.reckoning import Reckoning, is_computed, key_of
from guatu.indicators.stored import newest
from guatu.indicators.world import RowWorld, World, refresh
from guatu.vocabulary.figure import FigureKey
from guatu.vocabulary.period import Period
from tests.indicators.lakes import AREAS, PERIODS, Row, deliver, reckoning, write_lake

Value = Fraction | None
Kept = Callable[[Row], bool]
LEADING = {27, 39}


def where(area: str | None, industry: str | None, *, high_tech: bool = False) -> Kept:
    inside = {None: {13, 27, 39}, "39": {39}, "C": {13, 27, 39}, "leading": LEADING}[industry]
    return lambda r: (
        (area is None or r["area"] == int(area))
        and r["industry"] in inside
        and (not high_tech or bool(r["high_tech"]))
    )


class Oracle:
    """Rows and nothing else."""

    def __init__(self, rows: dict[tuple[str, int], Row], keep: Kept) -> None:
        self.rows, self.keep = rows, keep

    def of(self, period: str) -> list[Row]:
        return [r for (p, _), r in self.rows.items() if p == period and self.keep(r)]

    def sum(self, period: str, column: str, *, knowing: tuple[str, ...] = ()) -> Value:
        rows = [r for r in self.of(period) if all(r[c] is not None for c in (column, *knowing))]
        return Fraction(sum(r[column] for r in rows), 100) if rows else None

    def both(self, period: str, part: str) -> tuple[Value, Value]:
        pair = f"output_{part}", f"output_{part}_ly"
        return self.sum(period, pair[0], knowing=pair), self.sum(period, pair[1], knowing=pair)

    def growth(self, period: str, part: str, caliber: str) -> Value:
        if caliber == "comparable":
            return grown(*self.both(period, part))
        column = f"output_{part}"
        return grown(self.sum(period, column), self.sum(year_before(period), column))


def grown(now: Value, base: Value) -> Value:
    return None if now is None or base is None or base <= 0 else (now - base) / base * 100


def less(one: Value, other: Value) -> Value:
    return None if one is None or other is None else one - other


def over(part: Value, whole: Value) -> Value:
    return None if part is None or whole is None or whole <= 0 else part / whole * 100


def year_before(period: str) -> str:
    return f"{int(period[:4]) - 1}{period[4:]}"


def month_before(period: str) -> str | None:
    return f"{period[:5]}{int(period[5:]) - 1:02d}" if int(period[5:]) > 2 else None


def cumulative(period: str) -> Period:
    return Period.of(int(period[:4]), 1, int(period[5:]))


def wanted(
    rows: dict[tuple[str, int], Row], period: str, area: str | None, industry: str | None
) -> Iterator[tuple[FigureKey, Value]]:
    """Every measure of one cell with its true value."""
    own = Oracle(rows, where(area, industry))
    zone, here = Oracle(rows, where(None, industry)), Oracle(rows, where(area, None))
    whole = cumulative(period)

    def key(measure: str, at: Period = whole, **more: str) -> FigureKey:
        return key_of("industrial_output", measure, at, area=area, industry=industry, **more)  # type: ignore[arg-type]

    yield key("level"), own.sum(period, "output_cum")
    yield key("base", caliber="comparable"), own.both(period, "cum")[1]
    yield key("reported"), Fraction(len(own.of(period)))
    for caliber in ("comparable", "published"):
        yield key("growth", caliber=caliber), own.growth(period, "cum", caliber)
        before = month_before(period)
        change = (
            less(own.growth(period, "cum", caliber), own.growth(before, "cum", caliber)) if before else None
        )
        yield key("growth_change", caliber=caliber), change
        yield (
            key("growth_gap", caliber=caliber),
            less(own.growth(period, "cum", caliber), zone.growth(period, "cum", caliber)),
        )
    if before is not None:
        (now, base), (was, was_base) = own.both(period, "cum"), own.both(before, "cum")
        yield key("implied_growth"), grown(less(now, was), less(base, was_base))
    yield key("share", versus="zone"), over(own.sum(period, "output_cum"), zone.sum(period, "output_cum"))
    yield key("share", versus="all"), over(own.sum(period, "output_cum"), here.sum(period, "output_cum"))
    now, base = own.both(period, "cum")
    yield key("contribution", versus="zone"), over(less(now, base), zone.both(period, "cum")[1])
    yield key("contribution", versus="all"), over(less(now, base), here.both(period, "cum")[1])
    month = int(period[5:])
    if month > 2:
        alone = Period.of(int(period[:4]), month, month)
        yield key("level", alone), own.sum(period, "output_month")
        yield key("growth", alone, caliber="comparable"), own.growth(period, "month", "comparable")
        if month > 3:
            earlier = own.sum(str(month_before(period)), "output_month")
            yield key("growth", alone, basis="mom"), grown(own.sum(period, "output_month"), earlier)
    parts = [
        own.sum(f"{period[:5]}{m:02d}", "output_cum" if m == 2 else "output_month")
        for m in range(2, month + 1)
    ]
    level = own.sum(period, "output_cum")
    known = None if level is None or None in parts else level - sum(p for p in parts if p is not None)
    yield key("restated"), known
    if area is not None:
        for of in ("level", "growth"):
            peers = {a: Oracle(rows, where(a, industry)) for a in streets()}
            value = {
                a: o.sum(period, "output_cum")
                if of == "level"
                else rounded(o.growth(period, "cum", "comparable"))
                for a, o in peers.items()
            }
            mine = value[area]
            place = (
                None
                if mine is None
                else Fraction(1 + sum(v is not None and v > mine for v in value.values()))
            )
            yield key("rank", of=of, scope="streets"), place


def rounded(value: Value) -> Value:
    return None if value is None else Fraction(round(Decimal(value.numerator) / value.denominator, 10))


@settings(max_examples=5, deadline=None)
@given(seed=st.integers(0, 10**6), unknowns=st.sampled_from([0, 0.2]))
def test_every_measure_of_every_cell_is_what_the_rows_say(seed: int, unknowns: float) -> None:
    with TemporaryDirectory() as folder:
        lake = Path(folder) / "lake"
        rows = write_lake(lake, seed=seed, unknowns=unknowns)
        by = reckoning(lake)
        seen = 0
        for period in PERIODS:
            for area in (None, *map(str, AREAS), "14"):
                for industry in (None, "39", "C", "leading"):
                    for key, truth in wanted(rows, period, area, industry):
                        assert is_computed(key)
                        figure = by.figure(key)
                        where_ = (key.print(), figure.value, truth)
                        assert (figure.value is None) == (truth is None), where_
                        if truth is not None:
                            assert figure.value is not None
                            assert abs(Fraction(figure.value) - truth) <= Fraction(2, 10**10), where_
                            seen += 1
                        else:
                            assert figure.why_unknown or key.measure == "reported"
        assert seen > 300


def test_indicators_of_a_part_of_the_rows_and_of_others_are_what_the_rows_say(tmp_path: Path) -> None:
    rows = write_lake(tmp_path / "lake", seed=3, unknowns=0)
    by, period = reckoning(tmp_path / "lake"), "2022-04"
    whole = cumulative(period)
    high, every = Oracle(rows, where(None, None, high_tech=True)), Oracle(rows, where(None, None))
    leading = Oracle(rows, lambda r: r["industry"] in LEADING)

    def value(id_: str, measure: str = "level", **more: str) -> Fraction:
        found = by.figure(key_of(id_, measure, whole, **more)).value  # type: ignore[arg-type]
        assert found is not None
        return Fraction(found)

    assert value("high_tech_output") == high.sum(period, "output_cum")
    assert value("leading_industry_output") == leading.sum(period, "output_cum")
    share = over(high.sum(period, "output_cum"), every.sum(period, "output_cum"))
    last = over(high.sum(period, "output_cum_ly"), every.sum(period, "output_cum_ly"))
    assert share is not None
    assert last is not None
    assert abs(value("high_tech_share") - share) < Fraction(1, 10**9)
    assert abs(value("high_tech_share", "change") - (share - last)) < Fraction(1, 10**9)
    assert by.figure(key_of("high_tech_share", "change", whole)).unit == "pp"


def test_contributions_of_all_parts_add_up_to_the_growth(tmp_path: Path) -> None:
    write_lake(tmp_path / "lake", seed=8, unknowns=0.2, negative=False)
    by, whole = reckoning(tmp_path / "lake"), cumulative("2022-04")
    growth = by.figure(key_of("industrial_output", "growth", whole, caliber="comparable")).value
    streets_ = [
        by.figure(key_of("industrial_output", "contribution", whole, versus="zone", area=a))
        for a in streets()
    ]
    divisions = [
        by.figure(key_of("industrial_output", "contribution", whole, versus="all", industry=str(i)))
        for i in (13, 27, 39)
    ]
    shares = [
        by.figure(key_of("industrial_output", "contribution_share", whole, versus="zone", area=a))
        for a in streets()
    ]
    assert growth is not None
    for parts, sum_ in ((streets_, growth), (divisions, growth), (shares, Decimal(100))):
        assert abs(sum((f.value for f in parts if f.value is not None), Decimal(0)) - sum_) < Decimal("1e-8")


def test_a_moment_of_the_past_is_answered_as_it_was(tmp_path: Path) -> None:
    lake = tmp_path / "lake"
    early = write_lake(lake, seed=4)
    level = key_of("industrial_output", "level", cumulative("2022-04"))
    before = reckoning(lake).figure(level)
    for n, seq in enumerate(range(30, 33)):
        chosen = next(r for (p, _), r in early.items() if p == "2022-04")
        changed = {k: v for k, v in chosen.items() if k not in ("seq", "row")} | {"output_cum": 777 + n}
        deliver(lake, "2022-04", [changed], seq=seq)
        assert reckoning(lake).figure(level) != before
    assert reckoning(lake, known_at=29).figure(level) == before
    by_rows = Reckoning(RowWorld(lake, cubes=tmp_path / "unused", known_at=29))
    assert by_rows.figure(level) == before
    assert not (tmp_path / "unused").exists()


@settings(max_examples=4, deadline=None)
@given(seed=st.integers(0, 10**6))
def test_a_kept_cube_grown_by_deliveries_is_one_made_at_once(seed: int) -> None:
    with TemporaryDirectory() as folder:
        lake, grown_, fresh = (Path(folder) / name for name in ("lake", "grown", "fresh"))
        write_lake(lake, seed=seed)
        for at in (3, 6, 11, 12, 13, 14):
            World(lake, cubes=grown_, known_at=at).cube("industry_monthly", where=())
        one = World(lake, cubes=grown_).cube("industry_monthly", where=())
        other = World(lake, cubes=fresh).cube("industry_monthly", where=())
        assert one.periods == other.periods
        a, b = (Reckoning(World(lake, cubes=place)) for place in (grown_, fresh))
        for period in PERIODS:
            for area in (None, "11", "12"):
                for measure, more in (("level", {}), ("base", {"caliber": "comparable"}), ("reported", {})):
                    key = key_of("industrial_sales_output", measure, cumulative(period), area=area, **more)
                    assert a.figure(key).value == b.figure(key).value


def test_a_refresh_keeps_what_every_indicator_needs_and_pages_need_no_engine(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_lake(tmp_path / "lake")
    assert refresh(tmp_path / "lake", cubes=tmp_path / "cubes", dataset="industry_monthly") == 3
    assert len(newest(tmp_path / "cubes" / "industry_monthly" / "high_tech=1")) == 1
    monkeypatch.setattr("guatu.indicators.world._made", lambda *_a: pytest.fail("a cube was made again"))
    level = reckoning(tmp_path / "lake").figure(key_of("high_tech_output", "level", cumulative("2022-04")))
    assert level.value is not None


def test_a_forked_process_makes_cubes_too(tmp_path: Path) -> None:
    """A server forks its workers, and may have summed facts before."""
    write_lake(tmp_path / "lake")
    level = key_of("industrial_output", "level", cumulative("2022-04"))
    value = reckoning(tmp_path / "lake").figure(level).value
    told, own = multiprocessing.Pipe(duplex=False)

    def child() -> None:
        by = Reckoning(World(tmp_path / "lake", cubes=tmp_path / "childs"))
        own.send(by.figure(level).value)

    process = multiprocessing.get_context("fork").Process(target=child)
    process.start()
    answered = told.poll(30)
    process.kill()
    process.join()
    assert answered
    assert told.recv() == value


def test_january_and_february_are_one_period(tmp_path: Path) -> None:
    write_lake(tmp_path / "lake")
    by = reckoning(tmp_path / "lake")
    assert by.figure(key_of("industrial_output", "level", Period.of(2022, 1, 2))).value is not None
    for month in (1, 2):
        alone = by.figure(key_of("industrial_output", "level", Period.of(2022, month, month)))
        assert (alone.value, alone.why_unknown) == (None, "没有这一期")
    march = Period.of(2022, 3, 3)
    seam = by.figure(key_of("industrial_output", "growth", march, basis="mom"))
    assert (seam.value, seam.why_unknown) == (None, "1—2月合为一期，没有可比的上月")


@pytest.mark.parametrize(
    "address",
    [
        "gdp/level/2022-01--2022-07?origin=computed",
        "industrial_output/level/2022-01--2022-07",
        "industrial_output/level/2022-01--2022-07?area=%E6%9C%9B%E6%BD%AE%E5%8E%BF&origin=computed",
        "industrial_output/level/2022-01--2022-07?cut=size:9&origin=computed",
        "industrial_output/level/2022-01--2022-07?cut=weather:1&origin=computed",
        "industrial_output/concentration/2022-01--2022-07?origin=computed",
        "industrial_output/concentration/2022-01--2022-07?cut=top:0&origin=computed",
        "industrial_output/growth/2022-01--2022-07?caliber=comparable&cut=top:5&origin=computed",
        "industrial_output/level/2022-01--2022-07?cut=who:left&origin=computed",
        "industrial_output/base/2022-01--2022-07?cut=who:nobody&origin=computed",
        "industrial_sales_rate/base_change/2022-01--2022-07?origin=computed",
        "industrial_output/growth_change/2022-01--2022-07?versus=2022-01/2022-06&origin=computed",
        "industrial_output/completion/2022-01--2022-07?origin=computed",
        "industrial_output/growth/2022-01--2022-07?basis=mom&origin=computed",
        "industrial_output/growth/2022-07?basis=mom&caliber=comparable&origin=computed",
        "industrial_output/growth/2022-01--2022-07?basis=cagr&caliber=comparable&origin=computed",
        "industrial_profit/growth/2022-07?basis=mom&origin=computed",
        "high_tech_share/growth/2022-07?basis=mom&origin=computed",
    ],
)
def test_what_facts_cannot_feed_is_no_computed_figure(address: str) -> None:
    assert not is_computed(FigureKey.parse(address))


def test_a_broken_or_older_kept_cube_is_made_anew(tmp_path: Path) -> None:
    write_lake(tmp_path / "lake")
    level = key_of("industrial_output", "level", cumulative("2022-04"))
    value = reckoning(tmp_path / "lake").figure(level).value
    [kept] = newest(tmp_path / "cubes" / "industry_monthly" / "all")
    kept.write_bytes(kept.read_bytes()[:200])
    stored.read.cache_clear()
    assert reckoning(tmp_path / "lake").figure(level).value == value


def test_a_new_street_is_cut_out_of_facts_that_were_summed_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_lake(tmp_path / "lake")
    lists = tmp_path / "ours" / "codelists"
    lists.mkdir(parents=True)
    level = key_of("industrial_output", "level", cumulative("2022-04"))
    value = reckoning(tmp_path / "lake").figure(level).value
    text = file_of_codes("areas.csv").read_text(encoding="utf-8")
    (lists / "areas.csv").write_text(text + "15,1,street,新街道,新街道,New Street\n", encoding="utf-8")
    monkeypatch.setenv(VARIABLE, str(tmp_path / "ours"))
    by = reckoning(tmp_path / "lake")
    assert by.figure(level).value == value
    new = by.figure(key_of("industrial_output", "level", cumulative("2022-04"), area="15"))
    assert (new.value, new.why_unknown) == (None, "没有企业报送")
