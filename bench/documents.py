"""Labelled pdf and docx: ``python -m bench.documents`` builds them anew from the sources beside them.

``NAME.source.json`` holds ``format`` and ``blocks``: a string is a paragraph, a list of rows a table, where
``<`` continues the cell to the left and ``^`` the cell above. The labels (``NAME.json``) name quotes alone:
the spans are looked for in the text that the reader itself takes out of the file.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from bench.passages import LABELS, Passage
from guatu.reading.text import extract

HERE = LABELS / "documents"
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
            start = text.find(item["quote"], at)
            start = start if start >= 0 else text.find(item["quote"])
            if start >= 0:
                item["span"], at = [start, start + len(item["quote"])], start + 1
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


def main() -> None:
    """Build every document whose source stands in the folder."""
    for source in sorted(HERE.glob("*.source.json")):
        told = json.loads(source.read_text(encoding="utf-8"))
        path = HERE / f"{source.name.removesuffix('.source.json')}.{told['format']}"
        if told["format"] == "docx":
            as_docx(told["blocks"], path)
            continue
        import pylopdf_fonts_zh_cn
        import typst

        fonts = str(Path(pylopdf_fonts_zh_cn.sans_path()).parent)
        path.with_suffix(".typ").write_text(as_typst(told["blocks"]), encoding="utf-8")
        path.write_bytes(typst.compile(str(path.with_suffix(".typ")), font_paths=[fonts]))
        path.with_suffix(".typ").unlink()


if __name__ == "__main__":
    main()
