"""The audit app: its triggers follow every migration."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate

from guatu.web.audit import triggers


class AuditConfig(AppConfig):
    """Name and label of the app."""

    name = "guatu.web.audit"
    label = "audit"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Connect the triggers to migrations of this app."""
        post_migrate.connect(triggers.recreate, sender=self, dispatch_uid="guatu.audit.triggers")
