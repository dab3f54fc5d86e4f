"""Workers killed at random points: each job is done exactly once."""

import random
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.db import connection

from guatu.web.access.actor import machine
from guatu.web.audit.queries import entries, first_break
from guatu.web.jobs import actions
from guatu.web.jobs.models import Job

SCRIPT = Path(__file__).with_name("worker_process.py")
pytestmark = pytest.mark.django_db(transaction=True)


class Workers:
    def __init__(self):
        self.all = []

    def start(self):
        name = str(connection.settings_dict["NAME"])
        process = subprocess.Popen([sys.executable, SCRIPT, name], stdout=subprocess.PIPE, text=True)
        self.all.append(process)
        assert process.stdout.readline() == "ready\n"
        return process

    def end(self):
        for process in self.all:
            process.kill()
            process.wait()


@pytest.fixture
def workers():
    running = Workers()
    yield running
    running.end()


def enqueue(n):
    return [actions.enqueue("test.slow", {"n": i}, by=machine("tests")).pk for i in range(n)]


def wait_until_done(jobs, *, seconds):
    until = time.monotonic() + seconds
    while Job.objects.filter(pk__in=jobs, state="done").count() < len(jobs):
        assert time.monotonic() < until, list(Job.objects.values("pk", "state", "attempts", "error"))
        time.sleep(0.05)


def effects():
    return sorted(entries(action="test.effect").values_list("thing", flat=True))


def test_two_workers_share_the_work_and_do_each_job_once(workers):
    jobs = enqueue(8)
    first, second = workers.start(), workers.start()
    wait_until_done(jobs, seconds=30)
    assert effects() == sorted(f"job:{pk}" for pk in jobs)
    names = set(Job.objects.values_list("worker", flat=True))
    assert {name.split(":")[1] for name in names} <= {str(first.pid), str(second.pid)}
    assert set(Job.objects.values_list("attempts", flat=True)) == {1}


def test_killed_workers_leave_all_or_nothing(workers):
    seed = random.randrange(1 << 30)
    print("seed", seed)
    chance = random.Random(seed)
    jobs = enqueue(5)
    for _ in range(5):
        victim = workers.start()
        time.sleep(chance.uniform(0.05, 0.5))
        victim.kill()
        victim.wait()
    workers.start()
    wait_until_done(jobs, seconds=40)
    assert effects() == sorted(f"job:{pk}" for pk in jobs)
    assert first_break() is None
