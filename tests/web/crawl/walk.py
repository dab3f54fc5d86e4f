"""Following every link of the site as one person, within bounds that keep the walk short."""

import re
from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urldefrag, urljoin, urlsplit

from django.test import Client

from tests.web.crawl.reading import Seen, read_page

#: How many pages of one kind are visited, and how many queries of one path. The first found come first.
OF_ONE_KIND = 4
QUERIES_OF_ONE_PATH = 4
_NUMBERS = re.compile(r"[0-9a-f]{64}|\d+")


@dataclass(frozen=True, slots=True)
class Visit:
    """One page as one person found it."""

    url: str
    found_on: str
    status: int
    seen: Seen
    kind: str


def kind_of(url: str) -> str:
    """Pages of one view: numbers stand for one another, and so do figures and sources of one kind."""
    parts = urlsplit(url)
    path = parts.path
    if path.startswith("/figures/"):
        subject, measure = path.split("/")[2:4]
        path = f"/figures/{subject.partition(':')[0] if ':' in subject else '<indicator>'}/{measure}"
    elif path.startswith("/sources/"):
        path = path.partition(":")[0]
    elif path.startswith("/indicators/"):
        path = "/indicators/<indicator>"
    past = "?known_at" if "known_at=" in parts.query else ""
    return _NUMBERS.sub("<n>", path) + past


def walk(client: Client, *, start: str = "/", of_one_kind: int = OF_ONE_KIND) -> Iterator[Visit]:
    """Yield each page reached from `start` by links alone."""
    queue = deque([(start, "")])
    known = {start}
    kinds: Counter[str] = Counter()
    queries: Counter[str] = Counter()
    while queue:
        url, found_on = queue.popleft()
        kind, path = kind_of(url), urlsplit(url).path
        if kinds[kind] >= of_one_kind or queries[path] >= QUERIES_OF_ONE_PATH:
            continue
        kinds[kind] += 1
        queries[path] += 1
        answer = client.get(url, follow=True)
        html = answer.get("Content-Type", "").startswith("text/html")
        seen = read_page(answer.content.decode()) if html else Seen()
        yield Visit(url, found_on, answer.status_code, seen, kind)
        at = answer.redirect_chain[-1][0] if answer.redirect_chain else url
        for link in seen.links:
            target = urldefrag(urljoin(at, link)).url
            if not urlsplit(target).netloc and target not in known:
                known.add(target)
                queue.append((target, url))
