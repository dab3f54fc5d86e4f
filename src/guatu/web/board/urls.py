"""Addresses of the board."""

from django.urls import path

from guatu.web.board.views import board, catalogue, indicators, meetings, search, wall

app_name = "board"
urlpatterns = [
    path("", wall.wall, name="wall"),
    path("screen", wall.screen, name="screen"),
    path("board", board.board_page, name="board"),
    path("search", search.search, name="search"),
    path("meetings/monday", meetings.monday, name="monday"),
    path("meetings/monday.<str:form>", meetings.monday_file, name="monday_file"),
    path("meetings/dispatch", meetings.dispatch, name="dispatch"),
    path("meetings/dispatch/decide", meetings.decided, name="decide"),
    path("meetings/dispatch.<str:form>", meetings.dispatch_file, name="dispatch_file"),
    path("meetings/bulletin", meetings.bulletin, name="bulletin"),
    path("meetings/bulletin.<str:form>", meetings.bulletin_file, name="bulletin_file"),
    path("catalogue", catalogue.catalogue_page, name="catalogue"),
    path("indicators", indicators.indicator_list, name="indicators"),
    path("indicators/<path:indicator>", indicators.indicator_page, name="indicator"),
]
