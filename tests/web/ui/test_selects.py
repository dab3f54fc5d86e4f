"""Long selects say the same as Django's own."""

import re

import pytest
from django import forms

from guatu.web.ui.selects import LongSelect, ManyBoxes

CHOICES = [("", "—"), ("1", "甲<局>"), ("2", "乙&局")]


def plain(html: object) -> str:
    return re.sub(r">\s+", ">", re.sub(r"\s+<", "<", re.sub(r"\s*\n\s*", "\n", str(html)))).strip()


@pytest.mark.parametrize("value", [None, "", "2", 2])
def test_a_long_select_says_what_a_select_says(value):
    given = {"id": "id_unit", "required": True}
    ours = LongSelect(attrs={"data-plain": True}, choices=CHOICES).render("unit", value, dict(given))
    theirs = forms.Select(attrs={"data-plain": True}, choices=CHOICES).render("unit", value, dict(given))
    assert set(re.findall(r"<option[^>]*>[^<]*", ours)) == set(re.findall(r"<option[^>]*>[^<]*", theirs))
    assert sorted(re.findall(r"<select(.*?)>", ours)[0].split()) == sorted(
        re.findall(r"<select(.*?)>", theirs)[0].split()
    )


@pytest.mark.parametrize("value", [None, [], ["1", "2"], [2]])
def test_many_boxes_are_the_boxes_of_django(value):
    given = {"id": "id_units"}
    ours = ManyBoxes(choices=CHOICES[1:]).render("units", value, dict(given))
    theirs = forms.CheckboxSelectMultiple(choices=CHOICES[1:]).render("units", value, dict(given))
    boxes = [
        [sorted(found.split()) for found in re.findall(r"<input (.*?)>", plain(html))]
        for html in (ours, theirs)
    ]
    assert boxes[0] == boxes[1]
    assert re.findall(r"> ?(\S*?局.*?)</label>", plain(ours)) == ["甲&lt;局&gt;", "乙&amp;局"]
