"""Every kind of page in English and in traditional characters: it opens, and its own words are so written."""

import re
from html.parser import HTMLParser

import opencc
import pytest

from guatu.web.accounts.models import User
from guatu.web.reading.models import Document

pytestmark = pytest.mark.django_db
PAGES = [
    "/",
    "/indicators",
    "/indicators/gdp",
    "/targets",
    "/targets?state=past",
    "/targets/1",
    "/tasks",
    "/tasks/1",
    "/documents",
    "/documents/{last}",
    "/documents/new",
    "/figures/gdp/level/2022-01--2022-06",
]
VOID = {"input", "meta", "link", "br", "img", "hr", "rect", "line", "path", "circle", "polyline", "col"}
# Quotes, names and what people typed stand in these; a name may also be a choice of a form.
THEIRS = {"mark", "blockquote", "option", "label", "script", "title"}
CHINESE = re.compile("[\u3400-\u9fff]+")


class OwnWords(HTMLParser):
    """The text of <main> that is neither a quote nor a name."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, bool]] = []
        self.words: list[str] = []

    def handle_starttag(self, tag, attributes):
        if tag not in VOID:
            named = {name for name, _ in attributes}
            self.open.append((tag, tag in THEIRS or "data-plain" in named))

    def handle_endtag(self, tag):
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data):
        if data.strip() and not any(theirs for _, theirs in self.open):
            self.words.append(data.strip())


def own_words(client, path):
    path = path.format(last=Document.objects.latest("pk").pk)
    answer = client.get(path)
    assert answer.status_code == 200, path
    reader = OwnWords()
    reader.feed(answer.content.decode().split("<main", 1)[1].split(">", 1)[1])
    assert len(reader.words) > 5
    return reader.words


@pytest.fixture
def reader_in(visitor):
    """A supervision officer who reads in a language."""

    def sign_in(language):
        client = visitor("supervision")
        User.objects.filter(username="supervision").update(language=language)
        return client

    return sign_in


@pytest.mark.parametrize("path", PAGES)
def test_traditional_pages_keep_no_simplified_words(path, reader_in):
    convert = opencc.OpenCC("s2tw").convert
    names = {user.display_name for user in User.objects.all()}
    left = [
        word
        for word in own_words(reader_in("zh-hant"), path)
        if convert(word) != word and not any(name in word for name in names)
    ]
    assert not left


@pytest.mark.parametrize("path", PAGES)
def test_english_pages_keep_no_chinese_words(path, reader_in):
    names = {user.display_name for user in User.objects.all()}
    left = [
        word
        for word in own_words(reader_in("en"), path)
        if CHINESE.search(word) and not any(name in word for name in names)
    ]
    assert not left
