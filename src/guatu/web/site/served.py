"""The application as `guatu serve` runs it: in a child process that ends when its parent is gone.

Without this, a parent killed by force would leave the child holding the port.
"""

from __future__ import annotations

import os
import threading
import time

from guatu.web.site.start import PARENT
from guatu.web.site.wsgi import application

__all__ = ["application"]


def end_with(parent: int) -> None:
    """Leave as soon as the process that started us is no longer our parent."""
    while os.getppid() == parent:
        time.sleep(1)
    os._exit(0)


if os.environ.get(PARENT) == str(os.getppid()):
    threading.Thread(target=end_with, args=(os.getppid(),), name="parent-watch", daemon=True).start()
