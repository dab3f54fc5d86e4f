"""The ui app: base templates, tags and built assets."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    """Name and label of the app."""

    name = "guatu.web.ui"
    label = "ui"
