"""Reading jobs."""

from __future__ import annotations

from django.db.models import Count, QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone

from guatu.web.access.actor import Actor
from guatu.web.access.allow import reach, require
from guatu.web.access.thing import Thing
from guatu.web.jobs.models import STATES, Job


def jobs(*, state: str = "") -> QuerySet[Job]:
    """Jobs, newest first."""
    rows = Job.objects.order_by("-id")
    return rows.filter(state=state) if state else rows


def states_with_counts() -> list[tuple[str, object, int]]:
    """Each state with its word and how many jobs are in it."""
    counts = dict(Job.objects.order_by().values_list("state").annotate(n=Count("pk")))
    return [(state, word, counts.get(state, 0)) for state, word in STATES]


def waits(name: str, payload: dict[str, object]) -> bool:
    """Whether a job of this name and payload stands in the queue and has not begun."""
    return Job.objects.filter(name=name, payload=payload, state="queued").exists()


def waiting(name: str) -> bool:
    """Whether any job of this name stands in the queue and has not begun."""
    return Job.objects.filter(name=name, state="queued").exists()


def alive(pk: int | None) -> bool:
    """Whether a job waits or runs."""
    return Job.objects.filter(pk=pk, state__in=("queued", "running")).exists()


def in_hand(pk: int | None) -> bool:
    """Whether a worker that breathes is at the job now."""
    return Job.objects.filter(pk=pk, state="running", lease_until__gte=timezone.now()).exists()


def job_for(actor: Actor, pk: int) -> Job:
    """One job; Http404 when there is none, PermissionDenied when it is not the actor's to see."""
    job = get_object_or_404(Job, pk=pk)
    require(actor, "job.view", Thing(owner=job.by))
    return job


def own_job(actor: Actor, pk: int | None) -> Job | None:
    """A job that the actor himself set going; None where it is another's or there is none."""
    job = Job.objects.filter(pk=pk).first() if pk is not None else None
    return job if job is not None and owns(actor, job) else None


def owns(actor: Actor, job: Job) -> bool:
    """Whether the job is the actor's own: only then are its message and result theirs to read."""
    return job.by is not None and job.by == actor.user_id


def sees_details(actor: Actor) -> bool:
    """Whether the actor may see every job and its inner state (the operator)."""
    return reach(actor, "job.list").everything
