"""What is on record leaves one zone and arrives in another without loss, whole or not at all."""

import copy
import json
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from guatu.vocabulary.statements import Amount
from guatu.web.statements import actions, queries
from guatu.web.statements.exchange import exported, take_in
from guatu.web.statements.models import PublishedFigure, Target, Task, TaskUnit
from guatu.web.statements.problems import StatementError
from tests.web.statements.making import figure, span, target, task

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(zone):
    return zone.actors["supervision"]


def said(data: dict[str, Any]) -> list[dict[str, Any]]:
    """The statements without what belongs to the log of one zone: when and by whom."""
    return [
        {k: v for k, v in entry.items() if k not in ("stated_by", "stated_at")}
        for entry in data["statements"]
    ]


def forget() -> None:
    for model in (TaskUnit, Task, Target, PublishedFigure):
        model.objects.all().delete()


def through_json(data: dict[str, Any]) -> dict[str, Any]:
    return json.loads(json.dumps(data, ensure_ascii=False))


def a_record(officer, zone) -> None:
    first = figure(officer)
    actions.correct_figure(
        first.lineage,
        {"value": Decimal("42750000000.50")},
        by=officer,
        expected_version=1,
        reason="文件更正",
        source=span(3, 9, sha256="cd" * 32),
    )
    typed = actions.state_figure(
        {
            "indicator": "exports",
            "measure": "growth",
            "value": Decimal("-3.10"),
            "unit": "percent",
            "period": "2022-07",
        },
        by=officer,
    )
    actions.withdraw_figure(typed.lineage, by=officer, expected_version=1, reason="重复")
    promised = target(officer, min_size=Amount(Decimal(10) ** 9, "CNY"))
    target(officer, restates=promised.lineage, document_date=date(2022, 9, 1))
    unit = zone.units["投资促进局"]
    task(officer, lead_unit=unit, support_units=[unit], deadline_kind="date", deadline=date(2022, 12, 31))


def test_every_version_comes_back_as_it_left(officer, zone) -> None:
    a_record(officer, zone)
    left = through_json(exported())
    forget()
    assert take_in(left, by=officer) == (len(left["statements"]), 0)
    assert said(exported()) == said(left)


def test_the_same_file_twice_changes_nothing(officer, zone) -> None:
    a_record(officer, zone)
    left = through_json(exported())
    assert take_in(left, by=officer) == (0, len(left["statements"]))
    assert said(exported()) == said(left)


def test_a_later_file_continues_what_an_earlier_one_began(officer) -> None:
    first = figure(officer)
    early = through_json(exported())
    actions.correct_figure(
        first.lineage, {"value": Decimal(1)}, by=officer, expected_version=1, reason="改", source=span(1, 2)
    )
    late = through_json(exported())
    forget()
    take_in(early, by=officer)
    assert take_in(late, by=officer) == (1, 1)
    assert [row.value for row in queries.published()] == [Decimal(1)]


def test_a_file_with_an_unknown_unit_is_refused_whole_and_says_where(officer, zone) -> None:
    a_record(officer, zone)
    left = through_json(exported())
    forget()
    broken = copy.deepcopy(left)
    broken["statements"][-1]["fields"]["lead_unit"] = "没有的局"
    with pytest.raises(StatementError, match="没有的局"):
        take_in(broken, by=officer)
    assert exported()["statements"] == []


@pytest.mark.parametrize(
    "data", [[], {}, {"form": "else"}, {"form": "guatu-statements/1", "statements": [{}]}]
)
def test_what_is_no_such_file_is_refused(officer, data) -> None:
    with pytest.raises(StatementError):
        take_in(data, by=officer)


def test_who_may_not_state_may_not_import(officer, zone) -> None:
    figure(officer)
    left = through_json(exported())
    forget()
    with pytest.raises(PermissionDenied):
        take_in(left, by=zone.actors["department"])


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    values=st.lists(st.decimals(-(10**15), 10**15, places=2), min_size=1, max_size=4),
    quote=st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=20),
)
def test_any_numbers_and_words_survive_the_way(officer, values, quote) -> None:
    forget()
    row = figure(officer, str(values[0]), quote=quote)
    for value in values[1:]:
        row = actions.correct_figure(
            row.lineage, {"value": value}, by=officer, expected_version=row.version, reason="改"
        )
    left = through_json(exported())
    forget()
    take_in(left, by=officer)
    assert said(exported()) == said(left)
