"""Addresses of the data desk."""

from django.urls import path

from guatu.web.facts import views

app_name = "facts"
urlpatterns = [
    path("deliveries", views.listing, name="list"),
    path("deliveries/new", views.bring, name="bring"),
    path("deliveries/<int:number>", views.show, name="page"),
    path("deliveries/<int:number>/sheets/<int:index>", views.sheet, name="sheet"),
]
