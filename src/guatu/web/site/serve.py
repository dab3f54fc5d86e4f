"""The server and its worker in one process tree: `guatu serve`."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from http.client import HTTPConnection, HTTPException

from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server

from guatu.web.site.start import PARENT

Say = Callable[[str], None]
THREADS = 4


class WorkerProcess:
    """The worker as a child: started, started again when it dies, ended with the server."""

    def __init__(self) -> None:
        self._child: subprocess.Popen[bytes] | None = None
        self._stopped = threading.Event()
        self._watch = threading.Thread(target=self._keep, name="worker-watch", daemon=True)

    def start(self) -> None:
        """Start it and keep it."""
        self._watch.start()

    def _keep(self) -> None:
        command = [sys.executable, "-m", "guatu", "worker", "--parent", str(os.getpid())]
        while not self._stopped.is_set():
            self._child = subprocess.Popen(command)  # noqa: S603 (our own command)
            self._child.wait()
            self._stopped.wait(1)

    def stop(self) -> None:
        """Let it finish the job in hand for a while, then end it."""
        self._stopped.set()
        if self._child is None:
            return
        self._child.terminate()
        try:
            self._child.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self._child.kill()


def free(host: str, *, port: int) -> bool:
    """Whether nobody listens there yet."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def _open(host: str, *, port: int, say: Say, worker: WorkerProcess) -> None:
    """Announce the site, then start the worker: until the site answers it has the processor for itself."""
    try:
        announce(host, port=port, say=say)
    finally:
        worker.start()


def announce(host: str, *, port: int, say: Say) -> None:
    """Say the address as soon as the site answers."""
    reach = "127.0.0.1" if host in ("0.0.0.0", "::") else host  # noqa: S104 (compared, not bound)
    for _ in range(600):
        try:
            connection = HTTPConnection(reach, port, timeout=10)
            connection.request("GET", "/healthz", headers={"Host": "localhost"})
            connection.getresponse().close()
        except (OSError, HTTPException):
            time.sleep(0.05)
        else:
            say(f"http://{f'[{reach}]' if ':' in reach else reach}:{port}/")
            return


def run(*, host: str, port: int, processes: int, say: Say) -> None:
    """Serve until interrupted."""
    os.environ[PARENT] = str(os.getpid())
    worker = WorkerProcess()
    opening = {"port": port, "say": say, "worker": worker}
    threading.Thread(target=_open, args=(host,), kwargs=opening, daemon=True).start()
    server = Server(
        "guatu.web.site.served:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=processes,
        blocking_threads=THREADS,
        log_level=LogLevels.error,
        log_access=False,
        respawn_failed_workers=True,
    )
    try:
        server.serve()
    finally:
        worker.stop()
