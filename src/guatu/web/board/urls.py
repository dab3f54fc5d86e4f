"""Addresses of the board."""

from django.urls import path

from guatu.web.board.views import board, catalogue, indicators, search, wall

app_name = "board"
urlpatterns = [
    path("", wall.wall, name="wall"),
    path("board", board.board_page, name="board"),
    path("search", search.search, name="search"),
    path("catalogue", catalogue.catalogue_page, name="catalogue"),
    path("indicators", indicators.indicator_list, name="indicators"),
    path("indicators/<path:indicator>", indicators.indicator_page, name="indicator"),
]
