"""The reply upward: title, addressee, heads and body out of an officer's words; nothing is lost."""

from datetime import date
from io import BytesIO

from docx import Document
from hypothesis import given
from hypothesis import strategies as st

from guatu.briefing.official import text
from guatu.briefing.replies import reply
from guatu.briefing.word import docx
from guatu.execution.replying import Told, draft

DAY = date(2022, 8, 20)
WORDS = st.text("一二、（）。：；甲乙丙 \n关于反馈", max_size=120)


def made(words, title="关于“排查”办理情况的反馈"):
    return reply(words, organ="督查室", day=DAY, title=title)


def test_a_draft_becomes_a_document_under_its_heads():
    told = [Told(date(2022, 8, 19), "已拨付八成", "用地待批", "月底前全部拨付")]
    words = draft(
        "兑现资金", org="市府办", words="请报结果", asked_on=date(2022, 8, 4), state="办理中", reports=told
    )
    document = made(words)
    assert (document.title, document.to) == ("关于“兑现资金”办理情况的反馈", "市府办")
    heads = [block.text for block in document.body if block.style == "h1"]
    assert heads == ["一、办理进展", "二、存在问题", "三、下步措施"]
    assert (document.signed, document.day) == ("督查室", DAY)
    paragraphs = [p.text for p in Document(BytesIO(docx(document))).paragraphs]
    assert "8月19日：已拨付八成。" in paragraphs


def test_words_without_title_or_addressee_get_the_title_of_the_task():
    document = made("已办理完毕，特此报告。")
    assert (document.title, document.to) == ("关于“排查”办理情况的反馈", "")
    assert [block.text for block in document.body] == ["已办理完毕，特此报告。"]


@given(WORDS)
def test_no_line_is_lost_whatever_was_written(words):
    lines = [line.strip() for line in words.splitlines() if line.strip()]
    said = text(made(words))
    assert all(line.rstrip("：") in said for line in lines)
