"""One way to be unreadable a name: what is uploaded, and what the one sentence says."""

import io
import zipfile
from collections.abc import Iterator

GOOD = "上半年，全区地区生产总值428亿元，同比增长7.2%。\n"
_NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)


def docx(body: str, *, head: str = "", extra: dict[str, bytes] | None = None) -> bytes:
    """A minimal word file around a body of XML."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", _TYPES)
        archive.writestr(
            "word/document.xml", f'<?xml version="1.0"?>{head}<w:document {_NAMESPACE}>{body}</w:document>'
        )
        for name, data in (extra or {}).items():
            archive.writestr(name, data)
    return out.getvalue()


def paragraph(text: str) -> str:
    """One paragraph of a word file."""
    return f"<w:body><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:body>"


def bad_files() -> Iterator[tuple[str, str, bytes, str]]:
    """(what it is, file name, bytes, what the sentence says)."""
    yield "empty", "空.txt", b"", "空"
    yield "blank", "空白.txt", b" \r\n\t\n", "空"
    yield "marks only", "标记.txt", "\ufeff\u200b\n".encode(), "没有文字|空"
    yield "scanned pdf", "扫描.pdf", b"%PDF-1.7\n1 0 obj<</Type/XObject>>\n%%EOF", "PDF"
    yield "encrypted pdf", "加密.pdf", b"%PDF-1.7\ntrailer<</Encrypt 5 0 R>>\n%%EOF", "PDF"
    yield "old word", "旧版.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "旧版|加密"
    yield "program renamed", "讲话.txt", b"MZ\x90\0\x03\0\0\0" + b"\0" * 200, "程序"
    yield "picture renamed", "讲话.docx", b"\x89PNG\r\n\x1a\n" + b"\0" * 100, "图片"
    yield "broken docx", "坏.docx", docx(paragraph(GOOD))[:300], "坏|损坏|打不开|不完整"
    yield "archive", "包.docx", _archive(), "docx|Word|压缩"
    yield "zip bomb", "炸弹.docx", docx(paragraph("甲" * 60_000_000)), "压缩|过大|展开"
    yield "external entity", "实体.docx", _entity(), "实体|DTD|外部|声明"
    yield "web page made by script", "网页.txt", b"<html><script>alert(1)</script></html>", "网页里没有文字"
    yield "20 MB of text", "大.txt", ("上半年增长。" * 1_400_000).encode(), "MB"
    yield "more than anyone can review", "长.txt", ("上半年平稳增长。" * 65_000).encode(), "万字"
    yield "mixed encodings", "混.txt", GOOD.encode() + GOOD.encode("gb18030") * 3 + b"\xff\xfe\xff", "编码"
    yield "NUL bytes", "空字符.txt", GOOD.encode() + b"\0\0" + GOOD.encode(), "NUL|空字符"
    yield (
        "lone surrogate",
        "半个.txt",
        b"\xff\xfe" + GOOD.encode("utf-16-le") + b"\x00\xd8\x41\x00",
        "编码|代理",
    )
    yield "state secret", "密.txt", f"机密★10年\n\n{GOOD}".encode(), "涉密"


def _archive() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("讲话.txt", GOOD)
    return out.getvalue()


def _entity() -> bytes:
    head = '<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
    return docx(paragraph(f"{GOOD}&x;"), head=head)
