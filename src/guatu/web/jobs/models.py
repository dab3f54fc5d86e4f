"""The one table of jobs: what to do, who does it now and until when, how far it is."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from guatu.web.jobs.registry import title_of

STATES = [("queued", _("排队")), ("running", _("进行中")), ("done", _("已完成")), ("failed", _("失败"))]


class Job(models.Model):
    """One piece of long work. ``payload`` is JSON; the work is given to whoever holds the lease."""

    name = models.CharField(max_length=80)
    key = models.CharField(max_length=200, null=True)  # noqa: DJ001 (null keys do not collide, empty ones would)
    payload = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=STATES, default="queued")
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    message = models.CharField(max_length=300, blank=True)
    error = models.TextField(blank=True)
    result = models.JSONField(null=True)
    by = models.BigIntegerField(null=True)
    by_name = models.CharField(max_length=150, blank=True)
    worker = models.CharField(max_length=100, blank=True)
    lease_until = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField(auto_now_add=True)
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "guatu_job"
        ordering = ["-id"]
        constraints = [models.UniqueConstraint(fields=["name", "key"], name="guatu_job_once")]
        indexes = [models.Index(fields=["state", "id"])]

    def __str__(self) -> str:
        return f"{self.pk} {self.name} {self.state}"

    @property
    def title(self) -> str:
        """What people call this job."""
        return title_of(self.name)

    @property
    def ended(self) -> bool:
        """Whether nothing more will happen."""
        return self.state in ("done", "failed")

    @property
    def percent(self) -> int | None:
        """How far it is, 0 to 100; None while its size is unknown."""
        return min(100, self.done * 100 // self.total) if self.total else None
