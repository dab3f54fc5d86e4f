"""A zone full of tasks for ``make bench-tasks``: units, people, tasks and months of events, written in bulk.

Everything is invented and follows from a seed. The rows are those that the actions write, the audit log with
its chain included, so that ``guatu tasks verify`` and ``guatu audit verify`` hold on them.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from bench.task_lives import Planned, Step, Zone
from guatu.execution.states import State

TODAY = date(2022, 8, 20)
SEED = 20220820
PART = 10_000
THEMES = ("壮大主导产业", "扩大招商引资", "提升科技创新", "优化营商环境", "建设宜居新城", "守牢安全底线")
VERBS = ("推进", "完成", "开工", "编制", "落实", "整治", "建成", "引进")
THINGS = (
    "产业园",
    "标准厂房",
    "人才公寓",
    "排水管网",
    "企业服务专员制度",
    "绿电项目",
    "公共实验室",
    "社区食堂",
)
KINDS = ("bureau", "bureau", "bureau", "street", "state_company", "stationed", "direct")
_SHA = "ce" * 32


def build(*, tasks: int, units: int, months: int, reports: bool = True, seed: int = SEED) -> Zone:
    """Write the zone into the database that the settings name; Django must be set up and migrated.

    Without ``reports`` every task is open: accepted, with a time limit from a month ago to eleven months on.
    """
    from django.db import transaction

    from bench.task_rows import Writer

    chance = random.Random(seed)
    with transaction.atomic():
        zone = _people(units=units)
        writer = Writer(zone)
        start = date(TODAY.year - months // 12, TODAY.month, 1)
        for number in range(1, tasks + 1):
            writer.add(number, _task(number, zone=zone, start=start, chance=chance, reports=reports))
            if number % PART == 0:
                writer.flush()
        writer.flush()
    zone.tasks = tasks
    return zone


def _people(*, units: int) -> Zone:
    from guatu.web.accounts.models import Area, Membership, Unit, User

    area = Area.objects.create(name="青澜开发区")
    office = Unit.objects.create(area=area, kind="bureau", name="督查室", short_name="督查室", order=0)
    leaders = _users("leader", 12, names="主任")
    supervisors = _users("supervision", 8, names="督查员")
    officers = _users("department", units, names="科长")
    Unit.objects.bulk_create(
        Unit(
            area=area,
            kind=KINDS[n % len(KINDS)],
            name=f"第{n + 1}单位",
            short_name=f"{n + 1}单位",
            order=n + 1,
            portfolio_leader=leaders[n % len(leaders)],
        )
        for n in range(units)
    )
    made = list(Unit.objects.exclude(pk=office.pk).order_by("order"))
    seats = [(user, office, "portfolio_leader") for user in leaders[1:]]
    seats += [(leaders[0], office, "leader"), *((user, office, "supervision") for user in supervisors)]
    seats += [(user, unit, "department") for user, unit in zip(officers, made, strict=True)]
    Membership.objects.bulk_create(Membership(user=u, unit=unit, role=role) for u, unit, role in seats)
    assert User.objects.count() == len(leaders) + len(supervisors) + len(officers)
    return Zone({"leader": leaders, "supervision": supervisors, "department": officers}, made)


def _users(role: str, count: int, *, names: str) -> list[Any]:
    from guatu.web.accounts.models import User

    User.objects.bulk_create(
        User(username=f"{role}-{n}", display_name=f"{names}{n + 1}", password="!") for n in range(count)
    )
    return list(User.objects.filter(username__startswith=f"{role}-").order_by("pk"))


def _task(number: int, *, zone: Zone, start: date, chance: random.Random, reports: bool) -> Planned:
    unit = zone.units[chance.randrange(len(zone.units))]
    said = start + timedelta(days=chance.randrange(max((TODAY - start).days - 40, 30)))
    kind = chance.choices(("date", "monthly", "standing"), (8, 1, 1))[0]
    due = said + timedelta(days=chance.randrange(60, 500)) if kind == "date" else None
    if not reports:
        kind, due = "date", TODAY + timedelta(days=chance.randrange(-30, 330))
    theme = chance.randrange(len(THEMES))
    words = f"{chance.choice(VERBS)}{chance.choice(THINGS)}第{number}期"
    fields = {
        "title": words,
        "theme": THEMES[theme],
        "theme_order": theme + 1,
        "standard": f"{words}通过验收，材料齐全",
        "lead_unit_id": unit.pk,
        "leader_id": unit.portfolio_leader_id,
        "person": f"责任人{unit.order}",
        "deadline_kind": kind,
        "deadline": due,
        "document_date": date(said.year, said.month, 1),
        "source": f"span:{_SHA}:{number * 40}-{number * 40 + 30}",
        "quote": words,
    }
    others = chance.sample([u.pk for u in zone.units if u.pk != unit.pk], k=chance.randrange(3))
    road = list(_road(said, due=due, chance=chance, reports=reports))
    nodes = _nodes(said, due=due, chance=chance)
    every = "month" if kind != "standing" else "quarter"
    return Planned(fields, others, road, nodes, every)


def _road(said: date, *, due: date | None, chance: random.Random, reports: bool) -> Iterator[Step]:
    day = said + timedelta(days=3)
    yield Step(day, "set_up", State.DRAFT)
    for gap, deed, to in (
        (1, "review", State.REVIEWED),
        (1, "issue", State.ISSUED),
        (2, "accept", State.ACCEPTED),
    ):
        day += timedelta(days=gap)
        yield Step(day, deed, to)
    until = min(due + timedelta(days=chance.randrange(-30, 90)), TODAY) if due else TODAY
    while reports and (day := day + timedelta(days=30)) < until:
        yield Step(day, "report", State.IN_HAND, f"{day.month}月已完成总量的{chance.randrange(5, 99)}%")
    finished = due is not None and until < TODAY and chance.random() < 0.7
    if reports and finished:
        yield from _finish(until, chance=chance)


def _finish(day: date, *, chance: random.Random) -> Iterator[Step]:
    yield Step(day, "submit", State.REPORTED, "已完工，申请办结")
    if chance.random() < 0.2:
        yield Step(min(day + timedelta(days=2), TODAY), "return", State.RETURNED)
        yield Step(min(day + timedelta(days=6), TODAY), "submit", State.REPORTED, "已补充验收单")
    stages = (("pass", State.PASSED), ("refer", State.TO_LEADER), ("sign_off", State.DONE))
    for n, (deed, to) in enumerate(stages, start=7):
        yield Step(min(day + timedelta(days=n), TODAY), deed, to)


def _nodes(said: date, *, due: date | None, chance: random.Random) -> Sequence[tuple[str, date]]:
    if due is None or chance.random() < 0.4:
        return ()
    length = (due - said).days
    names = ("方案报批", "开工", "主体完成", "验收")
    return [(name, said + timedelta(days=length * n // 4)) for n, name in enumerate(names, start=1)]
