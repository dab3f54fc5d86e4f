"""Pages of meetings: Monday's report, the dispatch meeting, the monthly bulletin; docx and PDF of each."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from guatu.briefing.official import Official
from guatu.briefing.press import pdf, picture
from guatu.briefing.word import docx
from guatu.vocabulary.period import Period
from guatu.vocabulary.problems import GuatuError
from guatu.web.access.allow import allow
from guatu.web.access.pages import page
from guatu.web.access.request import Request
from guatu.web.board.actions import decide
from guatu.web.board.forms import DecisionFields
from guatu.web.board.queries import meetings as heard
from guatu.web.messages.queries import blocks_of
from guatu.web.ui.downloads import download

FORMS: dict[str, Callable[[Official], bytes]] = {"docx": docx, "pdf": pdf, "png": picture}


@page("meeting.view")
def monday(request: Request) -> HttpResponse:
    """周一专报."""
    document = heard.monday_report(request.actor, _hearing(request))
    return _paper(request, document, title=_("周一专报"), name="monday")


@page("meeting.view")
def monday_file(request: Request, form: str) -> HttpResponse:
    """周一专报 as docx, PDF or picture."""
    return _file(heard.monday_report(request.actor, _hearing(request, printed=True)), form=form)


@page("meeting.view")
def bulletin(request: Request) -> HttpResponse:
    """The supervision bulletin of a month."""
    seen = _hearing(request)
    month = _month(request.GET.get("month", ""), seen=seen)
    document = heard.monthly_bulletin(request.actor, seen, month)
    more = {"months": heard.months_told(seen.day), "month": str(month)}
    return _paper(request, document, title=_("督查通报"), name="bulletin", **more)


@page("meeting.view")
def bulletin_file(request: Request, form: str) -> HttpResponse:
    """The same as docx or PDF."""
    seen = _hearing(request, printed=True)
    month = _month(request.GET.get("month", ""), seen=seen)
    return _file(heard.monthly_bulletin(request.actor, seen, month), form=form)


@page("meeting.view")
def dispatch(request: Request) -> HttpResponse:
    """调度会: red and yellow tasks in order of speaking; what is decided becomes a task on the spot."""
    return _dispatch(request, DecisionFields())


@page("meeting.view")
def dispatch_file(request: Request, form: str) -> HttpResponse:
    """The pack as docx or PDF."""
    return _file(heard.dispatch_pack(_hearing(request, printed=True)), form=form)


@page("meeting.decide", post="meeting.decide")
@require_POST
def decided(request: Request) -> HttpResponse:
    """Make a decision a task."""
    form = DecisionFields(request.POST)
    if not form.is_valid():
        return _dispatch(request, form, status=422)
    data = form.cleaned_data
    unit = data["lead_unit"].pk if data["lead_unit"] else None
    try:
        number = decide(
            data["title"], by=request.actor, parent=data["parent"], lead_unit=unit, due=data["deadline"]
        )
    except GuatuError as error:
        form.add_error(None, str(error.problem))
        return _dispatch(request, form, status=422)
    messages.success(request, _("议定事项已立项：“%(t)s”。") % {"t": data["title"][:40]})
    return redirect(f"/meetings/dispatch#task-{data['parent'] or number}")


def _dispatch(request: Request, form: DecisionFields, *, status: int = 200) -> HttpResponse:
    seen = _hearing(request)
    order = heard.speaking_order(seen)
    context = {
        "rows": list(zip(order, heard.dispatch_items(seen, order), strict=True)),
        "today": seen.day,
        "form": form,
        "failed": form["parent"].value() if form.is_bound else None,
        "units": form.fields["lead_unit"].queryset,  # type: ignore[attr-defined]
        "may_decide": request.known_at is None and allow(request.actor, "meeting.decide"),
    }
    return render(request, "board/dispatch.html", context, status=status)


def _hearing(request: Request, *, printed: bool = False) -> heard.Hearing:
    base = request.build_absolute_uri("/").rstrip("/") if printed else ""
    return heard.hearing(request.actor, known_at=request.known_at, base=base)


def _month(text: str, *, seen: heard.Hearing) -> Period:
    told = [value for value, _ in heard.months_told(seen.day)]
    return Period.parse(text if text in told else told[0])


def _paper(request: Request, document: Official, *, title: str, name: str, **more: object) -> HttpResponse:
    context = {"document": document, "blocks": blocks_of(document), "title": title, "name": name} | more
    return render(request, "board/paper.html", context)


def _file(document: Official, *, form: str) -> HttpResponse:
    if form not in FORMS:
        raise Http404(form)
    return download(FORMS[form](document), name=f"{document.title}{document.day:%Y%m%d}.{form}")
