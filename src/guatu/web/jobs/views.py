"""Pages of jobs: the operator sees all, a person sees their own."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from guatu.web.access.pages import page
from guatu.web.access.request import Request
from guatu.web.jobs import actions, queries


@page("job.list")
def listing(request: Request) -> HttpResponse:
    """All jobs, newest first, by state."""
    state = request.GET.get("state", "")
    shown = Paginator(queries.jobs(state=state), 50).get_page(request.GET.get("page"))
    return render(
        request, "jobs/list.html", {"shown": shown, "state": state, "states": queries.states_with_counts()}
    )


@page("job.view")
def show(request: Request, pk: int) -> HttpResponse:
    """One job: how far it is, or how it ended."""
    job = queries.job_for(request.actor, pk)
    context = {
        "job": job,
        "details": queries.sees_details(request.actor),
        "blind": not queries.owns(request.actor, job),
    }
    return render(request, "jobs/page.html", context)


@page("job.view")
def state(request: Request, pk: int) -> HttpResponse:
    """The same for a script that waits; what the job says of its content is for its owner alone."""
    job = queries.job_for(request.actor, pk)
    owner = queries.owns(request.actor, job)
    return JsonResponse(
        {
            "state": job.state,
            "percent": job.percent,
            "message": job.message if owner else "",
            "error": job.error,
            "result": job.result if owner else None,
        }
    )


@page("job.retry", post="job.retry")
@require_POST
def retry(request: Request, pk: int) -> HttpResponse:
    """Run a failed job again."""
    actions.retry(queries.job_for(request.actor, pk), by=request.actor)
    messages.success(request, _("已重新排队。"))
    return redirect("jobs:page", pk)
