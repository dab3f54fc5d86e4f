"""Words that the core makes follow the reader's script; words of a document do not."""

from decimal import Decimal

import pytest
from django.template import RequestContext, Template
from django.test import RequestFactory
from django.utils import translation

from guatu.vocabulary.figure import Figure, FigureKey
from guatu.vocabulary.trace import Sentence
from guatu.web.ui.script import say

GAP = Figure(FigureKey("gdp", "growth_gap", None, versus="city_average"), Decimal("0.9"), "pp", decimals=1)


@pytest.mark.parametrize(("language", "text"), [("zh-hans", "个百分点"), ("zh-hant", "個百分點")])
def test_units_and_names_follow_the_script(language: str, text: str) -> None:
    request = RequestFactory().get("/")
    with translation.override(language):
        html = Template("{% load figures %}{% figure f %}").render(RequestContext(request, {"f": GAP}))
    assert text in html


def test_quotes_stay_as_the_document_has_them() -> None:
    request = RequestFactory().get("/")
    s = Sentence("原文：“{quote}”，由{who}采纳", words={"quote": "总量居首", "who": "督查"})
    with translation.override("zh-hant"):
        html = Template("{% load figures %}{% sentence s %}").render(RequestContext(request, {"s": s}))
    assert "总量居首" in html
    assert "採納" in html or "采納" in html


def test_nothing_is_nothing() -> None:
    with translation.override("zh-hant"):
        assert say("") == ""
