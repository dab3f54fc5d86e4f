"""A job's life: enqueued with its transaction, done once, its errors told in clear."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from guatu.vocabulary.problems import GuatuError, Problem
from guatu.web.access.actor import machine
from guatu.web.audit.actions import record
from guatu.web.audit.queries import entries
from guatu.web.jobs import actions, registry
from guatu.web.jobs.models import Job
from guatu.web.jobs.run import Run, perform
from guatu.web.jobs.worker import Worker, run_pending

BY = machine("tests")
pytestmark = pytest.mark.django_db


@pytest.fixture
def work(monkeypatch):
    """Register a function under "test.work" for one test."""

    def register(function):
        monkeypatch.setitem(registry._work, "test.work", function)

    return register


def effect(run: Run) -> None:
    record(by=run.actor, action="test.effect", thing=f"job:{run.number}")


@transaction.atomic
def enqueue_and_fail() -> None:
    actions.enqueue("test.work", {}, by=BY)
    raise ZeroDivisionError


def test_a_job_runs_only_when_its_transaction_was_kept(work):
    work(lambda run: None)
    with pytest.raises(ZeroDivisionError):
        enqueue_and_fail()
    assert run_pending() == 0
    actions.enqueue("test.work", {}, by=BY)
    assert run_pending() == 1
    assert Job.objects.get().state == "done"


def test_the_function_gets_payload_actor_and_tells_progress(zone, work):
    seen = {}

    def function(run):
        seen.update(payload=dict(run.payload), actor=run.actor)
        run.progress(3, total=4, message="第3段")
        seen["middle"] = Job.objects.get(pk=run.number)
        return {"found": 21}

    work(function)
    job = actions.enqueue("test.work", {"document": 7}, by=zone.actors["supervision"])
    run_pending()
    assert seen["payload"] == {"document": 7}
    assert seen["actor"].user_id == zone.people["supervision"].pk
    assert seen["actor"].roles == {"supervision", "public"}
    assert (seen["middle"].percent, seen["middle"].message) == (75, "第3段")
    job.refresh_from_db()
    assert (job.state, job.result) == ("done", {"found": 21})


def test_the_same_key_is_one_job(work):
    work(lambda run: None)
    first = actions.enqueue("test.work", {"n": 1}, by=BY, key="sha")
    assert actions.enqueue("test.work", {"n": 2}, by=BY, key="sha") == first
    assert actions.enqueue("test.work", {"n": 3}, by=BY) != first
    assert run_pending() == 2


def test_effects_and_end_are_kept_together(work):
    def function(run):
        with run.finishing({"n": 1}):
            effect(run)

    work(function)
    job = actions.enqueue("test.work", {}, by=BY)
    run_pending()
    job.refresh_from_db()
    assert (job.state, job.result) == ("done", {"n": 1})
    assert entries(action="test.effect").count() == 1


def test_an_error_in_the_last_step_leaves_nothing(work):
    def function(run):
        with run.finishing():
            effect(run)
            raise GuatuError(
                Problem(code="x", where="第3行", message="单位不明", what_to_do="在表头写明单位")
            )

    work(function)
    job = actions.enqueue("test.work", {}, by=BY)
    run_pending()
    job.refresh_from_db()
    assert job.state == "failed"
    assert job.error == "第3行：单位不明 在表头写明单位"
    assert not entries(action="test.effect").exists()


def test_a_bug_is_told_without_its_insides(work, caplog):
    def function(run):
        raise RuntimeError("secret path")

    work(function)
    job = actions.enqueue("test.work", {}, by=BY)
    run_pending()
    job.refresh_from_db()
    assert job.state == "failed"
    assert "secret" not in job.error
    assert "联系运维人员" in job.error
    assert "secret path" in caplog.text


def test_work_without_a_function_says_so():
    job = actions.enqueue("test.nobody", {}, by=BY)
    run_pending()
    job.refresh_from_db()
    assert "test.nobody" in job.error


def test_a_worker_that_lost_its_job_writes_nothing(work):
    work(lambda run: None)
    job = actions.enqueue("test.work", {}, by=BY)
    slow = actions.claim("slow")
    assert actions.claim("early") is None
    Job.objects.filter(pk=job.pk).update(lease_until=timezone.now() - timedelta(seconds=1))
    fast = actions.claim("fast")
    assert fast.pk == slow.pk
    run = Run(slow)
    with pytest.raises(actions.LeaseLostError):
        run.progress(1)
    with pytest.raises(actions.LeaseLostError), run.finishing():
        effect(run)
    assert not actions.finish(slow)
    assert not actions.fail(slow, error="x")
    perform(fast, heart=False)
    job.refresh_from_db()
    assert (job.state, job.attempts) == ("done", 2)
    assert not entries(action="test.effect").exists()


def test_a_job_that_kills_its_workers_is_given_up():
    job = actions.enqueue("test.work", {}, by=BY)
    for n in range(actions.MOST_ATTEMPTS):
        assert actions.claim(f"w{n}")
        Job.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
    assert actions.claim("last") is None
    job.refresh_from_db()
    assert job.state == "failed"
    assert "重试" in job.error


def test_an_orphaned_worker_ends():
    worker = Worker(parent=1 << 22)
    worker.run()


def test_people_see_their_own_jobs_and_the_operator_all(zone, client_of):
    job = actions.enqueue("test.work", {}, by=zone.actors["supervision"])
    for suffix in ("", ".json"):
        assert client_of("supervision").get(f"/jobs/{job.pk}{suffix}").status_code == 200
        assert client_of("operator").get(f"/jobs/{job.pk}{suffix}").status_code == 200
        assert client_of("statistics").get(f"/jobs/{job.pk}{suffix}").status_code == 403
        assert client_of("auditor").get(f"/jobs/{job.pk}{suffix}").status_code == 403
    assert client_of("operator").get("/jobs").status_code == 200
    assert client_of("supervision").get("/jobs").status_code == 403


def test_the_operator_runs_a_failed_job_again(zone, client_of, work):
    work(lambda run: 1 / 0)
    job = actions.enqueue("test.work", {}, by=zone.actors["supervision"])
    run_pending()
    operator = client_of("operator")
    assert "重试" in operator.get(f"/jobs/{job.pk}").content.decode()
    work(lambda run: {"ok": True})
    operator.post(f"/jobs/{job.pk}/retry")
    run_pending()
    assert operator.get(f"/jobs/{job.pk}.json").json()["state"] == "done"
    operator.post(f"/jobs/{job.pk}/retry")
    assert run_pending() == 0


def test_the_operator_sees_that_a_job_runs_but_not_what_it_reads(zone, client_of, work):
    work(lambda run: run.progress(1, total=2, message="年中工作会议讲话.txt") or {"document": 7})
    job = actions.enqueue("test.work", {}, by=zone.actors["supervision"])
    run_pending()
    operator, owner = client_of("operator"), client_of("supervision")
    for url in ("/jobs", f"/jobs/{job.pk}", f"/jobs/{job.pk}.json"):
        assert "年中工作会议" not in operator.get(url).content.decode()
    assert operator.get(f"/jobs/{job.pk}.json").json()["result"] is None
    assert owner.get(f"/jobs/{job.pk}.json").json() | {"error": ""} == {
        "state": "done",
        "percent": 50,
        "message": "年中工作会议讲话.txt",
        "error": "",
        "result": {"document": 7},
    }
