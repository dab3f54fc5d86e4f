"""The statements desk."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class StatementsConfig(AppConfig):
    """Published figures, targets and tasks."""

    name = "guatu.web.statements"
    label = "statements"
    verbose_name = _("在册数据")
    default_auto_field = "django.db.models.BigAutoField"
