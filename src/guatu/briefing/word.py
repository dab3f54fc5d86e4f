"""An official document as docx, which opens in WPS and Word: type area, fonts and lines of GB/T 9704-2012."""

from datetime import datetime
from io import BytesIO
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from guatu.briefing.fonts import FANG, FONTS, HEI, KAI, SONG
from guatu.briefing.official import Form, Grid, Official, Paragraph, Run, chinese_day

_RED = RGBColor(0xC8, 0x10, 0x2E)
_BANDS = {"blue": "1F5FA8", "yellow": "F2C200", "red": "C8102E"}
_LAMPS = {"●": "2E8B57", "▲": "C98A00", "■": "C8102E"}
_STYLE_FONTS = {"h1": HEI, "h2": KAI}
_WIDTH = 156
_CENTRE, _RIGHT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT


def docx(document: Official) -> bytes:
    """The document as docx; the same document gives the same bytes' content, dated by its own day."""
    made = Document()
    _page(made, document)
    _head(made, document)
    size = _size(document)
    for block in document.body:
        if isinstance(block, Paragraph):
            _paragraph(made, block, size=size)
        elif isinstance(block, Form):
            _form(made, block)
        else:
            _grid(made, block, compact=document.compact)
    _end(made, document, size=size)
    _declare_fonts(made)
    core = made.core_properties
    core.title, core.author, core.comments = document.title, document.signed, ""
    if document.day:
        core.created = core.modified = datetime(document.day.year, document.day.month, document.day.day)  # noqa: DTZ001
    kept = BytesIO()
    made.save(kept)
    return kept.getvalue()


def _size(document: Official) -> float:
    return (13 if document.large else 10.5) if document.compact else 16


def _page(made: Any, document: Official) -> None:
    """A4 with the type area of the standard; a one-page report has narrower margins."""
    compact, size = document.compact, _size(document)
    section = made.sections[0]
    section.orientation = WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(210), Mm(297)
    top, bottom, left, right = (20, 18, 22, 22) if compact else (37, 35, 28, 26)
    section.top_margin, section.bottom_margin = Mm(top), Mm(bottom)
    section.left_margin, section.right_margin = Mm(left), Mm(right)
    section.footer_distance = Mm(10 if compact else 25)
    normal = made.styles["Normal"]
    normal.font.size = Pt(size)
    _font(normal.element.get_or_add_rPr(), FANG)
    form = normal.paragraph_format
    form.space_before = form.space_after = Pt(0)
    form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(size * 1.62 if compact else 28.95)
    if not compact:
        footer = section.footer.paragraphs[0]
        footer.alignment = _RIGHT
        for text, field in (("— ", False), ("PAGE", True), (" —", False)):
            _number(footer, text, field=field)


def _number(line: Any, text: str, *, field: bool) -> None:
    run = line.add_run("" if field else text)
    run.font.size = Pt(14)
    _font(run._r.get_or_add_rPr(), SONG)
    if field:
        mark = OxmlElement("w:fldSimple")
        mark.set(qn("w:instr"), text)
        mark.append(run._r)
        line._p.append(mark)


def _head(made: Any, document: Official) -> None:
    small = document.compact
    if document.organ:
        _line(made, document.organ, font=SONG, size=22 if small else 30, colour=_RED, align=_CENTRE)
        if document.number:
            _line(made, document.number, size=_size(document), align=_RIGHT if small else _CENTRE)
        rule = _line(made, "", size=6)
        _border(rule, side="bottom", colour="C8102E", eighths=11)
        if not small:
            _line(made, "", size=10)
    if document.band:
        white = None if document.band == "yellow" else RGBColor(0xFF, 0xFF, 0xFF)
        title = _line(made, document.title, font=HEI, size=18, colour=white, align=_CENTRE)
        shade = OxmlElement("w:shd")
        for name, value in (("val", "clear"), ("color", "auto"), ("fill", _BANDS[document.band])):
            shade.set(qn(f"w:{name}"), value)
        title._p.get_or_add_pPr().append(shade)
    else:
        _line(made, document.title, font=SONG, size=16 if small else 22, align=_CENTRE)
    if not small:
        _line(made, "", size=10)
    if document.to:
        _line(made, f"{document.to}：", size=_size(document))


def _end(made: Any, document: Official, *, size: float) -> None:
    if document.signed:
        if not document.compact:
            _line(made, "", size=size)
        for text in (document.signed, chinese_day(document.day) if document.day else ""):
            line = _line(made, text, size=size, align=_RIGHT)
            line.paragraph_format.right_indent = Pt(2 * size)
    if document.copies:
        _line(made, "", size=size)
        line = _line(made, f"抄送：{'，'.join(document.copies)}。", size=9 if document.compact else 14)
        _border(line, side="top", colour="000000", eighths=8)
        _border(line, side="bottom", colour="000000", eighths=8)


def _line(
    made: Any,
    text: str,
    *,
    font: str = FANG,
    size: float = 16,
    colour: RGBColor | None = None,
    align: Any = None,
) -> Any:
    line = made.add_paragraph()
    line.alignment = align
    if size > 20:
        line.paragraph_format.line_spacing_rule = WD_LINE_SPACING.EXACTLY
        line.paragraph_format.line_spacing = Pt(size * 1.5)
    elif size <= 10:
        line.paragraph_format.line_spacing = Pt(size * 1.4)
    _run(line, Run(text), font=font, size=size, colour=colour)
    return line


def _paragraph(made: Any, block: Paragraph, *, size: float) -> None:
    line = made.add_paragraph()
    font = _STYLE_FONTS.get(block.style, FANG)
    line.paragraph_format.keep_with_next = block.style in _STYLE_FONTS
    if block.style == "centre":
        line.alignment = _CENTRE
    elif block.style != "left":
        line.paragraph_format.first_line_indent = Pt(2 * size)
    for run in block.runs:
        _run(line, run, font=font, size=size)


def _run(line: Any, run: Run, *, font: str, size: float, colour: RGBColor | None = None) -> None:
    made = line.add_run(run.text)
    made.font.size = Pt(size)
    if run.text in _LAMPS:
        made.font.color.rgb = RGBColor.from_string(_LAMPS[run.text])
    elif colour is not None:
        made.font.color.rgb = colour
    _font(made._r.get_or_add_rPr(), font)
    if run.href:
        made.font.underline = True
        target = line.part.relate_to(run.href, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        anchor = OxmlElement("w:hyperlink")
        anchor.set(qn("r:id"), target)
        anchor.append(made._r)
        line._p.append(anchor)


def _form(made: Any, block: Form) -> None:
    table = _table(made, columns=(30, _WIDTH - 30))
    for label, words in block.rows:
        cells = table.add_row().cells
        _cell(cells[0], Run(label), font=HEI, size=14, centred=True, width=30)
        _cell(cells[1], Run(words), font=FANG, size=14, centred=False, width=_WIDTH - 30)
        if not words:
            cells[1].add_paragraph()


def _grid(made: Any, block: Grid, *, compact: bool) -> None:
    whole = 166 if compact else _WIDTH
    total = sum(block.widths)
    columns = tuple(whole * share // total for share in block.widths)
    size = 9 if compact else 10.5 if block.small else 12
    table = _table(made, columns=columns)
    for n, row in enumerate((tuple(Run(name) for name in block.head), *block.rows)):
        added = table.add_row()
        for cell, run, width in zip(added.cells, row, columns, strict=True):
            _cell(cell, run, font=FANG if n else HEI, size=size, centred=n == 0, width=width)
        if n == 0:
            head = OxmlElement("w:tblHeader")
            head.set(qn("w:val"), "true")
            added._tr.get_or_add_trPr().append(head)


def _table(made: Any, *, columns: tuple[int, ...]) -> Any:
    table = made.add_table(rows=0, cols=len(columns))
    table.style, table.alignment, table.autofit = "Table Grid", WD_TABLE_ALIGNMENT.CENTER, False
    for column, width in zip(table.columns, columns, strict=True):
        column.width = Mm(width)
    return table


def _cell(cell: Any, run: Run, *, font: str, size: float, centred: bool, width: int) -> None:
    cell.width = Mm(width)
    line = cell.paragraphs[0]
    line.alignment = _CENTRE if centred else None
    line.paragraph_format.line_spacing_rule = WD_LINE_SPACING.AT_LEAST
    line.paragraph_format.line_spacing = Pt(size * 1.4)
    _run(line, run, font=font, size=size)


def _border(line: Any, *, side: str, colour: str, eighths: int) -> None:
    """A rule above or below a paragraph; its weight in eighths of a point."""
    properties = line._p.get_or_add_pPr()
    borders = properties.find(qn("w:pBdr"))
    if borders is None:
        borders = OxmlElement("w:pBdr")
        properties.append(borders)
    edge = OxmlElement(f"w:{side}")
    for name, value in (("val", "single"), ("sz", str(eighths)), ("space", "1"), ("color", colour)):
        edge.set(qn(f"w:{name}"), value)
    borders.append(edge)


def _font(properties: Any, name: str) -> None:
    """Name the font for Chinese and for Latin letters alike."""
    fonts = properties.get_or_add_rFonts()
    for kind in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{kind}"), name)


def _declare_fonts(made: Any) -> None:
    """List each font with the names that stand in for it where it is not installed."""
    part = next(
        (rel.target_part for rel in made.part.rels.values() if rel.reltype == RELATIONSHIP_TYPE.FONT_TABLE),
        None,
    )
    if part is None:
        return
    listed = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{",".join(others)}"/></w:font>'
        for name, *others in FONTS.values()
    )
    head, _, tail = part.blob.decode("utf-8").rpartition("</w:fonts>")
    part._blob = f"{head}{listed}</w:fonts>{tail}".encode()
