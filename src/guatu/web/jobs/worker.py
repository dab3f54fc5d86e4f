"""The worker: takes jobs one by one until it is told to stop or its parent is gone."""

from __future__ import annotations

import logging
import os
import secrets
import signal
import socket
import threading
from types import FrameType

from django.db import OperationalError, close_old_connections

from guatu.web.jobs import actions
from guatu.web.jobs.run import perform

logger = logging.getLogger(__name__)
PAUSE_SECONDS = 0.3


def worker_name() -> str:
    """A name that no other worker has or had."""
    return f"{socket.gethostname()[:60]}:{os.getpid()}:{secrets.token_hex(4)}"


def run_pending(*, limit: int = 1000) -> int:
    """Run all waiting jobs here and now, without a heart; for tests and the demo. Gives how many ran."""
    name, ran = worker_name(), 0
    while ran < limit and (job := actions.claim(name)):
        perform(job, heart=False)
        ran += 1
    return ran


class Worker:
    """Runs until `stop`; with ``parent`` it also ends when that process is no longer its parent."""

    def __init__(self, *, parent: int | None = None) -> None:
        self.name = worker_name()
        self._parent = parent
        self._stopped = threading.Event()

    def stop(self, *_: int | FrameType | None) -> None:
        """Finish the job in hand, then end."""
        self._stopped.set()

    def listen(self) -> None:
        """End on SIGTERM and SIGINT."""
        signal.signal(signal.SIGTERM, self.stop)
        signal.signal(signal.SIGINT, self.stop)

    def run(self) -> None:
        """Work until stopped."""
        while not self._stopped.is_set() and not self._orphaned():
            if not self._step():
                self._stopped.wait(PAUSE_SECONDS)

    def _orphaned(self) -> bool:
        return self._parent is not None and os.getppid() != self._parent

    def _step(self) -> bool:
        """One job, if there is one; a database that is away is waited for."""
        try:
            job = actions.claim(self.name)
        except OperationalError:
            logger.warning("the database does not answer; trying again")
            close_old_connections()
            self._stopped.wait(2)
            return False
        if job is None:
            return False
        perform(job)
        return True
