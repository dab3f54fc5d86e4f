"""`?known_at=`: a page of the past can be read, not changed; a version that never was says so."""

import pytest

from guatu.web.audit.queries import head

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("text", ["x", "-1", "1.5", "", "٣", "9" * 40, "1 OR 1=1"])
def test_a_version_is_a_number(client_of, text):
    answer = client_of("auditor").get("/audit", {"known_at": text})
    assert answer.status_code == 400
    assert "数据版本应为数字" in answer.content.decode()


@pytest.mark.parametrize("beyond", [1, 10**12])
def test_a_version_that_does_not_exist_yet(client_of, beyond):
    answer = client_of("auditor").get("/audit", {"known_at": head() + beyond})
    assert answer.status_code == 404
    assert "没有这个数据版本" in answer.content.decode()
    assert client_of("auditor").get("/audit", {"known_at": 0}).status_code == 404


def test_a_page_of_the_past_says_so_and_keeps_its_version_in_links(client_of):
    text = client_of("auditor").get("/audit", {"known_at": 1}).content.decode()
    assert "历史版本" in text
    assert 'href="/audit?known_at=1"' in text
    assert 'href="/audit">回到当前版本' in text


def test_the_past_is_not_written(client_of):
    client, before = client_of("leader"), head()
    answer = client.post("/language?known_at=1", {"language": "en"})
    assert answer.status_code == 400
    assert "只能查看" in answer.content.decode()
    assert head() == before
