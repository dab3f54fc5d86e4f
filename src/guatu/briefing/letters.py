"""The words of what the chase sends: reminders, 催办通知, 提示函, 督办单, 通报, 约谈通知, hand-over."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from guatu.briefing.official import Block, Form, Official, chinese_day, grid, paragraph
from guatu.execution.ladder import Rung

_COLOUR_WORDS = {"blue": "蓝色", "yellow": "黄色", "red": "红色"}


@dataclass(frozen=True, slots=True)
class Matter:
    """One task as a letter tells of it.

    ``due``: the day that was kept or missed; ``late``: days past it, 0 before; ``said``: the last report in
    words, empty when there was none; ``earlier``: the numbers of the letters already sent about it; ``red``:
    month ends passed in red; ``period``: the period of a recurring report; ``node``: the node that is spoken
    of, not the whole task.
    """

    title: str
    unit: str
    due: date
    late: int
    basis: str = ""
    said: str = ""
    period: str = ""
    earlier: tuple[str, ...] = ()
    red: int = 0
    node: str = ""

    @property
    def name(self) -> str:
        """The task, with the period for which a report is missing or the node that was not reached."""
        if self.node:
            return f"{self.title}（节点：{self.node}）"
        return f"{self.title}（{self.period}情况反馈）" if self.period else self.title

    @property
    def lateness(self) -> str:
        """How late it is, in words."""
        return f"逾期{self.late}天" if self.late else "未到期"


@dataclass(frozen=True, slots=True)
class Writing:
    """What a letter is written from: the rung, its matters, to whom, by whom, on which day, reply by when.

    ``facts``: what a letter about a unit (not about tasks) is founded on, a sentence."""

    rung: Rung
    matters: tuple[Matter, ...]
    to: str
    organ: str
    day: date
    reply: date
    copies: tuple[str, ...] = ()
    facts: str = ""


def letter(writing: Writing, /) -> Official:
    """The letter, not yet numbered.

    A rung that has no words of its own is written as its colour's 督办单, else as a plain notice.
    """
    rung = writing.rung
    fallback = _order if rung.colour else _notice
    title, to, body = _WRITERS.get(rung.id, fallback)(writing)
    return Official(
        organ=writing.organ,
        number="",
        title=title,
        to=to,
        body=tuple(body),
        signed=writing.organ,
        day=writing.day,
        copies=writing.copies,
        band=rung.colour,
    )


_Parts = tuple[str, str, Sequence[Block]]


def _remind(w: Writing) -> _Parts:
    words = f"你单位承办的下列{_many(w)}任务即将到期，请按时办结并反馈；确需延期的，请在到期前提出申请。"
    return "临期提醒", w.to, (paragraph(words), _listed(w))


def _due(w: Writing) -> _Parts:
    words = f"你单位承办的下列{_many(w)}任务今日到期，请于今日反馈办理结果。"
    return "到期提醒", w.to, (paragraph(words), _listed(w))


def _urge(w: Writing) -> _Parts:
    words = (
        f"经核，你单位承办的下列{_many(w)}任务已超过时限，尚未办结。请抓紧办理，"
        f"于{chinese_day(w.reply)}前报请办结，或反馈进展情况、存在问题和下步措施。"
    )
    rows = [
        (str(n), m.name, chinese_day(m.due), m.lateness, m.said or "尚未反馈")
        for n, m in enumerate(w.matters, start=1)
    ]
    table = grid(("序号", "任务", "时限", "逾期情况", "最新进展"), rows, widths=(2, 9, 6, 4, 7), small=True)
    return "催办通知", w.to, (paragraph(words), table)


def _notice(w: Writing) -> _Parts:
    (m,) = w.matters
    facts = f"由你单位牵头的“{m.name}”，{_state(m, w.day)}。"
    asked = (
        f"请单位主要负责人亲自过问，查明原因，落实措施，于{chinese_day(w.reply)}前"
        f"书面反馈进展情况、存在问题和下步措施{'' if m.period else '，并明确办结日期'}。"
    )
    parts = [paragraph(facts)]
    if m.basis:
        parts.append(paragraph(f"交办依据：{m.basis}。"))
    parts += [paragraph(_before(m)), paragraph(asked), paragraph("特此提示。")]
    return f"关于“{_short(m.title)}”办理情况的{w.rung.name}", w.to, parts


def _order(w: Writing) -> _Parts:
    """The form of a 督办单: every line that such a sheet has, with room to sign and to answer."""
    (m,) = w.matters
    problem = _before(m) if m.late else f"距时限{(m.due - w.day).days}天，请确保按时办结。"
    state = f"已{m.lateness}" if m.late else "临近时限"
    if m.red:
        state += f"，已有{m.red}个月末亮红灯"
    rows = (
        ("颜色", f"{_COLOUR_WORDS.get(w.rung.colour, '')}（{state}）"),
        ("事项", m.name),
        ("依据", m.basis or "见任务书"),
        ("承办单位", m.unit),
        ("问题", problem),
        ("要求", _asked(m)),
        ("时限", f"{chinese_day(w.reply)}前反馈（原时限{chinese_day(m.due)}）"),
        ("签发", w.organ),
        ("签收", ""),
        ("反馈", ""),
    )
    return w.rung.name, "", (Form(rows),)


def _bulletin(w: Writing) -> _Parts:
    words = (
        f"截至{chinese_day(w.day)}，下列{_many(w)}任务连续两个月末亮红灯，经催办、督办仍未办结，现予通报。"
    )
    rows = [
        (str(n), m.unit, m.name, chinese_day(m.due), m.lateness) for n, m in enumerate(w.matters, start=1)
    ]
    table = grid(("序号", "牵头单位", "任务", "时限", "逾期情况"), rows, widths=(2, 6, 10, 6, 4), small=True)
    asked = (
        f"请上述单位认真查找原因，于{chinese_day(w.reply)}前书面反馈整改情况；"
        "其他单位引以为戒，对照时限抓好落实。"
    )
    return "关于部分任务逾期未办结情况的通报", "各单位", (paragraph(words), table, paragraph(asked))


def _talk(w: Writing) -> _Parts:
    (m,) = w.matters
    lit = f"，连续{m.red}个月末亮红灯" if m.red > 1 else ""
    facts = f"由你单位牵头的“{m.name}”，{_state(m, w.day)}{lit}。{_before(m)}"
    asked = (
        f"按照督查规则，决定约谈你单位主要负责人，具体时间由督查部门于{chinese_day(w.reply)}前与你单位商定。"
    )
    bring = "请准备书面说明：未办结的原因、已采取的措施、需协调的事项、办结日期。"
    return "约谈通知", w.to, (paragraph(facts), paragraph(asked), paragraph(bring))


def _talk_last(w: Writing) -> _Parts:
    asked = (
        f"按照督查规则，决定约谈你单位主要负责人，具体时间由督查部门于{chinese_day(w.reply)}前与你单位商定。"
        "请准备书面说明：未办结的原因、已采取的措施、需协调的事项、办结日期。"
    )
    rows = [
        (str(n), m.name, chinese_day(m.due), m.lateness, m.said or "尚未反馈")
        for n, m in enumerate(w.matters, start=1)
    ]
    table = grid(("序号", "任务", "时限", "逾期情况", "最新进展"), rows, widths=(2, 9, 6, 4, 7), small=True)
    return "约谈通知", w.to, (paragraph(w.facts), paragraph("目前亮红灯的任务："), table, paragraph(asked))


def _hand_over(w: Writing) -> _Parts:
    (m,) = w.matters
    facts = f"{m.unit}牵头的“{m.name}”，{_state(m, w.day)}。{_before(m)}"
    words = "经督查督办仍未整改到位，建议按干部管理权限核查责任。有关任务的办理过程和函件见督查系统。"
    return "关于移交问责的建议", "纪检监察机构", (paragraph(facts), paragraph(words))


def _state(m: Matter, day: date) -> str:
    """The limit, and how it stands on the day of the letter."""
    late = f"截至{chinese_day(day)}已{m.lateness}" if m.late else f"截至{chinese_day(day)}"
    return f"时限为{chinese_day(m.due)}，{late}，仍未{'反馈' if m.period else '完成' if m.node else '办结'}"


def _before(m: Matter) -> str:
    """What was sent and what was answered so far."""
    sent = f"已发{'、'.join(m.earlier)}。" if m.earlier else ""
    return f"{sent}{'上次' if m.period else '最新'}反馈：{m.said}。" if m.said else f"{sent}至今未收到反馈。"


def _asked(m: Matter) -> str:
    if m.period:
        return "请补报本期进展情况、存在问题和下步措施；确有困难的，说明原因。"
    return "请抓紧办理，报请办结；确有困难的，说明原因、措施和办结日期。"


def _listed(w: Writing) -> Block:
    rows = [(str(n), m.name, chinese_day(m.due)) for n, m in enumerate(w.matters, start=1)]
    return grid(("序号", "任务", "时限"), rows, widths=(2, 14, 6), small=True)


def _many(w: Writing) -> str:
    return f"{len(w.matters)}项"


def _short(title: str) -> str:
    return title if len(title) <= 24 else f"{title[:23]}…"


_WRITERS: Mapping[str, Callable[[Writing], _Parts]] = MappingProxyType(
    {
        "remind": _remind,
        "due": _due,
        "urge": _urge,
        "notice": _notice,
        "bulletin": _bulletin,
        "talk": _talk,
        "talk_last": _talk_last,
        "hand_over": _hand_over,
    }
)
