"""Built assets: fresh, ours alone, addressed by their content."""

import hashlib
import json
import re
from pathlib import Path

from django.test import Client

ROOT = Path(__file__).resolve().parents[3]
ASSETS, BUILT = ROOT / "assets", ROOT / "src/guatu/web/ui/static/ui"


def fingerprint():
    """As `assets/build.mjs` reckons it."""
    files = [p for folder in ("css", "ts", "img") for p in (ASSETS / folder).rglob("*") if p.is_file()]
    named = {p.relative_to(ASSETS).as_posix(): p for p in [*files, ASSETS / "package-lock.json"]}
    whole = hashlib.sha256()
    for name in sorted(named):
        whole.update(f"{name}\n{hashlib.sha256(named[name].read_bytes()).hexdigest()}\n".encode())
    return whole.hexdigest()


def test_what_is_shipped_was_built_from_these_sources():
    shipped = json.loads((BUILT / "built.json").read_text())["sources"]
    assert shipped == fingerprint(), "run `make assets` and commit src/guatu/web/ui/static"


def test_every_entry_was_built():
    entries = {p.stem for p in (ASSETS / "ts/entries").glob("*.ts")}
    assert {p.stem for p in BUILT.glob("*.js")} == entries


def test_nothing_is_fetched_from_elsewhere():
    styles = "".join(p.read_text() for p in BUILT.glob("*.css"))
    assert not re.search(r"url\(\s*['\"]?(https?:)?//|@import", styles)
    templates = "".join(p.read_text() for p in (ROOT / "src/guatu/web").rglob("*.html"))
    assert not re.search(r"""(src|href)=["'](https?:)?//""", templates)


def test_assets_are_cached_for_a_year_under_the_address_of_their_content(client: Client, db):
    page = client.get("/sign-in").content.decode()
    addresses = re.findall(r'(?:src|href)="(/static/[^"]+)"', page)
    assert len(addresses) == 3
    for address in addresses:
        path, version = address.split("?v=")
        answer = client.get(path)
        body = b"".join(answer.streaming_content)
        assert answer["Cache-Control"] == "max-age=31536000, public"
        assert version == hashlib.sha256(body).hexdigest()[:12]


def test_the_path_of_a_static_file_stays_inside(client, db):
    for path in ("/static/../settings.py", "/static/ui/..%2f..%2fsettings.py", "/static//etc/passwd"):
        answer = client.get(path)
        assert answer.status_code in (302, 404)
