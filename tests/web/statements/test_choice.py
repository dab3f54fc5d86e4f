"""Which of several statements of one figure the boards show, and how the others are told."""

from datetime import date
from decimal import Decimal

import pytest

from guatu.web.statements import actions, queries
from tests.web.statements.making import figure, span, target

MAY, AUGUST = date(2022, 5, 20), date(2022, 8, 12)


@pytest.fixture
def officer(zone):
    return zone.actors["supervision"]


def shown(row):
    """The value that boards show of this figure."""
    return queries.on_record()[row.key()].value


def test_the_later_document_is_shown(officer) -> None:
    row = figure(officer, "2", document_date=AUGUST)
    figure(officer, "1", document_date=MAY)
    assert shown(row) == 2


def test_a_correction_is_shown_before_any_later_document(officer) -> None:
    row = figure(officer, "1", document_date=MAY)
    figure(officer, "3", document_date=AUGUST)
    source = span(1, 2, sha256="cd" * 32)
    actions.correct_figure(
        row.lineage, {"value": 2}, by=officer, expected_version=1, reason="更正", source=source
    )
    assert shown(row) == 2


def test_a_slip_of_the_reader_mended_on_its_own_text_is_no_correction(officer) -> None:
    row = figure(officer, "1", document_date=MAY)
    figure(officer, "3", document_date=AUGUST)
    mended = actions.correct_figure(
        row.lineage, {"value": 2}, by=officer, expected_version=1, reason="误识", source=row.source
    )
    assert not mended.corrects
    assert shown(row) == 3


@pytest.mark.parametrize(("better", "worse"), [("final", "preliminary"), ("final", ""), ("", "estimate")])
def test_of_one_day_the_firmer_figure_is_shown(officer, better, worse) -> None:
    row = figure(officer, "1", status=better)
    figure(officer, "2", status=worse)
    assert shown(row) == 1


def test_all_else_equal_the_later_entry_is_shown(officer) -> None:
    figure(officer, "1")
    row = figure(officer, "2")
    assert shown(row) == 2


def test_another_caliber_is_another_figure(officer) -> None:
    natural = figure(officer, "1", caliber="natural")
    same_scope = figure(officer, "2", caliber="same_scope")
    assert natural.key() != same_scope.key()
    assert (shown(natural), shown(same_scope)) == (1, 2)


def test_all_statements_of_one_figure_are_told_with_whether_they_agree(officer) -> None:
    row = figure(officer, "1", document_date=MAY)
    figure(officer, "1.0", document_date=AUGUST)
    figure(officer, "3", document_date=MAY)
    actions.correct_figure(
        row.lineage, {"value": 4}, by=officer, expected_version=1, reason="误识", source=row.source
    )
    told = [(s.row.value, s.chosen, s.current, s.agrees) for s in queries.same_figure(row.key())]
    assert told[0] == (Decimal(1), True, True, True)
    assert (Decimal(4), False, True, False) in told
    assert (Decimal(3), False, True, False) in told
    assert (Decimal(1), False, False, True) in told


def test_a_target_that_another_document_repeats_stands_once_on_the_wall(officer) -> None:
    row = target(officer)
    again = target(officer, restates=row.lineage)
    assert [t.lineage for t in queries.targets()] == [row.lineage]
    assert [t.lineage for t in queries.targets(restated=True)] == [row.lineage, again.lineage]


def test_rows_are_what_the_core_knows(officer) -> None:
    row = figure(officer, min_size={"value": "1000000000", "unit": "CNY"}, decimals=1)
    core = row.as_core()
    assert (core.value, core.period, core.span, core.min_size.value) == (
        row.value,
        row.period,
        (3, 14),
        10**9,
    )
    assert row.key().parse(row.key().print()) == row.key()
    assert target(officer).as_core().stretch == 750000000
