"""Three scripts: every message has its English and its traditional form, and the compiled files are fresh."""

import re

import pytest
from django.test import Client
from tools.messages import CHINESE, english, extracted, made, placeholders, stale, traditional, untranslated


def test_the_catalogues_are_what_the_sources_say():
    assert stale() == [], "run `make messages` and commit src/guatu/web/locale"


def test_every_message_has_its_english():
    assert untranslated() == []


def test_english_keeps_chinese_only_in_examples_of_what_to_type():
    """Values are typed as officials write them, so that `e.g. 428亿元` stays."""
    left = [
        e.msgid
        for e in english()
        if any(run not in e.msgid for run in re.findall(f"{CHINESE.pattern}+", e.msgstr))
        or (CHINESE.search(e.msgstr) and not re.search("[A-Za-z]", e.msgstr))
    ]
    assert left == []


def test_placeholders_survive_translation():
    wrong = [
        (folder, entry.msgid)
        for folder, catalogue in made().items()
        for entry in catalogue
        if entry.msgstr and placeholders(entry.msgid) != placeholders(entry.msgstr)
    ]
    assert wrong == []


def test_messages_name_their_places():
    """Anonymous places cannot be reordered by a translator."""
    assert [text for _, text in extracted() if "%s" in text.replace("%%", "") or "{}" in text] == []


@pytest.mark.parametrize(
    ("simplified", "wanted"),
    [
        ("挂图", "掛圖"),
        ("任务", "任務"),
        ("项目", "項目"),
        ("已采纳%(count)s项", "已採納%(count)s項"),
    ],
)
def test_traditional_keeps_words_and_places(simplified, wanted):
    assert traditional(simplified) == wanted


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("header", "lang", "word"),
    [("zh-CN", "zh-Hans", "密码"), ("zh-TW,zh;q=0.5", "zh-Hant", "密碼"), ("en-GB", "en", "Password")],
)
def test_pages_speak_the_visitors_language(header, lang, word):
    text = Client().get("/sign-in", headers={"accept-language": header}).content.decode()
    assert f'<html lang="{lang}">' in text
    assert word in text
