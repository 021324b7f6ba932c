"""Files of every format, made of bytes in code, in sentences of our own."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence

Printed = tuple[float, float, float, str]
"""A line of print: x, y, size, words."""


def lines_at(x: float, y: float, lines: Sequence[str], *, size: float = 11, leading: float = 14) -> list[Printed]:
    return [(x, y - n * leading, size, line) for n, line in enumerate(lines)]


def pdf(leaves: Sequence[Sequence[Printed]], *, title: str = "", trailer: bytes = b"", picture: bool = False) -> bytes:
    """Return a PDF document in Helvetica; with a picture, each leaf shows one, too."""
    kids = b" ".join(b"%d 0 R" % (6 + 2 * n) for n in range(len(leaves)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, len(leaves)),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        b"<< /Title (%s) >>" % _escaped(title),
        b"<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 /Length 1 >>"
        b"\nstream\n0\nendstream",
    ]
    for n, leaf in enumerate(leaves):
        drawn = b"".join(b"BT /F1 %g Tf %g %g Td (%s) Tj ET\n" % (s, x, y, _escaped(t)) for x, y, s, t in leaf)
        drawn += b"q 500 0 0 700 50 50 cm /P Do Q\n" if picture else b""
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents %d 0 R "
            b"/Resources << /Font << /F1 3 0 R >> /XObject << /P 5 0 R >> >> >>" % (7 + 2 * n)
        )
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawn), drawn))
    return _with_table(objects, trailer)


def _escaped(text: str) -> bytes:
    data = text.encode("cp1252")
    return data.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")


def _with_table(objects: Sequence[bytes], trailer: bytes) -> bytes:
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    out += b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, table)
    out += b"trailer\n<< /Size %d /Root 1 0 R /Info 4 0 R %s >>\n" % (size, trailer)
    return out + b"startxref\n%d\n%%%%EOF\n" % out.index(b"xref\n0 ")


LOCKED = b"/Encrypt << /Filter /Standard /V 1 /R 2 /O <%s> /U <%s> /P -4 >> /ID [<00> <00>]" % (b"00" * 32, b"00" * 32)
"""What a trailer says of a document that opens with a password only."""


def record(kind: str, body: bytes, *, url: str = "https://example.org/a", headers: str = "") -> bytes:
    """Return one WARC record."""
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-000000000000>\r\n"
        f"WARC-Date: 2025-07-01T10:00:00Z\r\nWARC-Target-URI: {url}\r\n{headers}"
        f"Content-Type: application/http; msgtype={kind}\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body + b"\r\n\r\n"


def answer(body: bytes, *, kind: str = "text/html; charset=utf-8", status: str = "200 OK", headers: str = "") -> bytes:
    """Return an HTTP response."""
    return f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{headers}\r\n".encode() + body


def zipped(entries: dict[str, bytes], *, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a zip file."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in entries.items():
            archive.writestr(name, data)
    return out.getvalue()


MAIL = b"""\
Received: from mx.example.org by in.example.net; Tue, 1 Jul 2025 08:00:07 +0000
From: =?utf-8?q?The_Harbor_Caf=C3=A9?= <news@example.org>
Subject: Ferry talks =?utf-8?q?r=C3=A9sum=C3=A9d?=
Date: Tue, 01 Jul 2025 01:00:00 -0700
Message-ID: <1@example.org>
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary=outer

--outer
Content-Type: multipart/alternative; boundary=inner

--inner
Content-Type: text/plain; charset=utf-8

The ferry talks resumed on Tuesday.
--inner
Content-Type: text/html; charset=windows-1251
Content-Transfer-Encoding: quoted-printable

<p>=CF=E0=F0=EE=EC : the ferry talks resumed on Tuesday.</p>
--inner--
--outer
Content-Type: application/pdf; name="talks.pdf"
Content-Disposition: attachment; filename="talks.pdf"
Content-Transfer-Encoding: base64

JVBERi0=
--outer--
"""

GKG_ROW = "\t".join(["20250701101500-12", "20250701101500", "1", "example.org", "https://example.org/a", *[""] * 22])
