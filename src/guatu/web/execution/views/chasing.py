"""The office chases now, or sends one letter of its own accord."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from guatu.vocabulary.problems import GuatuError
from guatu.web.access.pages import page
from guatu.web.access.request import Request
from guatu.web.execution.actions.chasing import send_by_hand
from guatu.web.jobs.actions import enqueue


@page("letter.send", post="letter.send")
@require_POST
def chase(request: Request) -> HttpResponse:
    """Chase today's tasks by a job."""
    job = enqueue("execution.chase", {}, by=request.actor)
    return redirect("jobs:page", job.pk)


@page("letter.send", post="letter.send")
@require_POST
def send(request: Request, number: int) -> HttpResponse:
    """Send one letter about a task."""
    rung, reason = request.POST.get("rung", ""), request.POST.get("reason", "").strip()[:400]
    try:
        letter = send_by_hand(number, rung, by=request.actor, reason=reason)
    except GuatuError as error:
        messages.error(request, str(error.problem))
        return redirect("execution:page", number)
    messages.success(request, _("函件已发出，记入本任务的办理过程。"))
    return redirect("messages:letter", letter)
