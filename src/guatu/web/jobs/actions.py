"""A job's life: enqueued by a person, then claimed, kept alive and ended by a worker that holds its lease."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from guatu.vocabulary.problems import GuatuError, Problem
from guatu.web.access.actor import Actor
from guatu.web.audit.actions import hold as hold_log
from guatu.web.audit.actions import record
from guatu.web.jobs.models import Job

LEASE_SECONDS = 15
MOST_ATTEMPTS = 3


class LeaseLostError(GuatuError, RuntimeError):
    """Another worker took the job over; this one must stop without a trace."""


@transaction.atomic
def enqueue(name: str, payload: dict[str, object], *, by: Actor, key: str | None = None) -> Job:
    """Put work in the queue, inside the caller's transaction: it runs if and only if that commits.

    ``key`` makes it idempotent: a second call with the same name and key gives the first job back.
    """
    hold_log()
    if key is not None and (there := Job.objects.filter(name=name, key=key).first()):
        return there
    job = Job.objects.create(name=name, key=key, payload=payload, by=by.user_id, by_name=by.name)
    record(by=by, action="job.enqueue", thing=f"job:{job.pk}", after={"name": name})
    return job


@transaction.atomic
def retry(job: Job, *, by: Actor) -> None:
    """Run a failed job again from the start."""
    changed = Job.objects.filter(pk=job.pk, state="failed").update(
        state="queued", attempts=0, error="", message="", done=0, total=0, finished_at=None
    )
    if changed:
        record(by=by, action="job.retry", thing=f"job:{job.pk}")


@transaction.atomic
def claim(worker: str) -> Job | None:
    """A machine's step: take the oldest job that waits, or whose worker stopped breathing."""
    now = timezone.now()
    waiting = Q(state="queued") | Q(state="running", lease_until__lt=now)
    job = Job.objects.select_for_update(skip_locked=True).filter(waiting).order_by("id").first()
    if job is None:
        return None
    if job.attempts >= MOST_ATTEMPTS:
        job.state, job.finished_at = "failed", now
        job.error = f"作业{MOST_ATTEMPTS}次中途停止，已不再重试。请查看服务器日志，处理后点“重试”。"
        job.save(update_fields=["state", "error", "finished_at"])
        return None
    job.state, job.worker, job.attempts = "running", worker, job.attempts + 1
    job.lease_until = now + timedelta(seconds=LEASE_SECONDS)
    job.started_at = job.started_at or now
    job.save(update_fields=["state", "worker", "attempts", "lease_until", "started_at"])
    return job


def beat(job: Job, **progress: object) -> None:
    """A machine's step: renew the lease and tell the progress; LeaseLostError when another has the job."""
    until = timezone.now() + timedelta(seconds=LEASE_SECONDS)
    if not _held(job).update(lease_until=until, **progress):
        raise _lost(job)


def hold(job: Job) -> None:
    """A machine's step inside a transaction: make sure, with a row lock, that the job is still ours."""
    if not _held(job).select_for_update().exists():
        raise _lost(job)


def finish(job: Job, *, result: object = None) -> bool:
    """A machine's step: the job is done; False when it was not ours any more."""
    return bool(
        _held(job).update(state="done", result=result, finished_at=timezone.now(), lease_until=None, error="")
    )


def fail(job: Job, *, error: str) -> bool:
    """A machine's step: the job ended in an error, told in the words that people will read."""
    now = timezone.now()
    return bool(_held(job).update(state="failed", error=error, finished_at=now, lease_until=None))


def _held(job: Job) -> QuerySet[Job]:
    return Job.objects.filter(pk=job.pk, state="running", worker=job.worker, attempts=job.attempts)


def _lost(job: Job) -> LeaseLostError:
    return LeaseLostError(
        Problem(
            code="job.lease",
            fields={"job": job.pk},
            where=f"job:{job.pk}",
            message="作业已由另一个进程接手",
            what_to_do="无需处理",
        )
    )
