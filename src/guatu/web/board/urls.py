"""Addresses of the board."""

from django.urls import path

from guatu.web.board.views import indicators, wall

app_name = "board"
urlpatterns = [
    path("", wall.wall, name="wall"),
    path("indicators", indicators.indicator_list, name="indicators"),
    path("indicators/<path:indicator>", indicators.indicator_page, name="indicator"),
]
