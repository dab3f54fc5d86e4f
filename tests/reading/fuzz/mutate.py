"""Changes to a file, drawn from a seed: the same seed gives the same files again."""

import io
import random
import zipfile
from collections.abc import Sequence

#: What has broken decoders before: ends of characters, marks of order, halves of pairs, signs of formats.
SPARKS = (
    b"\x00", b"\xff", b"\xfe\xff", b"\xff\xfe", b"\xef\xbb\xbf", b"\x80", b"\x81\x30", b"\xd8\x00",
    b"\x00\xd8", b"\xed\xa0\x80", b"\xf0\x9f\x99\x82", "　".encode(), "\u202e".encode(),
    "\u200b".encode(), b"\r", b"\x85", b"\x0c", b"]]>", b"<w:p>", b"</w:t>", b"&#x0;", b"&#xD800;",
    b"<!--", b"<script>", b"\\u55357?", b"{\\rtf1", b"\\bin99 ", b"%PDF-", b"endstream",
    b"PK\x03\x04", b"\t", b"|", b"---|---", "１２３．４％".encode(), "亿元".encode(),
    "第〇".encode(), "1—13月".encode(), b"9" * 400, "（".encode() * 60, "增长".encode("gb18030"),
    "增長".encode("big5"),
)  # fmt: skip

#: What has broken splitting: nested signs, numerals without end, blanks of all kinds, two scripts.
WORDS = (
    "，", "。", "；", "\n", "\r\n", "\t", "　", " ", "（", "）", "“", "”", "、", "—", "－", "%",
    "个百分点", "亿元", "万亿", "第一", "第〇", "倍", "翻两番", "增长", "下降", "占", "其中",
    "分别", "和", "1—7月", "十四五", "去年", "确保", "力争", "不超过", "同比", "全市", "由",
    "牵头", "一是", "（一）", "1.", "0", "99999999999999999999", ".5", "-3", "１２", "〇", "廿",
    "万", "亿", "\u200b", "\u202e", "\ufeff", "\u2028", "\x85", "𠮷", "🙂", "é", "İ", "㈠", "①",
    "％", "指标\t单位\t1—7月\n", "|", "---",
)  # fmt: skip


def mutated(data: bytes, *, draw: random.Random, others: Sequence[bytes]) -> bytes:
    """The file with one to six changes; of an archive often the part inside is changed and packed again."""
    if data.startswith(b"PK\x03\x04") and draw.random() < 0.7:
        inside = _inside(data, draw=draw, others=others)
        if inside is not None:
            return inside
    if draw.random() < 0.6:
        worded = _worded(data, draw=draw, others=others)
        if worded is not None:
            return worded
    for _ in range(draw.randint(1, 6)):
        data = _once(data, draw=draw, others=others)
    return data


def _worded(data: bytes, *, draw: random.Random, others: Sequence[bytes]) -> bytes | None:
    """The same text with characters moved about, whole: decoding passes, splitting and reading are tried."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return None
    for _ in range(draw.randint(1, 8)):
        at, size = draw.randint(0, len(text)), draw.randint(1, 12)
        match draw.randrange(5):
            case 0:
                text = text[:at] + draw.choice(WORDS) + text[at:]
            case 1:
                text = text[:at] + text[at + size :]
            case 2:
                text = text[:at] + text[at : at + size] * draw.randint(2, 5) + text[at + size :]
            case 3:
                other = draw.choice(others).decode("utf-8", "ignore")
                start = draw.randint(0, len(other))
                text = text[:at] + other[start : start + 60] + text[at:]
            case _:
                moved, text = text[at : at + size], text[:at] + text[at + size :]
                to = draw.randint(0, len(text))
                text = text[:to] + moved + text[to:]
    return text.encode("utf-8", "ignore")


def _once(data: bytes, *, draw: random.Random, others: Sequence[bytes]) -> bytes:
    at, size = draw.randint(0, len(data)), draw.randint(1, 40)
    match draw.randrange(7):
        case 0:
            return data[:at] + draw.choice(SPARKS) + data[at:]
        case 1:
            return data[:at] + data[at + size :]
        case 2:
            return data[:at] + data[at : at + size] * draw.randint(2, 9) + data[at + size :]
        case 3:
            flipped = bytes(b ^ (1 << draw.randrange(8)) for b in data[at : at + draw.randint(1, 3)])
            return data[:at] + flipped + data[at + len(flipped) :]
        case 4:
            other = draw.choice(others)
            start = draw.randint(0, len(other))
            return data[:at] + other[start : start + 200] + data[at:]
        case 5:
            return data[:at]
        case _:
            return data[:at] + draw.randbytes(size) + data[at + size :]


def _inside(data: bytes, *, draw: random.Random, others: Sequence[bytes]) -> bytes | None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
    except (zipfile.BadZipFile, ValueError, OSError, RuntimeError, NotImplementedError):
        return None
    if not parts:
        return None
    chosen = (
        "word/document.xml" if "word/document.xml" in parts and draw.random() < 0.8 else draw.choice([*parts])
    )
    parts[chosen] = _once(parts[chosen], draw=draw, others=others)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return out.getvalue()
