"""Files to put a wounded page into: mails, lines of JSON and archives, ordinary or out to do harm."""

import base64
import io
import json
import zipfile
from collections.abc import Callable
from random import Random

Packing = Callable[[bytes, Random], tuple[bytes, str]]


def _plain(data: bytes, _chance: Random) -> tuple[bytes, str]:
    return data, ""


def _mail(data: bytes, chance: Random) -> tuple[bytes, str]:
    """Put a page into a mail, ordinary or not: nested, unended, mislabeled, with endless parameters and headers."""
    depth, parameters = chance.choice([0, 1, 30, 200]), chance.choice([0, 0, 50, 5000])
    encoding = chance.choice([b"base64", b"quoted-printable", b"8bit", b"x-odd"])
    body = base64.encodebytes(data) if encoding == b"base64" else data
    extra = b"".join(b'; p%d*%d="x"' % (n % 7, n) for n in range(parameters))
    kind = chance.choice([b"text/html", b"text/plain", b"text/", b"message/rfc822"])
    part = b"Content-Type: %s; charset=%s%s\n" % (kind, chance.choice([b"utf-8", b"utf-7", b'"', b"no such"]), extra)
    part += b"Content-Transfer-Encoding: " + encoding + b"\n\n" + body
    for n in range(depth):
        end = b"\n--b%d--\n" % n if chance.random() < 0.9 else b""
        part = b'Content-Type: multipart/mixed; boundary="b%d"\n\n--b%d\n' % (n, n) + part + end
    subject = chance.choice([b"Talks open", b"=?utf-8?B?//8=?=", b"=?x?Q?" + b"=41" * 5000 + b"?=", b"Fwd: " * 3000])
    date = chance.choice([b"Mon, 5 May 2025 10:00:00 +0000", b"0", b"Mon, 99 May 99999 99:99:99 +9999", b"\xff"])
    return b"From: a@b.example\nSubject: " + subject + b"\nDate: " + date + b"\nMIME-Version: 1.0\n" + part, ".eml"


def _line(data: bytes, chance: Random) -> tuple[bytes, str]:
    """Put a page into a line of JSON, as text or as bytes, whole or broken."""
    text = data.decode("utf8", "replace")
    key = chance.choice(["text", "html", "base64"])
    value = base64.b64encode(data).decode() if key == "base64" else text
    fields: dict[str, object] = {
        "id": chance.choice(["x", "", 5, None, "é" * 5000]),
        key: value,
        "as": chance.choice(["page", "article", "book"]),
    }
    fields |= chance.choice([{}, {"fetched": "2024-99-99"}, {"published": 7}, {"title": ["x"]}, {"url": "http://[::"}])
    line = json.dumps(fields, ensure_ascii=chance.random() < 0.5).encode("utf8", "surrogatepass")
    return (line[: chance.randrange(len(line))] if chance.random() < 0.2 else line) + b"\n", ".jsonl"


def _zip(data: bytes, chance: Random) -> tuple[bytes, str]:
    """Put a page into a zip file, beside a bomb and names that lead out of it."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as z:
        z.writestr("page.html", data)
        z.writestr(
            chance.choice(["../../up.txt", "/etc/x.txt", "a" * 300 + ".txt", "bomb.html", "inner.zip"]),
            b"a " * 2_000_000,
        )
    found = bytearray(packed.getvalue())
    if chance.random() < 0.3:
        found[chance.randrange(len(found))] ^= 255
    return bytes(found), ".zip"


def _warc(data: bytes, chance: Random) -> tuple[bytes, str]:
    """Put a page into a WARC record whose lengths and packings may lie."""
    length = chance.choice([len(data), len(data), 0, 10**12, -1])
    coding = chance.choice(
        [b"", b"Content-Encoding: gzip\r\n", b"Transfer-Encoding: chunked\r\n", b"Content-Encoding: br\r\n"]
    )
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: %d\r\n%s\r\n" % (length, coding) + data
    size = len(http) if chance.random() < 0.7 else chance.choice([0, 5, len(http) * 2])
    head = (
        b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://a.example/\r\nWARC-Date: 2024-05-05T00:00:00Z\r\n"
    )
    record = b"WARC-Record-ID: <urn:uuid:0>\r\nContent-Type: application/http; msgtype=response\r\n"
    return head + record + b"Content-Length: %d\r\n\r\n" % size + http + b"\r\n\r\n", ".warc"


PACKINGS: list[Packing] = [_plain] * 12 + [_mail, _mail, _line, _line, _zip, _warc]


def packed(data: bytes, suffix: str, chance: Random) -> tuple[bytes, str]:
    """Return a page as a file, most as it is and some in a mail, a line or an archive; and the file's suffix."""
    found, other = chance.choice(PACKINGS)(data, chance)
    return found, other or suffix
