"""The auditor reads, narrows, verifies and exports the log; the command line verifies it too."""

import ast
import json
from itertools import pairwise
from pathlib import Path

import pytest
from click.testing import CliRunner
from django.db import connection, transaction

import guatu.web
from guatu.cli.audit import verify
from guatu.web.access.actor import machine
from guatu.web.audit import triggers
from guatu.web.audit.actions import record
from guatu.web.audit.guard import restore_triggers
from guatu.web.audit.queries import entries, head, head_hash, moment, today
from guatu.web.audit.words import WORDS

pytestmark = pytest.mark.django_db


@pytest.fixture
def auditor(client_of):
    return client_of("auditor")


def write(action, thing="task:1", **more):
    with transaction.atomic():
        return record(by=machine("测试"), action=action, thing=thing, **more)


def tamper():
    triggers.drop(connection)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE guatu_audit_entry SET reason = 'x' WHERE sequence = 3")
    triggers.create(connection)


def test_the_log_is_narrowed_by_action_person_thing_and_day(auditor):
    write("task.change", "task:1")
    write("task.change", "task:12")
    write("task.close", "task:1:note")

    def count(query):
        return auditor.get(f"/audit?{query}").context["shown"].paginator.count

    assert count("action=task.change") == 2
    assert count("thing=task:1") == 2
    assert count("person=测试&action=task.close") == 1
    assert count("since=2999-01-01") == 0
    assert count("until=2000-01-01") == 0


@pytest.mark.parametrize(
    "query",
    ["since=yesterday", "action=%27%20OR%201=1", "page=-4", "page=x", "person=" + "a" * 99],
)
def test_a_filter_that_makes_no_sense_is_not_an_error(auditor, query):
    assert auditor.get(f"/audit?{query}").status_code == 200


def test_pages_of_fifty(auditor):
    for n in range(60):
        write("task.change", f"task:{n}")
    answer = auditor.get("/audit?action=task.change&page=2")
    assert len(answer.context["shown"]) == 10
    assert "?action=task.change" in answer.content.decode()


def test_a_row_shows_before_and_after(auditor):
    sequence = write("task.change", before={"deadline": "2022-09-30"}, after={"deadline": "2022-10-31"})
    text = auditor.get(f"/audit/{sequence}").content.decode()
    assert "2022-09-30" in text
    assert "2022-10-31" in text
    assert auditor.get(f"/audit/{sequence + 1}").status_code == 404


def test_the_page_names_the_first_broken_row(auditor):
    assert "日志没有改动" in auditor.get("/audit/verify").content.decode()
    tamper()
    answer = auditor.get("/audit/verify")
    assert answer.context["broken"].sequence == 3
    assert "日志被改动过" in answer.content.decode()


def test_the_export_is_enough_to_recompute_the_chain(auditor):
    write("task.change", after={"title": "净地回收"})
    answer = auditor.get("/audit/export")
    rows = [json.loads(line) for line in b"".join(answer.streaming_content).decode().splitlines()]
    assert [row["sequence"] for row in rows] == list(range(1, head() + 1))
    assert rows[-1]["hash"] == head_hash()
    assert all(later["previous"] == earlier["hash"] for earlier, later in pairwise(rows))


def test_the_command_verifies_and_says_where_it_breaks(zone):
    good = CliRunner().invoke(verify, [])
    assert good.exit_code == 0
    assert f"{head()} rows" in good.output
    assert head_hash() in good.output
    assert CliRunner().invoke(verify, ["--head", "f" * 64]).exit_code == 1
    tamper()
    bad = CliRunner().invoke(verify, [])
    assert bad.exit_code == 1
    assert "row 3" in bad.output


def test_missing_triggers_are_told_and_restored_at_start(zone):
    triggers.drop(connection)
    assert CliRunner().invoke(verify, []).exit_code == 1
    assert restore_triggers()
    assert restore_triggers() == set()
    assert entries()[0].action == "audit.triggers"
    assert CliRunner().invoke(verify, []).exit_code == 0


def test_the_day_of_a_version_is_the_demo_day_while_the_log_keeps_true_time(zone, settings):
    assert str(today()) == "2022-08-20"
    assert str(today(1)) == "2022-08-20"
    assert entries()[0].at.year > 2022
    settings.GUATU_TODAY = None
    assert today(1) == moment(1).date()
    assert today(1).year > 2022


def recorded_actions():
    """Every action that a call of `record` names in the source."""
    for path in sorted((Path(guatu.web.__file__).parent).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not (isinstance(node, ast.Call) and getattr(node.func, "id", "") == "record"):
                continue
            named = [k.value for k in node.keywords if k.arg == "action"]
            yield from (v.value for v in named if isinstance(v, ast.Constant))


def test_every_recorded_action_has_a_word():
    assert len(set(recorded_actions())) > 15
    assert not set(recorded_actions()) - set(WORDS)
