"""Labelled files of every format; ``python -m bench.documents`` builds them anew from their sources.

``NAME.source.json`` holds ``format`` (pdf, docx, html, rtf, or big5 for a txt) and ``blocks``: a string
is a paragraph, a list of rows a table, where ``<`` continues the cell to the left and ``^`` the cell above;
``before`` and ``after`` are the furniture of a web page, ``wrap`` is where a txt breaks its lines. The labels
(``NAME.json``) name quotes alone: the spans are looked for in the text that the reader takes out of the file.
"""

from __future__ import annotations

import json
import re
from html import escape
from pathlib import Path
from typing import Any

from bench.passages import LABELS, Passage
from guatu.reading.text import extract

HERE = LABELS / "documents"
ENDINGS = (".pdf", ".docx", ".html", ".rtf", ".txt")
Rows = list[list[str]]


def labelled_documents(*endings: str) -> list[Passage]:
    """The labelled documents whose files end so, with the text taken out of them."""
    paths = sorted(path for path in HERE.iterdir() if path.suffix in endings)
    return [_load(path) for path in paths]


def _load(path: Path) -> Passage:
    gold = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    text = extract(path.read_bytes(), name=path.name).text
    for kind in ("observations", "targets", "tasks"):
        at = 0
        for item in gold[kind]:
            # a line may break anywhere in a quote
            quote = re.compile(r"[\r\n]*".join(map(re.escape, item["quote"])))
            found = quote.search(text, at) or quote.search(text)
            if found:
                item["span"], at = list(found.span()), found.start() + 1
    return Passage(path.stem, gold["kind"], gold["date"], text, gold)


def _reach(rows: Rows, r: int, c: int) -> tuple[int, int]:
    """How many rows and columns the cell at a place covers."""
    wide = 1
    while c + wide < len(rows[r]) and rows[r][c + wide] == "<":
        wide += 1
    high = 1
    while r + high < len(rows) and rows[r + high][c] == "^":
        high += 1
    return high, wide


def as_typst(blocks: list[Any]) -> str:
    """The typst source of a document."""
    out = ['#set text(font: "Noto Serif SC", size: 11pt, lang: "zh")', '#set page(paper: "a4")']
    for block in blocks:
        if isinstance(block, str):
            out += ["", block.replace("#", "\\#").replace("*", "\\*")]
            continue
        cells = []
        for r, row in enumerate(block):
            for c, cell in enumerate(row):
                if cell not in ("<", "^"):
                    high, wide = _reach(block, r, c)
                    cells.append(
                        f"table.cell(rowspan: {high}, colspan: {wide})[{cell.replace('-', chr(92) + '-')}]"
                    )
        out.append(f"#table(columns: {len(block[0])}, {', '.join(cells)})")
    return "\n".join(out)


def as_docx(blocks: list[Any], path: Path) -> None:
    """Write the docx of a document."""
    from docx import Document

    document = Document()
    for block in blocks:
        if isinstance(block, str):
            document.add_paragraph(block)
            continue
        table = document.add_table(rows=len(block), cols=len(block[0]))
        for r, row in enumerate(block):
            for c, cell in enumerate(row):
                if cell not in ("<", "^"):
                    high, wide = _reach(block, r, c)
                    table.cell(r, c).merge(table.cell(r + high - 1, c + wide - 1)).text = cell
    document.save(str(path))


def as_html(told: dict[str, Any]) -> str:
    """The page of a document between its furniture."""
    body = [f"<div class=nav>{escape(line)}</div>" for line in told.get("before", ())]
    for block in told["blocks"]:
        if isinstance(block, str):
            body.append(f"<p>{escape(block)}</p>")
            continue
        body.append("<table border=1>")
        for r, row in enumerate(block):
            cells = (
                f"<td rowspan={_reach(block, r, c)[0]} colspan={_reach(block, r, c)[1]}>{escape(cell)}</td>"
                for c, cell in enumerate(row)
                if cell not in ("<", "^")
            )
            body.append(f"<tr>{''.join(cells)}</tr>")
        body.append("</table>")
    body += [f"<div class=footer>{escape(line)}</div>" for line in told.get("after", ())]
    head = f"<meta charset=utf-8><title>{escape(told['blocks'][0])}</title><script>var times = 2025;</script>"
    return f"<!doctype html><html><head>{head}</head><body>{chr(10).join(body)}</body></html>\n"


def as_rtf(blocks: list[Any]) -> str:
    """A document as an old office suite writes it: Chinese as escaped bytes of its code page."""
    out = ["{\\rtf1\\ansi\\ansicpg936\\deff0{\\fonttbl{\\f0\\fnil\\fcharset134 SimSun;}}"]
    for block in blocks:
        if isinstance(block, str):
            out.append(f"\\pard\\f0\\fs32 {_escaped(block)}\\par")
            continue
        for row in block:
            edges = "".join(f"\\cellx{1800 * (c + 1)}" for c in range(len(row)))
            cells = "".join(f"\\intbl {_escaped(cell)}\\cell" for cell in row)
            out.append(f"\\trowd{edges}\\pard{cells}\\row")
    return "\n".join([*out, "}"])


def _escaped(words: str) -> str:
    return "".join(
        c if c.isascii() else "".join(f"\\'{byte:02x}" for byte in c.encode("gb18030")) for c in words
    )


def as_txt(blocks: list[str], *, wrap: int) -> str:
    """Paragraphs broken into lines of `wrap` characters, as old systems wrote them."""
    return "\r\n".join(block[i : i + wrap] for block in blocks for i in range(0, len(block), wrap)) + "\r\n"


def main() -> None:
    """Build every document whose source stands in the folder."""
    for source in sorted(HERE.glob("*.source.json")):
        told = json.loads(source.read_text(encoding="utf-8"))
        form = told["format"]
        path = HERE / f"{source.name.removesuffix('.source.json')}.{'txt' if form == 'big5' else form}"
        if form == "docx":
            as_docx(told["blocks"], path)
            continue
        if form != "pdf":
            _write_text(told, path)
            continue
        import pylopdf_fonts_zh_cn
        import typst

        fonts = str(Path(pylopdf_fonts_zh_cn.sans_path()).parent)
        path.with_suffix(".typ").write_text(as_typst(told["blocks"]), encoding="utf-8")
        path.write_bytes(typst.compile(str(path.with_suffix(".typ")), font_paths=[fonts]))
        path.with_suffix(".typ").unlink()


def _write_text(told: dict[str, Any], path: Path) -> None:
    if told["format"] == "html":
        path.write_text(as_html(told), encoding="utf-8")
    elif told["format"] == "rtf":
        path.write_text(as_rtf(told["blocks"]), encoding="ascii")
    else:
        path.write_bytes(as_txt(told["blocks"], wrap=told["wrap"]).encode("big5"))


if __name__ == "__main__":
    main()
