"""The documents desk."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReadingConfig(AppConfig):
    """Documents, candidates, decisions."""

    name = "guatu.web.reading"
    label = "reading"
    verbose_name = _("文件")
    default_auto_field = "django.db.models.BigAutoField"
