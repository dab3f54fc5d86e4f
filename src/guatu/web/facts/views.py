"""Pages of the data desk: the list, the form, a delivery with its problems, its sheet."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render

from guatu.vocabulary.problems import GuatuError
from guatu.web.access.allow import allow
from guatu.web.access.pages import page
from guatu.web.access.request import Request
from guatu.web.facts import queries
from guatu.web.facts.actions import receive_delivery
from guatu.web.facts.forms import DeliveryForm
from guatu.web.jobs.queries import job_for


@page("delivery.view")
def listing(request: Request) -> HttpResponse:
    """Every delivery that this person may see, newest first."""
    rows = queries.deliveries_for(request.actor, known_at=request.known_at)
    shown = Paginator(rows, 50).get_page(request.GET.get("page"))
    may = allow(request.actor, "delivery.bring") and request.known_at is None
    names = dict(queries.dataset_choices())
    context = {"shown": shown, "rows": [(row, names.get(row.dataset, row.dataset)) for row in shown]}
    return render(request, "facts/list.html", context | {"may_bring": may})


@page("delivery.bring", post="delivery.bring")
def bring(request: Request) -> HttpResponse:
    """Hand a file in; a job checks it."""
    form = DeliveryForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        said = dict(form.cleaned_data)
        file = said.pop("file")
        try:
            made = receive_delivery(file.read(), name=file.name, by=request.actor, **said)
        except GuatuError as error:
            form.add_error("file", str(error))
        else:
            return redirect("facts:page", made.pk)
    return render(request, "facts/bring.html", {"form": form}, status=400 if form.errors else 200)


@page("delivery.view")
def show(request: Request, number: int) -> HttpResponse:
    """One delivery: how far it is, or what is wrong with which cell."""
    found = queries.delivery_for(request.actor, number)
    waiting = found.state in ("checking", "accepting") and found.brought_by_id == request.actor.user_id
    job = job_for(request.actor, found.job) if waiting and found.job is not None else None
    name = dict(queries.dataset_choices()).get(found.dataset, found.dataset)
    context = {"delivery": found, "dataset": name, "job": job, "rows_told": queries.rows_told(found)}
    return render(request, "facts/page.html", context)


@page("delivery.view")
def sheet(request: Request, number: int, index: int) -> HttpResponse:
    """The sheet drawn as a sheet, one cell lit."""
    found = queries.delivery_for(request.actor, number)
    drawn = queries.drawn(found, index, at=request.GET.get("at", ""))
    return render(request, "facts/sheet.html", drawn | {"delivery": found})
