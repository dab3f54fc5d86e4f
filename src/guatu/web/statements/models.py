"""Tables of what was stated. A row is one version of one statement, written once and only ever ended."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from guatu.vocabulary import statements as core
from guatu.vocabulary.figure import Figure, FigureKey
from guatu.vocabulary.source import Span, parse_source
from guatu.vocabulary.statements import Amount
from guatu.web.statements import shapes
from guatu.web.statements.exact import ExactDecimalField

SHORT, MIDDLE, LONG = 40, 120, 400


class Statement(models.Model):
    """One version of one statement.

    It holds from the audit sequence `seq_from` (inclusive) to `seq_to` (exclusive; null: it still holds).
    `corrects` marks a version that replaced a value because another source said otherwise.
    """

    noun: ClassVar[str]

    lineage = models.PositiveBigIntegerField(_("编号"))
    version = models.PositiveIntegerField(_("版本"))
    seq_from = models.PositiveBigIntegerField()
    seq_to = models.PositiveBigIntegerField(null=True)
    withdrawn = models.BooleanField(_("已撤回"), default=False)
    corrects = models.BooleanField(_("更正"), default=False)
    source = models.CharField(_("来源"), max_length=LONG)
    quote = models.TextField(_("原文"), blank=True)
    document_date = models.DateField(_("文件日期"), null=True)
    stated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("登记人"),
    )
    reason = models.TextField(_("理由"), blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.UniqueConstraint(fields=["lineage", "version"], name="%(class)s_one_row_a_version"),
            models.UniqueConstraint(
                fields=["lineage"], condition=models.Q(seq_to__isnull=True), name="%(class)s_one_current"
            ),
            models.CheckConstraint(
                condition=models.Q(seq_to__isnull=True) | models.Q(seq_to__gt=models.F("seq_from")),
                name="%(class)s_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.noun}:{self.lineage}:{self.version}"

    def span(self) -> Span | None:
        """Where in a document it stands; None when it was typed in."""
        source = parse_source(self.source)
        return source if isinstance(source, Span) else None

    def _place(self) -> tuple[int, int]:
        span = self.span()
        return (span.start, span.end) if span else (0, 0)


class Measured(Statement):
    """What figures and targets share: the indicator and the conditions that make it this one and no other."""

    indicator = models.CharField(_("指标"), max_length=MIDDLE)
    measure = models.CharField(_("度量"), max_length=SHORT)
    basis = models.CharField(_("比较基准"), max_length=SHORT, blank=True)
    of = models.CharField(_("位次对象"), max_length=SHORT, blank=True)
    scope = models.CharField(_("排名范围"), max_length=MIDDLE, blank=True)
    versus = models.CharField(_("比较对象"), max_length=MIDDLE, blank=True)
    area = models.CharField(_("区域"), max_length=MIDDLE, blank=True)
    min_size_value = ExactDecimalField(null=True)
    min_size_unit = models.CharField(max_length=SHORT, blank=True)
    tier_value = ExactDecimalField(null=True)
    tier_unit = models.CharField(max_length=SHORT, blank=True)
    caliber = models.CharField(_("口径"), max_length=SHORT, default="unstated")
    approximate = models.CharField(_("约数"), max_length=SHORT, blank=True)
    decimals = models.PositiveSmallIntegerField(null=True)

    class Meta(Statement.Meta):
        abstract = True

    @property
    def min_size(self) -> Amount | None:
        """The size condition of counted things (超10亿元)."""
        return shapes.amount(self.min_size_value, unit=self.min_size_unit)

    @property
    def tier(self) -> Amount | None:
        """The tier of a ladder (百亿级)."""
        return shapes.amount(self.tier_value, unit=self.tier_unit)

    def conditions(self) -> tuple[object, ...]:
        """Everything that makes two statements speak of one thing, save the period and the value."""
        return (self.indicator, self.measure, *sorted(shapes.key_fields(self).items(), key=str))


class PublishedFigure(Measured):
    """A figure that a document (or an office) published. `period` is an ISO-like interval of months."""

    noun = "figure"

    value = ExactDecimalField(_("数值"))
    unit = models.CharField(_("单位"), max_length=SHORT)
    period = models.CharField(_("数据期"), max_length=SHORT)
    status = models.CharField(_("性质"), max_length=SHORT, blank=True)

    class Meta(Measured.Meta):
        db_table = "guatu_published_figure"
        indexes = [models.Index(fields=["indicator", "measure", "period"], name="published_figure_of_what")]

    def key(self, known_at: int | None = None) -> FigureKey:
        """The figure's name, which is its address."""
        return FigureKey(
            self.indicator,
            self.measure,
            shapes.period(self.period),
            origin="published",
            known_at=known_at,
            **shapes.key_fields(self),
        )

    def figure(self, known_at: int | None = None) -> Figure:
        """The number to show, under its name."""
        return Figure(
            key=self.key(known_at),
            value=self.value,
            unit=self.unit,
            decimals=self.decimals,
            approximate=self.approximate or None,
        )

    def as_core(self) -> core.Observation:
        """The observation that was confirmed; its id is `f<lineage>`."""
        return core.Observation(
            id=f"f{self.lineage}",
            value=self.value,
            unit=self.unit,
            period=self.period or None,
            status=self.status or None,
            span=self._place(),
            quote=self.quote,
            confidence=1.0,
            **shapes.measured(self),
        )


class Target(Measured):
    """A promise: `floor` must hold, `stretch` is striven for; `by` is the period that it covers.

    `restates` is the lineage of the target on record that this one, of another document, merely repeats.
    """

    noun = "target"

    comparator = models.CharField(_("比较"), max_length=2, default=">=")
    floor = ExactDecimalField(_("确保"), null=True)
    stretch = ExactDecimalField(_("力争"), null=True)
    unit = models.CharField(_("单位"), max_length=SHORT, blank=True)
    by = models.CharField(_("目标期"), max_length=SHORT, blank=True)
    within = models.CharField(_("年限"), max_length=SHORT, blank=True)
    band = models.CharField(_("档次"), max_length=MIDDLE, blank=True)
    theme = models.CharField(_("主题"), max_length=MIDDLE, blank=True)
    theme_order = models.PositiveIntegerField(default=0)
    lead_unit = models.ForeignKey(
        "accounts.Unit", on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("责任单位")
    )
    leader = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("分管领导"),
    )
    restates = models.PositiveBigIntegerField(null=True)

    class Meta(Measured.Meta):
        db_table = "guatu_target"
        indexes = [models.Index(fields=["indicator", "measure", "by"], name="target_of_what")]

    def key(self, known_at: int | None = None, *, measure: str = "floor") -> FigureKey:
        """The name of one of its numbers: `floor`, `stretch`, or a computed one such as `completion`."""
        period = shapes.period(self.by) if self.by else None
        return FigureKey(f"target:{self.lineage}", measure, period, known_at=known_at)

    def as_core(self) -> core.Target:
        """The target that was confirmed; its id is `g<lineage>`."""
        return core.Target(
            id=f"g{self.lineage}",
            comparator=self.comparator,
            floor=self.floor,
            stretch=self.stretch,
            unit=self.unit or None,
            by=self.by or None,
            within=self.within or None,
            band=self.band or None,
            span=self._place(),
            quote=self.quote,
            confidence=1.0,
            **shapes.measured(self),
        )


class Task(Statement):
    """Something to be done (`action`), or an exhortation that is kept and never issued (`principle`)."""

    noun = "task"
    kind = models.CharField(_("种类"), max_length=SHORT, default="action")
    title = models.TextField(_("任务"))
    theme = models.CharField(_("主题"), max_length=MIDDLE, blank=True)
    theme_order = models.PositiveIntegerField(default=0)
    standard = models.TextField(_("工作目标"), blank=True)
    owner_named = models.CharField(_("原文所称单位"), max_length=LONG, blank=True)
    lead_unit = models.ForeignKey(
        "accounts.Unit", on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("牵头单位")
    )
    leader = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("分管领导"),
    )
    person = models.CharField(_("责任人"), max_length=MIDDLE, blank=True)
    deadline_kind = models.CharField(_("时限种类"), max_length=SHORT, default="none")
    deadline = models.DateField(_("时限"), null=True)
    restates = models.PositiveBigIntegerField(null=True)

    class Meta(Statement.Meta):
        db_table = "guatu_task"

    def units(self, role: str) -> list[object]:
        """Its `responsible` or `support` units in their order."""
        return [named.unit for named in self.named_units.all() if named.role == role]

    def key(self, known_at: int | None = None) -> FigureKey:
        """The name of the count of tasks in which it stands: a task has no number of its own."""
        return FigureKey("tasks", "count", None, cut=f"task:{self.lineage}", known_at=known_at)

    def as_core(self) -> core.Task:
        """The task that was confirmed; its id is `t<lineage>`."""
        return core.Task(
            id=f"t{self.lineage}",
            theme=self.theme or None,
            kind=self.kind,
            owner=self.owner_named or None,
            deadline=self.deadline.isoformat() if self.deadline else None,
            span=self._place(),
            quote=self.quote,
            confidence=1.0,
        )


class TaskUnit(models.Model):
    """A responsible or supporting unit of one version of a task."""

    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="named_units")
    unit = models.ForeignKey("accounts.Unit", on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=SHORT)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        db_table = "guatu_task_unit"
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["task", "unit", "role"], name="task_unit_named_once"),
        ]

    def __str__(self) -> str:
        return f"{self.task_id} {self.role} {self.unit_id}"
