"""Fetching one page: from a server on this machine, and refusals that send no packet."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from dateline.errors import EmptyPage, PageError, TooLargePage, UnreadablePage
from dateline.page.limits import Limits
from dateline.page.web import fetch
from tests.page.building import pdf

LIMITS = Limits(page_bytes=20_000, fetch_seconds=60.0, redirects=2)
IMPATIENT = replace(LIMITS, fetch_seconds=1.0)
PAGE = "<html><p>Кафе открыто.</p></html>"


class Handler(BaseHTTPRequestHandler):
    """A few answers, each by its path."""

    def do_GET(self) -> None:
        path = self.path.partition("?")[0]
        if path.startswith("/to/"):
            self._send(302, {"location": path.removeprefix("/to")}, b"")
        elif path == "/loop":
            self._send(302, {"location": "/loop"}, b"")
        elif path == "/out":
            self._send(302, {"location": "ftp://example.org/"}, b"")
        elif path == "/koi":
            self._send(200, {"content-type": "text/html; charset=koi8-r"}, PAGE.encode("koi8-r"))
        elif path == "/large":
            self._send(200, {"content-type": "text/plain"}, b"x" * 30_000)
        elif path == "/image":
            self._send(200, {"content-type": "image/png"}, b"\x89PNG")
        elif path == "/release":
            self._send(200, {"content-type": "application/pdf"}, pdf([[(72, 700, 11, "A bridge was opened.")]]))
        elif path == "/empty":
            self._send(200, {"content-type": "text/html"}, b"")
        elif path == "/drip":
            self._drip()
        else:
            self._send(404, {}, b"")

    def _send(self, status: int, headers: dict[str, str], body: bytes) -> None:
        self.send_response(status)
        for name, value in (headers | {"content-length": str(len(body))}).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def _drip(self) -> None:
        self.send_response(200)
        self.send_header("content-type", "text/plain")
        self.end_headers()
        for _ in range(600):
            try:
                self.wfile.write(b"x")
            except OSError:
                return
            time.sleep(0.1)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_a_page_comes_with_its_url_its_time_and_its_encoding(site: str) -> None:
    page = fetch(f"{site}/to/koi", limits=LIMITS, allow_private=True)
    assert (page.id, page.url, page.content) == (f"{site}/to/koi", f"{site}/koi", PAGE)
    assert (page.media_type, page.encoding) == ("text/html", "koi8-r")
    assert page.fetched is not None and page.fetched.tzinfo is not None


def test_a_pdf_is_read_like_a_page(site: str) -> None:
    page = fetch(f"{site}/release", limits=LIMITS, allow_private=True)
    assert (page.content, page.media_type, page.url) == ("A bridge was opened.", "text/plain", f"{site}/release")
    assert page.fetched is not None


@pytest.mark.parametrize(
    ("path", "kind", "words"),
    [
        ("/none", UnreadablePage, "404"),
        ("/image", UnreadablePage, "image/png"),
        ("/large", TooLargePage, "20,000"),
        ("/empty", EmptyPage, "empty"),
        ("/loop", UnreadablePage, "redirects"),
        ("/out", UnreadablePage, "ftp"),
        ("/drip", UnreadablePage, "1 seconds"),
    ],
)
def test_what_cannot_be_read_is_said(site: str, path: str, kind: type[PageError], words: str) -> None:
    with pytest.raises(kind) as caught:
        fetch(site + path, limits=IMPATIENT if path == "/drip" else LIMITS, allow_private=True)
    assert words in caught.value.message
    assert caught.value.page == site + path


def test_nobody_listens() -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{unused.getsockname()[1]}/"
        with pytest.raises(UnreadablePage, match="cannot be fetched"):
            fetch(url, limits=LIMITS, allow_private=True)


def test_this_machine_and_local_networks_are_refused_before_any_packet() -> None:
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        server.settimeout(0.05)
        port = server.getsockname()[1]
        for host in ("127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "0.0.0.0", "2130706433", "10.0.0.1"):
            with pytest.raises(UnreadablePage, match=r"no public address|no address is known"):
                fetch(f"http://{host}:{port}/", limits=LIMITS)
        with pytest.raises(TimeoutError):
            server.accept()


@pytest.mark.parametrize(
    "url", ["file:///etc/passwd", "ftp://example.org/", "//example.org/", "http://", "http://[", ""]
)
def test_other_schemes_and_broken_urls_are_refused(url: str) -> None:
    with pytest.raises(UnreadablePage):
        fetch(url, limits=LIMITS)


def test_passwords_are_not_sent() -> None:
    with pytest.raises(UnreadablePage, match="passwords"):
        fetch("http://me:secret@127.0.0.1/", limits=LIMITS, allow_private=True)
