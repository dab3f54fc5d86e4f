"""Addresses of jobs."""

from django.urls import path

from guatu.web.jobs import views

app_name = "jobs"
urlpatterns = [
    path("jobs", views.listing, name="list"),
    path("jobs/<int:pk>", views.show, name="page"),
    path("jobs/<int:pk>.json", views.state, name="state"),
    path("jobs/<int:pk>/retry", views.retry, name="retry"),
]
