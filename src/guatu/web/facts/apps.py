"""The data desk."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FactsConfig(AppConfig):
    """Deliveries of enterprise facts."""

    name = "guatu.web.facts"
    label = "facts"
    verbose_name = _("数据")
    default_auto_field = "django.db.models.BigAutoField"
