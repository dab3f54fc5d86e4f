"""The messages in three scripts: `python -m tools.messages` extracts and compiles; `--check` only looks.

Message ids are the simplified Chinese that stands in the code. English is translated by hand in
`locale/en/LC_MESSAGES/django.po` (kept when messages are added or go away). Traditional Chinese is made by
OpenCC (`s2tw`: characters of Taiwan, words of the mainland's offices: 项目 stays 項目) and never edited.
Needs no gettext programs; the compiled catalogues are committed.
"""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import opencc
import polib
from babel.messages.extract import extract_python
from django.conf import settings
from django.utils.translation.template import templatize

from tools.core_words import CHINESE, named, spoken

WEB = Path(__file__).resolve().parent.parent / "src" / "guatu" / "web"
LOCALE = WEB / "locale"
KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "say": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
}
Key = tuple[str | None, str]


def sources() -> list[Path]:
    """The files that messages stand in."""
    return sorted(p for p in WEB.rglob("*") if p.suffix in (".py", ".html") and "migrations" not in p.parts)


def messages_of(path: Path) -> Iterator[tuple[Key, str | None]]:
    """Each message of a file with its plural, if it has one."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".html":
        text = templatize(text, origin=str(path))
    found = extract_python(io.BytesIO(text.encode()), KEYWORDS, [], {"encoding": "utf-8"})
    for _line, function, arguments, _comments in found:
        words = list(arguments) if isinstance(arguments, tuple) else [arguments]
        words = [word.replace("\r\n", "\n") if isinstance(word, str) else None for word in words]
        if function.startswith("pgettext"):
            yield (words[0], words[1] or ""), None
        elif function.startswith("ngettext"):
            yield (None, words[0] or ""), words[1]
        elif words[0]:
            yield (None, words[0]), None


def extracted() -> dict[Key, tuple[str | None, list[str]]]:
    """Every message: its plural and the files it stands in."""
    if not settings.configured:
        settings.configure()
    found: dict[Key, tuple[str | None, list[str]]] = {}
    for path in sources():
        name = path.relative_to(WEB).as_posix()
        for key, plural in messages_of(path):
            old_plural, places = found.setdefault(key, (plural, []))
            if name not in places:
                places.append(name)
            found[key] = (old_plural or plural, places)
    for text, place in [*spoken(), *((name, "catalogue/data/indicators") for name in named())]:
        _, places = found.setdefault((None, text), (None, []))
        if place not in places:
            places.append(place)
    return dict(sorted(found.items(), key=lambda item: (item[0][1], item[0][0] or "")))


@cache
def _converter() -> opencc.OpenCC:
    return opencc.OpenCC("s2tw")


def traditional(text: str) -> str:
    """The text in traditional characters; placeholders stay as they are."""
    return "".join(
        part if index % 2 else _converter().convert(part)
        for index, part in enumerate(re.split(r"(%\([a-z_]+\)[sd])", text))
    )


def catalogue(language: str, *, plurals: str) -> polib.POFile:
    """An empty catalogue."""
    made = polib.POFile(wrapwidth=110)
    made.metadata = {
        "Project-Id-Version": "guatu",
        "Language": language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": plurals,
    }
    return made


def english() -> polib.POFile:
    """The English catalogue: present messages with the translations that the file on disk has for them."""
    path = LOCALE / "en/LC_MESSAGES/django.po"
    old = polib.pofile(str(path)) if path.exists() else polib.POFile()
    known = {(entry.msgctxt, entry.msgid): entry for entry in old}
    made = catalogue("en", plurals="nplurals=2; plural=(n != 1);")
    for (context, text), (plural, places) in extracted().items():
        entry = polib.POEntry(msgctxt=context, msgid=text, occurrences=[(place, "") for place in places])
        before = known.get((context, text))
        given = named()[text][1] if text in named() else "" if CHINESE.search(text) else text
        entry.msgstr = before.msgstr if before and before.msgstr else given
        if plural:
            entry.msgid_plural = plural
            entry.msgstr_plural = before.msgstr_plural if before else {0: "", 1: ""}
        made.append(entry)
    return made


def chinese_traditional() -> polib.POFile:
    """The traditional catalogue, converted afresh."""
    made = catalogue("zh_Hant", plurals="nplurals=1; plural=0;")
    for (context, text), (plural, places) in extracted().items():
        entry = polib.POEntry(msgctxt=context, msgid=text, occurrences=[(place, "") for place in places])
        if plural:
            entry.msgid_plural = plural
            entry.msgstr_plural = {0: traditional(plural)}
        else:
            entry.msgstr = named()[text][0] if text in named() else traditional(text)
        made.append(entry)
    return made


def made() -> dict[str, polib.POFile]:
    """The catalogues as they should be, by folder."""
    return {"en": english(), "zh_Hant": chinese_traditional()}


def stale() -> list[str]:
    """Files that differ from what they should be."""
    found = []
    for folder, wanted in made().items():
        po = LOCALE / folder / "LC_MESSAGES/django.po"
        mo = po.with_suffix(".mo")
        if not po.exists() or po.read_text(encoding="utf-8") != f"{wanted}\n":
            found.append(f"{folder}/django.po")
        if not mo.exists() or mo.read_bytes() != wanted.to_binary():
            found.append(f"{folder}/django.mo")
    return found


def untranslated() -> list[str]:
    """Messages that English still lacks."""
    return [e.msgid for e in english() if not (all(e.msgstr_plural.values()) if e.msgid_plural else e.msgstr)]


def placeholders(text: str) -> list[str]:
    """The named places of a message, in order of the alphabet."""
    return sorted(re.findall(r"%\([a-z_]+\)[sd]|\{[a-z_]*\}", text))


def write() -> None:
    """Write and compile all catalogues."""
    for folder, wanted in made().items():
        path = LOCALE / folder / "LC_MESSAGES/django.po"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"{wanted}\n", encoding="utf-8")
        path.with_suffix(".mo").write_bytes(wanted.to_binary())


def main(arguments: list[str]) -> int:
    """Write, or with `--check` only say what is stale or missing; 1 when something is."""
    if "--check" not in arguments:
        write()
    old, missing = stale(), untranslated()
    for name in old:
        sys.stdout.write(f"{name} is stale: run `make messages`\n")
    for text in missing:
        sys.stdout.write(f"English is missing: {text}\n")
    sys.stdout.write(f"{len(extracted())} messages, {len(missing)} without English\n")
    return 1 if old or missing else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
