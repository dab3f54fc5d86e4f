"""Addresses of the tasks desk."""

from django.urls import path

from guatu.web.execution import views

app_name = "execution"
urlpatterns = [
    path("tasks", views.listing, name="tasks"),
    path("tasks/<int:number>", views.show, name="page"),
    path("tasks/<int:number>/edit", views.edit, name="edit"),
    path("tasks/<int:number>/row", views.row, name="row"),
]
