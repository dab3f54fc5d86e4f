"""A document is kept and read back, and says the same as text, docx and PDF."""

from io import BytesIO

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Mm
from hypothesis import given
from hypothesis import strategies as st

from guatu.briefing.official import from_plain, paragraph, plain, text
from guatu.briefing.word import docx
from tests.briefing.making import letter


def opened(document):
    return Document(BytesIO(docx(document)))


@given(st.text(alphabet=st.characters(exclude_categories=("Cs", "Cc")), max_size=80))
def test_what_is_kept_reads_back_the_same(words):
    document = letter(body=(paragraph(words),), title=words)
    assert from_plain(plain(document)) == document


def test_the_text_holds_every_part_in_order():
    assert text(letter()).splitlines() == [
        "青澜开发区督查室",
        "督催〔2022〕3号",
        "催办通知",
        "投资促进局：",
        "你单位承办的事项已逾期，见任务页。",
        "一、事项",
        "序号 | 事项",
        "1 | 完成签约 #let x = [1] \\ <script>",
        "签收：（待填）",
        "要求：请抓紧",
        "青澜开发区督查室",
        "2022年8月20日",
        "抄送：甲副主任。",
    ]


def test_word_has_the_type_area_and_the_faces_of_the_standard():
    made = opened(letter())
    section = made.sections[0]
    assert (section.page_width - section.left_margin - section.right_margin) // Mm(1) == 156
    assert (section.page_height - section.top_margin - section.bottom_margin) // Mm(1) == 225
    body = next(p for p in made.paragraphs if p.text.startswith("你单位"))
    fonts = body.runs[0]._r.rPr.rFonts
    assert (fonts.get(qn("w:eastAsia")), body.runs[0].font.size.pt) == ("仿宋_GB2312", 16)
    listed = next(r.target_part.blob.decode() for r in made.part.rels.values() if "fontTable" in r.reltype)
    assert 'w:name="仿宋_GB2312"><w:altName w:val="仿宋,' in listed


def test_word_holds_the_words_the_tables_and_the_citation():
    made = opened(letter())
    cells = [cell.text.strip() for table in made.tables for row in table.rows for cell in row.cells]
    assert {"完成签约 #let x = [1] \\ <script>", "签收", "请抓紧"} <= set(cells)
    targets = [r.target_ref for r in made.part.rels.values() if r.is_external]
    assert targets == ["https://zone.example/tasks/7"]


@pytest.mark.parametrize("band", ["", "blue", "yellow", "red"])
def test_the_press_sets_the_same_words(band):
    pytest.importorskip("typst")
    pdfplumber = pytest.importorskip("pdfplumber")
    from guatu.briefing.press import pdf  # needs the press

    with pdfplumber.open(BytesIO(pdf(letter(band=band)))) as made:
        said = "".join(page.extract_text() for page in made.pages).replace("\n", "").replace(" ", "")
    for words in ("督催〔2022〕3号", "催办通知", "投资促进局：", "#letx=[1]\\<script>", "抄送：甲副主任。"):
        assert words in said


def test_a_picture_is_a_picture():
    pytest.importorskip("typst")
    from guatu.briefing.press import page_count, picture  # needs the press

    assert picture(letter(compact=True)).startswith(b"\x89PNG")
    assert page_count(letter()) == 1
