"""Runs the desk: hands the reading of pages to the app, which knows nothing of it, and listens."""

from __future__ import annotations

import contextlib
import hashlib
import signal
import socket
import threading
import webbrowser
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from types import FrameType
from typing import NoReturn

import uvicorn

from dateline.alerting import clock, keep_telling
from dateline.background import BackgroundWorker
from dateline.carrying import try_out
from dateline.errors import BadInput, DatelineError, PageError
from dateline.flow import ReadPage, read_page
from dateline.listening import address_of, check_accounts, first_links, hosts_of, is_alone
from dateline.logs import set_up_logs
from dateline.model.page import Page
from dateline.page.from_bytes import page_from_bytes
from dateline.page.opening import pages_of_bytes
from dateline.settings import Settings
from dateline.store import open_store
from dateline.views.app import make_app
from dateline.views.seam import Given, Telling
from dateline.views.sources_seam import Follow, Offer

PATIENCE_SECONDS = 10.0
"""What other processes write is on the desk after so long: a page is not made anew for each page that is added.

At five seconds 50 requests a second on 71,000 articles waited .19 s (95th percentile) on two cores, at ten .03 s."""
_LAST_SECONDS = 5.0
"""So long a message that is being sent is waited for."""
GRACE_SECONDS = 20
"""How long requests in hand may take once the desk is told to stop; systemd and containers wait longer."""


def run_desk(
    store: str | Path, *, host: str, port: int, browser: bool, settings: Settings, watching: bool = False
) -> None:
    """Serve the desk until it is interrupted.

    Args:
        store: The file of the store, or its url; it is made if there is none.
        host: The address to listen on.
        port: The port; 0 takes a free one.
        browser: Whether to open the desk in the browser.
        settings: How pages are read.
        watching: Whether to ask the sources of the store when they are due.

    Raises:
        BadInput: If others could reach it, and there is no account.
        DatelineError: If the port is taken.
    """
    set_up_logs(settings.log)
    alone = is_alone(host, settings.url)
    if not alone:
        check_accounts(store, host)
    listening = _listen(host, port)
    url = address_of(listening, settings.url)
    server = uvicorn.Server(_config(store, settings, host=host, watching=watching))
    print(f"The desk is open at {url} (Ctrl-C closes it)", flush=True)
    for line in [] if alone else [*first_links(store, url), *_in_the_clear(url)]:
        print(line, flush=True)
    if browser:
        threading.Timer(0.5, webbrowser.open, [url]).start()
    # uvicorn raises the interrupt again once it has closed down in order.
    watch = _watching(store, settings) if watching else contextlib.nullcontext()
    with contextlib.suppress(KeyboardInterrupt), _telling(store, settings), watch:
        server.run(sockets=[listening])


@contextlib.contextmanager
def _watching(store: str | Path, settings: Settings) -> Iterator[None]:
    """Follow the sources beside the desk."""
    from dateline.watch.running import Background  # noqa: PLC0415 - the network library, which a desk may do without

    background = Background(settings.watching(store))
    # uvicorn raises the signal again once it has closed down: without this it would end the watch half way.
    before = signal.signal(signal.SIGTERM, _leave)
    background.start()
    try:
        yield
    finally:
        background.stop()
        signal.signal(signal.SIGTERM, before)


def _leave(_signal: int, _frame: FrameType | None) -> NoReturn:
    raise SystemExit(0)


@contextlib.contextmanager
def _telling(store: str | Path, settings: Settings) -> Iterator[None]:
    """Tell what is new to whom alerts go, beside the desk."""
    stop = threading.Event()
    # What is being sent when the desk closes may be left: its claim runs out, and the next one sends it again.
    thread = threading.Thread(target=keep_telling, args=(store, settings.sending(), stop), name="alerts", daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join(timeout=_LAST_SECONDS)


def _way(store: str | Path, settings: Settings) -> Telling:
    """Return what the desk knows of how alerts leave."""

    def tried(named: str) -> tuple[bool, str]:
        with open_store(store, read_only=True) as opened:
            outcome = try_out(opened, named, settings.sending(), now=clock())
        return outcome.kind == "sent", outcome.says

    return Telling(mail=bool(settings.smtp_host), zone=settings.timezone, try_out=tried)


@contextlib.contextmanager
def desk(store: str | Path, *, port: int = 0, settings: Settings) -> Iterator[str]:
    """Serve the desk in the background, for as long as the context lasts; gives its address."""
    listening = _listen("127.0.0.1", port)
    server = uvicorn.Server(_config(store, settings, host="127.0.0.1"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    try:
        yield address_of(listening, "")
    finally:
        server.should_exit = True
        thread.join()


def read_given(given: Given, *, settings: Settings) -> ReadPage:
    """Read what a person put into the box of the desk.

    A text or a file does not say when it was fetched, so ages in it ("3 days ago") stay open.

    Raises:
        PageError: If it cannot be fetched, decoded or read.
    """
    return read_page(_page(given, settings), how=settings.reading())


def _page(given: Given, settings: Settings) -> Page:
    if given.url is not None:
        return settings.fetch()(given.url)
    if given.data is not None:
        return _only_page(given.data, given.name or "file", settings)
    data = (given.text or "").encode("utf8", "surrogatepass")
    return page_from_bytes(data, id=f"pasted-{hashlib.sha256(data).hexdigest()[:12]}", limits=settings.limits())


def _only_page(data: bytes, name: str, settings: Settings) -> Page:
    """Return the one page of a file that was dropped; the box shows one page at a time."""
    pages = list(islice(pages_of_bytes(data, name=name, limits=settings.limits()), 2))
    if len(pages) != 1:
        raise BadInput(f"holds several pages; add them at /adding, or with `dateline add {name}`", page=name)
    if isinstance(pages[0], PageError):
        raise pages[0]
    return pages[0]


def _follow(settings: Settings, *, watching: bool) -> Follow:
    """Return how the desk follows sources."""
    from dateline.watch.desk import pack_taken, pack_titles, taken_in  # noqa: PLC0415 - feeds and the network
    from dateline.watch.finding import find  # noqa: PLC0415
    from dateline.watch.lists import written  # noqa: PLC0415

    def found(url: str) -> tuple[Offer, ...]:
        offers = find(url, settings.manners())
        return tuple(Offer(url=f.url, kind=f.kind, title=f.title, site=f.site) for f in offers)

    return Follow(
        find=found, take_in=taken_in, written=written, packs=pack_titles, take_pack=pack_taken, watching=watching
    )


def _config(store: str | Path, settings: Settings, *, host: str, watching: bool = False) -> uvicorn.Config:
    app = make_app(
        store,
        read=lambda given: read_given(given, settings=settings),
        follow=_follow(settings, watching=watching),
        worker=BackgroundWorker(store, settings).started(),
        rephrase=settings.rephrase(),
        telling=_way(store, settings),
        hosts=hosts_of(host, settings.url),
        alone=is_alone(host, settings.url),
        max_bytes=settings.max_bytes,
        patience=PATIENCE_SECONDS,
    )
    # Requests are told by the desk itself (see `views.telling`): uvicorn's lines would hold what people look for.
    return uvicorn.Config(
        app,
        log_config=None,
        access_log=False,
        server_header=False,
        forwarded_allow_ips=settings.proxies,
        timeout_graceful_shutdown=GRACE_SECONDS,
    )


def _listen(host: str, port: int) -> socket.socket:
    """Take the port before anything is said of it."""
    try:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        listening = socket.socket(family, socket.SOCK_STREAM)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((host, port))
        # Listening at once: a port that is only bound can be bound a second time.
        listening.listen(128)
    except OSError as error:
        raise DatelineError(f"{host}, port {port} cannot be taken ({error.strerror}); see --host and --port") from error
    return listening


def _in_the_clear(url: str) -> list[str]:
    """Return a warning where passwords would go over the network for all to read."""
    if url.startswith("https:"):
        return []
    return [
        "No TLS: passwords can be read on the way. Put a proxy before it and set DATELINE_URL to its https address."
    ]
