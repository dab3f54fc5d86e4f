"""A word that an officer teaches: checked, its effect shown, in force for every reading, taken back again."""

from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied

from guatu.catalogue.taught import NOTHING, Taught
from guatu.vocabulary.statements import Observation
from guatu.web.audit import queries as audit
from guatu.web.reading import queries
from guatu.web.reading.actions.decide import mend
from guatu.web.reading.actions.receive import receive
from guatu.web.reading.actions.words import forget, teach
from guatu.web.reading.problems import DeskError
from guatu.web.reading.queries.words import taught, taught_words
from guatu.web.reading.reader import read, version
from guatu.web.reading.teaching import effect, guess, lesson
from guatu.web.reading.typed import indicator_id, search, value
from tests.web.reading.making import brought, named, place, reading

TEXT = """半年讲话
1—7月，北岸盘子407亿元，增长38%；完成海铁联运3万标方箱。
下半年，力争北岸盘子达到800亿元。
"""
MISREAD = Observation(
    id="o1",
    indicator="other:北岸盘子",
    measure="level",
    value=Decimal(40700000000),
    unit="CNY",
    period="1999-01/1999-07",
    confidence=0.7,
    **place("北岸盘子407亿元", text=TEXT),
)
NONE = {"observations": (), "targets": (), "tasks": (), "conflicts": (), "unread": ()}


def word(kind="alias", text="北岸盘子", **more):
    """A lesson as a form describes it."""
    usual = {"indicator": "进出口总额", "unit": "TEU", "factor": "1"}
    return lesson({"kind": kind, "word": text, **usual, **more}, known=taught())


def shelved(zone, text=TEXT):
    """A document that lies on the desk, read."""
    return brought(zone.actors["supervision"], text=text, told=reading(text, **NONE))


def test_an_alias_is_read_from_then_on_and_no_more_once_taken_back(zone) -> None:
    officer, document = zone.actors["supervision"], shelved(zone)
    row = teach(word(), by=officer, document=document.pk)
    found = read(document, taught=taught())
    assert {o.indicator for o in found.observations if o.measure in ("level", "growth")} >= {"goods_trade"}
    assert {t.indicator for t in found.targets} == {"goods_trade"}
    forget(row.pk, by=officer)
    assert taught() == NOTHING
    assert "goods_trade" not in {o.indicator for o in read(document, taught=taught()).observations}


def test_a_unit_counts_by_its_factor_in_documents_and_in_forms(zone) -> None:
    officer, document = zone.actors["statistics"], shelved(zone)
    assert [u.why for u in read(document, taught=taught()).unread] == ["no unit"]
    teach(word("unit", "标方箱", factor="2"), by=officer)
    found = read(document, taught=taught())
    assert [(o.value, o.unit) for o in found.observations if o.unit == "TEU"] == [(Decimal(60000), "TEU")]
    assert value("3万标方箱", taught=taught()).value == 60000


def test_what_it_would_change_is_told_before_it_is_saved(zone) -> None:
    shelved(zone)
    shelved(zone, text=TEXT.replace("北岸盘子", "外贸进出口"))
    told = word()
    found = effect(zone.actors["supervision"], told.word, before=taught(), after=told.onto(taught()))
    assert (found.looked, found.left, len(found.changes)) == (1, 0, 1)
    assert {d.noun for d in found.changes[0].differences} == {"figure", "target"}
    assert all(d.about_after[0] == "进出口总额" for d in found.changes[0].differences)
    assert taught_words() == []


def test_each_version_of_a_word_stays_and_stands_in_the_log(zone) -> None:
    officer = zone.actors["supervision"]
    teach(word(), by=officer)
    then = audit.head()
    teach(word(indicator="出口总额"), by=officer)
    assert taught().aliases == (("北岸盘子", "exports"),)
    assert taught(known_at=then).aliases == (("北岸盘子", "goods_trade"),)
    assert [e.action for e in audit.entries(action="word.")] == ["word.teach", "word.teach"]
    with pytest.raises(DeskError):
        forget(10**6, by=officer)


@pytest.mark.parametrize(
    ("kind", "text", "more"),
    [
        ("alias", "增长", {}),
        ("alias", "盘", {}),
        ("alias", "盘子2号", {}),
        ("alias", "进出口总额", {}),
        ("alias", "北岸盘子", {"indicator": "其他：盘子"}),
        ("unit", "万箱", {}),
        ("unit", "年", {}),
        ("unit", "标方箱", {"unit": ""}),
        ("unit", "标方箱", {"factor": "0"}),
        ("unit", "标方箱", {"factor": "NaN"}),
        ("unit", "标箱", {}),
        ("unit", "增长", {}),
    ],
)
def test_what_would_break_the_reader_is_refused_with_its_reason(zone, kind, text, more) -> None:
    with pytest.raises(DeskError) as told:
        word(kind, text, **more)
    assert told.value.problem.message
    assert told.value.problem.what_to_do


def test_only_those_who_confirm_readings_may_teach(zone) -> None:
    told = word()
    with pytest.raises(PermissionDenied):
        teach(told, by=zone.actors["leader"])


def test_a_taught_word_is_another_reader_and_is_offered_in_the_form(zone) -> None:
    before = version(taught())
    teach(word(), by=zone.actors["supervision"])
    assert version(taught()) != before
    assert indicator_id("北岸盤子", taught=taught()) == "goods_trade"
    assert [hit.id for hit in search("北岸", taught=taught())] == ["goods_trade"]


def test_the_pages_check_teach_read_again_and_take_back(zone, client_of) -> None:
    client, document = client_of("supervision"), shelved(zone)
    sent = {"kind": "alias", "word": "北岸盘子", "indicator": "进出口总额", "document": document.pk}
    checked = client.get("/documents/words/check", sent)
    assert "北岸盘子407亿元" in checked.content.decode()
    done = client.post("/documents/words/teach", {**sent, "again": [document.pk]})
    assert done.url == f"/documents/{document.pk}"
    assert queries.document_by_number(document.pk).state == "reading"
    row = taught_words()[0]
    assert "北岸盘子" in client.get("/documents/words").content.decode()
    assert "407亿元" in client.get(f"/documents/words/{row.pk}").content.decode()
    client.post(f"/documents/words/{row.pk}")
    assert taught() == Taught()
    refused = client.post("/documents/words/teach", {**sent, "word": "增长"})
    assert (refused.status_code, taught_words()) == (400, [])


def test_a_mended_indicator_offers_what_to_teach(zone, client_of) -> None:
    client = client_of("supervision")
    told = reading(text=TEXT, **NONE | {"observations": (MISREAD,)})
    document = brought(zone.actors["supervision"], text=TEXT + "。", told=told)
    row = named(document)["o1"]
    item = {**row.item, "indicator": "goods_trade"}
    mend(document.pk, row.pk, item, by=zone.actors["supervision"], expected_version=row.version)
    assert "记住这个说法" in client.get(f"/documents/{document.pk}").content.decode()
    page = client.get("/documents/words", {"from": f"{document.pk}:{row.pk}"})
    assert page.context["form"].initial == {"kind": "alias", "word": "北岸盘子", "indicator": "进出口总额"}


def test_a_number_in_a_table_that_was_not_placed_offers_the_name_of_its_row(zone):
    text = "指标\t1—7月\n链上产值（示例）\t88\n固投\t9\n"
    document = receive(
        text.encode(), name="表.txt", by=zone.actors["supervision"], mark="internal", day=None
    ).document
    item = {"span": [text.index("88"), text.index("88") + 2], "quote": "88", "why": "no unit"}
    assert guess(document, item, was=item) == {"kind": "alias", "word": "链上产值"}
    outside = item | {"span": [0, 2]}
    assert guess(document, outside, was=outside) == {}
