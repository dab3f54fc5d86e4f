"""``make bench-reading``: how much of unseen documents the reader finds, how fast, and in how much memory.

Precision, recall and F1 on the real speech (strict), on the labelled passages (loose; dev and heldout apart)
and on labelled pdf and tables, a plain regular-expression reader beside it, characters a second with the
floor of the same run, peak memory. The last line is ``RESULT`` and JSON. ``python -m bench.reading --misses``
prints what was missed in dev and in the real speech.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from typing import Any

from bench.compiled import compared
from bench.documents import labelled_documents
from bench.passages import Passage, passages, real_documents, shared_folder
from bench.peers import extractors, plain_regex
from bench.readers import Reader, guatu_reader, peer_reader, read
from bench.scoring import KINDS, Count, Outcome, score, total
from bench.speed import Pace, documents, first_pace, floors, pace, peak_mb

Counts = dict[str, Count]
SURE = 0.9


def measure(group: Sequence[Passage], reader: Reader, *, strict: bool, misses: bool = False) -> Counts:
    """Counts of a group of documents; with ``misses``, each miss and each wrong item is printed."""

    def show(kind: str, outcome: Outcome) -> None:
        for word, items in (("missed", outcome.missed), ("wrong ", outcome.wrong)):
            for item in items:
                print(f"  {word} {kind} {json.dumps(item, ensure_ascii=False)}")

    counts = dict.fromkeys(KINDS, Count())
    for passage in group:
        if misses:
            print(passage.name)
        part = total([(passage.gold, reader(passage))], strict=strict, on_outcome=show if misses else None)
        counts = {kind: counts[kind] + part[kind] for kind in KINDS}
    return counts


def table(title: str, rows: Sequence[tuple[str, Counts]]) -> None:
    """One line a row: precision, recall and F1 of the three kinds."""
    print(f"\n{title}")
    print(f"  {'':26}" + "".join(f"{kind:^30}" for kind in KINDS))
    print(f"  {'':26}" + f"{'P':>7}{'R':>7}{'F1':>7}{'labels':>8} " * len(KINDS))
    for name, counts in rows:
        cells = (counts[kind] for kind in KINDS)
        line = "".join(f"{c.precision:7.3f}{c.recall:7.3f}{c.f1:7.3f}{c.wanted:8d} " for c in cells)
        print(f"  {name:26}{line}")


def by_kind(group: Sequence[Passage]) -> list[tuple[str, Counts]]:
    """A row for each sort of document."""
    kinds = sorted({p.kind for p in group})
    return [
        (f"  {kind}", measure([p for p in group if p.kind == kind], guatu_reader, strict=False))
        for kind in kinds
    ]


def f1(counts: Counts) -> dict[str, float]:
    """The three F1 values under the keys of RESULT."""
    return {f"{kind}_f1": round(counts[kind].f1, 4) for kind in KINDS}


def real_result(*, misses: bool) -> dict[str, float] | None:
    """The real documents, strictly; None, and said, where they are absent."""
    group = real_documents()
    if not group:
        print(f"The real speech is absent: nothing under {shared_folder()} (set SHARED to its folder).")
        return None
    counts = measure(group, guatu_reader, strict=True, misses=misses)
    peer = measure(group, peer_reader, strict=True)
    table("Real speech, strict", [("guatu", counts), ("plain regular expressions", peer)])
    return f1(counts)


def unseen_result(*, misses: bool) -> dict[str, float]:
    """The labelled passages, loosely: dev for the record, heldout for the result."""
    rows: list[tuple[str, Counts]] = []
    for split in ("dev", "heldout"):
        group = passages(split)
        counts = measure(group, guatu_reader, strict=False, misses=misses and split == "dev")
        rows += [(f"{split}, {len(group)} passages", counts), *by_kind(group)]
        rows.append((f"{split}, strictly", measure(group, guatu_reader, strict=True)))
        rows.append(("plain regular expressions", measure(group, peer_reader, strict=False)))
    table("Labelled passages, loose", rows)
    return f1(counts)


def documents_result() -> dict[str, dict[str, float]]:
    """The labelled pdf, tables of pdf and docx, and other formats, loosely, in the text that is taken out."""
    group = labelled_documents(".pdf", ".docx")
    pdf = measure(labelled_documents(".pdf"), guatu_reader, strict=False)
    tables = measure([p for p in group if p.kind == "table"], guatu_reader, strict=False)
    others = measure(labelled_documents(".html", ".rtf", ".txt"), guatu_reader, strict=False)
    rows = [("pdf", pdf), ("tables of pdf and docx", tables), ("html, rtf and Big5", others)]
    table("Labelled documents, loose", rows)
    return {"pdf": f1(pdf), "tables": f1(tables), "other_formats": f1(others)}


def sure_result() -> dict[str, float]:
    """How right the items are that are given SURE or more, and which share they are: on heldout, which sets
    no weight; dev is shown beside it."""
    print(f"\nItems given a confidence of {SURE} or more: share of all, and of these right (loosely)")
    precision = share = 0.0
    for split in ("dev", "heldout"):
        total = reached = right = 0
        for passage in passages(split):
            reading = guatu_reader(passage)
            for kind, outcome in score(passage.gold, reading, strict=False).items():
                wrong = {id(item) for item in outcome.wrong}
                sure = [item for item in reading[kind] if item["confidence"] >= SURE]
                total, reached = total + len(reading[kind]), reached + len(sure)
                right += sum(id(item) not in wrong for item in sure)
        share, precision = reached / max(total, 1), right / max(reached, 1)
        print(
            f"  {split:10}{total:5} items, {reached:4} ({share:.1%}) reach it, {precision:.1%} of these right"
        )
    return {"confidence_90_precision": round(precision, 4), "confidence_90_share": round(share, 4)}


def peers_result() -> dict[str, dict[str, float | None]]:
    """What others reach on the held-out passages: labelled amounts and periods found, and F1 of observations.

    jionlp and recognizers-text name no indicator: their items are None, which is said, not scored as nought.
    """
    group = passages("heldout")
    found: dict[str, dict[str, float | None]] = {}
    ways: dict[str, extractors.Extractor | None] = {
        "guatu": lambda p: extractors.of_items(guatu_reader(p)),
        "plain_regex": lambda p: extractors.of_items(peer_reader(p)),
        "jionlp": extractors.jionlp(),
        "recognizers_text": extractors.recognizers(),
    }
    items = {"guatu": guatu_reader, "plain_regex": peer_reader}
    print("\nPeers on heldout: labelled amounts of money and periods found (recall), F1 of observations")
    for name, way in ways.items():
        if way is None:
            print(f"  {name:20} not installed: make bench-reading installs the group bench")
            continue
        reached = extractors.recall(group, way)
        reader = items.get(name)
        scored = measure(group, reader, strict=False)["observations"].f1 if reader else None
        shown = "names no indicator" if scored is None else f"{scored:.3f}"
        print(f"  {name:20} amounts {reached.amounts:.3f}  periods {reached.periods:.3f}  items {shown}")
        found[name] = {
            "amounts_recall": round(reached.amounts, 4),
            "periods_recall": round(reached.periods, 4),
            "observations_f1": None if scored is None else round(scored, 4),
        }
    return found


def speed_result() -> dict[str, int]:
    """Characters a second of the whole reading, varied and cold, with the floors and the peer of the run."""
    texts = documents()
    own = pace("guatu, all of it", read, texts)
    cold = Pace("guatu, texts read for the first time", first_pace())
    real = [d.text for d in real_documents()]
    alone = [pace("guatu, the real documents alone", read, real)] if real else []
    others = [*floors(texts), pace("plain regular expressions", plain_regex.read, texts)]
    size = sum(map(len, texts))
    print(f"\nSpeed on one core, {size:,} characters in {len(texts):,} documents, best round, processor time")
    for way in (own, cold, *alone, *others):
        ratio = way.characters_per_second / own.characters_per_second
        print(f"  {way.name:44}{way.characters_per_second:14,.0f} characters/s {ratio:8.1f} x guatu")
    return {
        "characters_per_second": round(own.characters_per_second),
        "characters_per_second_cold": round(cold.characters_per_second),
    }


def compiled_result() -> dict[str, float | None]:
    """The reader as machine code beside itself, in processes that take turns."""
    found = compared()
    if found is None:
        return {"characters_per_second_compiled": None}
    gain = found.compiled / found.plain
    print("\nCompiled, the same readings, in fresh processes that take turns")
    print(f"  as it stands {found.plain:14,.0f} characters/s")
    print(f"  compiled     {found.compiled:14,.0f} characters/s {gain:8.2f} x")
    return {
        "characters_per_second_compiled": round(found.compiled),
        "compiled_over_plain": round(gain, 3),
    }


def main() -> None:
    """Run it all and print the RESULT line."""
    parser = argparse.ArgumentParser(description="Measure the reader.")
    parser.add_argument(
        "--misses", action="store_true", help="print what was missed or wrong (dev and real only)"
    )
    parser.add_argument("--no-speed", action="store_true", help="leave speed and memory out")
    options = parser.parse_args()
    result: dict[str, Any] = {"real": real_result(misses=options.misses)}
    result["unseen"] = unseen_result(misses=options.misses)
    result |= documents_result()
    result |= sure_result()
    result["peers"] = peers_result()
    if not options.no_speed:
        result |= speed_result()
        result |= compiled_result()
        result["peak_mb"] = round(peak_mb(), 1)
        print(f"\nPeak memory of a fresh process that reads: {result['peak_mb']} MB")
    print("RESULT " + json.dumps(result))


if __name__ == "__main__":
    main()
