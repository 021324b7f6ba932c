"""The desk: every page of it in one list. Each is drawn from one context, as HTML and, with .json, as JSON."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Collection
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

from fastapi import FastAPI, Query
from fastapi.exceptions import RequestValidationError
from fastapi.responses import RedirectResponse
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.staticfiles import StaticFiles

from dateline import __version__
from dateline.errors import BadInput, DatelineError, StoreError
from dateline.store import Store, open_store
from dateline.story.joining import join
from dateline.views import changes, listing, reader
from dateline.views.access.gate import shut
from dateline.views.access.visitor import visitor_of
from dateline.views.api import describe
from dateline.views.article_contexts import ArticlePage, EmptyPage
from dateline.views.contexts import FrontPage
from dateline.views.guard import Guard, headers_of
from dateline.views.i18n.choosing import Choosing
from dateline.views.looked import last_visit, remember
from dateline.views.mcp.mounted import MountedServer
from dateline.views.memo import Memo
from dateline.views.metrics import Metered, Metrics, route_of
from dateline.views.render import STATIC, answer_error, html, json
from dateline.views.routes_accounts import add_accounts
from dateline.views.routes_across import add_across
from dateline.views.routes_alerts import add_alerts
from dateline.views.routes_briefing import add_briefing
from dateline.views.routes_exports import add_exports
from dateline.views.routes_help import add_help
from dateline.views.routes_keeping import add_keeping
from dateline.views.routes_login import add_login
from dateline.views.routes_review import add_review
from dateline.views.routes_search import add_search
from dateline.views.routes_signs import add_signs
from dateline.views.routes_sources import add_sources
from dateline.views.seam import Given, Reader, Reading, Rephrase, Telling, Worker
from dateline.views.sources_seam import Follow
from dateline.views.telling import tell_error
from dateline.views.unsaved import Unsaved

LOOPBACK = ("127.0.0.1", "localhost", "::1")
_STATUS = {"not-found": 404, "query": 400, "too-large": 413, "store": 503}

Limit = Annotated[int, Query(ge=1, le=500)]
Cursor = Annotated[str | None, Query(max_length=200)]
Picked = Annotated[str | None, Query(max_length=80, pattern="^[0-9a-z-]*$")]


@dataclass(frozen=True, slots=True)
class Desk:
    """What the pages work with: the store, how to read a page, what was read and not kept."""

    store: Store
    read: Reader | None
    unsaved: Unsaved
    max_bytes: int

    @property
    def can_read(self) -> bool:
        """Whether a page can be given to the desk."""
        return self.read is not None

    @property
    def can_keep(self) -> bool:
        """Whether a page that was read can be kept."""
        return self.can_read and not self.store.read_only


def make_app(
    store_path: str | Path,
    *,
    read: Reader | None = None,
    follow: Follow | None = None,
    worker: Worker | None = None,
    rephrase: Rephrase | None = None,
    read_only: bool = False,
    hosts: Collection[str] = LOOPBACK,
    alone: bool = True,
    telling: Telling = Telling(),
    max_bytes: int = 64 * 2**20,
    patience: float = 0.0,
) -> FastAPI:
    """Return the desk on a store.

    Args:
        store_path: The file; it is made if there is none, unless `read_only`.
        read: How a text, a url or a file is read; without it there is no box to put one in.
        follow: How sources are found and listed; without it they are only shown.
        worker: Does what takes longer than a page, beside the desk; closed with it.
        rephrase: Puts briefings into other words; without it they are shown in the articles' own alone.
        read_only: Whether pages that were read cannot be kept.
        hosts: The hosts the desk answers for; 0.0.0.0 or :: among them is any address.
        telling: What is known of how alerts leave.
        alone: Whether only this machine can ask; then nobody needs an account as long as there is none.
        max_bytes: The most that can be posted.
        patience: How many seconds later the desk may show what other processes write.
    """
    desk = Desk(open_store(store_path, read_only=read_only), read, Unsaved(), max_bytes)

    mcp = MountedServer(desk.store)

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        yield
        if worker is not None:
            await run_in_threadpool(worker.close)
        await mcp.close()
        desk.store.close()

    app = FastAPI(title="Dateline", version=__version__, lifespan=lifespan, docs_url=None, redoc_url=None)
    metrics = Metrics()
    app.add_middleware(Guard, hosts=hosts, max_bytes=max_bytes)
    app.add_middleware(Choosing)
    app.add_middleware(Metered, metrics=metrics)
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    app.router.routes.append(Route("/mcp", mcp, name="mcp"))
    memo = Memo(desk.store, patience=patience)
    _lists(app, desk, memo)
    add_search(app, desk.store, memo)
    add_exports(app, desk.store)
    _pages(app, desk)
    add_across(app, desk.store, memo)
    add_review(app, desk.store)
    add_alerts(app, desk.store, telling)
    _reading(app, desk)
    add_sources(app, desk.store, None if read_only else follow)
    add_signs(app, desk.store, metrics, alone=alone)
    add_keeping(app, desk.store, worker, max_bytes=max_bytes)
    add_briefing(app, memo, rephrase)
    add_help(app)
    add_login(app, desk.store.accounts)
    add_accounts(app, desk.store.accounts)
    _errors(app, alone=alone)
    describe(app)
    shut(app, desk.store.accounts, alone=alone)
    return app


def _lists(app: FastAPI, desk: Desk, memo: Memo) -> None:
    """Add the lists: stories, articles, events."""
    tabs: dict[str, Callable[..., FrontPage]] = {
        "stories": listing.stories,
        "articles": listing.articles,
        "events": listing.events,
    }

    @app.get("/", include_in_schema=False)
    def front(request: Request, cursor: Cursor = None) -> Response:
        now = datetime.now(UTC)
        since = last_visit(request, now=now)
        page = memo.html("front.html", memo(listing.stories, limit=50, cursor=cursor, since=since), desk=desk)
        remember(request, page, now=now)
        return page

    def add_tab(tab: str, build: Callable[..., FrontPage]) -> None:
        @app.get(f"/{tab}.json", name=f"{tab}_json")
        def rows(limit: Limit = 50, cursor: Cursor = None) -> Response:
            return json(memo(build, limit=limit, cursor=cursor))

        @app.get(f"/{tab}", include_in_schema=False, name=tab)
        def page(limit: Limit = 50, cursor: Cursor = None) -> Response:
            return memo.html("front.html", memo(build, limit=limit, cursor=cursor), desk=desk)

    for tab, build in tabs.items():
        add_tab(tab, build)


def _pages(app: FastAPI, desk: Desk) -> None:
    """Add the pages of one article and of what changed in it."""

    @app.get("/article/{id}.json")
    def article_json(id: str) -> Response:
        return json(reader.stored_article(desk.store, id, fact=None))

    @app.get("/article/{id}", include_in_schema=False)
    def article(id: str, fact: Picked = None) -> Response:
        return html("article.html", reader.stored_article(desk.store, id, fact=fact))

    @app.get("/article/{id}/changes.json")
    def changes_json(id: str) -> Response:
        return json(changes.changes_page(desk.store, id))

    @app.get("/article/{id}/changes", include_in_schema=False)
    def changes_(id: str) -> Response:
        return html("changes.html", changes.changes_page(desk.store, id))


def _reading(app: FastAPI, desk: Desk) -> None:
    """Add the box: read a text, a url or a file; look at what came out; keep it."""

    def view(name: str, n: int, fact: str | None) -> ArticlePage | EmptyPage:
        return reader.unsaved_article(desk.unsaved.get(name), n, fact=fact, can_keep=desk.can_keep)

    @app.post("/read")
    async def read(request: Request) -> Response:
        """Read what was posted (`text`, `url` or `file`); with `keep`, keep it. Leads to the page of what was read."""
        form = await request.form(max_files=1, max_fields=10, max_part_size=desk.max_bytes)
        given, keep = await _given(form), bool(form.get("keep"))
        where = await run_in_threadpool(_read, desk, given, keep=keep)
        return RedirectResponse(where, status_code=303)

    @app.get("/read/{name}/{n}.json")
    def read_json(name: str, n: int) -> Response:
        return json(view(name, n, None))

    @app.get("/read/{name}/{n}", include_in_schema=False)
    def read_page(name: str, n: int, fact: Picked = None) -> Response:
        context = view(name, n, fact)
        return html("article.html" if isinstance(context, ArticlePage) else "empty.html", context)

    @app.post("/keep/{name}")
    def keep(name: str) -> Response:
        """Keep a page that was read before. Leads to its first article."""
        return RedirectResponse(_keep(desk, desk.unsaved.get(name)), status_code=303)


async def _given(form: FormData) -> Given:
    """Return what was put into the box: the first of file, url and text that holds anything."""
    file, url, text = form.get("file"), form.get("url"), form.get("text")
    if isinstance(file, UploadFile) and file.filename:
        return Given(data=await file.read(), name=file.filename)
    if isinstance(url, str) and url.strip():
        return Given(url=url.strip())
    if isinstance(text, str) and text.strip():
        # Forms send line ends as CR LF, whatever was typed.
        return Given(text=text.replace("\r\n", "\n"))
    raise BadInput("nothing was given: put in a text, an address or a file")


def _read(desk: Desk, given: Given, *, keep: bool) -> str:
    """Read what was given; return where to look at it."""
    if desk.read is None:
        raise BadInput("this desk shows what the store holds and reads nothing new")
    reading = desk.read(given)
    if keep and reading.cutting.articles:
        return _keep(desk, reading)
    return f"/read/{desk.unsaved.put(reading)}/0"


def _keep(desk: Desk, reading: Reading) -> str:
    """Keep a page; return where it is now."""
    if not desk.can_keep:
        raise BadInput("this desk shows what the store holds and keeps nothing new")
    desk.store.add(reading.page, reading.cutting, reading.records, added_at=datetime.now(UTC), join=join)
    articles = reading.cutting.articles
    return f"/article/{articles[0].id}" if articles else "/"


def _errors(app: FastAPI, *, alone: bool) -> None:
    """Answer every error as a page or as JSON."""

    async def ours(request: Request, error: Any) -> Response:
        assert isinstance(error, DatelineError)
        tell_error(error, route=route_of(request.scope))
        says = error.message
        if isinstance(error, StoreError) and not alone and not visitor_of(request).may("admin"):
            # It names the store's place: a path, or a host and a user.
            says = "the store does not answer; the log of the server says why"
        return answer_error(request, _STATUS.get(error.code, 422), says, column=getattr(error, "column", None))

    async def http(request: Request, error: Any) -> Response:
        says = "there is no such page" if error.status_code == 404 else str(error.detail)
        return answer_error(request, error.status_code, says)

    async def invalid(request: Request, error: Any) -> Response:
        assert isinstance(error, RequestValidationError)
        wrong = "; ".join(f"{e['loc'][-1]}: {e['msg']}" for e in error.errors())
        return answer_error(request, 400, wrong)

    async def unexpected(request: Request, _error: Any) -> Response:
        response = answer_error(request, 500, "something went wrong here; the log of the server says what")
        # It is made outside of the guard, which has been left by the error.
        response.headers.update(headers_of(request.url.scheme))
        return response

    app.add_exception_handler(DatelineError, ours)
    app.add_exception_handler(HTTPException, http)
    app.add_exception_handler(RequestValidationError, invalid)
    app.add_exception_handler(Exception, unexpected)
