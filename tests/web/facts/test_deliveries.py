"""A file handed in is taken in or refused whole; a crash in between is settled; only statistics see it."""

import re
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from guatu.enterprises.register import read_register
from guatu.facts.delivery import take_in
from guatu.facts.snapshot import snapshot_at
from guatu.facts.verify import verify
from guatu.web.facts import actions, jobs
from guatu.web.facts.actions import receive_delivery, recover
from guatu.web.facts.models import Delivery
from guatu.web.facts.queries import lake
from guatu.web.jobs.models import Job
from guatu.web.jobs.worker import run_pending
from tests.facts.sheets import row, xlsx

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, settings):
    settings.HOME = tmp_path
    settings.FILES_DIR = tmp_path / "files"


def bring(zone, data: bytes, **more) -> Delivery:
    made = receive_delivery(
        data, name="7月.xlsx", by=zone.actors["statistics"], dataset="electricity", may_register=True, **more
    )
    run_pending()
    made.refresh_from_db()
    return made


def test_a_good_file_is_taken_in_and_its_rows_carry_the_sequence_of_the_log(zone):
    made = bring(zone, xlsx([row(1), row(2)]))
    assert (made.state, made.period, made.told["first"]) == ("accepted", "2022-07", 2)
    [file] = snapshot_at(lake(), dataset="electricity").files
    assert (file.seq, file.delivery) == (made.accepted_seq, made.pk)


def test_a_faulty_file_is_kept_with_its_cells_and_changes_nothing(zone, client_of):
    made = bring(zone, xlsx([row(1), row(2, "约5万", 1, 1, 1)]))
    assert made.state == "refused"
    assert snapshot_at(lake(), dataset="electricity").files == ()
    client = client_of("statistics")
    page = client.get(f"/deliveries/{made.pk}").content.decode()
    assert "约5万" in page
    sheet = client.get(f"/deliveries/{made.pk}/sheets/0?at=E6").content.decode()
    assert "<mark>约5万</mark>" in sheet


def test_titles_stand_over_the_columns_that_they_head(zone, client_of):
    made = bring(zone, xlsx([row(1), row(2)]))
    sheet = client_of("statistics").get(f"/deliveries/{made.pk}/sheets/0?at=G5").content.decode()
    assert '<td colspan="8">企业用电情况（2022年7月）</td>' in sheet
    assert '<td colspan="4">用电量</td>' in sheet
    assert "<td>累计</td>" in sheet


def test_the_page_says_what_became_of_the_rows(zone, client_of):
    client = client_of("statistics")
    first, again = bring(zone, xlsx([row(1), row(2)])), bring(zone, xlsx([row(1), row(2, 101, 90, 700, 650)]))
    for made, told in ((first, ("首次入库", "2")), (again, ("更正", "1", "没有变化", "1"))):
        page = client.get(f"/deliveries/{made.pk}").content.decode()
        facts = page[page.index('<dl class="facts">') : page.index("</dl>")]
        assert tuple(re.findall(r"<dt>(.*?)</dt>|<span data-plain>(\d+)</span>", facts)) == tuple(
            ("", word) if word.isdigit() else (word, "") for word in told
        )


def test_what_is_unusual_is_taken_in_with_a_reason(zone):
    odd = xlsx([row(1, 100, 90, 50, 45)])
    assert bring(zone, odd).state == "refused"
    assert bring(zone, odd, reason="核减上月多报").state == "accepted"


def test_a_crash_before_or_after_the_swap_is_settled(zone, monkeypatch):
    class Killed(BaseException):
        pass

    def after(*args, **more):
        take_in(*args, **more)
        raise Killed

    def before(*_args, **_more):
        raise Killed

    for way, number, state in ((before, 1, "checking"), (after, 2, "accepted")):
        monkeypatch.setattr(jobs, "take_in", way)
        with pytest.raises(Killed):
            bring(zone, xlsx([row(number)]))
        made = Delivery.objects.first()
        assert made.state == "accepting"
        assert recover(by=zone.actors["statistics"]) == 0, "its worker may be at it still"
        Job.objects.update(state="failed")
        assert recover(by=zone.actors["statistics"]) == 1
        made.refresh_from_db()
        assert made.state == state
    assert len(snapshot_at(lake(), dataset="electricity").files) == 1


def test_a_worker_that_was_thought_dead_leaves_the_delivery_to_the_other(zone, monkeypatch):
    def overtaken(*args, **more):
        Job.objects.filter(name="facts.receive").update(worker="another", attempts=2)
        return take_in(*args, **more)

    monkeypatch.setattr(jobs, "take_in", overtaken)
    made = bring(zone, xlsx([row(1)]))
    assert made.state == "accepting", "the other worker begins by settling it"
    assert snapshot_at(lake(), dataset="electricity").files == ()
    assert verify(lake()) == []
    assert read_register(lake()).names == {}


def test_the_pages_hand_a_file_in_and_are_for_statistics_alone(zone, client_of):
    client = client_of("statistics")
    assert client.get("/deliveries").status_code == client.get("/deliveries/new").status_code == 200
    file = SimpleUploadedFile("7月.xlsx", xlsx([row(1)]))
    sent = client.post("/deliveries/new", {"file": file, "dataset": "electricity", "may_register": "on"})
    assert sent.status_code == 302
    waiting = client.get(sent.url)
    assert waiting.status_code == 200
    run_pending()
    assert "已入库" in client.get("/deliveries").content.decode()
    again = SimpleUploadedFile("7月.xlsx", xlsx([row(1)]))
    again.seek(0)
    for role in ("leader", "department", "auditor", "operator"):
        assert client_of(role).get(sent.url).status_code == 403


def test_a_second_click_brings_no_second_delivery(zone):
    by, data = zone.actors["statistics"], xlsx([row(1)])
    first, second = (
        receive_delivery(data, name="7月.xlsx", by=by, dataset="electricity", may_register=True)
        for _ in range(2)
    )
    assert first.pk == second.pk
    run_pending()
    assert Delivery.objects.get().state == "accepted"


def test_a_file_whose_check_died_may_be_brought_again(zone):
    by, data = zone.actors["statistics"], xlsx([row(1)])
    first = receive_delivery(data, name="7月.xlsx", by=by, dataset="electricity", may_register=True)
    Job.objects.filter(pk=first.job).update(state="failed")
    assert bring(zone, data).state == "accepted"


def test_a_file_that_is_in_is_not_taken_twice(zone):
    data = xlsx([row(1)])
    bring(zone, data)
    with pytest.raises(actions.DeliveryError):
        bring(zone, data)
