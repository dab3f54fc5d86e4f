"""The access app: its matrix is checked at start."""

from django.apps import AppConfig

from guatu.web.access.matrix import matrix


class AccessConfig(AppConfig):
    """Name and label of the app."""

    name = "guatu.web.access"
    label = "access"

    def ready(self) -> None:
        """Refuse to start with a broken matrix."""
        matrix()
