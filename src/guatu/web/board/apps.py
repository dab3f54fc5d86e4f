"""The board desk; it has no tables."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BoardConfig(AppConfig):
    """The wall and the pages of indicators."""

    name = "guatu.web.board"
    label = "board"
    verbose_name = _("挂图")
