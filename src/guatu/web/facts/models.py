"""The table of deliveries; what they brought lies in the lake."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

STATES = [
    ("checking", _("核对中")),
    ("accepting", _("入库中")),
    ("accepted", _("已入库")),
    ("refused", _("未通过")),
]


class Delivery(models.Model):
    """One file handed in. ``seq`` is its arrival in the log, ``accepted_seq`` the one its rows carry.

    ``problems`` are the cells that are wrong (the first 500, ``problem_count`` all), ``mapping`` the column
    of each value, ``told`` how many rows came first, changed, came late, went or stayed the same.
    """

    sha256 = models.CharField(max_length=64)
    name = models.CharField(_("文件名"), max_length=200)
    dataset = models.CharField(_("数据集"), max_length=60)
    period = models.CharField(_("数据期"), max_length=7, blank=True)
    area = models.ForeignKey("accounts.Area", on_delete=models.PROTECT, related_name="+", null=True)
    state = models.CharField(_("状态"), max_length=10, choices=STATES, default="checking")
    may_register = models.BooleanField(default=False)
    whole = models.BooleanField(default=False)
    reason = models.CharField(_("说明"), max_length=200, blank=True)
    simulated = models.BooleanField(default=False)
    problems = models.JSONField(default=list)
    problem_count = models.PositiveIntegerField(default=0)
    mapping = models.JSONField(default=dict)
    told = models.JSONField(default=dict)
    job = models.PositiveBigIntegerField(null=True)
    seq = models.PositiveBigIntegerField()
    accepted_seq = models.PositiveBigIntegerField(null=True)
    brought_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("提交人"),
    )

    class Meta:
        db_table = "guatu_delivery"
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.dataset} {self.period} {self.name}"
