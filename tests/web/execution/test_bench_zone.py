"""The zone that `make bench-tasks` measures is one that the actions could have written."""

import pytest
from bench.task_zone import build

from guatu.web.audit.queries import first_break
from guatu.web.execution.models import Assignment, Report
from guatu.web.execution.queries.replaying import differences

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("reports", [True, False])
def test_its_rows_agree_with_its_events_and_its_log_holds(reports):
    zone = build(tasks=30, units=6, months=24, reports=reports)
    assert zone.events > 100
    assert differences() == []
    assert first_break() is None
    assert Report.objects.exists() == reports
    open_ones = Assignment.objects.filter(state="accepted").count()
    assert reports or open_ones == 30
