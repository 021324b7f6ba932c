"""Where connections may lead: judged after the look-up, at the connector, before any packet leaves."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable
from typing import Any

import httpcore
import pytest

from dateline.addresses import Address, addresses_of
from dateline.errors import AddressError
from dateline.page.connecting import Guarded
from dateline.page.exchange import Fetched, NotFetched
from dateline.page.limits import Limits
from dateline.page.transfer import Web
from dateline.page.web import run as run_apart

LIMITS = Limits(page_bytes=100_000, fetch_seconds=60.0, redirects=3)


class Recording(httpcore.AsyncMockBackend):
    """Notes every connection that would be made, and answers in place of the network."""

    def __init__(self, *answers: bytes) -> None:
        super().__init__([])
        self.connected: list[tuple[str, int]] = []
        self._answers = list(answers)

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        self.connected.append((host, port))
        return httpcore.AsyncMockStream([self._answers.pop(0) if self._answers else b""])


def redirect(to: str) -> bytes:
    return f"HTTP/1.1 302 Found\r\nlocation: {to}\r\ncontent-length: 0\r\nconnection: close\r\n\r\n".encode()


PAGE = b"HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ncontent-length: 9\r\n\r\n<p>Hello."


def get(url: str, backend: Guarded) -> Fetched:
    async def ask() -> Fetched:
        async with Web(limits=LIMITS, backend=backend) as web:
            return await web.get(url)

    return run_apart(ask())


NOT_PUBLIC = [
    "127.0.0.1", "localhost", "[::1]", "[::]", "0.0.0.0", "10.0.0.1", "172.16.5.5", "192.168.1.1", "169.254.169.254",
    "[fe80::1]", "[fc00::1]", "[fd00:ec2::254]", "[::ffff:127.0.0.1]", "[::ffff:a9fe:a9fe]", "[64:ff9b::7f00:1]",
    "[2002:7f00:1::]", "224.0.0.1", "[ff02::1]", "255.255.255.255", "240.0.0.1", "100.64.0.1", "2130706433",
    "0x7f000001", "0177.0.0.1", "127.1", "168.63.129.16",
]  # fmt: skip


@pytest.mark.parametrize("host", NOT_PUBLIC)
def test_an_address_that_is_not_public_is_refused_and_no_packet_leaves(host: str) -> None:
    recording = Recording()
    with pytest.raises(NotFetched, match=r"no public address|no address is known|Invalid IPv4") as caught:
        get(f"http://{host}/", Guarded(inner=recording))
    assert caught.value.why == "refused"
    assert recording.connected == []


@pytest.mark.parametrize("host", NOT_PUBLIC)
def test_a_redirect_to_an_address_that_is_not_public_is_refused_and_no_packet_leaves(host: str) -> None:
    recording = Recording(redirect(f"http://{host}:8080/"))
    with pytest.raises(NotFetched, match=r"no public address|no address is known|no address"):
        get("http://8.8.8.8/", Guarded(inner=recording))
    assert recording.connected == [("8.8.8.8", 80)]


def test_a_name_that_leads_to_a_private_address_among_others_is_refused() -> None:
    def look_up(host: str, port: int, *, allow_private: bool) -> tuple[Address, ...]:
        return (*addresses_of("8.8.8.8", port), *addresses_of("10.0.0.1", port, allow_private=allow_private))

    recording = Recording()
    with pytest.raises(NotFetched, match=r"10\.0\.0\.1"):
        get("http://mixed.example/", Guarded(inner=recording, look_up=look_up))
    assert recording.connected == []


def test_the_connection_goes_to_the_very_address_that_was_judged() -> None:
    """A name that answers otherwise the second time (DNS rebinding) is never asked for a second time."""
    answers = [ipaddress.ip_address("8.8.4.4"), ipaddress.ip_address("127.0.0.1")]
    asked: list[str] = []

    def look_up(host: str, _port: int, *, allow_private: bool) -> tuple[Address, ...]:
        asked.append(host)
        return (answers.pop(0),)

    recording = Recording(PAGE)
    got = get("http://rebinding.example/", Guarded(inner=recording, look_up=look_up))
    assert got.body == b"<p>Hello."
    assert (asked, recording.connected) == (["rebinding.example"], [("8.8.4.4", 80)])


def test_each_redirect_is_judged_anew() -> None:
    judged: list[str] = []

    def look_up(host: str, port: int, *, allow_private: bool) -> tuple[Address, ...]:
        judged.append(host)
        return addresses_of("8.8.8.8" if host == "a.example" else "192.168.0.9", port)

    recording = Recording(redirect("http://b.example/"))
    with pytest.raises(NotFetched, match=r"b\.example|192\.168\.0\.9"):
        get("http://a.example/", Guarded(inner=recording, look_up=look_up))
    assert judged == ["a.example", "b.example"]
    assert recording.connected == [("8.8.8.8", 80)]


def test_a_setting_allows_private_addresses() -> None:
    recording = Recording(PAGE)
    assert get("http://127.0.0.1:99/", Guarded(inner=recording, allow_private=True)).body == b"<p>Hello."
    assert recording.connected == [("127.0.0.1", 99)]


@pytest.mark.parametrize(
    "url",
    ["file:///etc/passwd", "ftp://8.8.8.8/", "gopher://8.8.8.8/", "//8.8.8.8/", "http://", "http://[", "", "data:,x"],
)
def test_only_http_and_https_are_asked(url: str) -> None:
    recording = Recording()
    with pytest.raises(NotFetched):
        get(url, Guarded(inner=recording))
    with pytest.raises(NotFetched):
        get("http://8.8.8.8/", Guarded(inner=Recording(redirect(url or "http://["))))
    assert recording.connected == []


def test_passwords_in_a_redirect_are_not_sent() -> None:
    recording = Recording(redirect("http://me:secret@8.8.8.8/"))
    with pytest.raises(NotFetched, match="passwords"):
        get("http://8.8.8.8/", Guarded(inner=recording))
    assert len(recording.connected) == 1


def test_proxies_of_the_environment_are_left_aside(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy", "HTTPS_PROXY", "https_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:1/")
    recording = Recording(PAGE)
    assert get("http://8.8.8.8/", Guarded(inner=recording)).exchange.status == 200
    assert recording.connected == [("8.8.8.8", 80)]


def test_sockets_of_this_machine_are_refused() -> None:
    with pytest.raises(AddressError):
        run_apart(Guarded().connect_unix_socket("/run/docker.sock"))
