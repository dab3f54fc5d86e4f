"""Documents made on the spot: PDFs by typst, docx by python-docx."""

import io
from pathlib import Path

import docx
import pytest

BRIEFING = """#set text(font: "Noto Serif SC", size: 12pt, lang: "zh")
#set page(paper: "a4", header: [示例园区经济运行简报第8期], numbering: "— 1 —")
#set par(first-line-indent: (amount: 2em, all: true), justify: true)
#align(center)[= 2022年1—7月经济运行简报]
1—7月，全区经济运行总体平稳，主要指标保持增长，其中规模以上工业增势较好，增幅在全市各开发区中位居前列，为完成
全年目标打下了较好的基础，各项工作有序推进。

下一步，要加快推进重点项目建设。
#table(columns: 5, table.cell(rowspan: 2)[指标], table.cell(rowspan: 2)[单位], table.cell(colspan: 3)[1—7月],
[总量], [同比(%)], [全市位次],
[进出口总额], [亿元], [66.0], [\\-4.1], [7],
[固定资产投资], [亿元], [], [8.2], [3])
#pagebreak()
第二页的文字在这里。
"""


def pdf(source: str, tmp_path: Path) -> bytes:
    """The PDF of a typst source; the core's own environment has no typst and skips."""
    typst = pytest.importorskip("typst")
    fonts = pytest.importorskip("pylopdf_fonts_zh_cn")
    path = tmp_path / "a.typ"
    path.write_text(source, encoding="utf-8")
    return typst.compile(str(path), font_paths=[str(Path(fonts.sans_path()).parent)])


def locked_pdf() -> bytes:
    """A PDF that asks for a password."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[]/Count 0>>",
        b"<</Filter/Standard/V 1/R 2/P -4/O<" + b"11" * 32 + b">/U<" + b"22" * 32 + b">>>",
    ]
    out, offsets = b"%PDF-1.4\n", []
    for n, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj" % n + body + b"endobj\n"
    start = len(out)
    out += b"xref\n0 4\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % o for o in offsets)
    ids = b"<" + b"ab" * 16 + b">"
    trailer = b"trailer<</Size 4/Root 1 0 R/Encrypt 3 0 R/ID[%s%s]>>\nstartxref\n%d\n%%%%EOF"
    return out + trailer % (ids, ids, start)


def merged_docx() -> bytes:
    """A table with a head of two levels, merged across and downwards."""
    document = docx.Document()
    table = document.add_table(rows=4, cols=4)
    words = [
        ["指标", "单位", "1—7月", ""], ["", "", "总量", "同比(%)"],
        ["进出口总额", "亿元", "66", "-4.1"], ["固定资产投资", "亿元", "", "8.2"],
    ]  # fmt: skip
    for r, row in enumerate(words):
        for c, text in enumerate(row):
            table.cell(r, c).text = text
    for column in (0, 1):
        table.cell(0, column).merge(table.cell(1, column))
    table.cell(0, 2).merge(table.cell(0, 3))
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()
