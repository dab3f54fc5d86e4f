"""Addresses of the tasks desk."""

from django.urls import path

from guatu.web.execution.views import (
    book,
    bringing,
    chasing,
    collecting,
    flat,
    life,
    maps,
    papers,
    setting_up,
)

app_name = "execution"
urlpatterns = [
    path("desk", life.desk, name="desk"),
    path("tasks/<int:number>/begin", life.begin, name="begin"),
    path("tasks/<int:number>/act", life.act, name="act"),
    path("tasks/<int:number>/report", life.tell, name="tell"),
    path("tasks/new", setting_up.new, name="new"),
    path("tasks/new/policy", bringing.policy, name="policy"),
    path("tasks/new/sheet", bringing.sheet, name="sheet"),
    path("tasks/alike", setting_up.alike, name="alike"),
    path("tasks/<int:number>/details", setting_up.details, name="details"),
    path("tasks/<int:number>/nodes", setting_up.nodes, name="nodes"),
    path("tasks/<int:number>/nodes/<int:position>", setting_up.reach, name="reach"),
    path("tasks/<int:number>/split", setting_up.split, name="split"),
    path("tasks/<int:number>/years", setting_up.year, name="year"),
    path("tasks/<int:number>/reply", setting_up.reply, name="reply"),
    path("tasks/ledger", bringing.ledger, name="ledger"),
    path("collect", collecting.gather, name="collect"),
    path("collect/confirm", collecting.confirm, name="confirm"),
    path("requests", collecting.requests, name="requests"),
    path("evidence/<int:number>", papers.paper, name="evidence"),
    path("tasks/list", flat.flat, name="flat"),
    path("tasks/bulk", flat.bulk, name="bulk"),
    path("tasks/timetable", flat.timetable, name="timetable"),
    path("tasks/map", maps.battle, name="map"),
    path("tasks/map/screen", maps.screen, name="screen"),
    path("tasks/map.pdf", maps.map_pdf, name="map_pdf"),
    path("tasks/wall.pdf", maps.wall_pdf, name="wall_pdf"),
    path("tasks/units/<int:number>", maps.unit, name="unit"),
    path("tasks/chase", chasing.chase, name="chase"),
    path("tasks/<int:number>/letter", chasing.send, name="send_letter"),
    path("tasks", book.listing, name="tasks"),
    path("tasks/<int:number>", book.show, name="page"),
    path("tasks/<int:number>/edit", book.edit, name="edit"),
    path("tasks/<int:number>/row", book.row, name="row"),
]
