"""The desk's acts as JSON, for the page's script: each answers with the cards that changed."""

import json
from collections.abc import Iterable
from typing import Any

from django.http import JsonResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from guatu.web.access.pages import page
from guatu.web.access.request import Request
from guatu.web.audit.queries import head
from guatu.web.reading import queries
from guatu.web.reading.actions import decide as deciding
from guatu.web.reading.actions import finish as finishing
from guatu.web.reading.actions import undo as undoing
from guatu.web.reading.actions.draft import drop_draft, keep_draft
from guatu.web.reading.desk import desk
from guatu.web.reading.editing import form_for, form_of, span_of
from guatu.web.reading.plain_ones import level
from guatu.web.reading.problems import refuse
from guatu.web.reading.queries.words import taught
from guatu.web.reading.typed import search


@page("document.view")
def indicators(request: Request) -> JsonResponse:
    """Indicators whose name holds `q`, in either script."""
    hits = search(request.GET.get("q", "")[:40], taught=taught())
    return JsonResponse({"hits": [{"id": h.id, "name": h.name, "matched": h.matched} for h in hits]})


@page("document.view")
def status(request: Request, number: int) -> JsonResponse:
    """Whether the document has been read."""
    found = queries.document_for(request.actor, number)
    return JsonResponse({"state": found.state, "readings": found.readings, "job": found.job})


@page("document.view")
def changed(request: Request, number: int) -> JsonResponse:
    """The cards decided since a sequence of the log (what colleagues did), and those named by `numbers`."""
    found = queries.document_for(request.actor, number)
    named = [int(text) for text in request.GET.getlist("numbers") if _digits(text)]
    since = request.GET.get("since", "")
    return _answer(request, found, numbers=named, since=int(since) if _digits(since) else head())


@page("candidate.decide", post="candidate.decide")
@require_POST
def decide(request: Request, number: int) -> JsonResponse:
    """`{"item", "version", "decision", "resolution"}`; 409 when somebody was first or the record differs."""
    sent, found = _sent(request), queries.document_for(request.actor, number)
    made = deciding.decide(
        number,
        _whole(sent, "item"),
        str(sent.get("decision")),
        by=request.actor,
        expected_version=_whole(sent, "version"),
        resolution=str(sent.get("resolution") or ""),
    )
    return _answer(request, found, numbers=[made.pk], since=_since(sent))


@page("candidate.decide", post="candidate.decide")
@require_POST
def mend(request: Request, number: int, item: int) -> JsonResponse:
    """`{"version", "fields", "resolution"}`; 422 with the problems beside their fields."""
    sent, found = _sent(request), queries.document_for(request.actor, number)
    form = form_of(queries.candidate_in(found, item), data=_fields(sent))
    if not form.is_valid():
        return JsonResponse({"errors": form.errors}, status=422)
    made = deciding.mend(
        number,
        item,
        form.item(),
        by=request.actor,
        expected_version=_whole(sent, "version"),
        resolution=str(sent.get("resolution") or ""),
    )
    drop_draft(found, f"item:{item}", by=request.actor)
    return _answer(request, found, numbers=[made.pk], since=_since(sent))


@page("candidate.decide", post="candidate.decide")
@require_POST
def add(request: Request, number: int) -> JsonResponse:
    """`{"noun", "start", "end", "fields", "resolution"}`; answers with the text too: it has a new span."""
    sent, found = _sent(request), queries.document_for(request.actor, number)
    start, end = span_of(found, sent)
    noun = str(sent.get("noun"))
    form = form_for(found, noun, start=start, end=end, data=_fields(sent))
    if not form.is_valid():
        return JsonResponse({"errors": form.errors}, status=422)
    made = deciding.add(
        number, noun, form.item(), by=request.actor, resolution=str(sent.get("resolution") or "")
    )
    drop_draft(found, f"add:{noun}:{start}-{end}", by=request.actor)
    return _answer(request, found, numbers=[made.pk], since=_since(sent), added=made.pk)


@page("candidate.decide", post="candidate.decide")
@require_POST
def plain(request: Request, number: int) -> JsonResponse:
    """`{"numbers"}`: adopt those that are still plain; the answer's cards are those adopted."""
    sent, found = _sent(request), queries.document_for(request.actor, number)
    numbers = [n for n in sent.get("numbers") or [] if isinstance(n, int)]
    above = level(str(sent.get("above")))
    made = finishing.adopt_plain(number, by=request.actor, numbers=numbers, above=above)
    return _answer(request, found, numbers=[row.pk for row in made], since=_since(sent))


@page("candidate.decide", post="candidate.decide")
@require_POST
def undo(request: Request, number: int) -> JsonResponse:
    """Take back the person's last deed; the answer's cards are those that stand again as before."""
    sent, found = _sent(request), queries.document_for(request.actor, number)
    done = undoing.undo(number, by=request.actor)
    numbers = [row.pk for row in done.back]
    return _answer(request, found, numbers=numbers, since=_since(sent), back=numbers, kept=done.kept)


@page("candidate.decide", post="candidate.decide")
@require_POST
def draft(request: Request, number: int) -> JsonResponse:
    """`{"place", "fields"}` keeps a half-filled form for the person; without fields it is dropped."""
    sent, found = _sent(request), queries.document_for(request.actor, number)
    place = str(sent.get("place") or "")[:60]
    if _fields(sent):
        keep_draft(found, place, _fields(sent), by=request.actor)
    else:
        drop_draft(found, place, by=request.actor)
    return JsonResponse({"place": place})


def _sent(request: Request) -> dict[str, Any]:
    try:
        sent = json.loads(request.body)
    except ValueError:
        sent = None
    if not isinstance(sent, dict):
        raise refuse("request.json", _("提交的内容不完整。"), advice=_("请刷新页面后重试。"))
    return sent


def _fields(sent: dict[str, Any]) -> dict[str, Any]:
    fields = sent.get("fields")
    return fields if isinstance(fields, dict) else {}


def _whole(sent: dict[str, Any], name: str) -> int:
    value = sent.get(name)
    return value if isinstance(value, int) and 0 <= value < 10**15 else 0


def _digits(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 18


def _since(sent: dict[str, Any]) -> int:
    """The sequence that the page has seen; what was decided after it goes into the answer too."""
    return _whole(sent, "since") or head()


def _answer(
    request: Request,
    document: queries.Document,
    *,
    numbers: Iterable[int],
    since: int,
    added: int | None = None,
    **more: Any,
) -> JsonResponse:
    """The named cards and those decided since, the head of the page, and the text when spans are new."""
    now = head()
    put = desk(document, actor=request.actor, show=request.GET.get("show", ""))
    wanted = set(numbers) | {row.pk for row in queries.candidates(document) if (row.seq or row.since) > since}
    context = {"desk": put, "document": document}
    cards = [
        {
            "number": card.number,
            "noun": card.noun,
            "decision": card.decision,
            "html": render_to_string("reading/part_card.html", {"card": card, **context}, request),
        }
        for card in put.cards
        if card.number in wanted
    ]
    answer = {
        "cards": cards,
        "order": [card.number for card in put.cards],
        "summary": render_to_string("reading/part_summary.html", context, request),
        "checks": render_to_string("reading/part_checks.html", context, request),
        "filters": render_to_string("reading/part_filters.html", context, request),
        "undoable": put.undoable,
        "since": now,
        "state": document.state,
    }
    if added is not None:
        answer |= {"added": added, "text": render_to_string("reading/part_text.html", context, request)}
    return JsonResponse(answer | more)
