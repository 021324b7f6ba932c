"""Out again, over HTTP: each list in each format that suits it, asked for as its page is, and its .meta.json."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from datetime import UTC, datetime
from itertools import chain
from typing import Annotated
from urllib.parse import urlencode

from fastapi import Depends, FastAPI, Query
from fastapi.responses import JSONResponse, StreamingResponse
from starlette.requests import Request
from starlette.responses import Response

from dateline.errors import NotFound, QueryError
from dateline.store import Sort, Store
from dateline.views.exports.about import About, named
from dateline.views.exports.formats import Format, format_of_suffix
from dateline.views.exports.selection import Selection
from dateline.views.exports.taking import Tally, meta, take
from dateline.views.polling import polled

_META = ".meta.json"


@dataclass(frozen=True, slots=True)
class Asked:
    """What a file is asked for with, as its page is."""

    q: Annotated[str | None, Query(max_length=1000, description="Of a search: what is searched for.")] = None
    limit: Annotated[int | None, Query(ge=1, description="The most rows; without it, all there are.")] = None
    cursor: Annotated[str | None, Query(max_length=200)] = None
    type: Annotated[str | None, Query(max_length=40, description="Of events: the PLOVER type.")] = None
    sort: Annotated[Sort | None, Query(description="Of a search: the best or the newest first; feeds: the newest.")] = (
        None
    )
    text: Annotated[bool | None, Query(description="Whether whole texts of articles are in it.")] = None


_KNOWN = frozenset(f.name for f in fields(Asked))


def add_exports(app: FastAPI, store: Store) -> None:
    """Add the files of the lists, of a search, of a story and of an article."""
    for kind in ("stories", "articles", "events"):
        _add_list(app, store, f"/{kind}.{{suffix}}", kind)
    _add_list(app, store, "/search.{suffix}", "articles", searched=True)
    _add_list(app, store, "/search/stories.{suffix}", "stories", searched=True)
    _add_list(app, store, "/search/events.{suffix}", "events", searched=True)
    for owner in ("story", "article"):
        for kind in ("articles", "events"):
            _add_owned(app, store, owner, kind)
    _add_owned(app, store, "story", "timeline")


def _add_list(app: FastAPI, store: Store, path: str, kind: str, *, searched: bool = False) -> None:
    @app.get(path, name=f"{'found' if searched else 'all'}_{kind}_files", response_class=Response)
    def files(request: Request, suffix: str, asked: Annotated[Asked, Depends()]) -> Response:
        q = (asked.q or "").strip() if searched else None
        if q == "":
            raise QueryError("nothing was searched for")
        chosen = Selection(
            kind=kind, q=q, type=asked.type or None, sort=asked.sort, limit=asked.limit, cursor=asked.cursor
        )
        return _answer(request, store, suffix, chosen, asked.text)


def _add_owned(app: FastAPI, store: Store, owner: str, kind: str) -> None:
    @app.get(f"/{owner}/{{id}}/{kind}.{{suffix}}", name=f"{owner}_{kind}_files", response_class=Response)
    def files(request: Request, id: str, suffix: str, asked: Annotated[Asked, Depends()]) -> Response:
        chosen = Selection(kind=kind, type=asked.type or None, limit=asked.limit)
        chosen = replace(chosen, story=id) if owner == "story" else replace(chosen, article=id)
        return _answer(request, store, suffix, chosen, asked.text)


def _answer(request: Request, store: Store, suffix: str, chosen: Selection, text: bool | None) -> Response:
    """Return a file, or what stands beside it."""
    beside = suffix.endswith(_META)
    fmt = format_of_suffix(suffix.removesuffix(_META))
    if fmt is None or chosen.kind not in fmt.kinds:
        raise NotFound(f"there is no such file: {request.url.path}")
    # A filter that was passed over would give more rows than the screen shows.
    if unknown := set(request.query_params) - _KNOWN:
        raise QueryError(f"a file cannot be asked for by {', '.join(sorted(unknown))}")
    about = _about(request, chosen, text)
    if fmt.name == "jsonl" and chosen.kind == "articles":
        chosen = replace(chosen, kind="records")
    if beside:
        return JSONResponse(meta(store, chosen, fmt, about))
    tally = Tally()
    pieces = take(store, chosen, fmt, about, tally)
    return polled(request, pieces, tally, _headers(chosen, fmt), fmt) if fmt.polled else _stream(pieces, chosen, fmt)


def _stream(pieces: Iterator[bytes], chosen: Selection, fmt: Format) -> Response:
    """Return a file that is sent while it is made."""
    # The first piece is made before the answer begins: what cannot be answered is still an error then.
    first = next(pieces, b"")
    return StreamingResponse(chain([first], pieces), media_type=fmt.media, headers=_headers(chosen, fmt))


def _headers(chosen: Selection, fmt: Format) -> dict[str, str]:
    show = "inline" if fmt.screenful else "attachment"
    return {"Content-Disposition": f'{show}; filename="dateline-{chosen.kind}.{fmt.suffix}"'}


def _about(request: Request, chosen: Selection, text: bool | None) -> About:
    path, query = request.url.path.removesuffix(_META), dict(request.query_params)
    owner = "story" if chosen.story else "article" if chosen.article else ""
    return About(
        kind=chosen.kind,
        **named(chosen.kind, q=chosen.q, owner=owner, of=chosen.story or chosen.article or ""),
        made=datetime.now(UTC),
        base=str(request.base_url).rstrip("/"),
        path=f"{path}?{urlencode(query)}" if query else path,
        query=query,
        text=text,
    )
