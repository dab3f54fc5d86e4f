"""Who sees which letter, and what they may do with it."""

from io import BytesIO

import pdfplumber
import pytest

from guatu.web.access.actor import machine
from guatu.web.audit.models import Entry
from guatu.web.execution.actions.chasing import send_by_hand
from guatu.web.jobs.models import Job
from guatu.web.jobs.worker import run_pending
from guatu.web.messages.actions.sending import issue
from guatu.web.messages.models import Letter, Outbox
from tests.web.execution.test_chase import date, issued, run
from tests.web.messages.test_delivery import DAY, draft

pytestmark = pytest.mark.django_db


@pytest.fixture
def letter(zone):
    """One urge to the bureau of economy."""
    return issue([draft(zone.units["经济发展局"])], by=machine("催办"), day=DAY)[0]


def test_a_unit_reads_and_acknowledges_its_own_letters_only(zone, letter, client_of):
    other = issue([draft(zone.units["投资促进局"])], by=machine("催办"), day=DAY)[0]
    client = client_of("department")
    page = client.get("/letters").content.decode()
    assert f"/letters/{letter.pk}" in page
    assert f"/letters/{other.pk}" not in page
    assert client.get(f"/letters/{other.pk}").status_code == 403
    assert client.post(f"/letters/{other.pk}/receive").status_code == 403
    assert "签收" in client.get("/desk").content.decode()
    client.post(f"/letters/{letter.pk}/receive")
    held = Letter.objects.get(pk=letter.pk)
    assert (held.received_by, held.received_on) == (zone.people["department"], date(2022, 8, 20))
    client.post(f"/letters/{letter.pk}/receive")
    assert Entry.objects.filter(action="letter.receive").count() == 1


def test_a_letter_of_a_hand_over_is_for_the_office_and_the_leaders(zone, client_of):
    number = issued(zone, due=date(2022, 8, 17))
    pk = send_by_hand(number, "hand_over", by=zone.actors["supervision"])
    seen = {role: client_of(role).get(f"/letters/{pk}").status_code for role in ("department", "leader")}
    assert seen == {"department": 403, "leader": 200}
    assert f"/letters/{pk}" not in client_of("department").get("/letters").content.decode()
    assert f"/letters/{pk}" not in client_of("department").get(f"/tasks/{number}").content.decode()


def test_a_bulletin_is_read_by_every_unit(zone, client_of):
    issued(zone, due=date(2022, 6, 30))
    for day in ("7-01", "7-06", "7-08", "7-13", "8-01", "9-01"):
        run(day)
    bulletin = Letter.objects.get(rung="bulletin")
    assert client_of("department").get(f"/letters/{bulletin.pk}").status_code == 200


def test_the_page_and_the_files_say_the_same(letter, client_of):
    client = client_of("supervision")
    page = client.get(f"/letters/{letter.pk}").content.decode()
    assert "督催〔2022〕1号" in page
    word = client.get(f"/letters/{letter.pk}.docx")
    assert word.content.startswith(b"PK")
    assert "attachment" in word["Content-Disposition"]
    with pdfplumber.open(BytesIO(client.get(f"/letters/{letter.pk}.pdf").content)) as pdf:
        assert "督催〔2022〕1号" in pdf.pages[0].extract_text().replace(" ", "")


def test_the_office_chases_and_sends_now_from_its_pages(zone, client_of, settings, tmp_path):
    settings.GUATU_OUTBOX = str(tmp_path)
    number = issued(zone, due=date(2022, 8, 17))
    client = client_of("supervision")
    settings.GUATU_TODAY = date(2022, 8, 22)
    answer = client.post("/tasks/chase")
    run_pending()
    job = Job.objects.get(pk=int(answer["Location"].rpartition("/")[2]))
    assert (job.state, job.result["letters"]) == ("done", {"urge": 1})
    row = Outbox.objects.filter(channel="folder").first()
    client.post(f"/outbox/{row.pk}/resend")
    assert Outbox.objects.get(pk=row.pk).state == "queued"
    client.post("/outbox/deliver")
    run_pending()
    assert Outbox.objects.get(pk=row.pk).attempts == 2
    client.post(f"/tasks/{number}/letter", {"rung": "notice", "reason": "请示后发"})
    assert Letter.objects.filter(rung="notice", by=zone.people["supervision"]).count() == 1
    page = client.get(f"/tasks/{number}").content.decode()
    assert "督提〔2022〕1号" in page


def test_a_line_typed_in_wrong_is_refused_on_the_form(zone, client_of):
    client = client_of("supervision")
    unit = zone.units["经济发展局"].pk
    for given, why in (
        ({"unit": unit, "channel": "email", "address": "nobody"}, "Email"),
        ({"unit": unit, "channel": "wecom", "address": "http://intranet/x"}, "不是可用的机器人地址"),
        ({"channel": "email", "address": "a@zone.example"}, "单位或人员之一"),
    ):
        answer = client.post("/lines", given)
        assert (answer.status_code, why in answer.content.decode()) == (422, True)
    assert (
        client.post("/lines", {"unit": unit, "channel": "email", "address": "a@zone.example"}).status_code
        == 302
    )
