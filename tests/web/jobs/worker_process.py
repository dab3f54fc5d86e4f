"""A worker in a process of its own, on the database of the tests: argv is the database's name.

Its one job tells progress for a while and then leaves one row in the log, so that effects can be counted.
"""

import os
import sys
import time

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "guatu.web.site.settings"
from guatu.web.site import settings

NEEDED = ("access", "audit", "accounts", "jobs")
settings.DATABASES["default"]["NAME"] = sys.argv[1]
settings.INSTALLED_APPS[:] = [
    name for name in settings.INSTALLED_APPS if not name.startswith("guatu") or name.endswith(NEEDED)
]
django.setup()

from guatu.web.audit.actions import record  # noqa: E402
from guatu.web.jobs import actions  # noqa: E402
from guatu.web.jobs.registry import job  # noqa: E402
from guatu.web.jobs.worker import Worker  # noqa: E402

actions.LEASE_SECONDS = 1
actions.MOST_ATTEMPTS = 100


@job("test.slow")
def slow(run):
    for n in range(10):
        run.progress(n, total=10)
        time.sleep(0.02)
    with run.finishing({"n": 10}):
        record(by=run.actor, action="test.effect", thing=f"job:{run.number}")
        time.sleep(0.02)


worker = Worker()
worker.listen()
print("ready", flush=True)
worker.run()
