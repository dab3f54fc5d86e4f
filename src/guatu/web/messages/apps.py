"""The messages app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MessagesConfig(AppConfig):
    """Letters, the outbox, lines to units. The plain label is taken by Django's own `messages`."""

    name = "guatu.web.messages"
    label = "letters"
    verbose_name = _("函件")
    default_auto_field = "django.db.models.BigAutoField"
