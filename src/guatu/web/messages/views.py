"""Pages of letters, the outbox and lines."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from guatu.briefing.press import pdf
from guatu.briefing.word import docx
from guatu.vocabulary.problems import GuatuError
from guatu.web.access.allow import allow
from guatu.web.access.pages import page
from guatu.web.access.request import Request
from guatu.web.jobs.actions import enqueue
from guatu.web.messages import queries
from guatu.web.messages.actions import receiving
from guatu.web.messages.forms import LineFields
from guatu.web.ui.downloads import download


@page("letter.view")
def listing(request: Request) -> HttpResponse:
    """The letters that this person may see, newest first."""
    state, rung = request.GET.get("state", ""), request.GET.get("rung", "")
    rows = queries.letters_seen_by(request.actor, state=state, rung=rung, known_at=request.known_at)
    context = {
        "shown": Paginator(rows, 50).get_page(request.GET.get("page")),
        "state": state,
        "rung": rung,
        "kinds": queries.kinds_seen_by(request.actor),
        "may_send": request.known_at is None and allow(request.actor, "letter.send"),
        "may_see_outbox": allow(request.actor, "outbox.view"),
        "may_edit_lines": allow(request.actor, "line.edit"),
    }
    return render(request, "messages/list.html", context)


@page("letter.view")
def show(request: Request, number: int) -> HttpResponse:
    """One letter as it was written, with its receipt and, for the office, where it went."""
    letter = queries.letter_for(request.actor, number)
    document = queries.document_of(letter)
    context = {
        "letter": letter,
        "document": document,
        "blocks": queries.blocks_of(document),
        "may_receive": queries.may_receive(request.actor, letter),
        "ways": queries.ways(letter) if allow(request.actor, "outbox.view") else (),
        "may_send": allow(request.actor, "letter.send"),
    }
    return render(request, "messages/letter.html", context)


@page("letter.view")
def word(request: Request, number: int) -> HttpResponse:
    """The letter as docx."""
    letter = queries.letter_for(request.actor, number)
    return download(docx(queries.document_of(letter)), name=f"{letter}.docx")


@page("letter.view")
def printed(request: Request, number: int) -> HttpResponse:
    """The letter as PDF."""
    letter = queries.letter_for(request.actor, number)
    return download(pdf(queries.document_of(letter)), name=f"{letter}.pdf")


@page("letter.receive", post="letter.receive")
@require_POST
def receive(request: Request, number: int) -> HttpResponse:
    """Acknowledge a letter for the unit."""
    try:
        receiving.receive(number, by=request.actor)
    except GuatuError as error:
        messages.error(request, str(error.problem))
    else:
        messages.success(request, _("已签收。"))
    return redirect("messages:letter", number)


@page("outbox.view")
def outbox(request: Request) -> HttpResponse:
    """What went out by which way, and what did not arrive."""
    state, channel = request.GET.get("state", ""), request.GET.get("channel", "")
    shown = Paginator(queries.outbox(state=state, channel=channel), 50).get_page(request.GET.get("page"))
    rows = list(shown)
    words = queries.named(rows)
    context = {
        "shown": shown,
        "rows": [(row, words[row.recipient]) for row in rows],
        "states": queries.states_with_counts(),
        "state": state,
        "channel": channel,
        "channels": queries.WAYS,
        "may_send": allow(request.actor, "letter.send"),
    }
    return render(request, "messages/outbox.html", context)


@page("letter.send", post="letter.send")
@require_POST
def deliver(request: Request) -> HttpResponse:
    """Send what waits, by a job."""
    job = enqueue("messages.deliver", {}, by=request.actor)
    return redirect("jobs:page", job.pk)


@page("letter.send", post="letter.send")
@require_POST
def resend(request: Request, row: int) -> HttpResponse:
    """Put one message in the outbox again."""
    try:
        receiving.resend(row, by=request.actor)
    except GuatuError as error:
        messages.error(request, str(error.problem))
    else:
        messages.success(request, _("已重新排队，随下一次外发发出。"))
    return redirect("messages:outbox")


@page("line.edit", post="line.edit")
def lines(request: Request) -> HttpResponse:
    """The addresses at which units and people are reached from outside."""
    form = LineFields(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            receiving.add_line(by=request.actor, **form.line())
        except GuatuError as error:
            form.add_error(None, str(error.problem))
        else:
            messages.success(request, _("线路已登记。"))
            return redirect("messages:lines")
    context = {"form": form, "held": queries.lines(), "folder": queries.outbox_folder().name}
    return render(request, "messages/lines.html", context, status=422 if form.errors else 200)


@page("line.edit", post="line.edit")
@require_POST
def end(request: Request, number: int) -> HttpResponse:
    """Stop using a line."""
    try:
        receiving.end_line(number, by=request.actor)
    except GuatuError as error:
        messages.error(request, str(error.problem))
    else:
        messages.success(request, _("线路已停用。"))
    return redirect("messages:lines")
