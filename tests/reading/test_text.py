"""Files that are no text are refused with one clear sentence; the others are read as they are."""

import io

import docx
import pytest

from guatu.reading.text import extract
from guatu.vocabulary.problems import GuatuError
from tests.files.archives import lying, packed

SENTENCE = "上半年，园区完成地区生产总值428亿元。"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030"])
def test_encodings_of_offices(encoding: str) -> None:
    text = (SENTENCE + "\r\n") * 5
    assert extract(text.encode(encoding), name="a.txt").text.lstrip("\ufeff") == text


def test_traditional_text_in_gb18030() -> None:
    text = "上半年，規模工業產值增長15%，增幅居全市第二。"
    assert extract(text.encode("gb18030"), name="a.txt").text == text


BODY = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body/></w:document>'
ENTITY = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>'

BAD = {
    "empty": b"",
    "blank": b" \n\t",
    "pdf": b"%PDF-1.7 scanned",
    "old word": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
    "program renamed": b"MZ" + b"\x90\0" * 300,
    "picture": b"\x89PNG\r\n\x1a\n" + b"\0" * 50,
    "html with script": b"<html><script>alert(1)</script></html>",
    "nul bytes": "上半年\x00增长5%".encode(),
    "mixed encodings": "增长".encode("gb18030") + "下降同比".encode() + b"\xff\xfe\xfa\x80\x81" * 9,
    "too large": b"a" * (20 * 1024 * 1024 + 1),
    "broken docx": b"PK\x03\x04" + b"garbage" * 20,
    "a sheet": packed({"xl/workbook.xml": b"x"}),
    "external entity": packed({"word/document.xml": ENTITY.encode()}),
    "macro": packed({"word/document.xml": BODY.encode(), "word/vbaProject.bin": b"x"}),
    "bomb": packed({"word/document.xml": b"0" * (30 * 1024 * 1024)}),
    "bomb that lies": lying({"word/document.xml": b"0" * (30 * 1024 * 1024)}, about="word/document.xml"),
    "no body text": packed({"word/document.xml": BODY.encode()}),
    "cut xml": packed({"word/document.xml": BODY[:60].encode()}),
    "lone surrogate": "上半年".encode("utf-16-le") + b"\x00\xd8" + "增长".encode("utf-16-le"),
}


@pytest.mark.parametrize("case", BAD)
def test_each_bad_file_gets_one_clear_sentence(case: str) -> None:
    with pytest.raises(GuatuError) as caught:
        extract(BAD[case], name="文件.docx")
    problem = caught.value.problem
    assert problem.where == "文件.docx"
    assert problem.message.endswith("。")
    assert problem.what_to_do.endswith("。")


def test_marks_of_direction_and_zero_width_are_no_hindrance() -> None:
    text = "\u202e上半年\u200b，增长５％。"
    assert extract(text.encode(), name="a.txt").text == text


def test_docx_gives_paragraphs_and_rows() -> None:
    document = docx.Document()
    document.add_paragraph(SENTENCE)
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "固定资产投资", "12.5"
    document.add_paragraph("结束。")
    buffer = io.BytesIO()
    document.save(buffer)
    found = extract(buffer.getvalue(), name="a.docx")
    assert found.text == f"{SENTENCE}\n固定资产投资\t12.5\n结束。\n"
    assert found.extractor.startswith("docx")
