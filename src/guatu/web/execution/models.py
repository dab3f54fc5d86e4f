"""Tables of the execution loop. A row of `Assignment` is where a task stands; its events are never changed.

What was stated stays in `statements`; here a task is known by its statement's number (`task`).
"""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from guatu.execution.states import UNISSUED, WORDS, State
from guatu.web.statements.exact import ExactDecimalField

SHORT, MIDDLE, LONG = 20, 120, 400
STATES = [(state.value, word) for state, word in WORDS.items()]
KINDS = [("task", _("任务")), ("ledger", _("问题整改"))]
ORIGINS = [
    ("document", _("文件")),
    ("typed", _("登记")),
    ("above", _("上级交办")),
    ("note", _("领导批示")),
    ("policy", _("政策条款")),
]
EVERY = [("", _("不定期")), ("month", _("每月")), ("quarter", _("每季度")), ("half", _("每半年"))]
EXTENSIONS = [("none", ""), ("asked", _("已申请")), ("endorsed", _("督查已同意"))]


def _person(**options: object) -> "models.ForeignKey[object, object]":
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", **options
    )


class Assignment(models.Model):
    """One task under way, as it stands now; at an earlier `known_at` its last event of then speaks.

    `due` overrides the statement's time limit once time has been granted; `reported_by` are the people who
    have reported since it was last handed to a unit; `version` is the optimistic lock. State, `since` (the
    day it came into it), `handed_in` (the day from which time stands still) and the last report are kept
    with each event, which alone is the truth: `guatu tasks verify` compares, `rebuild` writes them anew.
    """

    task = models.PositiveBigIntegerField(unique=True)
    state = models.CharField(_("状态"), max_length=SHORT, choices=STATES, default=State.DRAFT.value)
    resumes = models.CharField(max_length=SHORT, blank=True)
    extension = models.CharField(max_length=SHORT, choices=EXTENSIONS, default="none")
    due = models.DateField(_("时限"), null=True)
    since = models.DateField(null=True)
    handed_in = models.DateField(null=True)
    reported_on = models.DateField(null=True)
    last_report = models.OneToOneField(
        "execution.Report", on_delete=models.PROTECT, null=True, related_name="+"
    )
    held_on = models.DateField(null=True)
    issued_on = models.DateField(_("交办日期"), null=True)
    kind = models.CharField(_("类别"), max_length=SHORT, choices=KINDS, default="task")
    origin = models.CharField(_("来源"), max_length=SHORT, choices=ORIGINS, default="document")
    source_org = models.CharField(_("交办单位或领导"), max_length=MIDDLE, blank=True)
    source_words = models.TextField(_("交办或批示原文"), blank=True)
    source_date = models.DateField(_("交办或批示日期"), null=True)
    reply_due = models.DateField(_("向上反馈时限"), null=True)
    instructed_by = _person(verbose_name=_("批示领导"))
    officer = _person(verbose_name=_("督查员"))
    liaison = models.CharField(_("联络员"), max_length=MIDDLE, blank=True)
    weight = ExactDecimalField(_("权重"), null=True)
    target = models.PositiveBigIntegerField(_("对应目标"), null=True)
    place = models.CharField(_("地点"), max_length=MIDDLE, blank=True)
    parent = models.PositiveBigIntegerField(_("上级任务"), null=True, db_index=True)
    plan_year = models.PositiveSmallIntegerField(_("年度"), null=True)
    every = models.CharField(_("反馈周期"), max_length=SHORT, choices=EVERY, blank=True)
    wants_evidence = models.BooleanField(_("须附佐证材料"), default=False)
    set_by = _person()
    passed_by = _person()
    asked_by = _person()
    endorsed_by = _person()
    reported_by = models.JSONField(default=list)
    version = models.PositiveIntegerField(default=1)
    seq = models.PositiveBigIntegerField()

    class Meta:
        db_table = "guatu_assignment"
        indexes = [
            models.Index(fields=["state"], name="guatu_assignment_state"),
            models.Index(fields=["officer", "state"], name="guatu_assignment_officer"),
        ]

    def __str__(self) -> str:
        return f"task:{self.task} {self.state}"

    @property
    def issued(self) -> bool:
        """Whether a unit has been asked for it."""
        return State(self.state) not in UNISSUED


class Event(models.Model):
    """One deed in a task's life, append-only: who, when, from where to where, in which words.

    `due`, `extension`, `since` and `handed_in` are as they stood after it, so that the last event known at a
    sequence says where the task then stood; `part` is the part that the person played.
    """

    assignment = models.ForeignKey(Assignment, on_delete=models.PROTECT, related_name="events")
    seq = models.PositiveBigIntegerField(unique=True)
    on = models.DateField()
    deed = models.CharField(max_length=SHORT)
    from_state = models.CharField(max_length=SHORT, blank=True)
    to_state = models.CharField(max_length=SHORT)
    extension = models.CharField(max_length=SHORT, default="none")
    due = models.DateField(null=True)
    since = models.DateField(null=True)
    handed_in = models.DateField(null=True)
    day = models.DateField(null=True)
    by = _person()
    part = models.CharField(max_length=SHORT, blank=True)
    unit = models.ForeignKey("accounts.Unit", on_delete=models.PROTECT, null=True, related_name="+")
    words = models.TextField(blank=True)
    changes = models.JSONField(default=dict)

    class Meta:
        db_table = "guatu_task_event"
        ordering = ["seq"]
        indexes = [models.Index(fields=["assignment", "seq"], name="guatu_task_event_order")]

    def __str__(self) -> str:
        return f"{self.deed} {self.seq}"


class Report(models.Model):
    """What a unit reports: 最新进展, 存在问题, 下步措施; `on_behalf` is the unit when another filled it in.

    `period` is the data period of a recurring report; `figures` are the keys of figures it cites.
    """

    event = models.OneToOneField(Event, on_delete=models.PROTECT, related_name="report")
    assignment = models.ForeignKey(Assignment, on_delete=models.PROTECT, related_name="reports")
    period = models.CharField(max_length=MIDDLE, blank=True)
    progress = models.TextField(_("最新进展"))
    problems = models.TextField(_("存在问题"), blank=True)
    next_steps = models.TextField(_("下步措施"), blank=True)
    figures = models.JSONField(default=list)
    final = models.BooleanField(default=False)
    on_behalf = models.ForeignKey("accounts.Unit", on_delete=models.PROTECT, null=True, related_name="+")
    lacks_evidence = models.BooleanField(default=False)
    seq = models.PositiveBigIntegerField()

    class Meta:
        db_table = "guatu_task_report"
        ordering = ["seq"]

    def __str__(self) -> str:
        return f"report {self.seq}"


class Evidence(models.Model):
    """A file that goes with a report, under its checksum in the data folder."""

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="evidence")
    sha256 = models.CharField(max_length=64, db_index=True)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=SHORT)
    size = models.PositiveIntegerField()

    class Meta:
        db_table = "guatu_task_evidence"
        ordering = ["id"]

    def __str__(self) -> str:
        return self.name


class RefusedFile(models.Model):
    """A file of tasks that was refused whole: where it lies, what is wrong with which cell.

    ``use`` is the permission under which it was brought; ``problems`` are the first 500 of `problem_count`.
    """

    sha256 = models.CharField(max_length=64)
    name = models.CharField(_("文件名"), max_length=200)
    use = models.CharField(max_length=SHORT)
    on = models.DateField(_("日期"))
    problems = models.JSONField(default=list)
    problem_count = models.PositiveIntegerField(default=0)
    by = _person(verbose_name=_("提交人"))
    seq = models.PositiveBigIntegerField(unique=True)

    class Meta:
        db_table = "guatu_refused_file"
        ordering = ["-seq"]

    def __str__(self) -> str:
        return self.name


class Milestone(models.Model):
    """A node on a task's way, its weight in percent or none; a row holds from `seq_from` to `seq_to`."""

    assignment = models.ForeignKey(Assignment, on_delete=models.PROTECT, related_name="milestones")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(_("节点"), max_length=MIDDLE)
    due = models.DateField(_("计划日期"))
    done_on = models.DateField(_("完成日期"), null=True)
    weight = ExactDecimalField(_("权重"), null=True)
    seq_from = models.PositiveBigIntegerField()
    seq_to = models.PositiveBigIntegerField(null=True)

    class Meta:
        db_table = "guatu_milestone"
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["assignment", "position"],
                condition=models.Q(seq_to__isnull=True),
                name="guatu_milestone_one_current",
            )
        ]

    def __str__(self) -> str:
        return self.name


class Request(models.Model):
    """One time that a unit was asked for something: what, when, due when; counted by unit and month."""

    assignment = models.ForeignKey(Assignment, on_delete=models.PROTECT, related_name="requests")
    unit = models.ForeignKey("accounts.Unit", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=SHORT)
    on = models.DateField(db_index=True)
    due = models.DateField(null=True)
    period = models.CharField(max_length=MIDDLE, blank=True)
    answered = models.PositiveBigIntegerField(null=True)
    seq = models.PositiveBigIntegerField()

    class Meta:
        db_table = "guatu_task_request"
        ordering = ["seq"]
        constraints = [
            models.UniqueConstraint(
                fields=["assignment", "kind", "period"],
                condition=~models.Q(period=""),
                name="guatu_task_request_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.on}"
