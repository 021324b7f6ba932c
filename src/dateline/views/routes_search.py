"""The pages of search: what a query finds, and the searches that are kept under a name."""

from __future__ import annotations

from typing import Annotated, Any, Literal
from urllib.parse import urlencode

from fastapi import Depends, FastAPI, Query
from fastapi.responses import RedirectResponse
from starlette.requests import Request
from starlette.responses import Response

from dateline.errors import BadInput
from dateline.store import Store
from dateline.views.access.visitor import visitor_of
from dateline.views.judging import who_judges
from dateline.views.memo import Memo
from dateline.views.render import answer_error, json
from dateline.views.searching import saved_page, search_page

Limit = Annotated[int, Query(ge=1, le=500)]
Cursor = Annotated[str | None, Query(max_length=200)]
Tab = Literal["articles", "stories"]
Sort = Literal["relevance", "date"]


def _asked(
    *, q: str = "", limit: Limit = 50, cursor: Cursor = None, tab: Tab = "articles", sort: Sort | None = None
) -> dict[str, Any]:
    """Return what a request asks."""
    return {"q": q, "limit": limit, "cursor": cursor, "tab": tab, "sort": sort}


Asked = Annotated[dict[str, Any], Depends(_asked)]


def add_search(app: FastAPI, store: Store, memo: Memo) -> None:
    """Add search and the searches that are kept."""

    @app.get("/search.json")
    def search_json(request: Request, asked: Asked) -> Response:
        """Return what a query found, with its facets and its days; an error names the column."""
        context = memo(search_page, **asked)
        if context.error:
            return answer_error(request, 400, context.error, column=context.column)
        return json(context)

    @app.get("/search", include_in_schema=False)
    def search(request: Request, asked: Asked) -> Response:
        context = memo(search_page, **asked)
        can_save = visitor_of(request).may("review") and not store.read_only
        return memo.html("search.html", context, status=400 if context.error else 200, can_save=can_save)

    @app.get("/searches.json")
    def searches() -> Response:
        """Return the searches that are kept."""
        return json(saved_page(store))

    @app.post("/searches")
    async def save(request: Request) -> Response:
        """Keep a search (`q`) under a name (`name`). Leads to what it finds."""
        name, q = await _given(request, "name", "q")
        kept = store.save_search(name, q, by=who_judges(request))
        return RedirectResponse(f"/search?{urlencode({'q': kept.query})}", status_code=303)

    @app.post("/searches/delete")
    async def delete(request: Request) -> Response:
        """Forget the search of a name (`name`). Leads to the others."""
        (name,) = await _given(request, "name")
        store.delete_search(name)
        return RedirectResponse("/search", status_code=303)


async def _given(request: Request, *names: str) -> list[str]:
    """Return what a form says."""
    form = await request.form(max_files=0, max_fields=10)
    given = [form.get(name) for name in names]
    missing = [name for name, value in zip(names, given, strict=True) if not isinstance(value, str)]
    if missing:
        raise BadInput(f"nothing was given for {' and '.join(missing)}")
    return [str(value) for value in given]
