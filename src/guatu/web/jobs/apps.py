"""The jobs app: finds the job functions that other apps register."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class JobsConfig(AppConfig):
    """Name and label of the app."""

    name = "guatu.web.jobs"
    label = "jobs"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Import every app's `jobs.py`, which registers its functions."""
        autodiscover_modules("jobs")
