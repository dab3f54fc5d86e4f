"""Datasets that are no months of one row an enterprise: days of invoices, arrivals, projects, years."""

from __future__ import annotations

from calendar import monthrange

import numpy as np

from guatu.demo.world import UNIT, Array, Mask, Report, Zone, report, whole_units

_DOLLAR = 6.7


def further(world: Zone, t: int, *, dataset: str, who: Mask, together: bool) -> Report:
    """What these enterprises report of a further dataset in month ``t``."""
    r = np.random.default_rng([world.seed, t, sum(map(ord, dataset)), 3])
    if dataset == "trade":
        at = slice(t, t + 13)
        traded = (world.months["export_cny"][at] + world.months["import_cny"][at]).any(0)
        return report(world, t, dataset=dataset, who=who & traded, together=together)
    if dataset == "industry_finance":
        return report(world, t, dataset=dataset, who=who, together=together)
    if dataset == "taxable_sales_daily":
        return _invoices(world, t, who, r)
    if dataset == "enterprises_closed":
        return _closed(world, t)
    if dataset == "fdi_arrivals":
        return _arrivals(world, t, who, r)
    if dataset == "investment_projects":
        return _projects(world, t, who, together=together)
    return _year(world, t, who)


def _invoices(world: Zone, t: int, who: Mask, r: np.random.Generator) -> Report:
    """Each enterprise invoices its month's sales on some days; now and then an invoice is taken back."""
    month = t % 12 + 1
    days = monthrange(world.first_year + t // 12, month)[1]
    rows = np.flatnonzero(who)
    times = r.integers(1, 7, len(rows))
    firm = np.repeat(rows, times)
    share = r.random(len(firm)) + 0.1
    share /= np.repeat(np.add.reduceat(share, np.cumsum(times) - times), times) if len(rows) else 1
    value = whole_units(world.months["sales"][t + 12][firm] * share, UNIT)
    value = np.where(r.random(len(firm)) < 0.005, -value // 10 // UNIT * UNIT, value)
    day = np.concatenate([r.choice(days, n, replace=False) for n in times]) + 1 if len(rows) else times
    order = np.lexsort((firm, day))
    return Report(firm[order], {"taxable_sales": {"month": value[order]}}, {"day": day[order].tolist()})


def _closed(world: Zone, t: int) -> Report:
    """Half of those who leave the list in month ``t`` were struck off; the others moved away."""
    r = np.random.default_rng([world.seed, t, 5])
    rows = np.flatnonzero(world.leave == t)
    rows = rows[r.random(len(rows)) < 0.5]
    capital = whole_units(np.exp(r.normal(np.log(2e8), 1, len(rows))), UNIT)
    day = r.integers(1, 28, len(rows)).tolist()
    return Report(rows, {"registered_capital": {"month": capital}}, {"day": day})


def _arrivals(world: Zone, t: int, who: Mask, r: np.random.Generator) -> Report:
    """Foreign capital arrives at foreign-invested enterprises, seldom and in round sums."""
    foreign = np.flatnonzero(who & np.isin(world.ownership, (6, 7)))
    count = min(len(foreign), int(r.poisson(max(1.0, len(foreign) / 12))))
    firm = r.choice(foreign, count, replace=False) if count else foreign[:0]
    dollars = whole_units(np.exp(r.normal(np.log(2e8), 1, count)), UNIT)
    amounts = {
        "arrived_usd": {"month": dollars},
        "arrived_cny": {"month": whole_units(dollars * _DOLLAR, UNIT)},
    }
    more: dict[str, list[str | int]] = {
        "source": r.choice(["独资", "合资", "增资"], count).tolist(),
        "day": r.integers(1, 28, count).tolist(),
        "event": list(range(1, count + 1)),
    }
    return Report(firm, amounts, more)


def _projects(world: Zone, t: int, who: Mask, *, together: bool) -> Report:
    """A quarter of the enterprises build something once; a project is listed until its last year ends."""
    r = np.random.default_rng([world.seed, len(world.codes), 4])
    n, whole = len(world.codes), len(world.months["output"]) - 12
    builds = r.random(n) < 0.25
    start, length = r.integers(-12, max(1, whole), n), r.integers(6, 25, n)
    total = np.exp(r.normal(np.log(6e9), 1, n))
    kind, flags = r.choice(["工业投资", "其他投资"], n, p=[0.9, 0.1]), r.random((3, n))

    def spent(first: int, last: int) -> Array:
        """From month to month, both counted."""
        months = np.clip(np.minimum(last, start + length - 1) - np.maximum(first, start) + 1, 0, None)
        return whole_units(total / length * months, UNIT)

    january = t - t % 12
    rows = np.flatnonzero(who & builds & (start <= t) & (start + length > january))
    first = january if together and t % 12 == 1 else t
    told = {
        "month": spent(first, t),
        "month_ly": spent(first - 12, t - 12),
        "cum": spent(january, t),
        "cum_ly": spent(january - 12, t - 12),
    }
    yes = np.where(flags > 0.6, "是", "否")
    more: dict[str, list[str | int]] = {
        "type": kind[rows].tolist(),
        "renovation": yes[0][rows].tolist(),
        "private": np.where(np.isin(world.ownership, (5,)), "是", "否")[rows].tolist(),
        "key_project": yes[2][rows].tolist(),
        "project": [int(row) + 1 for row in rows],
    }
    return Report(rows, {"investment": {part: values[rows] for part, values in told.items()}}, more)


def _year(world: Zone, t: int, who: Mask) -> Report:
    """The year up to December ``t``, and the one before."""
    r = np.random.default_rng([world.seed, len(world.codes), 5])
    n, rows = len(world.codes), np.flatnonzero(who)
    spent, staff = r.uniform(0.005, 0.06, n), r.uniform(4e-8, 2e-7, n)
    land = np.maximum(1, np.rint(world.months["output"][:12].sum(0) / 4e8)).astype(np.int64) * 100

    def of(first: int) -> dict[str, Array]:
        revenue = world.months["revenue"][first : first + 12].sum(0)
        return {
            "annual_tax": world.months["tax_total"][first : first + 12].sum(0),
            "annual_revenue": revenue,
            "land": land,
            "rd": whole_units(revenue * spent, UNIT),
            "employees": np.maximum(3, np.rint(revenue * staff / 10)).astype(np.int64),
        }

    now, then = of(t + 1), of(t - 11)
    return Report(rows, {name: {"cum": now[name][rows], "cum_ly": then[name][rows]} for name in now})
