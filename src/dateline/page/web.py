"""One URL → Page, carefully: http and https alone, bounded in size and time, and never into the local network.

Import this module where a page is fetched: httpx takes 130 ms to import.
"""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import UTC, datetime

import httpx

from dateline import __version__
from dateline.addresses import address_of
from dateline.errors import AddressError, UnreadablePage
from dateline.model.page import MediaType, Page
from dateline.page.from_bytes import check_size, page_from_bytes
from dateline.page.limits import Limits
from dateline.page.pdf import page_of_pdf

_MEDIA_TYPES: dict[str, MediaType | None] = {
    "": None,
    "text/html": "text/html",
    "application/xhtml+xml": "text/html",
    "text/plain": "text/plain",
    "text/markdown": "text/markdown",
}
_PDF = "application/pdf"
_REDIRECTS = (301, 302, 303, 307, 308)


def fetch(url: str, *, limits: Limits, allow_private: bool = False) -> Page:
    """Fetch one page.

    Args:
        url: Where it is; the page's id.
        limits: The most bytes, seconds and redirects.
        allow_private: Whether addresses of this machine and of local networks may be asked, too.

    Raises:
        PageError: If it cannot be fetched, is too large, or is no text.
    """
    deadline = time.monotonic() + limits.fetch_seconds
    at = url
    # Proxies and .netrc of the environment are left aside: a proxy would resolve names past our check.
    with httpx.Client(trust_env=False, timeout=min(10.0, limits.fetch_seconds), follow_redirects=False) as client:
        for _ in range(limits.redirects + 1):
            try:
                page = _get(client, at, id=url, limits=limits, deadline=deadline, allow_private=allow_private)
            except (httpx.HTTPError, httpx.InvalidURL, UnicodeError) as error:
                raise UnreadablePage(f"cannot be fetched: {error or type(error).__name__}", page=url) from error
            if isinstance(page, Page):
                return page
            at = page
    raise UnreadablePage(f"leads through more than {limits.redirects} redirects", page=url)


def _get(
    client: httpx.Client, url: str, *, id: str, limits: Limits, deadline: float, allow_private: bool
) -> Page | str:
    """Ask once: return the page, or the URL it redirects to."""
    request = _request(client, url, id=id, allow_private=allow_private)
    response = client.send(request, stream=True)
    try:
        if response.status_code in _REDIRECTS and "location" in response.headers:
            return str(httpx.URL(url).join(response.headers["location"]))
        if not response.is_success:
            raise UnreadablePage(f"the server answered {response.status_code} {response.reason_phrase}", page=id)
        return _page(response, url, id=id, limits=limits, deadline=deadline)
    finally:
        response.close()


def _request(client: httpx.Client, url: str, *, id: str, allow_private: bool) -> httpx.Request:
    """Build a request to the very address that was checked, so that a second look-up cannot lead elsewhere."""
    target = httpx.URL(url)
    if target.scheme not in ("http", "https") or not target.host:
        raise UnreadablePage(f"{target.scheme or 'no scheme'} is no scheme we fetch; http and https are", page=id)
    if target.userinfo:
        raise UnreadablePage("user names and passwords in a URL are not sent", page=id)
    host = target.raw_host.decode("ascii")
    port = target.port or (443 if target.scheme == "https" else 80)
    try:
        address = address_of(host, port, allow_private=allow_private)
    except AddressError as error:
        raise UnreadablePage(error.message, page=id) from error
    return client.build_request(
        "GET",
        target.copy_with(host=str(address), fragment=None),
        headers={
            "host": target.netloc.decode("ascii"),
            "user-agent": f"dateline/{__version__}",
            "accept": "text/html,application/xhtml+xml,text/plain,text/markdown;q=0.9,application/pdf;q=0.8",
        },
        # TLS names and checks the host, not the bare address.
        extensions={"sni_hostname": host},
    )


def _page(response: httpx.Response, url: str, *, id: str, limits: Limits, deadline: float) -> Page:
    told = response.headers.get("content-type", "")
    name = told.split(";")[0].strip().lower()
    if name not in _MEDIA_TYPES and name != _PDF:
        raise UnreadablePage(f"is {name}; what is read from the web is HTML, plain text, Markdown and PDF", page=id)
    data = _read(response, id=id, limits=limits, deadline=deadline)
    fetched = datetime.now(UTC).replace(microsecond=0)
    if name == _PDF:
        return replace(page_of_pdf(data, id=id, limits=limits), url=url, fetched=fetched)
    return page_from_bytes(
        data,
        id=id,
        limits=limits,
        media_type=_MEDIA_TYPES[name],
        charset=response.charset_encoding,
        url=url,
        fetched=fetched,
    )


def _read(response: httpx.Response, *, id: str, limits: Limits, deadline: float) -> bytes:
    """Read the unpacked body, watching size and clock: a small answer may unpack to a large one, or drip in forever."""
    data = bytearray()
    for part in response.iter_bytes():
        data += part
        check_size(len(data), id=id, limits=limits)
        if time.monotonic() > deadline:
            raise UnreadablePage(f"took longer than {limits.fetch_seconds:g} seconds", page=id)
    return bytes(data)
