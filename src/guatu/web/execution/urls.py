"""Addresses of the tasks desk."""

from django.urls import path

from guatu.web.execution.views import book, life

app_name = "execution"
urlpatterns = [
    path("desk", life.desk, name="desk"),
    path("tasks/<int:number>/begin", life.begin, name="begin"),
    path("tasks/<int:number>/act", life.act, name="act"),
    path("tasks/<int:number>/report", life.tell, name="tell"),
    path("tasks", book.listing, name="tasks"),
    path("tasks/<int:number>", book.show, name="page"),
    path("tasks/<int:number>/edit", book.edit, name="edit"),
    path("tasks/<int:number>/row", book.row, name="row"),
]
