"""The review: pages to judge facts and groups on, the forms they post, and what comes out as files."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, get_args
from urllib.parse import quote, urlsplit

from fastapi import FastAPI, Path, Query
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response, StreamingResponse

from dateline.errors import BadInput, NotFound
from dateline.model.memory import GroupKind
from dateline.model.review import VERDICTS
from dateline.model.story import Verdict
from dateline.store import Store
from dateline.views import judging, review
from dateline.views.access.visitor import visitor_of
from dateline.views.correcting import corrections
from dateline.views.judgement_files import judgement_file
from dateline.views.render import html, json
from dateline.views.review_contexts import Judge

Limit = Annotated[int, Query(ge=1, le=200)]
Cursor = Annotated[str | None, Query(max_length=200)]
Kinds = Annotated[list[str] | None, Query(max_length=10)]
Id = Annotated[str, Path(max_length=100)]
Asked = Annotated[str | None, Query(max_length=100)]


def add_review(app: FastAPI, store: Store) -> None:
    """Add the review."""
    _pages(app, store)
    _posts(app, store)
    _files(app, store)


def _judge(request: Request, store: Store) -> Judge:
    may = visitor_of(request).may("review")
    return Judge(name=judging.who_judges(request), can=may and not store.read_only)


def _here(request: Request) -> str:
    return request.url.path + (f"?{request.url.query}" if request.url.query else "")


def _pages(app: FastAPI, store: Store) -> None:
    """Add the pages, each with its JSON."""

    def waiting(request: Request, kind: list[str], story: str | None, limit: int, cursor: str | None) -> object:
        kinds = [k for k in kind if k]
        judge, here = _judge(request, store), _here(request)
        return review.review_page(store, judge, kinds=kinds, story=story or None, limit=limit, cursor=cursor, here=here)

    @app.get("/review.json")
    def waiting_json(
        request: Request,
        kind: Kinds = None,
        story: Asked = None,
        limit: Limit = 25,
        cursor: Cursor = None,
    ) -> Response:
        return json(waiting(request, kind or [], story, limit, cursor))

    @app.get("/review", include_in_schema=False)
    def waiting_page(
        request: Request, kind: Kinds = None, story: Asked = None, limit: Limit = 25, cursor: Cursor = None
    ) -> Response:
        return html("review_queue.html", waiting(request, kind or [], story, limit, cursor))

    def decided(request: Request, by: str | None, target: str | None, limit: int, cursor: str | None) -> object:
        judge, here = _judge(request, store), _here(request)
        return review.history_page(
            store, judge, by=by or None, target=target or None, limit=limit, cursor=cursor, here=here
        )

    @app.get("/review/history.json")
    def history_json(
        request: Request, by: Asked = None, target: Asked = None, limit: Limit = 50, cursor: Cursor = None
    ) -> Response:
        return json(decided(request, by, target, limit, cursor))

    @app.get("/review/history", include_in_schema=False)
    def history(
        request: Request, by: Asked = None, target: Asked = None, limit: Limit = 50, cursor: Cursor = None
    ) -> Response:
        return html("review_history.html", decided(request, by, target, limit, cursor))

    @app.get("/review/agreement.json")
    def agreement_json(request: Request) -> Response:
        return json(review.agreement_page(store, _judge(request, store)))

    @app.get("/review/agreement", include_in_schema=False)
    def agreement(request: Request) -> Response:
        return html("review_agreement.html", review.agreement_page(store, _judge(request, store)))

    @app.get("/review/fact/{id}.json")
    def fact_json(request: Request, id: Id) -> Response:
        return json(review.fact_page(store, id, _judge(request, store), here=_here(request)))

    @app.get("/review/fact/{id}", include_in_schema=False)
    def fact(request: Request, id: Id) -> Response:
        return html("review_fact.html", review.fact_page(store, id, _judge(request, store), here=_here(request)))

    @app.get("/review/{kind}/{id}.json")
    def group_json(request: Request, kind: GroupKind, id: Id) -> Response:
        return json(review.group_page(store, kind, id, _judge(request, store), here=_here(request)))

    @app.get("/review/{kind}/{id}", include_in_schema=False)
    def group(request: Request, kind: GroupKind, id: Id) -> Response:
        context = review.group_page(store, kind, id, _judge(request, store), here=_here(request))
        return html("review_group.html", context)


def _posts(app: FastAPI, store: Store) -> None:
    """Add what the forms post; each leads back to where it was sent from."""

    @app.post("/review/name")
    async def name(request: Request) -> Response:
        """Say who judges (`name`); the browser remembers it."""
        form, account = await request.form(max_fields=5), visitor_of(request).name
        if account:
            raise BadInput(f"judgements bear the name of your account, which is {account}")
        return judging.named(judging.back_to(_said(form, "next"), "/review"), _said(form, "name"))

    @app.post("/review/fact/{id}")
    async def judge(request: Request, id: Id) -> Response:
        """Judge a fact (`verdict`: accept, reject, correct with the fields as they should be, note)."""
        form = await request.form(max_fields=60)
        by = judging.who_judges(request)
        await run_in_threadpool(_decide, store, id, form, by=by)
        return judging.back_to(_said(form, "next"), f"/review/fact/{id}")

    @app.post("/review/note/{id}")
    async def note(request: Request, id: Id) -> Response:
        """Write a `note` on an article, a story, an identity or an event."""
        form = await request.form(max_fields=5)
        noted = judging.judgement(
            "note", id, by=judging.who_judges(request), seen=_said(form, "seen"), note=_said(form, "note")
        )
        await run_in_threadpool(store.judge, noted)
        return judging.back_to(_said(form, "next"), "/review/history")

    @app.post("/review/undo/{id}")
    async def undo(request: Request, id: Id) -> Response:
        """Undo a judgement, or an undo."""
        form = await request.form(max_fields=5)
        await run_in_threadpool(judging.undo, store, id, by=judging.who_judges(request))
        return judging.back_to(_said(form, "next"), "/review/history")

    @app.post("/review/{kind}/{id}/merge")
    async def merge(request: Request, kind: GroupKind, id: Id) -> Response:
        """Put a story, an identity or an event `into` another one, named by its id or its address."""
        form = await request.form(max_fields=5)
        into = urlsplit(_said(form, "into")).path.rstrip("/").rpartition("/")[2]
        if not into:
            raise BadInput(f"into which {kind}? Give its address or its id")
        by, said = judging.who_judges(request), _said(form, "note")
        into = await run_in_threadpool(_merge, store, kind, id, into, by=by, note=said)
        return RedirectResponse(_page(kind, into), status_code=303)

    @app.post("/review/{kind}/{id}/split")
    async def split(request: Request, kind: GroupKind, id: Id) -> Response:
        """Take the `member`s named out, into a story, an identity or an event of their own."""
        form = await request.form(max_fields=2000)
        members = [value for value in form.getlist("member") if isinstance(value, str)]
        by, said = judging.who_judges(request), _said(form, "note")
        named = await run_in_threadpool(_id_of, store, kind, id)
        await run_in_threadpool(judging.split, store, kind, named, members, by=by, note=said)
        return judging.back_to(_said(form, "next"), _page(kind, named))


def _page(kind: GroupKind, id: str) -> str:
    return {"story": "/story/", "identity": "/who/", "event": "/review/event/"}[kind] + quote(id)


def _said(form: FormData | Mapping[str, object], name: str) -> str:
    value = form.get(name)
    return value if isinstance(value, str) else ""


def _id_of(store: Store, kind: GroupKind, id: str) -> str:
    """Return the id of a group; a story is also known by its articles."""
    return store.story(id)[0] if kind == "story" else store.group(kind, id)[0].id


def _merge(store: Store, kind: GroupKind, id: str, into: str, *, by: str, note: str) -> str:
    """Put one group into another; return the id of that. A form that was sent twice does it once."""
    one, other = _id_of(store, kind, id), _id_of(store, kind, into)
    if one != other:
        judging.merge(store, kind, one, other, by=by, note=note)
    elif id == into:
        raise NotFound(f"a {kind} cannot go into itself")
    return other


def _decide(store: Store, id: str, form: FormData, *, by: str) -> None:
    """Keep the verdict of a form."""
    verdict = _said(form, "verdict")
    if verdict not in (*VERDICTS, "note") or verdict not in get_args(Verdict):
        raise BadInput(f"{verdict or 'nothing'} is no verdict on a fact; there are {', '.join(VERDICTS)} and note")
    value = None
    if verdict == "correct":
        kind, holds, read = review.held(store, id)
        typed = {name[2:]: said for name, said in form.items() if name.startswith("f-") and isinstance(said, str)}
        value = {**{n: v for n, v in holds.items() if read.get(n) != v}, **corrections(kind, typed, holds)}
    decided = judging.judgement(
        verdict,  # type: ignore[arg-type]
        id,
        by=by,
        seen=_said(form, "seen"),
        value=value,
        note=_said(form, "note"),
    )
    store.judge(decided)


def _files(app: FastAPI, store: Store) -> None:
    """Add the judgements as files."""

    def file(format: str, media_type: str, base: str = "") -> Response:
        return StreamingResponse(judgement_file(store.judgements(), format, base=base), media_type=media_type)

    @app.get("/review/judgements.jsonl")
    def as_lines() -> Response:
        return file("jsonl", "application/jsonl")

    @app.get("/review/judgements.csv")
    def as_table() -> Response:
        return file("csv", "text/csv; charset=utf-8")

    @app.get("/review/annotations.jsonld")
    def as_annotations(request: Request) -> Response:
        return file("annotations", "application/ld+json", str(request.base_url).rstrip("/"))
