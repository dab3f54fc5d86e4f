"""Each row of the log follows the one before; what was altered is found and named."""

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.db.models import CharField
from django.db.transaction import TransactionManagementError
from django.db.utils import InternalError

from guatu.web.access.actor import machine
from guatu.web.audit import triggers
from guatu.web.audit.actions import record
from guatu.web.audit.models import Entry
from guatu.web.audit.queries import entry, first_break, head, head_hash, missing_triggers

BY = machine("tests")
pytestmark = pytest.mark.django_db


def write(n: int) -> None:
    for i in range(n):
        with transaction.atomic():
            record(by=BY, action="test.write", thing=f"thing:{i}", before={"n": i}, after={"n": i + 1})


@transaction.atomic
def write_and_fail() -> None:
    record(by=BY, action="test.write", thing="thing:1")
    raise ZeroDivisionError


@transaction.atomic
def execute(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)


def alter(sql: str) -> None:
    triggers.drop(connection)
    with connection.cursor() as cursor:
        cursor.execute(sql)
    triggers.create(connection)


def test_sequences_have_no_gap_and_the_chain_holds():
    write(5)
    assert head() == 5
    assert first_break() is None


def test_a_deed_outside_a_transaction_is_refused(transactional_db):
    with pytest.raises(TransactionManagementError):
        record(by=BY, action="test.write", thing="thing:1")


def test_a_write_that_fails_takes_its_row_with_it():
    write(1)
    with pytest.raises(ZeroDivisionError):
        write_and_fail()
    write(1)
    assert head() == 2
    assert first_break() is None


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE guatu_audit_entry SET reason = 'x' WHERE sequence = 2",
        "DELETE FROM guatu_audit_entry WHERE sequence = 3",
        "DELETE FROM guatu_audit_entry",
    ],
)
def test_the_database_refuses_to_change_the_log(sql):
    write(3)
    with pytest.raises((IntegrityError, InternalError), match="append-only"):
        execute(sql)
    assert head() == 3


def test_replacing_a_row_is_refused():
    write(2)
    if connection.vendor == "sqlite":
        sql = "INSERT OR REPLACE INTO guatu_audit_entry SELECT * FROM guatu_audit_entry WHERE sequence = 1"
    else:
        sql = "TRUNCATE guatu_audit_entry"
    with pytest.raises((IntegrityError, InternalError), match="append-only"):
        execute(sql)


@pytest.mark.parametrize(
    ("sql", "broken"),
    [
        ("UPDATE guatu_audit_entry SET actor_name = 'another' WHERE sequence = 2", 2),
        ("UPDATE guatu_audit_entry SET after = '{}' WHERE sequence = 4", 4),
        ("DELETE FROM guatu_audit_entry WHERE sequence = 3", 3),
        ("DELETE FROM guatu_audit_entry WHERE sequence = 1", 1),
    ],
)
def test_the_first_broken_row_is_named(sql, broken):
    write(5)
    alter(sql)
    found = first_break()
    assert found is not None
    assert found.sequence == broken


def test_a_cut_tail_shows_against_a_hash_noted_earlier():
    write(5)
    noted = head_hash()
    assert first_break(expected_head=noted) is None
    alter("DELETE FROM guatu_audit_entry WHERE sequence = 5")
    assert first_break() is None
    found = first_break(expected_head=noted)
    assert found is not None
    assert found.sequence == 5


def test_time_never_runs_back_even_when_the_clock_does(monkeypatch):
    write(1)
    first = entry(1).at
    monkeypatch.setattr("guatu.web.audit.actions.timezone.now", lambda: first.replace(year=first.year - 1))
    write(1)
    assert entry(2).at == first
    assert first_break() is None


def test_lost_triggers_are_noticed_and_made_again():
    triggers.drop(connection)
    assert missing_triggers() == triggers.NAMES[connection.vendor]
    triggers.recreate()
    assert missing_triggers() == set()


def test_a_migration_that_remakes_the_table_does_not_lose_the_triggers(transactional_db):
    """SQLite drops a remade table's triggers without a word; the migration's end makes them again."""
    field = Entry._meta.get_field("origin")
    wider = CharField(max_length=65, blank=True)
    wider.set_attributes_from_name("origin")
    wider.model = Entry
    with connection.schema_editor() as editor:
        editor.alter_field(Entry, field, wider)
    if connection.vendor == "sqlite":
        assert missing_triggers() == triggers.NAMES["sqlite"]
    with connection.schema_editor() as editor:
        editor.alter_field(Entry, wider, field)
    call_command("migrate", verbosity=0)
    assert missing_triggers() == set()
