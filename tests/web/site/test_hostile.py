"""What strangers and broken browsers send: each gets a clear answer and changes nothing."""

import pytest
from django.test import Client

from guatu.web.audit.queries import head
from guatu.web.site.headers import HEADERS
from guatu.web.site.limits import ADDRESS_MOST

pytestmark = pytest.mark.django_db


def test_every_answer_carries_the_headers(client_of):
    operator = client_of("operator")
    for answer in (
        operator.get("/accounts"),
        operator.get("/nowhere"),
        operator.get("/audit"),
        operator.get("/static/ui/app.css"),
        operator.get("/static/ui/none.css"),
        Client().get("/accounts"),
        operator.put("/accounts"),
        operator.get("/accounts", HTTP_HOST="evil.example"),
    ):
        assert {name: answer[name] for name in HEADERS} == HEADERS
    assert "unsafe" not in HEADERS["Content-Security-Policy"]
    assert operator.get("/accounts")["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize(
    "host", ["evil.example", "localhost.evil.example", "a b", "", "localhost@evil.example"]
)
def test_only_our_own_name_is_answered(host):
    assert Client().get("/sign-in", HTTP_HOST=host).status_code == 400


def test_a_forged_host_is_not_used_for_links(settings):
    settings.ALLOWED_HOSTS = ["localhost"]
    answer = Client().get("/accounts", HTTP_HOST="localhost", HTTP_X_FORWARDED_HOST="evil.example")
    assert answer["Location"].startswith("/sign-in")


@pytest.mark.parametrize("url", ["/accounts/new", "/password", "/language", "/sign-out"])
def test_a_form_from_elsewhere_is_refused(zone, url):
    client = Client(enforce_csrf_checks=True)
    client.force_login(zone.people["operator"])
    before = head()
    answer = client.post(url, {"language": "en"})
    assert answer.status_code == 403
    assert "请求来自别的网站" in answer.content.decode()
    client.cookies["csrftoken"] = "a" * 32
    forged = client.post(url, {"csrfmiddlewaretoken": "b" * 32}, HTTP_ORIGIN="https://evil.example")
    assert forged.status_code == 403
    assert head() == before


def test_an_address_too_long_says_so(client_of):
    answer = client_of("auditor").get("/audit?person=" + "a" * ADDRESS_MOST)
    assert answer.status_code == 414
    assert "地址过长" in answer.content.decode()


@pytest.mark.parametrize("url", ["/accounts?search=a%00b", "/audit?thing=%00", "/accounts/%00"])
def test_an_address_with_a_nul_is_refused(client_of, url):
    answer = client_of("operator").get(url)
    assert answer.status_code == 400
    assert "不能使用的字符" in answer.content.decode()


def test_a_body_too_large_is_refused_before_it_is_read(client_of, settings):
    settings.UPLOAD_MOST = 1000
    answer = client_of("leader").post("/language", {"language": "e" * 2000})
    assert answer.status_code == 413
    assert "请拆分文件" in answer.content.decode()


def test_a_form_of_thousands_of_fields_is_refused(client_of):
    answer = client_of("leader").post("/language", {f"f{n}": "x" for n in range(1500)})
    assert answer.status_code == 400


@pytest.mark.parametrize(
    "path",
    [
        "/accounts/99999999999999999999999999",
        "/accounts/-1",
        "/accounts/1;drop",
        "/../../etc/passwd",
        "/%2e%2e/%2e%2e/etc/passwd",
        "/jobs/1.xml",
        "/{{7*7}}",
        "/<script>alert(1)</script>",
        "/accounts/1'%20OR%20'1'='1",
        "/admin/",
    ],
)
def test_addresses_that_lead_nowhere(client_of, path):
    for role in ("operator", "public"):
        answer = client_of(role).get(path)
        assert answer.status_code in (302, 404)
        assert b"<script>alert" not in answer.content
        assert b"49" not in answer.content.split(b"<main")[-1] or b"{{" in answer.content


@pytest.mark.parametrize("query", ["search=%27%22%3E%3Cscript%3E", "page=9999999999999999999999"])
def test_what_stands_in_the_address_is_shown_as_text(client_of, query):
    answer = client_of("operator").get(f"/accounts?{query}")
    assert answer.status_code == 200
    assert "<script>" not in answer.content.decode().split("<main")[1]


@pytest.mark.parametrize(
    ("url", "fields"),
    [
        ("/accounts/new", {"username": "a", "unit": "NaN", "role": "leader"}),
        ("/accounts/new", {"username": ["a", "b"], "unit": "1e9", "role": "root"}),
        ("/units/new", {"name": "x" * 500, "order": "-1", "kind": "moon", "area": "0"}),
        ("/units/new", {"order": "9" * 50}),
        ("/units/new", {}),
    ],
)
def test_forms_with_wrong_types_are_shown_again(client_of, url, fields):
    before = head()
    assert client_of("operator").post(url, fields).status_code == 200
    assert head() == before


def test_errors_of_a_script_are_json(client_of):
    answer = client_of("operator").get("/nowhere", HTTP_ACCEPT="application/json")
    assert answer.json()["problem"]["code"] == "http.404"
    denied = client_of("leader").get("/accounts", HTTP_ACCEPT="application/json")
    assert denied.status_code == 403
    assert denied.json()["problem"]["what_to_do"]
    assert Client().get("/accounts", HTTP_ACCEPT="application/json").status_code == 401


def test_a_bug_shows_a_page_without_its_insides(client_of, monkeypatch):
    client = client_of("operator")
    client.raise_request_exception = False

    def broken(**_):
        raise RuntimeError("password=hunter2")

    monkeypatch.setattr("guatu.web.accounts.queries.users", broken)
    answer = client.get("/accounts")
    assert answer.status_code == 500
    text = answer.content.decode()
    assert "系统出错" in text
    assert "hunter2" not in text


def test_even_without_the_frame_there_is_a_page(client_of, monkeypatch):
    client = client_of("operator")
    client.raise_request_exception = False

    def broken(*_, **__):
        raise RuntimeError

    monkeypatch.setattr("guatu.web.accounts.queries.users", broken)
    monkeypatch.setattr("guatu.web.ui.problem.render", broken)
    answer = client.get("/accounts")
    assert answer.status_code == 500
    assert "请稍后重试" in answer.content.decode()
