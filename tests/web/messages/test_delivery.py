"""Messages leave at least once by every line, repeats counted, none lost when a worker dies."""

import email
import json
from datetime import date, timedelta
from email import policy

import pytest
from django.utils import timezone

from guatu.briefing.official import Official, paragraph
from guatu.execution.ladder import load_ladder
from guatu.web.access.actor import machine
from guatu.web.messages import jobs
from guatu.web.messages.actions import receiving
from guatu.web.messages.actions.sending import Draft, issue
from guatu.web.messages.channels import webhook
from guatu.web.messages.channels.message import Outgoing
from guatu.web.messages.models import Line, Outbox
from guatu.web.messages.problems import LetterError
from tests.web.messages.receivers import Mail, Robots, running

pytestmark = pytest.mark.django_db
BY = machine("催办")
DAY = date(2022, 9, 1)


def draft(unit, *, tasks=1, rung="urge", words="请抓紧办理"):
    document = Official("督查室", "", "催办通知", unit.name, (paragraph(words),), "督查室", DAY)
    pairs = tuple((n + 1, "2022-08-31", f"任务{n}") for n in range(tasks))
    return Draft(load_ladder().rung(rung), unit.pk, pairs, document, (f"unit:{unit.pk}",))


@pytest.fixture
def robots(settings):
    server = Robots()
    settings.GUATU_WEBHOOK_HOSTS = [server.host]
    with running(server):
        yield server


@pytest.fixture
def unit(zone):
    return zone.units["经济发展局"]


def line(zone, unit, channel, address, **more):
    return receiving.add_line(
        by=zone.actors["supervision"], unit=unit.pk, user=None, channel=channel, address=address, **more
    )


def states():
    rows = Outbox.objects.exclude(channel="inbox").order_by("id")
    return [(row.channel, row.state, row.attempts) for row in rows]


def test_wecom_gets_the_documented_payload_once_for_all_tasks_of_a_letter(zone, unit, robots):
    line(zone, unit, "wecom", f"http://{robots.host}/cgi-bin/webhook/send?key=abc")
    issue([draft(unit, tasks=3)], by=BY, day=DAY)
    assert jobs.deliver_waiting(by=BY) == {"sent": 1, "failed": 0}
    ((path, kind, body),) = robots.got
    assert (path, kind) == ("/cgi-bin/webhook/send?key=abc", "application/json; charset=utf-8")
    assert body["msgtype"] == "text"
    assert body["text"]["content"].startswith("督查室\n督催〔2022〕1号\n催办通知")
    assert states() == [("wecom", "sent", 1)] * 3
    assert jobs.deliver_waiting(by=BY) == {"sent": 0, "failed": 0}


def test_dingtalk_gets_a_signed_markdown_message(zone, unit, robots):
    line(zone, unit, "dingtalk", f"http://{robots.host}/robot/send?access_token=t", secret="SEC1")
    issue([draft(unit)], by=BY, day=DAY)
    jobs.deliver_waiting(by=BY)
    ((path, _, body),) = robots.got
    at = int(path.split("timestamp=")[1].split("&")[0])
    base = f"http://{robots.host}/robot/send?access_token=t"
    assert webhook.signed(base, secret="SEC1", at=at).endswith(path.split("access_token=t")[1])
    assert body["markdown"]["title"].startswith("督催〔2022〕1号")
    assert body["at"] == {"isAtAll": False}


def test_a_long_letter_is_cut_to_what_a_robot_takes(zone, unit, robots):
    line(zone, unit, "wecom", f"http://{robots.host}/send?key=abc")
    issue([draft(unit, words="长" * 3000)], by=BY, day=DAY)
    jobs.deliver_waiting(by=BY)
    content = robots.got[0][2]["text"]["content"]
    assert len(content.encode()) <= 2048
    assert content.endswith("……")


def test_a_refusal_is_kept_in_words_and_tried_again_later(zone, unit, robots):
    line(zone, unit, "wecom", f"http://{robots.host}/send?key=abc")
    issue([draft(unit)], by=BY, day=DAY)
    robots.answers = [{"errcode": 45009, "errmsg": "api freq out of limit"}]
    assert jobs.deliver_waiting(by=BY) == {"sent": 0, "failed": 1}
    row = Outbox.objects.get(channel="wecom")
    assert "45009" in row.error
    later = timezone.now() + timedelta(hours=1)
    assert jobs.deliver_waiting(by=BY, now=later) == {"sent": 1, "failed": 0}
    assert states() == [("wecom", "sent", 2)]


def test_a_letter_that_breaks_the_program_holds_up_no_other(zone, unit, robots, monkeypatch):
    line(zone, unit, "wecom", f"http://{robots.host}/cgi-bin/webhook/send?key=abc")
    first, _second = issue([draft(unit), draft(unit, rung="remind")], by=BY, day=DAY)
    document_of = jobs.queries.document_of

    def broken(letter):
        if letter.pk == first.pk:
            raise KeyError("document")
        return document_of(letter)

    monkeypatch.setattr(jobs.queries, "document_of", broken)
    assert jobs.deliver_waiting(by=BY) == {"sent": 1, "failed": 1}
    assert sorted(states()) == [("wecom", "queued", 1), ("wecom", "sent", 1)]


def test_a_line_that_never_answers_is_left_for_a_person_who_sends_it_again(zone, unit, settings):
    settings.GUATU_WEBHOOK_HOSTS = ["127.0.0.1:9"]
    line(zone, unit, "wecom", "http://127.0.0.1:9/send?key=abc")
    issue([draft(unit)], by=BY, day=DAY)
    now = timezone.now()
    for n in range(10):
        jobs.deliver_waiting(by=BY, now=now + timedelta(hours=3 * n))
    assert states() == [("wecom", "failed", 6)]
    receiving.resend(Outbox.objects.get(channel="wecom").pk, by=zone.actors["supervision"])
    assert states() == [("wecom", "queued", 6)]


@pytest.mark.parametrize("moment", ["before", "after"])
def test_a_worker_killed_around_the_sending_loses_nothing(zone, unit, robots, monkeypatch, moment):
    line(zone, unit, "wecom", f"http://{robots.host}/send?key=abc")
    issue([draft(unit)], by=BY, day=DAY)
    real = jobs._carry

    def dying(parcel):
        if moment == "after":
            real(parcel)
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(jobs, "_carry", dying)
        with pytest.raises(KeyboardInterrupt):
            jobs.deliver_waiting(by=BY)
    assert states() == [("wecom", "sending", 1)]
    assert jobs.deliver_waiting(by=BY) == {
        "sent": 0,
        "failed": 0,
    }  # another worker waits until the lease ends
    jobs.deliver_waiting(by=BY, now=timezone.now() + timedelta(minutes=6))
    assert states() == [("wecom", "sent", 2)]
    assert len(robots.got) == (2 if moment == "after" else 1)  # at least once, and the repeat is counted


def test_mail_carries_the_letter_as_docx_and_pdf_and_a_repeat_has_the_same_name(zone, unit, settings):
    server = Mail()
    settings.GUATU_SMTP = server.url
    settings.GUATU_MAIL_FROM = "督查室 <dcs@zone.example>"
    line(zone, unit, "email", "jfj@zone.example")
    issue([draft(unit)], by=BY, day=DAY)
    with running(server):
        jobs.deliver_waiting(by=BY)
        receiving.resend(Outbox.objects.get(channel="email").pk, by=zone.actors["supervision"])
        jobs.deliver_waiting(by=BY)
    mails = [email.message_from_bytes(data, policy=policy.default) for data in server.got]
    assert {mail["Message-ID"] for mail in mails} == {mails[0]["Message-ID"]}
    assert mails[0]["Subject"] == "督催〔2022〕1号 催办通知"
    names = [part.get_filename() for part in mails[0].iter_attachments()]
    assert [name.rpartition(".")[2] for name in names] == ["docx", "pdf"]
    assert "请抓紧办理" in mails[0].get_body().get_content()
    assert states() == [("email", "sent", 2)]


def test_where_there_is_no_line_the_letter_lies_whole_in_the_folder(unit, settings, tmp_path):
    settings.GUATU_OUTBOX = str(tmp_path / "out")
    issue([draft(unit)], by=BY, day=DAY)
    jobs.deliver_waiting(by=BY)
    (place,) = (tmp_path / "out").iterdir()
    assert {file.name for file in place.iterdir()} == {
        "message.txt",
        "letter.docx",
        "letter.pdf",
        "slip.json",
    }
    slip = json.loads((place / "slip.json").read_text("utf-8"))
    assert (slip["to"], slip["subject"]) == ("经济发展局", "督催〔2022〕1号 催办通知")
    assert states() == [("folder", "sent", 1)]


def test_a_file_name_cannot_leave_the_folder():
    document = Official("", "", "../../x", "", (), "", None)
    message = Outgoing(key="guatu-1", subject="../../etc/passwd", document=document)
    assert "/" not in message.stem


@pytest.mark.parametrize(
    "address",
    [
        "http://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=a",
        "https://169.254.169.254/latest",
        "https://qyapi.weixin.qq.com.evil.example/x",
        "file:///etc/passwd",
        "localhost",
    ],
)
def test_only_the_robots_of_known_hosts_are_called(zone, unit, address):
    with pytest.raises(LetterError, match="不是可用的机器人地址"):
        line(zone, unit, "wecom", address)
    assert not Line.objects.exists()


def test_the_log_and_the_pages_never_show_a_robots_key(zone, unit, client_of):
    line(
        zone, unit, "dingtalk", "https://oapi.dingtalk.com/robot/send?access_token=verysecret", secret="SEC99"
    )
    page = client_of("supervision").get("/lines").content.decode()
    assert "oapi.dingtalk.com/…cret" in page
    assert "verysecret" not in page
    assert "SEC99" not in page
