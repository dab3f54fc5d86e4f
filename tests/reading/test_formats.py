"""Every format gives the same figures from the same table; what is no document is refused."""

from datetime import date
from decimal import Decimal

import pytest

from guatu.reading.read import read_bytes
from guatu.reading.text import extract
from guatu.vocabulary.problems import GuatuError
from tests.reading.papers import BRIEFING, locked_pdf, merged_docx, pdf

HTML = """<html><head><title>简报</title><script>var x = "增长99%"</script></head><body>
<nav>首页</nav><h1>简报</h1>
<p>全区<b>平稳</b>。</p><p style="display:none">增长98%</p>
<table><tr><th rowspan=2>指标</th><th rowspan=2>单位</th>
<th colspan=2>1—7月</th></tr><tr><th>总量</th><th>同比(%)</th></tr>
<tr><td>进出口总额</td><td>亿元</td><td>66</td>
<td>-4.1</td></tr><tr><td>固定资产投资</td><td>亿元</td><td></td><td>8.2</td></tr></table></body></html>"""
MARKDOWN = """# 简报

| 指标 | 单位 | 1—7月总量 | 同比(%) |
|---|---|--:|--:|
| 进出口总额 | 亿元 | 66 | -4.1 |
| **固定资产投资** | 亿元 | | 8.2 |
"""


def hexes(text: str) -> str:
    """Characters as an RTF of a Chinese office holds them."""
    return "".join(f"\\'{byte:02x}" for byte in text.encode("gb18030"))


ROWS = (
    ("指标", "单位", "1-7月", "同比(%)"),
    ("进出口总额", "亿元", "66", "-4.1"),
    ("固定资产投资", "亿元", "", "8.2"),
)
RTF = (
    r"{\rtf1\ansi\ansicpg936{\fonttbl{\f0\fcharset134 SimSun;}}\f0 "
    + "".join(r"\trowd " + "".join(hexes(c) + r"\cell " for c in row) + r"\row" + "\n" for row in ROWS)
    + r"\pard "
    + hexes("完。")
    + r"\par}"
)
FIGURES = [
    ("goods_trade", "level", Decimal(6600000000)),
    ("goods_trade", "growth", Decimal("-4.1")),
    ("fixed_asset_investment", "growth", Decimal("8.2")),
]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("简报.html", HTML.encode()),
        ("简报.htm", HTML.encode("gb18030")),
        ("简报.md", MARKDOWN.encode()),
        ("简报.docx", merged_docx()),
        ("简报.doc", RTF.encode()),
    ],
)
def test_a_table_is_read_alike_in_every_format(name: str, data: bytes) -> None:
    reading, text = read_bytes(data, name=name, date=date(2022, 8, 20))
    assert [(o.indicator, o.measure, o.value) for o in reading.observations] == FIGURES
    assert all(text[slice(*o.span)] == o.quote for o in reading.observations)


def test_a_pdf_gives_paragraphs_tables_and_no_running_heads(tmp_path) -> None:
    reading, text = read_bytes(pdf(BRIEFING, tmp_path), name="a.pdf", date=date(2022, 8, 20))
    assert text.split("\n") == [
        "2022年1—7月经济运行简报",
        "1—7月，全区经济运行总体平稳，主要指标保持增长，其中规模以上工业增势较好，增幅在全市各开发区中位居前列，为完成"
        "全年目标打下了较好的基础，各项工作有序推进。",
        "下一步，要加快推进重点项目建设。",
        "指标\t单位\t1—7月总量\t1—7月同比(%)\t1—7月全市位次",
        "进出口总额\t亿元\t66.0\t-4.1\t7",
        "固定资产投资\t亿元\t—\t8.2\t3",
        "第二页的文字在这里。",
        "",
    ]
    assert [(o.indicator, o.measure) for o in reading.observations] == [
        ("goods_trade", "level"), ("goods_trade", "growth"), ("goods_trade", "rank"),
        ("fixed_asset_investment", "growth"), ("fixed_asset_investment", "rank"),
    ]  # fmt: skip
    assert reading.document.extractor.startswith("pdf-2/pdfplumber-")


def test_a_web_page_gives_what_is_seen() -> None:
    text = extract(HTML.encode(), name="a.html").text
    assert text.startswith("简报\n全区平稳。\n指标\t单位\t1—7月总量\t1—7月同比(%)\n")
    assert not any(word in text for word in ("99", "98", "首页", "var"))


@pytest.mark.parametrize("encoding", ["big5", "big5hkscs", "gb18030", "utf-8"])
def test_traditional_text_in_the_encodings_of_its_offices(encoding: str) -> None:
    text = "上半年，規模以上工業產值增長15%，增幅居全市第二，各項工作平穩推進。\n"
    assert extract(text.encode(encoding), name="a.txt").text == text


def test_simplified_text_is_not_taken_for_big5() -> None:
    text = "增长15%。\n"
    assert extract(text.encode("gb18030"), name="a.txt").text == text


def test_two_encodings_in_one_file_are_refused() -> None:
    line = "上半年，规模以上工业产值增长15%，增幅居全市第二，各项工作平稳推进，重点项目加快建设。\n" * 3
    with pytest.raises(GuatuError, match="混用"):
        extract(line.encode() + line.encode("gb18030"), name="a.txt")


SCAN = '#set page(width: 200pt, height: 200pt, margin: 0pt)\n#image("p.png", width: 100%, height: 100%)'


def test_a_scan_is_refused_with_what_to_do(tmp_path) -> None:
    image = pytest.importorskip("PIL.Image")
    image.new("RGB", (20, 20), "grey").save(tmp_path / "p.png")
    with pytest.raises(GuatuError, match=r"扫描件.*OCR"):
        extract(pdf(SCAN, tmp_path), name="a.pdf")


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (locked_pdf(), "要密码"),
        (b"%PDF-1.7\nbroken", "PDF 文件已损坏"),
        (b"MZ" + b"\0" * 300, "程序文件"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 99 + "WordDocument".encode("utf-16-le"),
            "另存为 docx",
        ),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 99 + "EncryptedPackage".encode("utf-16-le"), "已加密"),
        (b"<html><script>document.write(1)</script></html>", "没有文字"),
    ],
)
@pytest.mark.parametrize("name", ["文件.pdf", "文件.txt", "文件.docx"])
def test_what_is_no_document_is_known_by_its_content(data: bytes, says: str, name: str) -> None:
    with pytest.raises(GuatuError, match=says):
        extract(data, name=name)


def test_what_a_site_puts_around_a_document_is_left_out() -> None:
    page = (
        "<html><body><p>首页 > 政务公开 > 通知公告</p><p>发布时间：2025-02-20 来源：党政办 浏览次数：318</p>"
        "<p>关于下达2025年计划的通知</p><p>首页改版后，点击数增长30%。</p><p>分享到：微信 微博</p>"
        "<p>主办：示例开发区管委会 网站标识码：4400000021</p></body></html>"
    )
    assert (
        extract(page.encode(), name="a.html").text
        == "关于下达2025年计划的通知\n首页改版后，点击数增长30%。\n"
    )
