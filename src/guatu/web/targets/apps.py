"""The targets desk."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TargetsConfig(AppConfig):
    """It has no table of its own: targets are statements."""

    name = "guatu.web.targets"
    label = "targets"
    verbose_name = _("目标")
