"""Pages across articles: stories, their comparison, who, two sides, and timelines for TimelineJS."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import Annotated
from urllib.parse import quote

from fastapi import Depends, FastAPI, Query
from fastapi.responses import JSONResponse, RedirectResponse
from starlette.requests import Request
from starlette.responses import Response

from dateline.store import Store
from dateline.story.answers.selecting import about
from dateline.story.answers.timeline import Entry, timeline
from dateline.story.answers.timelinejs import COLUMNS, to_json, to_rows
from dateline.views import compare, dyad, story, who
from dateline.views.dyad_contexts import Filters
from dateline.views.memo import Memo
from dateline.views.render import html, json
from dateline.views.told import told_of

Day = Annotated[str, Query(max_length=10, pattern=r"^(\d{4}-\d{2}-\d{2})?$")]
Side = Annotated[str, Query(max_length=80)]


def _asked(
    request: Request,
    *,
    quad: Annotated[list[int] | None, Query(max_length=4)] = None,
    type: Annotated[list[str] | None, Query(max_length=20)] = None,
    factuality: Annotated[list[str] | None, Query(max_length=5)] = None,
    since: Day = "",
    until: Day = "",
) -> Filters:
    """Return the filters of a request."""
    return dyad.filters_of(
        quad=quad or (),
        type=[t for t in type or () if t],
        factuality=[f for f in factuality or () if f],
        since=since,
        until=until,
        query=request.url.query,
    )


Asked = Annotated[Filters, Depends(_asked)]


def add_across(app: FastAPI, store: Store, memo: Memo) -> None:
    """Add the pages that gather what many articles tell."""
    _stories(app, memo)
    _who(app, store, memo)
    _dyads(app, store, memo)


def _stories(app: FastAPI, memo: Memo) -> None:
    @app.get("/story/{id}.json")
    def story_json(id: str) -> Response:
        """Return a story over all its articles."""
        return json(memo(story.story_page, id))

    @app.get("/story/{id}", include_in_schema=False)
    def story_(id: str) -> Response:
        return memo.html("story.html", memo(story.story_page, id))

    @app.get("/story/{id}/compare.json")
    def compare_json(id: str) -> Response:
        """Return a story's facts across its outlets."""
        return json(memo(compare.compare_page, id))

    @app.get("/story/{id}/compare", include_in_schema=False)
    def compare_(id: str) -> Response:
        return memo.html("compare.html", memo(compare.compare_page, id))


def _who(app: FastAPI, store: Store, memo: Memo) -> None:
    @app.get("/who/{id}.json")
    def who_json(id: str) -> Response:
        """Return somebody or something over all articles that name it."""
        return json(memo(who.who_page, id))

    @app.get("/who/{id}", include_in_schema=False)
    def who_(id: str) -> Response:
        return memo.html("who.html", memo(who.who_page, id))

    def days(id: str) -> tuple[str, tuple[Entry, ...]]:
        row, ids = store.identity(id, most=who.MOST)
        return row.label, timeline(about(told_of(store, ids), row.id))

    @app.get("/who/{id}/timeline.timelinejs.json")
    def who_timeline(id: str) -> Response:
        """Return the timeline of somebody or something in the JSON of TimelineJS."""
        return _timeline_json(*days(id))

    @app.get("/who/{id}/timeline.timelinejs.csv", include_in_schema=False)
    def who_timeline_csv(id: str) -> Response:
        return _timeline_csv(*days(id))


def _dyads(app: FastAPI, store: Store, memo: Memo) -> None:
    @app.get("/dyad", include_in_schema=False)
    def pick(a: Side = "", b: Side = "") -> Response:
        if a and b:
            return RedirectResponse(f"/dyad/{quote(a, safe='')}/{quote(b, safe='')}", status_code=303)
        return html("dyads.html", dyad.pick_page(store, a=a, b=b))

    @app.get("/dyad.json")
    def pick_json() -> Response:
        """Return the pairs of states that most is told of."""
        return json(memo(dyad.pick_page))

    @app.get("/dyad/{a}/{b}.json")
    def dyad_json(a: str, b: str, filters: Asked) -> Response:
        """Return what two sides (actor codes, or ids of identities) do to and with each other."""
        return json(memo(dyad.dyad_page, a, b, filters))

    @app.get("/dyad/{a}/{b}", include_in_schema=False)
    def dyad_(a: str, b: str, filters: Asked) -> Response:
        return memo.html("dyad.html", memo(dyad.dyad_page, a, b, filters))

    @app.get("/dyad/{a}/{b}/timeline.timelinejs.json")
    def dyad_timeline(a: str, b: str) -> Response:
        """Return two sides' timeline in the JSON of TimelineJS."""
        return _timeline_json(*dyad.dyad_days(store, a, b))

    @app.get("/dyad/{a}/{b}/timeline.timelinejs.csv", include_in_schema=False)
    def dyad_timeline_csv(a: str, b: str) -> Response:
        return _timeline_csv(*dyad.dyad_days(store, a, b))


def _timeline_json(title: str, entries: Sequence[Entry]) -> Response:
    return JSONResponse(to_json(entries, title=title))


def _timeline_csv(title: str, entries: Sequence[Entry]) -> Response:
    """Return the spreadsheet of a timeline; a cell that a spreadsheet would take for a formula is made text."""
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS)
    writer.writeheader()
    for row in to_rows(entries, title=title):
        writer.writerow({k: f"'{v}" if v.startswith(("=", "+", "-", "@", "\t", "\r")) else v for k, v in row.items()})
    headers = {"Content-Disposition": 'attachment; filename="timeline.csv"'}
    return Response(out.getvalue(), media_type="text/csv; charset=utf-8", headers=headers)
