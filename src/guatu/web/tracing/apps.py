"""The tracing desk; it has no tables."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TracingConfig(AppConfig):
    """Figure and source pages."""

    name = "guatu.web.tracing"
    label = "tracing"
    verbose_name = _("数据溯源")
