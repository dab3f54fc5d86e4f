"""What leaders get on paper: Monday's report, the pack of a dispatch meeting, the monthly bulletin."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from guatu.briefing.official import Block, Official, Run, grid, paragraph

MARKS = {"red": "■", "yellow": "▲", "green": "●"}
_LONG = 46


@dataclass(frozen=True, slots=True)
class Number:
    """A count that cites its page."""

    count: int
    href: str = ""

    @property
    def run(self) -> Run:
        """In print."""
        return Run(str(self.count), self.href)


@dataclass(frozen=True, slots=True)
class Tally:
    """How many tasks have one light now, how many of them are finished, and how many had it a week ago
    (None: not told)."""

    colour: str
    now: Number
    before: Number | None = None
    done: int = 0


@dataclass(frozen=True, slots=True)
class Item:
    """One task as a meeting hears of it. ``due`` and ``late`` in words; ``said`` with its day; ``fresh``: its
    light is new since a week ago."""

    title: str
    href: str
    colour: str
    unit: str
    people: str
    due: str
    late: str
    said: str = ""
    problems: str = ""
    next_steps: str = ""
    fresh: bool = False
    letters: str = ""


@dataclass(frozen=True, slots=True)
class Goal:
    """One target as a meeting hears of it; ``why`` is the sentence of its light."""

    name: str
    href: str
    colour: str
    carried: str
    why: str


@dataclass(frozen=True, slots=True)
class UnitMonth:
    """A unit's month: tasks by the light that the month ended with, finished ones, letters it got."""

    unit: str
    under_way: Number
    red: Number
    yellow: Number
    green: Number
    unlit: Number
    done: int
    letters: int


@dataclass(frozen=True, slots=True)
class Week:
    """What Monday's report tells: counts by light, red tasks, ``left``: tasks that were red a week ago.

    ``goals``: the year's targets with a red or yellow light, worst first; ``goal_tallies``: how many have
    each.
    """

    tallies: Sequence[Tally]
    red: Sequence[Item]
    left: Sequence[Item]
    goals: Sequence[Goal] = ()
    goal_tallies: Sequence[Tally] = ()


@dataclass(frozen=True, slots=True)
class Month:
    """What the bulletin tells of a month: counts by light, tasks finished and red, units, letters.

    ``name``: the month in words; ``until``: as of when its lights are told (2022年8月末); ``ended``: tasks of
    the year that were finished before it and are not among ``total``.
    """

    name: str
    until: str
    total: Number
    tallies: Sequence[Tally]
    done: Sequence[Item]
    red: Sequence[Item]
    units: Sequence[UnitMonth]
    letters: Sequence[tuple[str, Run]]
    coming: Sequence[Item]
    ended: int = 0


def monday(week: Week, *, zone: str, organ: str, day: date, most: int = 99, large: bool = False) -> Official:
    """周一专报: one page of red lights, persons, change against last week, what needs coordination.

    ``most``: so many rows a list holds.
    """
    body: list[Block] = [_summed(week.tallies, day=day), paragraph("一、红灯事项", style="h1")]
    body += _reds(week.red, most=most)
    heads = iter(("二、", "三、", "四、"))
    if week.goal_tallies:
        body.append(paragraph(f"{next(heads)}年度目标", style="h1"))
        body += _goals(week.goals, week.goal_tallies, most=most)
    body.append(paragraph(f"{next(heads)}较上周变化", style="h1"))
    body.append(paragraph(_changes(week.red, week.left)))
    body.append(paragraph(f"{next(heads)}需协调事项", style="h1"))
    body += _to_coordinate(week.red[:most])
    number = day.isocalendar()
    return Official(
        organ=f"{zone}周一专报",
        number=f"{number.year}年第{number.week}期",
        title="重点任务和年度目标亮灯情况" if week.goal_tallies else "重点任务红灯情况",
        to="",
        body=tuple(body),
        signed=organ,
        day=day,
        compact=True,
        large=large,
    )


def dispatch(*, zone: str, organ: str, day: date, items: Sequence[Item]) -> Official:
    """调度会 pack: red and yellow items in order of speaking, by unit, each with its last report."""
    body: list[Block] = []
    if not items:
        body.append(paragraph("没有红灯和黄灯事项。"))
    units = list(dict.fromkeys(item.unit for item in items))
    if units:
        body.append(paragraph(f"发言顺序：{'、'.join(units)}。每单位先报红灯事项，再报黄灯事项。"))
    number = 0
    for place, unit in enumerate(units, start=1):
        body.append(paragraph(f"{_numeral(place)}、{unit}", style="h1"))
        for item in (item for item in items if item.unit == unit):
            number += 1
            body += _told(item, number=number)
    return Official(
        organ="",
        number="",
        title=f"{zone}重点任务调度会材料",
        to="",
        body=tuple(body),
        signed=organ,
        day=day,
    )


def monthly(month: Month, *, zone: str, organ: str, day: date) -> Official:
    """The supervision bulletin of a month: counts that cite their pages, lists, the letters sent."""
    body: list[Block] = [
        paragraph("一、总体情况", style="h1"),
        _overall(month),
        paragraph("二、各单位情况", style="h1"),
        _by_unit(month.units),
        paragraph("三、亮红灯的事项", style="h1"),
        *_list(month.red, none="没有亮红灯的事项。"),
        paragraph("四、当月办结的事项", style="h1"),
        *_list(month.done, none="当月没有办结的事项。"),
        paragraph("五、当月发出的函件", style="h1"),
        grid(("主送单位", "函件"), month.letters, widths=(7, 20), small=True)
        if month.letters
        else paragraph("当月没有发出函件。"),
        paragraph("六、下月到期的事项", style="h1"),
        *_list(month.coming, none="下月没有到期的事项。"),
    ]
    return Official(
        organ=f"{zone}督查通报",
        number="",
        title=f"{month.name}重点任务督查情况通报",
        to="各单位",
        body=tuple(body),
        signed=organ,
        day=day,
    )


_WORDS = {"red": "红灯", "yellow": "黄灯", "green": "绿灯", "blue": "蓝灯", "none": "未亮灯"}


def _overall(month: Month) -> Block:
    parts: list[str | Run] = [f"{month.until}，纳入督查的任务", month.total.run, "项"]
    if month.ended:
        parts.append(f"（此前已办结的{month.ended}项不计）")
    for tally in month.tallies:
        parts += ["，", _WORDS[tally.colour], tally.now.run, "项"]
    return paragraph(*parts, f"；当月办结{len(month.done)}项，发出函件{len(month.letters)}份。")


def _by_unit(units: Sequence[UnitMonth]) -> Block:
    head = ("单位", "任务", "红灯", "黄灯", "绿灯", "未亮灯", "办结", "函件")
    rows = [
        (u.unit, u.under_way.run, u.red.run, u.yellow.run, u.green.run, u.unlit.run,
         str(u.done), str(u.letters))
        for u in units
    ]  # fmt: skip
    return grid(head, rows, widths=(11, 3, 3, 3, 3, 4, 3, 3), small=True)


def _reds(red: Sequence[Item], *, most: int) -> list[Block]:
    """The red tasks, a row each."""
    if not red:
        return [paragraph("本周没有红灯事项。")]
    rows = [
        ("■", Run(_cut(i.title), i.href), f"{i.unit} {i.people}".strip(), f"{i.due}，{i.late}", _change(i))
        for i in red[:most]
    ]
    head = ("灯", "事项", "牵头单位、责任人", "时限", "较上周")
    body: list[Block] = [grid(head, rows, widths=(2, 20, 12, 11, 4))]
    if len(red) > most:
        body.append(paragraph(f"其余{len(red) - most}项见任务清单。", style="left"))
    return body


def _to_coordinate(red: Sequence[Item]) -> list[Block]:
    """What the units of red tasks say that they cannot settle alone."""
    asked = [i for i in red if i.problems]
    if not asked:
        return [paragraph("各单位未提出需协调的事项。")]
    return [
        paragraph(f"{n}. {i.unit}：", Run(_cut(i.title), i.href), f"——{_cut(i.problems, 60)}。{_next(i)}")
        for n, i in enumerate(asked, start=1)
    ]


def _summed(tallies: Sequence[Tally], *, day: date) -> Block:
    parts: list[str | Run] = [f"截至{day.month}月{day.day}日，"]
    for n, tally in enumerate(tallies):
        parts += ["，" if n else "", _WORDS[tally.colour], tally.now.run, "项"]
        done = f"其中已办结{tally.done}项" if tally.done else ""
        if tally.before is not None:
            more = tally.now.count - tally.before.count
            word = f"较上周增加{more}项" if more > 0 else f"较上周减少{-more}项" if more < 0 else "与上周持平"
            parts += [f"（{done}，上周" if done else "（上周", tally.before.run, f"项，{word}）"]
        elif done:
            parts.append(f"（{done}）")
    return paragraph(*parts, "。")


def _goals(goals: Sequence[Goal], tallies: Sequence[Tally], *, most: int) -> list[Block]:
    """The targets that are behind, with why; how many have each light is said first."""
    parts: list[str | Run] = [f"年度目标共{sum(tally.now.count for tally in tallies)}项"]
    for tally in tallies:
        parts += ["，", _WORDS[tally.colour], tally.now.run, "项"]
    body: list[Block] = [paragraph(*parts, "。" if goals else "，没有红灯和黄灯目标。")]
    if goals:
        rows = [
            (MARKS[g.colour], Run(_cut(g.name, 24), g.href), g.carried, _cut(g.why, 60)) for g in goals[:most]
        ]
        body.append(grid(("灯", "目标", "责任单位、分管领导", "完成情况"), rows, widths=(2, 12, 12, 23)))
    if len(goals) > most:
        body.append(paragraph(f"其余{len(goals) - most}项见目标页。", style="left"))
    return body


def _changes(red: Sequence[Item], left: Sequence[Item]) -> str:
    fresh = [_cut(i.title, 24) for i in red if i.fresh]
    gone = [_cut(i.title, 24) for i in left]
    new = f"新亮红灯{len(fresh)}项：{'；'.join(fresh)}。" if fresh else "没有新亮红灯的事项。"
    off = f"退出红灯{len(gone)}项：{'；'.join(gone)}。" if gone else "没有退出红灯的事项。"
    return new + off


def _next(item: Item) -> str:
    return f"下步措施：{_cut(item.next_steps, 40)}。" if item.next_steps else ""


def _change(item: Item) -> str:
    return "新增" if item.fresh else "持续"


def _told(item: Item, *, number: int) -> list[Block]:
    head = paragraph(f"{number}. ", Run(MARKS.get(item.colour, "")), Run(item.title, item.href), style="h2")
    who = "，".join(filter(None, (item.people, f"时限{item.due}", item.late)))
    lines = [head, paragraph(f"{who}。{item.letters}")]
    if item.said:
        lines.append(paragraph(f"最新进展：{item.said}。"))
        lines.append(
            paragraph(f"存在问题：{item.problems or '未填'}。下步措施：{item.next_steps or '未填'}。")
        )
    else:
        lines.append(paragraph("尚未反馈。"))
    return list(lines)


def _list(items: Sequence[Item], *, none: str) -> list[Block]:
    if not items:
        return [paragraph(none)]
    rows = [
        (str(n), Run(i.title, i.href), i.unit, "，".join(filter(None, (i.due, i.late))))
        for n, i in enumerate(items, start=1)
    ]
    return [grid(("序号", "事项", "牵头单位", "时限"), rows, widths=(2, 13, 6, 7), small=True)]


def _cut(text: str, most: int = _LONG) -> str:
    text = text.strip().rstrip("。；;")
    return text if len(text) <= most else f"{text[: most - 1]}…"


def _numeral(n: int) -> str:
    """一 to 九十九."""
    tens, ones = divmod(n, 10)
    digits = "零一二三四五六七八九"
    head = "" if not tens else "十" if tens == 1 else f"{digits[tens]}十"
    return head + (digits[ones] if ones or not tens else "")
