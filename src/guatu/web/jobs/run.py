"""Running one job: what its function is given, the heart that beats beside it, how its end is told."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django.db import connections, transaction

from guatu.vocabulary.problems import GuatuError
from guatu.web.access.actor import Actor, machine
from guatu.web.accounts.queries import actor_by_id
from guatu.web.jobs import actions
from guatu.web.jobs.registry import work_named

logger = logging.getLogger(__name__)


class Run:
    """What a job function gets: its payload, on whose behalf it works, how to tell progress and to finish."""

    def __init__(self, job: Any) -> None:
        self._job = job
        self.number: int = job.pk
        self.payload: Mapping[str, Any] = job.payload
        self.actor: Actor = _actor(job)
        self.finished = False

    def progress(self, done: int, *, total: int = 0, message: str = "") -> None:
        """Tell how far the work is; LeaseLostError ends the function when another worker took over."""
        actions.beat(self._job, done=done, total=total, message=message[:300])

    def sure(self) -> None:
        """LeaseLostError when another worker took the job over: asked before a step that cannot be undone."""
        actions.beat(self._job)

    @contextmanager
    def finishing(self, result: object = None) -> Iterator[None]:
        """The transaction in which the job's effects and its end are kept together, or neither.

        Compute outside, write inside: a worker killed at any point leaves all or nothing, and a job taken
        over by another worker writes nothing twice.
        """
        with transaction.atomic():
            actions.hold(self._job)
            yield
            actions.finish(self._job, result=result)
        self.finished = True


def _actor(job: Any) -> Actor:
    actor = actor_by_id(job.by, origin=f"job:{job.pk}") if job.by else machine(job.by_name or "作业")
    return actor or Actor(user_id=job.by, username="", name=job.by_name, origin=f"job:{job.pk}")


def perform(job: Any, *, heart: bool = True) -> None:
    """Run a claimed job to its end; errors become the job's own words, never the worker's death."""
    work = work_named(job.name)
    if work is None:
        actions.fail(job, error=f"没有名为“{job.name}”的作业程序。请确认服务器与数据库是同一版本。")
        return
    run = Run(job)
    try:
        with beating(job) if heart else _still():
            result = work(run)
        if not run.finished:
            actions.finish(job, result=result)
    except actions.LeaseLostError:
        logger.warning("job %s was taken over by another worker", job.pk)
    except GuatuError as error:
        actions.fail(job, error=str(error))
    except Exception:
        logger.exception("job %s (%s) failed", job.pk, job.name)
        actions.fail(job, error="程序出错，没有写入任何内容。请联系运维人员查看服务器日志。")


@contextmanager
def _still() -> Iterator[None]:
    yield


@contextmanager
def beating(job: Any) -> Iterator[None]:
    """Renew the lease from a thread of its own (with its own connection) while the work runs."""
    stop = threading.Event()

    def beat() -> None:
        try:
            while not stop.wait(actions.LEASE_SECONDS / 3):
                actions.beat(job)
        except actions.LeaseLostError:
            pass
        finally:
            connections.close_all()

    thread = threading.Thread(target=beat, name=f"heart-{job.pk}", daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()
