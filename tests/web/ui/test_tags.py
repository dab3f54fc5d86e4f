"""Tags of the frame: links keep the data version, lights carry a word, pages keep their filter."""

import pytest
from django.core.paginator import Paginator
from django.template import RequestContext, Template
from django.test import RequestFactory


def render(text, *, path="/audit", known_at=None, **context):
    request = RequestFactory().get(path)
    request.known_at = known_at
    return Template(text).render(RequestContext(request, {"request": request, **context}))


def test_a_link_keeps_the_data_version():
    assert render('{% link "audit:entry" 7 %}') == "/audit/7"
    assert render('{% link "audit:entry" 7 %}', known_at=12) == "/audit/7?known_at=12"
    assert render('{% link "audit:list" person="甲" thing=none %}') == "/audit?person=%E7%94%B2"


def test_the_same_page_with_something_changed():
    path = "/audit?action=a&page=2&known_at=3"
    assert render("{% same_page page=3 %}", path=path) == "/audit?action=a&amp;known_at=3&amp;page=3"
    assert render("{% same_page known_at=None page=None %}", path=path) == "/audit?action=a"
    assert render("{% same_page action=None %}", path="/audit?action=a") == "/audit"


def test_a_light_has_shape_and_word():
    assert render('{% light "bad" "严重滞后" %}').strip() == '<span class="light bad">严重滞后</span>'


@pytest.mark.parametrize(("number", "there"), [(1, ["page=2"]), (2, ["page=1", "page=3"]), (3, ["page=2"])])
def test_pages_link_to_their_neighbours(number, there):
    page = Paginator(range(25), 10).page(number)
    text = render("{% pages page %}", page=page)
    assert [f"page={n}" in text for n in (1, 2, 3)] == [f"page={n}" in there for n in (1, 2, 3)]


def test_one_page_needs_no_links():
    assert render("{% pages page %}", page=Paginator(range(5), 10).page(1)).strip() == ""


def test_names_are_escaped_in_links():
    text = render('{% link "audit:list" person=name %}', name='"><script>')
    assert "<" not in text
    assert '"' not in text
