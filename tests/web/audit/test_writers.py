"""Many writers at once: they wait in line, and the chain has no gap."""

import threading

import pytest
from django.db import connection, connections, transaction

from guatu.web.access.actor import machine
from guatu.web.audit.actions import hold, record
from guatu.web.audit.models import Entry
from guatu.web.audit.queries import first_break, head

pytestmark = pytest.mark.django_db(transaction=True)
WRITERS, EACH = 6, 15


def write_many(name, failures):
    try:
        for n in range(EACH):
            with transaction.atomic():
                if n % 3 == 0:
                    hold()
                record(by=machine(name), action="test.write", thing=f"{name}:{n}")
                if n % 5 == 4:
                    transaction.set_rollback(True)
    except Exception as error:
        failures.append(error)
    finally:
        connections.close_all()


def test_concurrent_writers_leave_a_whole_chain():
    failures = []
    threads = [threading.Thread(target=write_many, args=(f"w{n}", failures)) for n in range(WRITERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    kept = WRITERS * EACH * 4 // 5
    assert not failures
    assert head() == kept
    assert list(Entry.objects.values_list("sequence", flat=True)) == list(range(1, kept + 1))
    assert first_break() is None


def test_a_reader_never_sees_a_sequence_before_its_forerunners():
    """`known_at` relies on it: when N is visible, all before it are."""
    seen, stop = [], threading.Event()

    def watch():
        while not stop.is_set():
            rows = list(Entry.objects.values_list("sequence", flat=True))
            seen.append(rows == list(range(1, len(rows) + 1)))
        connections.close_all()

    reader = threading.Thread(target=watch)
    reader.start()
    failures = []
    writers = [threading.Thread(target=write_many, args=(f"w{n}", failures)) for n in range(3)]
    for thread in writers:
        thread.start()
    for thread in writers:
        thread.join()
    stop.set()
    reader.join()
    assert not failures
    assert seen
    assert all(seen)


def test_sqlite_waits_from_the_start_of_a_transaction():
    if connection.vendor != "sqlite":
        assert connection.vendor == "postgresql"
        return
    with connection.cursor() as cursor:
        found = {
            name: cursor.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("journal_mode", "foreign_keys", "recursive_triggers", "busy_timeout")
        }
    assert found == {"journal_mode": "wal", "foreign_keys": 1, "recursive_triggers": 1, "busy_timeout": 20000}
    assert connection.transaction_mode == "IMMEDIATE"
