"""Every address of the site: each room brings its own, by the full path that people see."""

from importlib.util import find_spec

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

from guatu.web.site import views
from guatu.web.site.interface import addresses

urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.home, name="home"),
    path("healthz", views.health, name="health"),
    path("favicon.ico", views.icon, name="icon"),
    path("interface", views.interface, name="interface"),
    path("api/v1/", addresses),
    *(
        path("", include(f"guatu.web.{room}.urls"))
        for room in settings.ROOMS_HERE
        if room != "site" and find_spec(f"guatu.web.{room}.urls")
    ),
]

handler400 = "guatu.web.site.errors.bad_request"
handler403 = "guatu.web.site.errors.forbidden"
handler404 = "guatu.web.site.errors.not_found"
handler500 = "guatu.web.site.errors.broken"
