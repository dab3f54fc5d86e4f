"""Targets beside the tasks that serve them: light and figure, traced, for those who may see the target."""

from datetime import date
from decimal import Decimal

import pytest

from guatu.web.audit.queries import head
from guatu.web.execution.actions.setting_up import amend, set_up
from guatu.web.execution.queries.amended import details
from guatu.web.execution.queries.assignments import assignment
from guatu.web.execution.queries.serving import served
from tests.builders import figure, target, task
from tests.web.execution.test_chase import issued

pytestmark = pytest.mark.django_db


@pytest.fixture
def serving(zone):
    """A task in hand that serves a target of 30 projects, of which 12 are signed; gives both numbers."""
    office, number = zone.actors["supervision"], issued(zone, "组织敲门招商", due=date(2022, 8, 31))
    promise = target(by=office, floor=30, quote="签约项目30个以上", lead_unit=zone.units["经济发展局"])
    figure(12, "2022-01/2022-07", by=office)
    amend(
        number,
        {"target": promise.lineage},
        by=office,
        expected_version=assignment(number).version,
        reason="分解",
    )
    return number, promise.lineage


@pytest.mark.parametrize("path", ["/tasks", "/tasks/list", "/desk"])
@pytest.mark.parametrize("role", ["supervision", "department"])
def test_a_task_shows_the_light_and_the_figure_of_its_target(zone, serving, client_of, role, path):
    page = client_of(role).get(path).content.decode()
    if path == "/desk" and role == "supervision":
        assert "组织敲门招商" not in page
        return
    _, _, rest = page.partition("组织敲门招商")
    beside = rest.partition("</tr>" if path != "/desk" else "</li>")[0]
    assert f'href="/targets/{serving[1]}"' in beside
    assert "进度偏慢" in beside or "严重滞后" in beside
    assert '<a class="figure" href="/figures/signed_projects/level/' in beside


def test_who_may_not_see_the_target_sees_the_task_without_it(zone, client_of):
    office, number = zone.actors["supervision"], issued(zone, "组织敲门招商", due=date(2022, 8, 31))
    promise = target(by=office, floor=30, lead_unit=zone.units["澜汀街道"])
    version = assignment(number).version
    amend(number, {"target": promise.lineage}, by=office, expected_version=version, reason="分解")
    page = client_of("department").get("/tasks").content.decode()
    assert "组织敲门招商" in page
    assert f"/targets/{promise.lineage}" not in page


def test_an_earlier_data_version_tells_the_target_of_then(zone):
    office = zone.actors["supervision"]
    number, first, second = (
        task("组织敲门招商", by=office).lineage,
        target(by=office, floor=30).lineage,
        target(by=office, floor=7, indicator="actual_fdi", unit="USD").lineage,
    )
    before = head()
    set_up(number, by=office, details={"target": first})
    at_first = head()
    version = assignment(number).version
    amend(number, {"target": second}, by=office, expected_version=version, reason="调整")
    assert [served([number], known_at=at).get(number) for at in (before, at_first, head(), None)] == [
        None,
        first,
        second,
        second,
    ]


def test_an_earlier_version_names_the_officer_and_the_particulars_of_then(zone, client_of):
    office, other = zone.actors["supervision"], zone.people["statistics"]
    number = task("组织敲门招商", by=office).lineage
    before = head()
    first = {"officer": zone.people["supervision"].pk, "weight": Decimal("2.5"), "place": "滨江片区"}
    set_up(number, by=office, details=first)
    then, version = head(), assignment(number).version
    said = {"officer": other.pk, "weight": None, "place": "", "source_date": date(2022, 8, 1)}
    amend(number, said, by=office, expected_version=version, reason="调整")
    was, now = (details([number], known_at=at)[number] for at in (then, None))
    assert (str(was.officer), was.weight, was.place, was.source_date) == (
        str(zone.people["supervision"]), Decimal("2.5"), "滨江片区", None,
    )  # fmt: skip
    assert (now.officer, now.weight, now.place) == (other, None, "")
    assert details([number], known_at=before) == {}
    page = client_of("leader").get(f"/tasks/list?known_at={then}").content.decode()
    assert str(zone.people["supervision"]) in page
    assert str(other) not in page
