"""The reply upward, drafted from what the unit reported: what was asked, done, is in the way, comes next."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Told:
    """One report: its day and its three heads."""

    on: date
    progress: str
    problems: str
    next_steps: str


def draft(
    title: str, *, org: str, words: str, asked_on: date | None, state: str, reports: Sequence[Told]
) -> str:
    """The draft, in paragraphs; the latest report speaks for problems and next steps.

    >>> print(draft("兑现资金", org="市府办", words="请报结果", asked_on=date(2022, 8, 4), state="办理中",
    ...     reports=[Told(date(2022, 8, 19), "已拨付八成", "", "月底前全部拨付")]))
    关于“兑现资金”办理情况的反馈
    市府办：
    8月4日交办“请报结果”，现将办理情况反馈如下。
    一、办理进展
    8月19日：已拨付八成。
    二、下步措施
    月底前全部拨付。
    """
    on = f"{asked_on.month}月{asked_on.day}日" if asked_on else ""
    said = f"“{words.strip()}”" if words.strip() else "上述事项"
    lines = [f"关于“{title}”办理情况的反馈", f"{org}：", f"{on}交办{said}，现将办理情况反馈如下。"]
    told = [f"{r.on.month}月{r.on.day}日：{_stop(r.progress)}" for r in reports]
    parts = [("办理进展", told or [f"目前状态：{state}。"])]
    if reports and reports[-1].problems.strip():
        parts.append(("存在问题", [_stop(reports[-1].problems)]))
    if reports and reports[-1].next_steps.strip():
        parts.append(("下步措施", [_stop(reports[-1].next_steps)]))
    for number, (head, texts) in zip("一二三", parts, strict=False):
        lines += [f"{number}、{head}", *texts]
    return "\n".join(lines)


def _stop(text: str) -> str:
    return text.strip().rstrip("。") + "。"
