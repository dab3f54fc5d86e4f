"""Pages of the documents desk: the list, the upload, the review, and its acts as plain forms."""

from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from guatu.vocabulary.problems import GuatuError
from guatu.web.access.allow import allow
from guatu.web.access.pages import page
from guatu.web.access.request import Request
from guatu.web.audit.queries import head
from guatu.web.jobs.queries import own_job
from guatu.web.reading import queries
from guatu.web.reading.actions import decide as deciding
from guatu.web.reading.actions import finish as finishing
from guatu.web.reading.actions import receive as receiving
from guatu.web.reading.actions import undo as undoing
from guatu.web.reading.actions.draft import drop_draft, keep_draft
from guatu.web.reading.desk import desk
from guatu.web.reading.editing import form_for, form_of, span_of
from guatu.web.reading.forms import AboutForm, UploadForm
from guatu.web.reading.items_xlsx import workbook
from guatu.web.reading.plain_ones import LEVELS, level, plain_ones
from guatu.web.reading.problems import Differs
from guatu.web.reading.queries.words import taught
from guatu.web.reading.reader import ACCEPT, version
from guatu.web.reading.store import path_of
from guatu.web.reading.typed import names
from guatu.web.ui.downloads import download


@page("document.view")
def documents(request: Request) -> HttpResponse:
    """Every document that this person may read, newest first."""
    rows = queries.documents_for(request.actor, known_at=request.known_at)
    counts = queries.counts_of_all(rows, known_at=request.known_at)
    own = request.actor.user_id
    reading = {row.pk: row.job for row in rows if row.state == "reading" and row.brought_by_id == own}
    shown = [(row, counts[row.pk], reading.get(row.pk)) for row in rows]
    may = allow(request.actor, "document.upload") and request.known_at is None
    may_teach = allow(request.actor, "word.teach")
    context = {"rows": shown, "may_upload": may, "may_teach": may_teach}
    return render(request, "reading/documents.html", context)


@page("document.upload", post="document.upload")
def upload(request: Request) -> HttpResponse:
    """Bring files: each is checked whole, then read by a job of its own; one that fails stops no other."""
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        files = request.FILES.getlist("file")
        came: list[receiving.Received] = []
        for file in files:
            try:
                came.append(_receive(request, file, data=form.cleaned_data))
            except GuatuError as error:
                form.add_error(None, str(error))
        if came:
            return _brought(request, form, came=came, many=len(files))
    status = 400 if form.errors else 200
    return render(request, "reading/upload.html", {"form": form, "accept": ACCEPT}, status=status)


def _receive(request: Request, file: Any, *, data: dict[str, Any]) -> receiving.Received:
    return receiving.receive(
        file.read(), name=file.name, by=request.actor, mark=data["mark"], day=data["date"]
    )


def _brought(
    request: Request, form: UploadForm, *, came: list[receiving.Received], many: int
) -> HttpResponse:
    """Go on to the one document, or to the list, where each of several shows how far it is."""
    for why in form.non_field_errors():
        messages.error(request, why)
    for known in (received.document for received in came if not received.fresh):
        told = _("这份文件以前已经提交过，没有重复登记。")
        messages.info(request, told if many == 1 else f"《{known.title}》{told}")
    if many == 1:
        return redirect("reading:document", came[0].document.pk)
    fresh = sum(received.fresh for received in came)
    messages.success(request, _("已提交%(n)s份文件，正在分别识别。") % {"n": fresh})
    return redirect("reading:documents")


@page("document.view")
def document(request: Request, number: int) -> HttpResponse:
    """The review page; while the document is being read, its progress; when that failed, why."""
    actor, known_at = request.actor, request.known_at
    found = queries.document_for(actor, number, known_at=known_at)
    about = AboutForm(label_suffix="", initial={"title": found.title, "date": found.date, "mark": found.mark})
    context = {"document": found, "about": about, "may_upload": allow(actor, "document.upload")}
    if found.readings == 0:
        return render(request, "reading/waiting.html", context | {"job": own_job(actor, found.job)})
    more = {
        "job": own_job(actor, found.job) if found.state == "reading" else None,
        "desk": desk(found, actor=actor, known_at=known_at, show=request.GET.get("show", "")),
        "since": head() if known_at is None else known_at,
        "newer": known_at is None and found.state != "reading" and found.reader != version(taught()),
        "may_reopen": found.state == "done" and known_at is None and allow(actor, "candidate.decide"),
    }
    return render(request, "reading/review.html", context | more)


@page("document.view")
def original(request: Request, number: int) -> FileResponse:
    """The file as it came; always a download, never shown by the browser."""
    found = queries.document_for(request.actor, number, known_at=request.known_at)
    file = path_of(found.sha256).open("rb")
    return FileResponse(
        file, as_attachment=True, filename=found.name, content_type="application/octet-stream"
    )


@page("document.view")
def items(request: Request, number: int) -> HttpResponse:
    """What was read in the document, as a workbook."""
    found = queries.document_for(request.actor, number, known_at=request.known_at)
    rows = queries.candidates(found, known_at=request.known_at)
    return download(workbook(rows, title=found.title), name=f"{found.title}.xlsx")


@page("document.upload", post="document.upload")
@require_POST
def about(request: Request, number: int) -> HttpResponse:
    """Mend title, date and mark; a new date has the document read again."""
    queries.document_for(request.actor, number)
    form = AboutForm(request.POST)
    if form.is_valid():
        data = form.cleaned_data
        receiving.describe(
            number,
            by=request.actor,
            expected_version=_whole(request.POST.get("version")),
            title=data["title"],
            day=data["date"],
            mark=data["mark"],
            again="again" in request.POST,
        )
        messages.success(request, _("已保存。"))
    else:
        messages.error(request, "；".join(str(e) for errors in form.errors.values() for e in errors))
    return redirect("reading:document", number)


@page("document.upload", post="document.upload")
@require_POST
def reread(request: Request, number: int) -> HttpResponse:
    """Have the document read once more; every decision stays."""
    queries.document_for(request.actor, number)
    try:
        seen = _whole(request.POST.get("version"))
        receiving.reread(number, by=request.actor, expected_version=seen)
    except GuatuError as error:
        messages.error(request, str(error))
    return redirect("reading:document", number)


@page("candidate.decide", post="candidate.decide")
@require_POST
def finish(request: Request, number: int) -> HttpResponse:
    """End the review, or open it again."""
    queries.document_for(request.actor, number)
    act = finishing.reopen if "reopen" in request.POST else finishing.finish
    try:
        done = act(number, by=request.actor, expected_version=_whole(request.POST.get("version")))
    except GuatuError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("审核完成。") if done.state == "done" else _("已重新打开。"))
    return redirect("reading:document", number)


@page("document.view", post="candidate.decide")
def plain(request: Request, number: int) -> HttpResponse:
    """Say what one stroke would adopt, and adopt exactly that."""
    found = queries.document_for(request.actor, number)
    above = level((request.POST if request.method == "POST" else request.GET).get("above"))
    if request.method == "POST":
        numbers = [_whole(text) for text in request.POST.get("numbers", "").split(",")]
        adopted = finishing.adopt_plain(number, by=request.actor, numbers=numbers, above=above)
        messages.success(request, _("已采纳%(n)s项；按“撤销上一步”可一次撤回。") % {"n": len(adopted)})
        return redirect("reading:document", number)
    offered = plain_ones(found, by=request.actor, above=above)
    cards = desk(found, actor=request.actor).cards
    listed = {row.pk for row in offered.plain}
    context = {
        "document": found,
        "cards": [card for card in cards if card.number in listed],
        "left": sorted(offered.left.items()),
        "numbers": ",".join(str(number) for number in sorted(listed)),
        "levels": LEVELS,
        "above": above,
    }
    return render(request, "reading/plain.html", context)


@page("candidate.decide", post="candidate.decide")
@require_POST
def undo(request: Request, number: int) -> HttpResponse:
    """Take back the person's last deed."""
    queries.document_for(request.actor, number)
    try:
        done = undoing.undo(number, by=request.actor)
    except GuatuError as error:
        messages.error(request, str(error))
        return redirect("reading:document", number)
    messages.success(request, _("已撤回%(n)s项。") % {"n": len(done.back)})
    for why in done.kept:
        messages.error(request, why)
    return redirect(f"/documents/{number}#c{done.back[0].pk}" if done.back else f"/documents/{number}")


@page("candidate.decide", post="candidate.decide")
@require_POST
def decide(request: Request, number: int) -> HttpResponse:
    """One decision from a plain form: `choice` is decision, candidate, version and perhaps an answer."""
    queries.document_for(request.actor, number)
    parts = (request.POST.get("choice", "") + ":::").split(":")
    item = _whole(parts[1])
    try:
        deciding.decide(
            number,
            item,
            parts[0],
            by=request.actor,
            expected_version=_whole(parts[2]),
            resolution=parts[3],
        )
    except GuatuError as error:
        messages.error(request, str(error))
    return redirect(f"/documents/{number}#c{item}")


@page("document.view", post="candidate.decide")
def item(request: Request, number: int, item: int) -> HttpResponse:
    """The form of one candidate, for those without scripts; `?part` gives the form alone."""
    found = queries.document_for(request.actor, number)
    candidate = queries.candidate_in(found, item)
    if candidate.noun == "unread":
        return redirect(f"/documents/{number}/add?start={candidate.start}&end={candidate.end}&noun=figure")
    place = f"item:{item}"
    left = queries.draft(found, place, by=request.actor)
    if request.method == "POST" and ({"draft", "drop"} & request.POST.keys()):
        return _aside(request, found, place, back=f"/documents/{number}#c{item}")
    form = form_of(candidate, data=request.POST or None, draft=left)
    context = {
        "document": found,
        "form": form,
        "candidate": candidate,
        "quote": candidate.current.get("quote"),
        "place": place,
        "left": left,
    }
    if request.method == "POST" and form.is_valid():
        try:
            deciding.mend(
                number,
                item,
                form.item(),
                by=request.actor,
                expected_version=_whole(request.POST.get("version")),
                resolution=request.POST.get("resolution", ""),
            )
            drop_draft(found, place, by=request.actor)
            return redirect(f"/documents/{number}#c{item}")
        except GuatuError as error:
            form.add_error(None, str(error))
            context["differs"] = isinstance(error, Differs)
    return _form(request, context, errors=bool(form.errors))


@page("document.view", post="candidate.decide")
def add(request: Request, number: int) -> HttpResponse:
    """The form for words that the reader missed; `?part` gives the form alone."""
    found = queries.document_for(request.actor, number)
    sent = request.POST if request.method == "POST" else request.GET
    start, end = span_of(found, sent)
    noun = sent.get("noun", "figure")
    place = f"add:{noun}:{start}-{end}"
    left = queries.draft(found, place, by=request.actor)
    if request.method == "POST" and ({"draft", "drop"} & request.POST.keys()):
        return _aside(request, found, place, back=f"/documents/{number}")
    form = form_for(found, noun, start=start, end=end, data=request.POST or None, draft=left)
    context = {"document": found, "form": form, "quote": found.text[start:end], "start": start, "end": end}
    context |= {"place": place, "left": left}
    if request.method == "POST" and form.is_valid():
        try:
            made = deciding.add(
                number, noun, form.item(), by=request.actor, resolution=sent.get("resolution", "")
            )
            drop_draft(found, place, by=request.actor)
            return redirect(f"/documents/{number}#c{made.pk}")
        except GuatuError as error:
            form.add_error(None, str(error))
            context["differs"] = isinstance(error, Differs)
    return _form(request, context, errors=bool(form.errors))


def _aside(request: Request, document: queries.Document, place: str, *, back: str) -> HttpResponse:
    """Lay a half-filled form aside, or give it up."""
    if "drop" in request.POST:
        drop_draft(document, place, by=request.actor)
    else:
        fields = {name: request.POST.getlist(name) for name in request.POST if name != "draft"}
        single = {name: many[0] if len(many) == 1 else many for name, many in fields.items()}
        keep_draft(document, place, single, by=request.actor)
        messages.success(request, _("草稿已保存，只有您自己看得到。"))
    return redirect(back)


def _form(request: Request, context: dict[str, Any], *, errors: bool) -> HttpResponse:
    template = "reading/part_form.html" if "part" in request.GET else "reading/item.html"
    return render(request, template, context | {"names": names()}, status=422 if errors else 200)


def _whole(text: Any) -> int:
    """A number from a form; 0 for what is none, which matches nothing."""
    return int(text) if isinstance(text, str) and text.isascii() and text.isdigit() and len(text) < 18 else 0
