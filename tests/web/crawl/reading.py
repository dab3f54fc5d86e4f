"""What a crawler sees of a page: its links, the numbers that lead nowhere, the marks that excuse a digit."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

DIGIT = re.compile(r"[0-9０-９]")
VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]
)
SILENT = frozenset({"script", "style", "template"})


@dataclass(slots=True)
class Seen:
    """One page: its links in order, texts with a digit that nothing excuses, how many data-plain it has."""

    links: list[str] = field(default_factory=list)
    orphans: list[str] = field(default_factory=list)
    plain: int = 0
    figures: int = 0


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.seen = Seen()
        self.open: list[tuple[str, bool]] = []
        self.in_main = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        classes = (given.get("class") or "").split()
        excused = (
            tag == "time" or tag in SILENT or "data-plain" in given or (tag == "a" and "figure" in classes)
        )
        self.in_main |= tag == "main"
        if self.in_main:
            self.seen.plain += "data-plain" in given
            self.seen.figures += tag == "a" and "figure" in classes
        if tag == "a" and given.get("href") and "data-post" not in given:
            self.seen.links.append(given["href"] or "")
        if tag not in VOID:
            self.open.append((tag, excused))

    def handle_endtag(self, tag: str) -> None:
        while self.open:
            closed, _ = self.open.pop()
            if closed == tag:
                break
        self.in_main &= tag != "main"

    def handle_data(self, data: str) -> None:
        if self.in_main and DIGIT.search(data) and not any(excused for _, excused in self.open):
            self.seen.orphans.append(" ".join(data.split())[:80])


def read_page(html: str) -> Seen:
    """Read a whole page."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.seen
