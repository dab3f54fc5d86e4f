"""The site app: the site's own templates and checks."""

from django.apps import AppConfig


class SiteConfig(AppConfig):
    """Name and label of the app."""

    name = "guatu.web.site"
    label = "site"
