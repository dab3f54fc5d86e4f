"""Pages of the zone's own words: the list, what one would change, teaching it and taking it back."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from guatu.vocabulary.problems import GuatuError
from guatu.web.access.pages import page
from guatu.web.access.request import Request
from guatu.web.reading import queries
from guatu.web.reading.actions import words as teaching
from guatu.web.reading.forms import WordForm
from guatu.web.reading.queries.words import taught, taught_words, word_by_number
from guatu.web.reading.teaching import Lesson, effect, guess, lesson
from guatu.web.reading.typed import name_of, names


@page("word.teach")
def words(request: Request) -> HttpResponse:
    """The words taught, and the form for another; `from` is the item of a document that it came up at."""
    begun: dict[str, Any] = {"kind": "alias"}
    document, item = (_whole(part) for part in (request.GET.get("from", "") + ":").split(":")[:2])
    if document and item:
        found = queries.document_for(request.actor, document)
        candidate = queries.candidate_in(found, item)
        begun |= guess(found, candidate.current, was=candidate.item)
    return _list(request, WordForm(initial=begun, label_suffix=""), document=document)


def _list(request: Request, form: WordForm, *, document: int, status: int = 200) -> HttpResponse:
    rows = taught_words(known_at=request.known_at)
    shown = [(row, name_of(row.means) if row.kind == "alias" else row.meaning) for row in rows]
    context = {"rows": shown, "form": form, "names": names(), "document": document}
    return render(request, "reading/words.html", context, status=status)


@page("word.teach")
def check(request: Request) -> HttpResponse:
    """What a word would change in the documents that are here, before anything is saved."""
    form = WordForm(request.GET, label_suffix="")
    document = _whole(request.GET.get("document", ""))
    known = taught()
    try:
        if not form.is_valid():
            return _list(request, form, document=document, status=400)
        told = lesson(form.cleaned_data, known=known)
    except GuatuError as error:
        form.add_error(None, str(error))
        return _list(request, form, document=document, status=400)
    found = effect(request.actor, told.word, before=known, after=told.onto(known))
    before = dict(known.aliases).get(told.word) if told.kind == "alias" else None
    context = {"word": told.word, "meaning": told.meaning, "effect": found, "document": document}
    context |= {"sent": form.cleaned_data, "instead": before and name_of(before)}
    return render(request, "reading/word_effect.html", context)


@page("word.teach", post="word.teach")
@require_POST
def teach(request: Request) -> HttpResponse:
    """Teach a word, and have the chosen documents read again."""
    form = WordForm(request.POST, label_suffix="")
    document = _whole(request.POST.get("document", ""))
    try:
        if not form.is_valid():
            return _list(request, form, document=document, status=400)
        told: Lesson = lesson(form.cleaned_data, known=taught())
        teaching.teach(told, by=request.actor, document=document or None)
    except GuatuError as error:
        form.add_error(None, str(error))
        return _list(request, form, document=document, status=400)
    said = {"word": told.word, "meaning": told.meaning}
    messages.success(request, _("已记住：“%(word)s”即%(meaning)s。") % said)
    return _again(request, document=document)


@page("word.teach", post="word.teach")
def word(request: Request, number: int) -> HttpResponse:
    """What taking a word back would change; POST takes it back."""
    row = word_by_number(number)
    if request.method == "POST":
        teaching.forget(number, by=request.actor)
        messages.success(request, _("已撤回“%(word)s”。") % {"word": row.word})
        return _again(request, document=0)
    known = taught()
    found = effect(request.actor, row.word, before=known, after=known.without(row.word))
    meaning = name_of(row.means) if row.kind == "alias" else row.meaning
    context = {"row": row, "word": row.word, "meaning": meaning, "effect": found}
    return render(request, "reading/word_effect.html", context)


def _again(request: Request, *, document: int) -> HttpResponse:
    """Have the chosen documents read again; go back to where the person came from."""
    chosen = [n for n in map(_whole, request.POST.getlist("again")) if n]
    seen = {row.pk for row in queries.documents_for(request.actor)}
    begun, refused = teaching.reread_all([n for n in chosen if n in seen], by=request.actor)
    if begun:
        messages.info(
            request, _("正在重新识别%(n)s份文件；审核结果均保留，不同之处会标出。") % {"n": len(begun)}
        )
    for why in refused:
        messages.error(request, why)
    return redirect("reading:document", document) if document else redirect("reading:words")


def _whole(text: Any) -> int:
    return int(text) if isinstance(text, str) and text.isascii() and text.isdigit() and len(text) < 18 else 0
