"""A list of tasks with two slips in it, which the demo zone refuses and keeps with its problems."""

from guatu.execution.sheets import TaskSheetError
from guatu.web.access.actor import Actor
from guatu.web.execution.actions.bringing import bring_sheet
from guatu.web.execution.actions.setting_aside import keep_refused

NAME = "今冬用电保供任务清单.csv"
WRONG = """重点任务,牵头单位,完成时限
编制今冬用电保供预案,供电保障办,10月底前
摸排重点企业错峰生产意愿,经济发展局,尽快
"""


def hand_in_a_wrong_list(*, by: Actor) -> None:
    """Bring the list as an officer would; it is refused whole, its two cells named."""
    data = WRONG.encode()
    try:
        bring_sheet(data, name=NAME, by=by)
    except TaskSheetError as error:
        keep_refused(data, name=NAME, by=by, use="task.set_up", problems=error.problems)
