"""Addresses of the board."""

from django.urls import path

from guatu.web.board.views import indicators

app_name = "board"
urlpatterns = [
    path("indicators", indicators.indicator_list, name="indicators"),
    path("indicators/<path:indicator>", indicators.indicator_page, name="indicator"),
]
