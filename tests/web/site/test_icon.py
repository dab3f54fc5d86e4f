"""A browser that shows a PDF asks for the site's icon by its oldest name; nobody need be signed in."""

import pytest

pytestmark = pytest.mark.django_db


def test_the_icon_is_found_by_its_oldest_name(client):
    answer = client.get("/favicon.ico")
    assert answer.status_code == 302
    assert answer["Location"].partition("?")[0] == "/static/ui/icon.svg"
