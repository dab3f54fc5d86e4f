"""Addresses of signing in and of the operator's desk."""

from django.urls import path

from guatu.web.accounts.views import people, self_service, tokens, units

app_name = "accounts"
urlpatterns = [
    path("sign-in", self_service.sign_in_page, name="sign_in"),
    path("sign-out", self_service.sign_out_page, name="sign_out"),
    path("password", self_service.password, name="password"),
    path("language", self_service.language, name="language"),
    path("tokens", tokens.listing, name="tokens"),
    path("tokens/<int:pk>/end", tokens.end, name="token_end"),
    path("accounts", people.listing, name="list"),
    path("accounts/new", people.create, name="create"),
    path("accounts/<int:pk>", people.show, name="page"),
    path("accounts/<int:pk>/roles", people.roles, name="roles"),
    path("accounts/<int:pk>/active", people.active, name="active"),
    path("accounts/<int:pk>/reset", people.reset, name="reset"),
    path("units", units.listing, name="units"),
    path("units/new", units.create, name="unit_create"),
    path("units/<int:pk>", units.edit, name="unit"),
]
