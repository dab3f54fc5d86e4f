"""What each action of the log is called on the auditor's pages."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

WORDS = {
    "session.sign_in": _("登录"),
    "session.sign_out": _("退出登录"),
    "session.locked": _("登录失败过多，暂停"),
    "account.create": _("新增账号"),
    "account.rename": _("修改姓名"),
    "account.roles": _("调整角色"),
    "account.activate": _("启用账号"),
    "account.deactivate": _("停用账号"),
    "account.reset_password": _("重置密码"),
    "account.change_password": _("修改密码"),
    "account.language": _("选择语言"),
    "area.create": _("新增区域"),
    "unit.create": _("新增单位"),
    "unit.change": _("修改单位"),
    "audit.triggers": _("恢复防改触发器"),
    "job.enqueue": _("发起作业"),
    "job.retry": _("重试作业"),
    "document.receive": _("收到文件"),
    "document.upload": _("上传文件"),
    "document.describe": _("修改文件信息"),
    "document.read": _("识别文件"),
    "document.unread": _("识别失败"),
    "document.finish": _("审核完成"),
    "document.reopen": _("重新打开审核"),
    "candidate.decide": _("审核识别项"),
    "candidate.add": _("补录"),
    "figure.state": _("登记数据"),
    "figure.correct": _("更正数据"),
    "figure.withdraw": _("撤回数据"),
    "figure.restore": _("恢复数据"),
    "target.state": _("登记目标"),
    "target.correct": _("更正目标"),
    "target.withdraw": _("撤回目标"),
    "target.restore": _("恢复目标"),
    "task.state": _("登记任务"),
    "task.correct": _("更正任务"),
    "task.withdraw": _("撤回任务"),
    "task.restore": _("恢复任务"),
}


def word_for(action: str) -> str:
    """The word of an action; an action without one is shown by its code."""
    return str(WORDS.get(action, action))
