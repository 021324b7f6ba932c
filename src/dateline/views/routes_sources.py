"""The pages of sources: what is followed and how it is; to add, pause, remove, and lists in and out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Annotated

from fastapi import FastAPI, Query
from fastapi.responses import RedirectResponse
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import Response

from dateline.errors import BadInput, DatelineError
from dateline.store import Store
from dateline.views.i18n.languages import gettext as _
from dateline.views.render import html, json
from dateline.views.sources import source_page, sources_page
from dateline.views.sources_seam import Follow, Offer

Limit = Annotated[int, Query(ge=1, le=500)]
Cursor = Annotated[str | None, Query(max_length=200)]
MOST_OPML = 4 * 2**20
_KINDS = ("feed", "sitemap", "page")


def add_sources(app: FastAPI, store: Store, follow: Follow | None) -> None:
    """Add the pages of sources.

    Args:
        app: The desk.
        store: The store.
        follow: How sources are found and listed; without it they are only shown.
    """
    _shown(app, store, follow)
    _added(app, store, follow)
    _lists(app, store, follow)
    _changed(app, store, follow)


def _can(follow: Follow | None) -> Follow:
    """Return how sources are followed here.

    Raises:
        BadInput: If they are only shown.
    """
    if follow is None:
        raise BadInput(_("this desk shows what is followed, and changes nothing"))
    return follow


def _shown(app: FastAPI, store: Store, follow: Follow | None) -> None:
    @app.get("/sources.json")
    def sources_json() -> Response:
        """Return what is followed, and how each source is."""
        return json(sources_page(store, follow))

    @app.get("/sources", include_in_schema=False)
    def sources() -> Response:
        return html("sources.html", sources_page(store, follow))

    @app.get("/source/{id}.json")
    def source_json(id: str, limit: Limit = 50, cursor: Cursor = None) -> Response:
        """Return one source: its days, its rounds, and what it listed."""
        return json(source_page(store, id, limit=limit, cursor=cursor))

    @app.get("/source/{id}", include_in_schema=False)
    def source(id: str, limit: Limit = 50, cursor: Cursor = None) -> Response:
        page = source_page(store, id, limit=limit, cursor=cursor, can_change=follow is not None)
        return html("source.html", page)


def _added(app: FastAPI, store: Store, follow: Follow | None) -> None:
    def find(url: str, folder: str | None) -> Response:
        """Look what can be followed at an address: follow it where there is no choice, else let one choose."""
        try:
            offers = _can(follow).find(url)
        except DatelineError as error:
            return html(
                "sources.html", sources_page(store, follow, asked=url, folder=folder, problem=str(error)), status=422
            )
        if len(offers) == 1 and offers[0].kind != "page":
            return put(offers[0], folder)
        return html("sources.html", sources_page(store, follow, asked=url, folder=folder, offers=offers))

    def put(offer: Offer, folder: str | None) -> Response:
        found, _new = store.following.add(
            offer.url, at=datetime.now(UTC), kind=offer.kind, title=offer.title, site=offer.site, folder=folder
        )
        return RedirectResponse(f"/source/{found.id}", status_code=303)

    @app.post("/sources")
    async def add(request: Request) -> Response:
        """Follow an address (`url`), as what it is (`kind`: feed, sitemap, page) or as what is found there."""
        _can(follow)
        form = await request.form(max_files=0, max_fields=20)
        url, kind, folder = _said(form, "url"), _said(form, "kind"), _said(form, "folder") or None
        if not url:
            raise BadInput(_("nothing was given: put in the address of a feed or a site"))
        if kind in _KINDS:
            chosen = Offer(url=url, kind=kind, site=_said(form, "site") or None)  # type: ignore[arg-type]
            return await run_in_threadpool(put, chosen, folder)
        return await run_in_threadpool(find, url, folder)


def _lists(app: FastAPI, store: Store, follow: Follow | None) -> None:
    @app.get("/sources.opml", include_in_schema=False)
    def opml() -> Response:
        headers = {"Content-Disposition": 'attachment; filename="dateline.opml"'}
        return Response(_can(follow).written(store), media_type="text/x-opml; charset=utf-8", headers=headers)

    @app.post("/sources/opml")
    async def take_in(request: Request) -> Response:
        """Follow what a list (`file`, OPML) names."""
        form = await request.form(max_files=1, max_fields=5, max_part_size=MOST_OPML)
        file = form.get("file")
        if not isinstance(file, UploadFile) or not file.filename:
            raise BadInput(_("nothing was given: choose an OPML file"))
        await run_in_threadpool(_can(follow).take_in, store, await file.read(MOST_OPML))
        return RedirectResponse("/sources", status_code=303)

    @app.post("/sources/pack")
    async def pack(request: Request) -> Response:
        """Follow a list that comes along (`name`)."""
        form = await request.form(max_files=0, max_fields=5)
        await run_in_threadpool(_can(follow).take_pack, store, _said(form, "name"))
        return RedirectResponse("/sources", status_code=303)


def _changed(app: FastAPI, store: Store, follow: Follow | None) -> None:
    def change(name: str, do: Callable[[str], object], says: str, *, back: str = "/source/{id}") -> None:
        def changed(id: str) -> Response:
            _can(follow)
            do(id)
            return RedirectResponse(back.format(id=id), status_code=303)

        changed.__doc__ = says
        app.post(f"/source/{{id}}/{name}", name=f"source_{name}")(changed)

    following = store.following
    change("pause", lambda id: following.pause(id, at=datetime.now(UTC)), "Leave a source alone.")
    change("resume", lambda id: following.pause(id, paused=False, at=datetime.now(UTC)), "Go on with a source.")
    change("check", lambda id: following.ask_now(id, at=datetime.now(UTC)), "Let a source be asked at once.")
    change("remove", following.remove, "Follow a source no longer; its pages stay.", back="/sources")


def _said(form: FormData, name: str) -> str:
    value = form.get(name)
    return value.strip() if isinstance(value, str) else ""
