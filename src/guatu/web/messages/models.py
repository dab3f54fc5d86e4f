"""Tables of letters: what was sent, to whom, by which line, and whether it arrived."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

SHORT, MIDDLE, LONG = 20, 120, 400
CHANNELS = [
    ("inbox", _("系统内")),
    ("email", _("电子邮件")),
    ("wecom", _("企业微信")),
    ("dingtalk", _("钉钉")),
    ("folder", _("摆渡文件夹")),
]
LINES = [row for row in CHANNELS if row[0] in ("email", "wecom", "dingtalk")]
STATES = [
    ("queued", _("待发")),
    ("sending", _("发送中")),
    ("sent", _("已发")),
    ("failed", _("未送达")),
]


class Letter(models.Model):
    """One letter as it was issued; its words never change. A reminder has no number.

    `rung` is the step of the ladder, `tasks` what it speaks of (task, period, title), `document` the
    official document as JSON; `unit` None: to the whole zone. Only its receipt is written later.
    """

    rung = models.CharField(max_length=SHORT)
    level = models.PositiveSmallIntegerField()
    name = models.CharField(_("文种"), max_length=MIDDLE)
    colour = models.CharField(max_length=SHORT, blank=True)
    code = models.CharField(max_length=SHORT, blank=True)
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField(null=True)
    unit = models.ForeignKey("accounts.Unit", on_delete=models.PROTECT, null=True, related_name="+")
    to_office = models.BooleanField(default=False)
    title = models.CharField(_("标题"), max_length=LONG)
    day = models.DateField(_("日期"), db_index=True)
    reply_by = models.DateField(_("反馈时限"), null=True)
    tasks = models.JSONField(default=list)
    document = models.JSONField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    seq = models.PositiveBigIntegerField()
    received_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    received_on = models.DateField(_("签收日期"), null=True)

    class Meta:
        db_table = "guatu_letter"
        ordering = ["-id"]
        indexes = [models.Index(fields=["unit", "received_on"], name="guatu_letter_open")]
        constraints = [
            models.UniqueConstraint(
                fields=["code", "year", "number"],
                condition=models.Q(number__isnull=False),
                name="guatu_letter_number",
            )
        ]

    def __str__(self) -> str:
        return self.ref or self.name

    @property
    def ref(self) -> str:
        """Its number as documents write it; empty for a reminder."""
        return f"{self.code}〔{self.year}〕{self.number}号" if self.number else ""


class Outbox(models.Model):
    """One task's message by one channel to one recipient: at least once, repeats counted in `attempts`.

    `recipient` is ``unit:3``, ``user:5`` or ``line:7``. A row is `sending` while a worker tries; when that
    worker dies it is tried again after `next_at`.
    """

    task = models.PositiveBigIntegerField()
    rung = models.CharField(max_length=SHORT)
    period = models.CharField(max_length=MIDDLE)
    channel = models.CharField(_("渠道"), max_length=SHORT, choices=CHANNELS)
    recipient = models.CharField(_("收件方"), max_length=SHORT)
    letter = models.ForeignKey(Letter, on_delete=models.PROTECT, related_name="outbox")
    day = models.DateField()
    state = models.CharField(_("状态"), max_length=SHORT, choices=STATES, default="queued")
    attempts = models.PositiveSmallIntegerField(_("次数"), default=0)
    next_at = models.DateTimeField()
    sent_at = models.DateTimeField(_("送达时间"), null=True)
    error = models.CharField(max_length=LONG, blank=True)

    class Meta:
        db_table = "guatu_outbox"
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["task", "rung", "period", "channel", "recipient"], name="guatu_outbox_once"
            )
        ]
        indexes = [
            models.Index(fields=["state", "next_at"], name="guatu_outbox_waiting"),
            models.Index(fields=["rung", "day"], name="guatu_outbox_day"),
        ]

    def __str__(self) -> str:
        return f"{self.rung} {self.task} {self.channel} {self.recipient}"


class Line(models.Model):
    """An address at which a unit or a person is reached from outside; `secret` signs 钉钉 messages."""

    unit = models.ForeignKey(
        "accounts.Unit", on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("单位")
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        null=True,
        related_name="+",
        verbose_name=_("人员"),
    )
    channel = models.CharField(_("渠道"), max_length=SHORT, choices=LINES)
    address = models.CharField(_("地址"), max_length=LONG)
    secret = models.CharField(_("加签密钥"), max_length=LONG, blank=True)
    active = models.BooleanField(_("启用"), default=True)
    seq = models.PositiveBigIntegerField()

    class Meta:
        db_table = "guatu_line"
        ordering = ["unit__order", "id"]

    def __str__(self) -> str:
        return self.shown

    @property
    def shown(self) -> str:
        """The address without what lets others write to it."""
        if self.channel == "email":
            return self.address
        host = self.address.split("://", 1)[-1].split("/", 1)[0]
        return f"{host}/…{self.address[-4:]}"
