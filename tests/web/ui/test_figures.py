"""`{% figure %}`: a number in print is a link to how it came about; so are the numbers of an explanation."""

from decimal import Decimal

import pytest
from django.template import RequestContext, Template
from django.test import RequestFactory

from guatu.vocabulary.figure import Figure, FigureKey
from guatu.vocabulary.period import Period
from guatu.vocabulary.trace import Sentence
from tests.web.crawl.reading import read_page

JULY = Period.of(2022, 1, 7)
LEVEL = Figure(FigureKey("goods_trade", "level", JULY), Decimal(40_700_000_000), "CNY", decimals=0)
FALL = Figure(FigureKey("goods_trade", "growth", JULY), Decimal("-3.2"), "percent", decimals=1)


def render(text, *, known_at=None, **context):
    request = RequestFactory().get("/")
    request.known_at = known_at
    return Template("{% load figures %}" + text).render(RequestContext(request, context)).strip()


def test_a_figure_is_a_link_to_its_page():
    html = render("{% figure f %}", f=LEVEL)
    assert 'href="/figures/goods_trade/level/2022-01--2022-07"' in html
    assert '<b>407</b><span class="of">亿元</span>' in html
    assert 'title="进出口总额 数值 2022年1—7月"' in html


def test_the_link_keeps_the_data_version_of_the_page():
    assert "?known_at=12" in render("{% figure f %}", f=LEVEL, known_at=12)
    own = Figure(LEVEL.key.at(5), LEVEL.value, "CNY")
    assert "?known_at=5" in render("{% figure f %}", f=own, known_at=12)


def test_an_arrow_has_a_word_for_those_who_hear_the_page():
    html = render("{% figure f %}", f=FALL)
    assert '<span class="mark" aria-hidden="true">▼</span><span class="visually-hidden">下降</span>' in html
    assert "−3.2" in render("{% figure f arrows=False %}", f=FALL)


def test_the_unit_may_stand_in_the_head_of_the_column_unless_it_is_another():
    assert "亿元" not in render("{% figure f unit=False %}", f=LEVEL)
    small = Figure(LEVEL.key, Decimal(850_000), "CNY", decimals=0)
    assert "万元" in render("{% figure f unit=False %}", f=small)


@pytest.mark.parametrize("f", [None, Figure(LEVEL.key, None, "CNY", why_unknown="上一期未公布")])
def test_the_unknown_is_a_dash_with_its_reason_for_eye_ear_and_finger(f):
    html = render('{% figure f why="本期未公布" %}', f=f)
    assert ">—<" in html
    assert 'aria-label="本期未公布"' in html
    assert 'tabindex="0"' in html


def test_a_targets_number_follows_the_rule_of_its_indicator():
    key = FigureKey("target:3", "floor", Period.of(2022))
    html = render('{% figure f like="goods_trade" %}', f=Figure(key, Decimal(50_000_000_000), "CNY"))
    assert "<b>500</b>" in html


def test_counts_of_tasks_are_counted_in_items():
    count = Figure.of_count(FigureKey("tasks", "count", None, cut="light:red"), 6)
    assert "项" in render("{% figure f %}", f=count)


def test_a_sentence_has_its_figures_as_links_and_its_words_as_quotes():
    s = Sentence(
        "{done}占{period}目标，原文“{quote}”", {"done": LEVEL}, {"period": "2022年", "quote": "增长38%"}
    )
    html = render("{% sentence s %}", s=s)
    assert html.count('class="figure"') == 1
    assert "<time>2022年</time>" in html
    assert "<span data-plain>增长38%</span>" in html
    assert read_page(f"<main>{html}</main>").orphans == []


def test_words_of_a_sentence_are_never_markup():
    assert "<b>" not in render("{% sentence s %}", s=Sentence("{quote}", words={"quote": "<b>x</b>"}))


def test_a_sparkline_shows_gaps_as_gaps():
    points = [(Period.of(2022, 1, m), Decimal(v)) for m, v in ((2, 1), (3, 2), (6, 3), (7, 5))]
    html = render("{% sparkline points %}", points=points)
    assert html.count("<polyline points") == 2
    assert html.count('<polyline class="gap"') == 1
    assert 'aria-label="走势"' in html
    assert "style=" not in html


def test_a_sparkline_of_nothing_is_empty():
    html = render("{% sparkline points %}", points=[(JULY, None)])
    assert "polyline" not in html
