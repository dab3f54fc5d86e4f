"""The desk's acts as the page's script sends them."""

import pytest

from guatu.web.audit import queries as audit
from guatu.web.statements import queries as record
from tests.web.reading.making import TEXT, brought, named


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path):
    settings.FILES_DIR = tmp_path / "files"


@pytest.fixture
def document(zone):
    return brought(zone.actors["supervision"])


def post(client, document, path, **body):
    """Send JSON as the script does."""
    address = f"/documents/{document.pk}/api/{path}"
    return client.post(address, body, content_type="application/json", headers={"Accept": "application/json"})


def decision(document, ref, what="accepted", **more):
    """The body of a decision by one who has just seen the card."""
    row = named(document)[ref]
    return {"item": row.pk, "version": row.version, "decision": what, **more}


def test_a_decision_answers_with_the_card_as_it_is_now(client_of, document) -> None:
    answer = post(client_of("supervision"), document, "decide", **decision(document, "o1")).json()
    assert [card["decision"] for card in answer["cards"]] == ["accepted"]
    assert "已采纳" in answer["cards"][0]["html"]
    assert "supervision员 8月20日" in answer["cards"][0]["html"]
    assert answer["order"] == [
        row.pk for row in sorted(named(document).values(), key=lambda r: (r.start, r.end))
    ]


def test_two_people_on_one_document_never_overwrite_each_other(client_of, document) -> None:
    seen = decision(document, "o1")
    assert (
        post(client_of("statistics"), document, "decide", **{**seen, "decision": "rejected"}).status_code
        == 200
    )
    answer = post(client_of("supervision"), document, "decide", **seen)
    problem = answer.json()["problem"]
    assert (answer.status_code, problem["code"]) == (409, "candidate.decided")
    assert "statistics员" in problem["message"]
    assert "不采纳" in problem["message"]
    assert record.published() == []


def test_one_sees_what_the_other_decided_meanwhile(client_of, document) -> None:
    since = audit.head()
    post(client_of("statistics"), document, "decide", **decision(document, "o1"))
    told = client_of("supervision").get(f"/documents/{document.pk}/api/cards?since={since}").json()
    assert [card["number"] for card in told["cards"]] == [named(document)["o1"].pk]
    mine = post(client_of("supervision"), document, "decide", **decision(document, "o2"), since=since).json()
    assert len(mine["cards"]) == 2


def test_mistakes_in_a_form_come_back_beside_their_fields(client_of, document) -> None:
    row = named(document)["o1"]
    fields = {"indicator": "地区生产总值", "value": "很多", "period": "上半年"}
    answer = post(client_of("supervision"), document, f"items/{row.pk}", version=row.version, fields=fields)
    assert (answer.status_code, list(answer.json()["errors"])) == (422, ["value"])


def test_a_mended_card_is_adopted_as_written(client_of, document) -> None:
    row = named(document)["o1"]
    fields = {"indicator": "地區生產總值", "value": "428.5亿元", "period": "上半年", "caliber": "comparable"}
    answer = post(client_of("supervision"), document, f"items/{row.pk}", version=row.version, fields=fields)
    assert answer.status_code == 200
    on_record = record.published()[0]
    assert (on_record.value, on_record.caliber, on_record.decimals) == (42850000000, "comparable", 1)
    assert on_record.source.endswith(f":{row.start}-{row.end}")


def test_a_selection_is_added_on_its_code_points(client_of, zone) -> None:
    text = "𠮷祥话语🙂\n" + TEXT
    document = brought(zone.actors["supervision"], text=text)
    start = text.index("进出口407亿元")
    fields = {"indicator": "进出口总额", "value": "407亿元", "period": "1—7月"}
    body = {"noun": "figure", "start": start, "end": start + 8, "fields": fields}
    answer = post(client_of("supervision"), document, "add", **body).json()
    assert record.published()[0].quote == "进出口407亿元"
    assert f'data-c="{answer["added"]}"' in answer["text"]


def test_a_target_and_a_task_are_added_as_people_write_them(client_of, document, zone) -> None:
    client, start = client_of("supervision"), TEXT.index("落实服务措施66条")
    span = {"start": start, "end": start + 9}
    target = {
        "indicator": "签约项目",
        "comparator": ">=",
        "floor": "30个",
        "stretch": "40个",
        "by": "全年",
        "min_size": "10亿元",
    }
    post(client, document, "add", noun="target", fields=target, **span)
    unit = zone.units["投资促进局"]
    task = {"title": "落实服务措施", "kind": "action", "lead_unit": str(unit.pk), "deadline_kind": "date"}
    task |= {"deadline": "12月31日前", "support_units": [str(zone.units["澜汀街道"].pk)]}
    post(client, document, "add", noun="task", fields=task, **span)
    promised, issued = record.targets()[0], record.tasks()[0]
    assert (promised.floor, promised.stretch, promised.by, promised.min_size.value) == (30, 40, "2022", 10**9)
    assert (issued.lead_unit, str(issued.deadline), issued.units("support")) == (
        unit,
        "2022-12-31",
        [zone.units["澜汀街道"]],
    )


def test_indicators_are_found_in_either_script(client_of) -> None:
    client = client_of("supervision")
    found = [
        client.get("/documents/indicators", {"q": q}).json()["hits"][0]["id"]
        for q in ("生产总值", "生產總值")
    ]
    assert found == ["gdp", "gdp"]


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b"{",
        b'{"item": "1", "version": null, "decision": 5}',
        b'{"item": 1e99, "version": -1, "decision": "accepted"}',
        '{"item": 1, "version": 1, "decision": "\ud800"}'.encode("utf-8", "surrogatepass"),
    ],
)
def test_a_request_out_of_order_is_refused_and_writes_nothing(client_of, document, body) -> None:
    head = audit.head()
    answer = client_of("supervision").post(
        f"/documents/{document.pk}/api/decide", body, content_type="application/json"
    )
    assert 400 <= answer.status_code < 500
    assert audit.head() == head


def test_a_candidate_of_another_document_is_not_found(client_of, document, zone) -> None:
    other = brought(zone.actors["supervision"], text=TEXT + "另一份\n")
    answer = post(client_of("supervision"), other, "decide", **decision(document, "o1"))
    assert answer.status_code == 404


@pytest.mark.parametrize("role", ["leader", "department", "auditor", "operator"])
def test_who_may_not_decide_is_refused(client_of, document, role) -> None:
    assert post(client_of(role), document, "decide", **decision(document, "o1")).status_code == 403
