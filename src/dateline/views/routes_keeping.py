"""The pages about what is kept: deleting and its stones, adding many pages, reading again; and what they post."""

from __future__ import annotations

import shutil
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated
from urllib.parse import quote

from fastapi import FastAPI, Query
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from dateline.errors import BadInput
from dateline.model.jobs import JobKind
from dateline.store import Store
from dateline.story.leaving import leave
from dateline.views import kept
from dateline.views.access.visitor import visitor_of
from dateline.views.judging import who_judges
from dateline.views.render import html, json
from dateline.views.seam import Task, Worker

Limit = Annotated[int, Query(ge=1, le=500)]
Cursor = Annotated[str | None, Query(max_length=200)]
Only = Annotated[str | None, Query(max_length=20)]
MOST_URLS = 1000
_IDLE = "this desk shows what the store holds and reads nothing new"


def add_keeping(app: FastAPI, store: Store, worker: Worker | None, *, max_bytes: int) -> None:
    """Add the pages about what is kept.

    Args:
        app: The app.
        store: Its store.
        worker: Does what takes longer than a page, in the background; None: nobody does.
        max_bytes: The most that can be posted.
    """
    _deleting(app, store)
    _adding(app, store, worker, max_bytes=max_bytes)
    _rereading(app, store, worker)
    for kind in kept.PLACES:
        _jobs(app, store, worker, kind)


def _deleting(app: FastAPI, store: Store) -> None:
    """Add the question before an article is deleted, its answer, and the list of what was."""

    @app.get("/article/{id}/delete.json")
    def delete_json(id: str, versions: bool = True) -> Response:
        return json(kept.delete_page(store, id, versions=versions))

    @app.get("/article/{id}/delete", include_in_schema=False)
    def delete_page(id: str, versions: bool = True) -> Response:
        return html("delete.html", kept.delete_page(store, id, versions=versions))

    @app.post("/article/{id}/delete")
    async def delete(request: Request, id: str) -> Response:
        """Delete an article, the page it came on and, with `versions`, its other versions; `why` is kept."""
        form = await request.form(max_fields=10)
        why, by = _said(form, "why").strip() or None, who_judges(request)
        versions, at = bool(form.get("versions")), datetime.now(UTC)
        await run_in_threadpool(store.delete, [id], leave=leave, by=by, at=at, why=why, versions=versions)
        return RedirectResponse("/deleted", status_code=303)

    @app.get("/deleted.json")
    def deleted_json(limit: Limit = 50, cursor: Cursor = None) -> Response:
        return json(kept.deleted_page(store, limit=limit, cursor=cursor))

    @app.get("/deleted", include_in_schema=False)
    def deleted(limit: Limit = 50, cursor: Cursor = None) -> Response:
        return html("deleted.html", kept.deleted_page(store, limit=limit, cursor=cursor))


def _adding(app: FastAPI, store: Store, worker: Worker | None, *, max_bytes: int) -> None:
    """Add the page where many pages are given, and what it posts."""

    def can() -> bool:
        return worker is not None and not store.read_only

    @app.get("/adding.json")
    def adding_json() -> Response:
        return json(kept.adding_page(store, can=can(), max_bytes=max_bytes))

    @app.get("/adding", include_in_schema=False)
    def adding() -> Response:
        return html("adding.html", kept.adding_page(store, can=can(), max_bytes=max_bytes))

    @app.post("/adding")
    async def add(request: Request) -> Response:
        """Add the pages at `urls` (one a line) or in a `file` (zip, mbox, warc, …), in the background; `again`: also
        what was deleted before. Leads to the page that shows how far it came.
        """
        form = await request.form(max_files=1, max_fields=10, max_part_size=max_bytes)
        task = await run_in_threadpool(_task, form, by=who_judges(request))
        job = await run_in_threadpool(_begin, store, worker, task)
        return RedirectResponse(f"/adding/{job}", status_code=303)


def _rereading(app: FastAPI, store: Store, worker: Worker | None) -> None:
    """Add the page where reading again is started, and what it posts."""

    def page(request: Request) -> object:
        may = visitor_of(request).may("admin") and worker is not None and not store.read_only
        return kept.reread_page(store, reader=worker.reader if worker else None, can=may)

    @app.get("/reread.json")
    def reread_json(request: Request) -> Response:
        return json(page(request))

    @app.get("/reread", include_in_schema=False)
    def reread_page(request: Request) -> Response:
        return html("reread.html", page(request))

    @app.post("/reread")
    async def reread(request: Request) -> Response:
        """Read pages again, in the background: `which` is others (that other versions read), all, or search (`q`)."""
        form = await request.form(max_fields=10)
        which, q = _said(form, "which") or "others", _said(form, "q").strip()
        if which not in ("others", "all", "search") or (which == "search" and not q):
            raise BadInput("which pages? Those that other versions read, all, or those that a search finds")
        search = q if which == "search" else None
        if search is not None:
            await run_in_threadpool(store.search, search, limit=1)
        task = Task(kind="reread", by=who_judges(request), search=search, every=which == "all")
        job = await run_in_threadpool(_begin, store, worker, task)
        return RedirectResponse(f"/reread/{job}", status_code=303)


def _jobs(app: FastAPI, store: Store, worker: Worker | None, kind: JobKind) -> None:
    """Add the page of a job, and the button that ends it."""
    place = kept.PLACES[kind]

    def page(request: Request, job: str, only: str | None, cursor: str | None) -> object:
        can = worker is not None and visitor_of(request).may("add" if kind == "add" else "admin")
        return kept.job_page(store, kind, job, only=only or None, cursor=cursor, can=can)

    @app.get(f"{place}/{{id}}.json", name=f"{kind}_job_json")
    def as_json(request: Request, id: str, only: Only = None, cursor: Cursor = None) -> Response:
        return json(page(request, id, only, cursor))

    @app.get(f"{place}/{{id}}", include_in_schema=False, name=f"{kind}_job")
    def as_page(request: Request, id: str, only: Only = None, cursor: Cursor = None) -> Response:
        return html("job.html", page(request, id, only, cursor))

    @app.post(f"{place}/{{id}}/cancel", name=f"{kind}_job_cancel")
    def cancel(id: str) -> Response:
        """End work before its next page; what is done stays."""
        store.cancel_job(id, at=datetime.now(UTC))
        return RedirectResponse(f"{place}/{quote(id)}", status_code=303)


def _task(form: FormData, *, by: str) -> Task:
    """Return what a form asks to be added; a file is kept beside until it was read."""
    file, again = form.get("file"), bool(form.get("again"))
    if isinstance(file, UploadFile) and file.filename:
        with tempfile.NamedTemporaryFile(prefix="dateline-", delete=False) as kept_file:
            shutil.copyfileobj(file.file, kept_file)
        return Task(kind="add", by=by, file=Path(kept_file.name), name=file.filename, again=again)
    urls = tuple(dict.fromkeys(line.strip() for line in _said(form, "urls").splitlines() if line.strip()))
    if not urls:
        raise BadInput("nothing was given: put in addresses, one a line, or a file")
    if len(urls) > MOST_URLS:
        raise BadInput(f"at most {MOST_URLS} addresses go at once; `dateline add` takes any number")
    return Task(kind="add", by=by, urls=urls, again=again)


def _begin(store: Store, worker: Worker | None, task: Task) -> str:
    if worker is None or store.read_only:
        if task.file is not None:
            task.file.unlink(missing_ok=True)
        raise BadInput(_IDLE)
    return worker.begin(task)


def _said(form: FormData, name: str) -> str:
    value = form.get(name)
    return value if isinstance(value, str) else ""
