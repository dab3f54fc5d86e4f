"""Addresses of letters, the outbox and lines."""

from django.urls import path

from guatu.web.messages import views

app_name = "messages"
urlpatterns = [
    path("letters", views.listing, name="letters"),
    path("letters/<int:number>", views.show, name="letter"),
    path("letters/<int:number>.docx", views.word, name="docx"),
    path("letters/<int:number>.pdf", views.printed, name="pdf"),
    path("letters/<int:number>/receive", views.receive, name="receive"),
    path("outbox", views.outbox, name="outbox"),
    path("outbox/deliver", views.deliver, name="deliver"),
    path("outbox/<int:row>/resend", views.resend, name="resend"),
    path("lines", views.lines, name="lines"),
    path("lines/<int:number>/end", views.end, name="end_line"),
]
