"""Addresses of the documents desk."""

from django.urls import path

from guatu.web.reading import api, views
from guatu.web.reading.views import beside, words

app_name = "reading"
urlpatterns = [
    path("documents", views.documents, name="documents"),
    path("documents/new", views.upload, name="upload"),
    path("documents/indicators", api.indicators, name="indicators"),
    path("documents/words", words.words, name="words"),
    path("documents/words/check", words.check, name="word_check"),
    path("documents/words/teach", words.teach, name="word_teach"),
    path("documents/words/<int:number>", words.word, name="word"),
    path("documents/<int:number>", views.document, name="document"),
    path("documents/<int:number>/beside", beside.others, name="others"),
    path("documents/<int:number>/beside/<int:other>", beside.beside, name="beside"),
    path("documents/<int:number>/original", views.original, name="original"),
    path("documents/<int:number>/items.xlsx", views.items, name="items"),
    path("documents/<int:number>/status", api.status, name="status"),
    path("documents/<int:number>/about", views.about, name="about"),
    path("documents/<int:number>/finish", views.finish, name="finish"),
    path("documents/<int:number>/plain", views.plain, name="plain"),
    path("documents/<int:number>/reread", views.reread, name="reread"),
    path("documents/<int:number>/undo", views.undo, name="undo"),
    path("documents/<int:number>/decide", views.decide, name="decide"),
    path("documents/<int:number>/add", views.add, name="add"),
    path("documents/<int:number>/items/<int:item>", views.item, name="item"),
    path("documents/<int:number>/api/decide", api.decide, name="api_decide"),
    path("documents/<int:number>/api/items/<int:item>", api.mend, name="api_item"),
    path("documents/<int:number>/api/add", api.add, name="api_add"),
    path("documents/<int:number>/api/plain", api.plain, name="api_plain"),
    path("documents/<int:number>/api/undo", api.undo, name="api_undo"),
    path("documents/<int:number>/api/draft", api.draft, name="api_draft"),
    path("documents/<int:number>/api/cards", api.changed, name="api_cards"),
]
