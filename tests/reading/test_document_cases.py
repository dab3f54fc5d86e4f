"""What a hostile or careless document may be: refused in one sentence, or read without its sting."""

import io
import zipfile
import zlib

import docx
import pytest

from guatu.reading.formats import bounded as bounds
from guatu.reading.formats import pdf as pdf_format
from guatu.reading.read import read_text
from guatu.reading.text import extract
from guatu.vocabulary.problems import GuatuError
from tests.reading.papers import pdf

GOOD = "上半年，全区地区生产总值428亿元，同比增长7.2%。"


def refused(data: bytes, name: str) -> str:
    """The code under which a file is refused; its sentence says what is wrong and what to do."""
    with pytest.raises(GuatuError) as told:
        extract(data, name=name)
    problem = told.value.problem
    assert (problem.where, problem.message[-1], problem.what_to_do[-1]) == (name, "。", "。")
    return problem.code


def plain_pdf(stream: bytes, *, catalog: bytes = b"", pages: int = 1, packed: bool = False) -> bytes:
    """A PDF written by hand: pages of one stream of Latin text, with whatever the catalog asks for."""
    body = zlib.compress(stream, 9) if packed else stream
    flate = b"/Filter/FlateDecode" if packed else b""
    kids = b" ".join(b"%d 0 R" % (5 + n) for n in range(pages))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R" + catalog + b">>",
        b"<</Type/Pages/Count %d/Kids[%s]>>" % (pages, kids),
        b"<</Length %d%s>>\nstream\n%s\nendstream\n" % (len(body), flate, body),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
        *[b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 3 0 R/Resources<</Font<</F 4 0 R>>>>>>"]
        * pages,
    ]
    out, at = b"%PDF-1.4\n", []
    for number, thing in enumerate(objects, 1):
        at.append(len(out))
        out += b"%d 0 obj\n" % number + thing + b"\nendobj\n"
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in at)
    return out + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, start)


WORDS = b"BT /F 12 Tf 72 720 Td (GDP 428 up 7.2% in the first half year of the zone) Tj ET"


def test_a_pdf_with_scripts_and_actions_gives_its_words_alone() -> None:
    sting = b"/OpenAction<</S/JavaScript/JS(app.alert\\(9876\\))>>/AA<</WC<</S/Launch/F(cmd.exe)>>>>"
    text = extract(plain_pdf(WORDS, catalog=sting), name="动作.pdf").text
    assert text.split()[:4] == ["GDP", "428", "up", "7.2%"]
    assert "9876" not in text
    assert "cmd.exe" not in text


def test_a_pdf_of_too_many_pages_is_refused_by_their_number() -> None:
    assert refused(plain_pdf(WORDS, pages=pdf_format.MOST_PAGES + 1), "厚.pdf") == "pdf.large"


def test_a_page_of_too_many_characters_is_refused() -> None:
    line = b"BT /F 4 Tf " + b"1 0 0 1 72 720 Tm (428) Tj " * 14_000 + b"ET"
    assert refused(plain_pdf(line, packed=True), "密.pdf") == "pdf.large"


def test_a_pdf_that_unpacks_without_end_is_stopped_at_its_memory() -> None:
    bomb = plain_pdf(b" " * 50_000_000 + WORDS, packed=True)
    assert len(bomb) < 100_000
    nested = plain_pdf(zlib.compress(b" " * 1_700_000_000, 9), packed=True).replace(
        b"/Filter/FlateDecode", b"/Filter[/FlateDecode/FlateDecode]"
    )
    assert refused(nested, "炸弹.pdf") in ("pdf.limit", "pdf.broken", "pdf.scanned")


def test_a_file_that_takes_too_long_is_stopped_by_the_clock(monkeypatch) -> None:
    monkeypatch.setattr(bounds, "MOST_WAIT", 0.01)
    assert refused(plain_pdf(WORDS), "慢.pdf") == "pdf.limit"


def test_a_pdf_without_a_table_of_its_characters_is_told_from_a_scan(tmp_path) -> None:
    assert refused(plain_pdf(b"BT /F 12 Tf ET"), "空页.pdf") == "pdf.scanned"
    source = '#set text(font: "Noto Serif SC")\n1—7月，进出口407亿元，增长38%，增幅居全市第一位。'
    assert "进出口" in extract(pdf(source, tmp_path), name="好.pdf").text


def test_a_word_file_of_thousands_of_parts_is_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
        for n in range(5001):
            archive.writestr(f"word/media/{n}.txt", "")
    assert refused(out.getvalue(), "散.docx") == "docx.bomb"


def test_a_word_file_fetches_nothing_from_elsewhere() -> None:
    document, out = docx.Document(), io.BytesIO()
    document.add_paragraph(GOOD)
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"
    document.part.relate_to("http://127.0.0.1:9/模板.dotm", kind, is_external=True)
    document.save(out)
    assert extract(out.getvalue(), name="模板.docx").text.strip() == GOOD


def test_words_that_were_deleted_in_a_word_file_are_not_read() -> None:
    document, out = docx.Document(), io.BytesIO()
    document.add_paragraph(GOOD)
    document.save(out)
    marked = io.BytesIO()
    with zipfile.ZipFile(out) as old, zipfile.ZipFile(marked, "w") as new:
        for name in old.namelist():
            part = old.read(name).decode("utf-8", "surrogateescape")
            gone = '<w:del w:id="1" w:author="a"><w:r><w:delText>增长99%</w:delText></w:r></w:del></w:p>'
            new.writestr(name, part.replace("</w:p>", gone, 1).encode("utf-8", "surrogateescape"))
    assert extract(marked.getvalue(), name="修订.docx").text.strip() == GOOD


def test_tables_within_tables_without_end_are_left_at_a_depth() -> None:
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    deep = "<w:tbl><w:tr><w:tc>" * 300 + "</w:tc></w:tr></w:tbl>" * 300
    body = f"<w:document {space}><w:body><w:p><w:r><w:t>{GOOD}</w:t></w:r></w:p>{deep}</w:body></w:document>"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", body)
    assert GOOD in extract(out.getvalue(), name="深.docx").text


def test_a_page_with_scripts_gives_what_is_seen_and_nothing_that_runs() -> None:
    page = (
        f"<html><head><script>var a='增长99%';</script><style>p::after{{content:'增长98%'}}</style></head>"
        f"<body onload='x()'><p>{GOOD}</p><iframe src='http://127.0.0.1:9/'></iframe>"
        f"<noscript>增长97%</noscript><!-- 增长96% --><template>增长95%</template></body></html>"
    )
    text = extract(page.encode(), name="网页.html").text
    assert GOOD in text
    assert not any(f"9{n}%" in text for n in "56789")


def test_an_rtf_with_an_object_inside_gives_its_words_alone() -> None:
    words = "".join(f"\\u{ord(c)}?" if ord(c) > 127 else c for c in GOOD)
    thing = "{\\object\\objemb{\\*\\objclass Package}{\\*\\objdata " + "4d5a9000" * 400 + "}}"
    text = extract(("{\\rtf1\\ansi " + words + thing + "\\par}").encode(), name="对象.rtf").text
    assert GOOD in text
    assert "4d5a" not in text


def test_an_rtf_of_groups_without_end_is_read_or_refused_in_time() -> None:
    deep = b"{\\rtf1 " + b"{" * 20_000 + b"428" + b"}" * 20_000 + b"}"
    assert "428" in extract(deep, name="深.rtf").text


@pytest.mark.parametrize(
    ("written", "indicator", "value"),
    [
        ("上半年，全區地區生産總值428億元。", "gdp", 42_800_000_000),
        ("上半年，全區地區生產總值４２８亿元。", "gdp", 42_800_000_000),
        ("上半年，規模以上工業産值874.2億元。", "industrial_output", 87_420_000_000),
        ("上半年，實際利用外資5億美元。", "actual_fdi", 500_000_000),
        ("上半年，固定資產投資爲143.7億元。", "fixed_asset_investment", 14_370_000_000),
    ],
)
def test_traditional_and_variant_characters_mean_what_simplified_ones_do(written, indicator, value) -> None:
    found = read_text(written, name="2022-08-12.txt").observations
    assert [(o.indicator, o.value) for o in found] == [(indicator, value)]
    start, end = found[0].span
    assert written[start:end] == found[0].quote


def test_directions_and_hidden_characters_do_not_hide_a_number() -> None:
    written = "上半年，全区地区生产总值\u202e4\u200b2\u20608\u202c亿元，增\u00ad长7.2%。"
    found = read_text(written, name="2022-08-12.txt").observations
    assert [(o.indicator, o.measure) for o in found] == [("gdp", "level"), ("gdp", "growth")]
    assert found[0].value == 42_800_000_000
