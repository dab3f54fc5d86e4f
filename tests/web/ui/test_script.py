"""The core's words in the language of the page; what cannot be said whole stays as it is."""

import pytest
from django.utils import translation
from django.utils.translation import gettext_lazy

from guatu.web.ui.script import say


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("2022年1—7月", "Jan–Jul 2022"),
        ("2022年7月", "Jul 2022"),
        ("2022年", "2022"),
        ("2021—2025年", "2021–2025"),
        ("2021年7月—2022年6月", "Jul 2021–Jun 2022"),
        ("上半年", "First half"),
        ("8月31日前", "by 31 Aug"),
        ("严重滞后", "Far behind"),
        ("地区生产总值", "Gross regional product"),
        ("全市增幅位次", "City growth rank"),
        ("同比增幅（可比口径）", "Growth year on year (comparable basis)"),
        ("10亿元以上", "1 bn yuan or more"),
        ("净地回收1200亩", "净地回收1200亩"),
        ("甲副主任", "甲副主任"),
        ("PM2.5", "PM2.5"),
        ("", ""),
    ],
)
def test_labels_in_english(text, english):
    with translation.override("en"):
        assert say(text) == english


@pytest.mark.parametrize(
    ("text", "traditional"),
    [
        ("严重滞后", "嚴重滯後"),
        ("全市增幅位次", "全市增幅位次"),
        ("占地区生产总值比重", "佔地區生產總值比重"),
        ("上半年", "上半年"),
    ],
)
def test_labels_in_traditional_characters(text, traditional):
    with translation.override("zh-hant"):
        assert say(text) == traditional


def test_what_is_not_a_text_is_said_as_one():
    with translation.override("en"):
        assert say(None) == ""
        assert say(gettext_lazy("严重滞后")) == "Far behind"


def test_simplified_is_what_the_core_says():
    assert say("占地区生产总值比重") == "占地区生产总值比重"
