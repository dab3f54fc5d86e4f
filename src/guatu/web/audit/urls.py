"""Addresses of the auditor's pages."""

from django.urls import path

from guatu.web.audit import views

app_name = "audit"
urlpatterns = [
    path("audit", views.listing, name="list"),
    path("audit/verify", views.verify, name="verify"),
    path("audit/export", views.export, name="export"),
    path("audit/<int:sequence>", views.show, name="entry"),
]
