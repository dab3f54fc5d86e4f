"""Addresses of the targets desk."""

from django.urls import path

from guatu.web.targets import views

app_name = "targets"
urlpatterns = [
    path("targets", views.listing, name="list"),
    path("targets/<int:number>", views.show, name="page"),
    path("targets/<int:number>/edit", views.edit, name="edit"),
]
