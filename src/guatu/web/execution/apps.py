"""The tasks desk."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ExecutionConfig(AppConfig):
    """It has no table of its own: tasks are statements."""

    name = "guatu.web.execution"
    label = "execution"
    verbose_name = _("任务")
