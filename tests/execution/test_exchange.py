"""The task book as a workbook: out and back without loss, what changed told cell by cell."""

import io

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from guatu.execution import exchange
from guatu.execution.exchange import EDITABLE, ExchangeError, Returned, differences, read, write
from guatu.facts.guards import SheetError

LISTS = {"lead": ["经济发展局", "澜汀街道"], "leader": ["甲主任"], "officer": []}
text = st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Cn"), include_characters="\n\t"), max_size=60
).filter(lambda t: not exchange._BARRED.search(t))
deadline = st.one_of(st.dates().map(str), st.sampled_from(["", "每月", "长期坚持"]))
row = st.fixed_dictionaries(
    {column: deadline if column == "deadline" else text for column in (*EDITABLE, "state", "light")}
)
books = st.lists(row, max_size=6).map(
    lambda rows: [{"number": str(n * 7 + 1), **cells} for n, cells in enumerate(rows)]
)
SLOW = settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def book(*rows):
    return write(
        [{"number": str(n), **cells} for n, cells in enumerate(rows, 1)], title="任务书", lists=LISTS
    )


def edited(data, **changes):
    """The workbook after somebody typed into cells: `E2="…"`."""
    opened = openpyxl.load_workbook(io.BytesIO(data))
    for place, value in changes.items():
        opened[exchange.SHEET][place] = value
    out = io.BytesIO()
    opened.save(out)
    return out.getvalue()


@SLOW
@given(books)
def test_what_goes_out_comes_back_as_it_was(rows):
    back = read(write(rows, title="任务书", lists=LISTS), name="b.xlsx")
    assert [dict(r.cells) for r in back] == [r for r in rows if any(r.values())]
    assert all(r.cells == r.base for r in back)
    assert not [d for r, cells in zip(back, rows, strict=True) for d in differences(r, cells)]


@given(st.fixed_dictionaries({c: st.sampled_from(["", "甲", "乙"]) for c in EDITABLE}), st.data())
def test_only_what_the_sheet_changed_is_a_difference_and_what_changed_twice_is_told(base, data):
    sides = st.fixed_dictionaries({c: st.sampled_from(["", "甲", "乙", base[c]]) for c in EDITABLE})
    theirs, ours = data.draw(sides), data.draw(sides)
    found = {d.column: d for d in differences(Returned(1, theirs, base, 2), ours)}
    for column in EDITABLE:
        changed_there, changed_here = theirs[column] != base[column], ours[column] != base[column]
        wanted = changed_there and theirs[column] != ours[column]
        assert (column in found) == wanted
        if wanted:
            assert found[column].twice == changed_here


def test_a_typed_cell_is_a_change_even_when_the_rows_were_sorted():
    data = edited(book({"title": "甲"}, {"title": "乙"}), A2=2, E2="乙改", A3=1, E3="甲")
    back = {r.number: r for r in read(data, name="b.xlsx")}
    assert back[2].cells["title"] == "乙改"
    assert (back[2].base["title"], back[1].cells["title"]) == ("乙", "甲")


def test_a_formula_in_a_text_stays_a_text():
    data = book({"title": "=1+1", "progress": "@SUM(A1)"})
    opened = openpyxl.load_workbook(io.BytesIO(data))
    assert opened[exchange.SHEET]["E2"].data_type == "s"
    assert read(data, name="b.xlsx")[0].cells["title"] == "=1+1"


def test_the_systems_own_columns_are_locked_and_the_others_are_not():
    sheet = openpyxl.load_workbook(io.BytesIO(book({"title": "甲"})))[exchange.SHEET]
    assert sheet.protection.sheet
    assert [sheet.cell(2, n).protection.locked for n in range(1, 6)] == [True, True, True, False, False]
    assert {v.type for v in sheet.data_validations.dataValidation} >= {"list", "decimal"}


@pytest.mark.parametrize(
    ("changes", "where"),
    [
        ({"A2": 99}, "任务书!A2"),
        ({"A3": 1}, "任务书!A3"),
        ({"A2": None}, "任务书!A2"),
        ({"E1": "事项"}, "任务书!E1"),
    ],
)
def test_a_changed_number_or_head_is_named_by_its_cell(changes, where):
    with pytest.raises(ExchangeError) as caught:
        read(edited(book({"title": "甲"}, {"title": "乙"}), **changes), name="b.xlsx")
    assert caught.value.problems[0].where.startswith(where)


def test_another_workbook_is_refused_in_a_sentence():
    other = io.BytesIO()
    openpyxl.Workbook().save(other)
    with pytest.raises(ExchangeError, match="不是从本系统导出的任务书"):
        read(other.getvalue(), name="b.xlsx")
    with pytest.raises(SheetError):
        read(b"MZ\x90\x00", name="b.xlsx")


@pytest.mark.parametrize("bad", ["a\x00b", "_x0041_", "\ud800", "长" * 33_000])
def test_what_a_workbook_cannot_keep_is_said_before_it_is_lost(bad):
    with pytest.raises(ExchangeError, match="第1号"):
        book({"title": bad})
