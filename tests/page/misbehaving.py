"""A server on this machine that does whatever servers on the web do wrong; each wrong by its path."""

from __future__ import annotations

import gzip
import socketserver
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import brotli  # type: ignore[import-untyped]

PAGE = "<html><head><title>Ferry</title></head><body><p>The café by the ferry reopened on Monday.</p></body></html>"
BOMB_BYTES = 50_000_000
GZIP_BOMB = gzip.compress(bytes(BOMB_BYTES))
BROTLI_BOMB: bytes = brotli.compress(bytes(BOMB_BYTES), quality=5)
ENTITY_BOMB = (
    '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True))
    + "]><rss version='2.0'><channel><title>&i;</title><item><title>&i;</title></item></channel></rss>"
).encode()
FILE_ENTITY = (
    b'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
    b"<rss version='2.0'><channel><title>&x;</title><item><title>&x;</title></item></channel></rss>"
)


def answer(body: bytes = b"", *, status: str = "200 OK", length: int | None = None, **headers: str) -> bytes:
    """Return an HTTP answer; names of headers have _ for -."""
    lines = {"content-type": "text/html; charset=utf-8", "connection": "close"}
    lines |= {name.replace("_", "-"): value for name, value in headers.items()}
    if not lines.keys() & {"transfer-encoding", "content-length"}:
        lines["content-length"] = str(len(body) if length is None else length)
    head = "".join(f"{name}: {value}\r\n" for name, value in lines.items() if value)
    return f"HTTP/1.1 {status}\r\n{head}\r\n".encode("latin-1") + body


def moved(to: str, status: str = "302 Found") -> bytes:
    return answer(status=status, location=to)


ANSWERS: dict[str, bytes] = {
    "/page": answer(PAGE.encode()),
    "/lying-long": answer(PAGE.encode(), length=10 * len(PAGE)),
    "/lying-short": answer(PAGE.encode(), length=40),
    "/lying-huge": answer(PAGE.encode(), length=10**15),
    "/no-number": answer(PAGE.encode(), content_length="many"),
    "/lying-charset": answer(PAGE.encode("utf-8"), content_type="text/html; charset=utf-16"),
    "/no-charset": answer(PAGE.encode("utf-8"), content_type="text/html; charset=klingon"),
    "/round": moved("/round"),
    "/round-a": moved("/round-b"),
    "/round-b": moved("/round-a"),
    "/to-metadata": moved("http://169.254.169.254/latest/meta-data/"),
    "/to-private": moved("http://10.0.0.7/"),
    "/to-loopback-v6": moved("http://[::1]/"),
    "/to-mapped": moved("http://[::ffff:127.0.0.1]/"),
    "/to-number": moved("http://2130706433/"),
    "/to-file": moved("file:///etc/passwd"),
    "/to-nonsense": moved("http://[oops"),
    "/for-good": moved("/for-good-too", "301 Moved Permanently"),
    "/for-good-too": moved("/page", "308 Permanent Redirect"),
    "/good-then-not": moved("/for-now", "301 Moved Permanently"),
    "/for-now": moved("/page"),
    "/busy-seconds": answer(status="429 Too Many Requests", retry_after="120"),
    "/busy-date": answer(status="503 Service Unavailable", retry_after="Wed, 01 Jan 2120 00:00:00 GMT"),
    "/busy": answer(status="503 Service Unavailable"),
    "/gzip-bomb": answer(GZIP_BOMB, content_encoding="gzip"),
    "/brotli-bomb": answer(BROTLI_BOMB, content_encoding="br"),
    "/bomb-in-bomb": answer(gzip.compress(GZIP_BOMB), content_encoding="gzip, gzip"),
    "/packed-often": answer(PAGE.encode(), content_encoding=", ".join(["gzip"] * 50)),
    "/no-gzip": answer(b"\x00\x01\x02" * 50, content_encoding="gzip"),
    "/packed": answer(gzip.compress(PAGE.encode()), content_encoding="gzip"),
    "/packed-br": answer(brotli.compress(PAGE.encode()), content_encoding="br"),
    "/huge-header": b"HTTP/1.1 200 OK\r\nx: " + b"y" * 2_000_000 + b"\r\n\r\n",
    "/many-headers": b"HTTP/1.1 200 OK\r\n" + b"".join(b"x-%d: y\r\n" % n for n in range(200_000)) + b"\r\n",
    "/chunked-garbage": answer(b"zz\r\nnonsense\r\n", transfer_encoding="chunked"),
    "/chunked-huge": answer(b"ffffffffffffffffffff\r\nx", transfer_encoding="chunked"),
    "/chunked-cut": answer(b"40\r\n<p>half", transfer_encoding="chunked"),
    "/no-http": b"\x16\x03\x01\x00 I am no web server\r\n\r\n",
    "/nothing": b"",
    "/image-as-html": answer(b"\x89PNG\r\n\x1a\n" + bytes(200), content_type="text/html"),
    "/html-as-image": answer(PAGE.encode(), content_type="image/png"),
    "/entity-bomb": answer(ENTITY_BOMB, content_type="application/rss+xml"),
    "/file-entity": answer(FILE_ENTITY, content_type="application/rss+xml"),
    "/broken-xml": answer(b"<rss><channel><item><title>Half", content_type="application/rss+xml"),
    "/gone": answer(status="410 Gone"),
}
"""What is answered at once; the rest takes its time."""


class Handler(socketserver.StreamRequestHandler):
    """Reads a request and answers it wrongly."""

    def handle(self) -> None:
        request = self.rfile.readline(10_000).decode("latin-1").split()
        headers = {}
        while (line := self.rfile.readline(10_000).decode("latin-1").strip()) != "":
            name, _, value = line.partition(":")
            headers[name.lower()] = value.strip()
        if len(request) < 2:
            return
        path = request[1]
        server = self.server
        assert isinstance(server, Misbehaving)
        server.asked.append((path, headers))
        server.counts[path] += 1
        with suppress(OSError):
            self._answer(path, server)

    def _answer(self, path: str, server: Misbehaving) -> None:
        if path == "/drip":
            self._write(b"HTTP/1.1 200 OK\r\ncontent-type: text/html\r\n\r\n")
            self._forever(server, b"x", every=0.05)
        elif path == "/drip-headers":
            self._write(b"HTTP/1.1 200 OK\r\n")
            self._forever(server, b"x-y: z\r\n", every=0.05)
        elif path in server.answers:
            self._write(server.answers[path])
        elif path == "/silent" or path in server.slow:
            self._forever(server, b"", every=0.05)
        elif path == "/endless":
            self._write(b"HTTP/1.1 200 OK\r\ncontent-type: text/html\r\n\r\n")
            self._forever(server, b"x" * 65536, every=0)
        elif path == "/endless-chunks":
            self._write(b"HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ntransfer-encoding: chunked\r\n\r\n")
            self._forever(server, b"1000\r\n" + b"x" * 4096 + b"\r\n", every=0)
        else:
            self._write(ANSWERS.get(path, answer(status="404 Not Found")))

    def _write(self, data: bytes) -> None:
        self.wfile.write(data)
        self.wfile.flush()

    def _forever(self, server: Misbehaving, data: bytes, *, every: float) -> None:
        while not server.stopped.is_set():
            self._write(data)
            time.sleep(every)


class Misbehaving(socketserver.ThreadingTCPServer):
    """The server; what it was asked is kept, and tests may put answers of their own in."""

    allow_reuse_address = True
    daemon_threads = True
    request_queue_size = 128

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.counts: Counter[str] = Counter()
        self.answers: dict[str, bytes] = {}
        self.slow: set[str] = set()
        self.stopped = threading.Event()

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.server_address[1]}"


@contextmanager
def misbehaving() -> Iterator[Misbehaving]:
    """Run the server for as long as the context lasts."""
    with Misbehaving() as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        try:
            yield server
        finally:
            server.stopped.set()
            server.shutdown()
