"""The visible text of a web page: blocks as lines, tables laid out, no script, style or navigation."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode

from guatu.reading.formats.decode import decoded
from guatu.reading.formats.grid import Cell, lay_out
from guatu.reading.formats.problem import refuse

SNIFF = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<!--.{0,400}?-->\s*)?(?:<\?xml[^>]{0,200}\?>\s*)?"
    rb"<(?:!doctype\s+html|html|head|body|script|meta|table|div)\b",
    re.IGNORECASE | re.DOTALL,
)
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]{2,20})", re.IGNORECASE)


def _words(text: str) -> list[str]:
    return text.split()


_HIDDEN = frozenset(
    _words(
        "script style noscript template nav aside footer form button select textarea iframe object svg "
        "canvas head audio video map dialog"
    )
)
_BLOCKS = frozenset(
    _words(
        "p div h1 h2 h3 h4 h5 h6 li ul ol dl dt dd section article main header blockquote figure figcaption "
        "pre hr table caption thead tbody tfoot tr td th address body html "
        "center fieldset legend details summary"
    )
)
_STYLED = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_BLANK = re.compile(r"[ \t\r\n\f]+")
#: A line end inside Chinese text stands for nothing.
_BETWEEN = re.compile(r"(?<=[\u3000-\u9fff\uff00-\uffef]) ?\n ?(?=[\u3000-\u9fff\uff00-\uffef])")
#: Where one stands on the site, when a page was put up, how often read: nothing of the document.
_FURNITURE = re.compile(
    r"(?:您?(?:当前|现在)?(?:的)?位置[:：]|首页\s*[>»›/])[^。；]{0,80}"
    r"|(?=[^。；]{0,90}(?:浏览次数|阅读次数|点击(?:数|量|次数)|访问量|字体[:：]|字号[:：]))[^。；]{0,90}"
    r"|(?:分享到|扫一扫|打印本页|关闭窗口|【?打印】?\s*【?关闭)[^。；]{0,40}"
    r"|[^。；]{0,60}(?:网站标识码|ICP备|公网安备)[^。；]{0,60}"
)
MOST_NODES, MOST_DEPTH = 1_000_000, 30


@dataclass(slots=True)
class _Page:
    """Lines so far, the line that is being written, and how many nodes have been seen."""

    lines: list[str] = field(default_factory=list)
    line: list[str] = field(default_factory=list)
    seen: int = 0

    def end(self) -> None:
        text = _BLANK.sub(" ", _BETWEEN.sub("", "".join(self.line))).strip()
        if text and not _FURNITURE.fullmatch(text):
            self.lines.append(text)
        self.line.clear()


def html_text(data: bytes, *, name: str) -> str:
    """What a reader of the page sees. Raises ``TextError`` for a page without text."""
    tree = LexborHTMLParser(_decoded(data, name))
    page = _Page()
    body = tree.body
    if body is not None:
        _walk(body, page, MOST_DEPTH)
    page.end()
    if page.seen > MOST_NODES:
        raise refuse("html.large", name, message="网页过于庞杂。", advice="请只复制正文，另存为 docx。")
    if not page.lines:
        raise refuse(
            "text.empty",
            name,
            message="网页里没有文字（可能由脚本生成）。",
            advice="请在浏览器中打开，复制正文，另存为 docx。",
        )
    return "\n".join(page.lines) + "\n"


def _decoded(data: bytes, name: str) -> str:
    """By its mark or by evidence; what the page says of itself only settles what evidence cannot."""
    try:
        return decoded(data, name=name)
    except ValueError:
        stated = _CHARSET.search(data[:4096])
        if stated is None or stated[1].lower() in (b"utf-8", b"utf8"):
            raise
        try:
            encoding = {b"gb2312": "gb18030", b"gbk": "gb18030", b"big5": "cp950"}.get(stated[1].lower())
            return data.decode(encoding or stated[1].decode("ascii"))
        except (LookupError, ValueError):
            pass
        raise


def _walk(root: LexborNode, page: _Page, depth: int) -> None:
    """All that is visible below ``root``, without recursion but for tables inside tables."""
    stack: list[tuple[LexborNode | None, str]] = [(root.child, "")]
    while stack:
        node, closing = stack.pop()
        if closing:
            page.end()
        while node is not None:
            page.seen += 1
            if page.seen > MOST_NODES:
                return
            tag = node.tag or ""
            if node.is_text_node:
                page.line.append(node.text_content or "")
            elif tag == "br":
                page.end()
            elif node.is_element_node and tag not in _HIDDEN and not _hidden(node):
                block = tag in _BLOCKS
                if block:
                    page.end()
                if not (tag == "table" and _table(node, page, depth)):
                    stack.append((node.next, "block" if block else ""))
                    node = node.child
                    continue
            node = node.next


def _hidden(node: LexborNode) -> bool:
    attributes = node.attributes
    if not attributes:
        return False
    return (
        "hidden" in attributes
        or attributes.get("aria-hidden") == "true"
        or _STYLED.search(attributes.get("style") or "") is not None
    )


def _table(table: LexborNode, page: _Page, depth: int) -> bool:
    """Lay out a table of data; False for one that only arranges the page."""
    if not depth or table.css_first("table table, table h1, table h2") is not None or _holds_table(table):
        return False
    rows: list[list[Cell]] = []
    for row in table.css("tr"):
        cells = []
        node = row.child
        while node is not None:
            if node.tag in ("td", "th") and not _hidden(node):
                cells.append(_cell(node, page, depth))
            node = node.next
        rows.append(cells)
    if max(map(len, rows), default=0) < 2:
        return False
    caption = table.css_first("caption")
    if caption is not None:
        page.lines += _inside(caption, page, depth)
    page.lines += lay_out(rows)
    return True


def _holds_table(table: LexborNode) -> bool:
    return any(inner.mem_id != table.mem_id for inner in table.css("table"))


def _cell(node: LexborNode, page: _Page, depth: int) -> Cell:
    rows, columns = _span(node, "rowspan"), _span(node, "colspan")
    return Cell(" ".join(_inside(node, page, depth)), rows=rows, columns=columns, head=node.tag == "th")


def _inside(node: LexborNode, page: _Page, depth: int) -> list[str]:
    inner = _Page(seen=page.seen)
    _walk(node, inner, depth - 1)
    inner.end()
    page.seen = inner.seen
    return inner.lines


def _span(node: LexborNode, key: str) -> int:
    stated = (node.attributes.get(key) or "").strip()
    return max(1, min(int(stated), 1000)) if stated.isascii() and stated.isdigit() and len(stated) < 6 else 1
