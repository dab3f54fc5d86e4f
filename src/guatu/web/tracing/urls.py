"""Addresses of figures and sources, parsed from the printed address, not from what routing decoded."""

from django.urls import path

from guatu.web.tracing import views

app_name = "tracing"
urlpatterns = [
    path("figures/<path:address>", views.figure_page, name="figure"),
    path("sources/<path:address>", views.source_page, name="source"),
]
