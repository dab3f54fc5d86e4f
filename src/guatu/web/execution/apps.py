"""The tasks desk."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ExecutionConfig(AppConfig):
    """Tasks under way: their state, their events, reports and evidence."""

    name = "guatu.web.execution"
    label = "execution"
    verbose_name = _("任务")
    default_auto_field = "django.db.models.BigAutoField"
