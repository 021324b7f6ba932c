"""Briefings of stories, of two sides and of searches: as pages, as JSON, as Markdown; in other words where one asks."""

from __future__ import annotations

from typing import Annotated

from fastapi import FastAPI, Query
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from dateline.errors import BadInput
from dateline.views.briefing import dyad_briefing, in_other_words, search_briefing, story_briefing
from dateline.views.briefing_contexts import BriefingPage
from dateline.views.briefing_text import markdown
from dateline.views.memo import Memo
from dateline.views.render import html, json
from dateline.views.seam import Rephrase

Searched = Annotated[str, Query(max_length=1000)]
Other = Annotated[bool, Query(description="Also in the words of the endpoint that the settings name.")]


def add_briefing(app: FastAPI, memo: Memo, rephrase: Rephrase | None) -> None:
    """Add the briefings.

    Args:
        app: The app.
        memo: Remembers what was made of the store.
        rephrase: Puts a briefing into other words; None: nobody does.
    """

    def told(page: BriefingPage, other: bool) -> BriefingPage:
        if other and rephrase is None:
            raise BadInput("no endpoint is named that would put it into other words; see docs/howto/briefing.md")
        return in_other_words(page, rephrase) if other and rephrase is not None else page

    def shown(page: BriefingPage, other: bool) -> Response:
        page = told(page, other)
        return html("briefing.html", page, can_rephrase=rephrase is not None and not other)

    def text(request: Request, page: BriefingPage, other: bool) -> Response:
        base = str(request.base_url).rstrip("/")
        return PlainTextResponse(markdown(told(page, other), base=base), media_type="text/markdown; charset=utf-8")

    @app.get("/story/{id}/briefing.json")
    def story_json(id: str, rephrased: Other = False) -> Response:
        return json(told(memo(story_briefing, id), rephrased))

    @app.get("/story/{id}/briefing.md", include_in_schema=False)
    def story_md(request: Request, id: str, rephrased: Other = False) -> Response:
        return text(request, memo(story_briefing, id), rephrased)

    @app.get("/story/{id}/briefing", include_in_schema=False)
    def story(id: str, rephrased: Other = False) -> Response:
        return shown(memo(story_briefing, id), rephrased)

    @app.get("/dyad/{a}/{b}/briefing.json")
    def dyad_json(a: str, b: str, rephrased: Other = False) -> Response:
        return json(told(memo(dyad_briefing, a, b), rephrased))

    @app.get("/dyad/{a}/{b}/briefing.md", include_in_schema=False)
    def dyad_md(request: Request, a: str, b: str, rephrased: Other = False) -> Response:
        return text(request, memo(dyad_briefing, a, b), rephrased)

    @app.get("/dyad/{a}/{b}/briefing", include_in_schema=False)
    def dyad(a: str, b: str, rephrased: Other = False) -> Response:
        return shown(memo(dyad_briefing, a, b), rephrased)

    @app.get("/search/briefing.json")
    def search_json(q: Searched = "", rephrased: Other = False) -> Response:
        return json(told(memo(search_briefing, q), rephrased))

    @app.get("/search/briefing.md", include_in_schema=False)
    def search_md(request: Request, q: Searched = "", rephrased: Other = False) -> Response:
        return text(request, memo(search_briefing, q), rephrased)

    @app.get("/search/briefing", include_in_schema=False)
    def search(q: Searched = "", rephrased: Other = False) -> Response:
        return shown(memo(search_briefing, q), rephrased)
