"""How often each page asks the database, held against committed baselines: a page that asks more often fails.

After a wanted change, `GUATU_COUNT_QUERIES=1 pytest tests/web/crawl/test_query_counts.py` writes them anew.
"""

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.web.crawl.walk import Visit, walk

pytestmark = pytest.mark.django_db
BASELINES = Path(__file__).parents[1] / "query_counts.json"
#: The examples may change a little; a query for each thing of a list shows all the same.
FREE = 2
WHO = ("supervision", "department", "operator", "auditor", "statistics")


def counts_of(client: Client) -> dict[str, int]:
    """The most queries that a page of each kind made, redirects and sign-in checks included."""
    most: dict[str, int] = {}
    with CaptureQueriesContext(connection) as made:
        before = 0
        for visit in walk(client, of_one_kind=2):
            most[visit.kind] = max(most.get(visit.kind, 0), len(made) - before)
            before = len(made)
            assert isinstance(visit, Visit)
    return dict(sorted(most.items()))


@pytest.mark.parametrize("account", WHO)
def test_no_page_asks_the_database_more_often_than_before(
    visitor: Callable[[str], Client], account: str
) -> None:
    client = visitor(account)
    # What is remembered for the life of a process (content types, the catalogue) is asked for once, here.
    client.get("/", follow=True)
    found = counts_of(client)
    held = json.loads(BASELINES.read_text(encoding="utf-8")) if BASELINES.exists() else {}
    if os.environ.get("GUATU_COUNT_QUERIES"):
        BASELINES.write_text(
            json.dumps({**held, account: found}, indent=2, sort_keys=True) + "\n", encoding="utf-8"
        )
        return
    more = {
        kind: (held.get(account, {}).get(kind), n)
        for kind, n in found.items()
        if n > held.get(account, {}).get(kind, 0) + FREE
    }
    assert not more, "(baseline, now) by kind of page"
