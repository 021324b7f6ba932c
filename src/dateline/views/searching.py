"""The page of a search: results as articles or stories, what they are counted by, and the searches that are kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal
from urllib.parse import urlencode

from dateline.errors import QueryError
from dateline.model.span import clean
from dateline.store import Facets, Hit, SavedSearch, Sort, Store
from dateline.store.language import caret, parse
from dateline.store.query import Field, Part, narrowed, printed, together, widened
from dateline.views.contexts import ResultLine, Snippet
from dateline.views.histogram import histogram
from dateline.views.i18n.formats import language_name, moment, territory
from dateline.views.i18n.labels import label
from dateline.views.i18n.languages import N_
from dateline.views.i18n.languages import gettext as _
from dateline.views.listing import snippet, story_entry, story_line
from dateline.views.search_contexts import (
    Choice,
    FacetValue,
    FacetView,
    FoundStory,
    SavedLine,
    SavedPage,
    SearchPage,
)
from dateline.views.words import Mark

Tab = Literal["articles", "stories"]
TITLES = {"source": N_("Source"), "country": N_("Country"), "type": N_("Type"), "lang": N_("Language")}
_WAYS = {
    "articles": N_("Articles"),
    "stories": N_("Stories"),
    "relevance": N_("relevance"),
    "date": N_("date"),
}
MOST_VALUES = 8


def search_page(
    store: Store, q: str, *, limit: int, cursor: str | None, tab: Tab = "articles", sort: Sort | None = None
) -> SearchPage:
    """Return what a query found; one that cannot be understood finds nothing and says why and where."""
    saved = tuple(_saved_line(s) for s in store.saved_searches())
    if not q.strip():
        return SearchPage(q=q, tab=tab, sort=sort or "date", saved=saved)
    try:
        part = parse(q)
        counted = store.facets(q)
        rows, more = _rows(store, q, limit=limit, cursor=cursor, tab=tab, sort=sort)
    except QueryError as error:
        return _misunderstood(q, error, tab=tab, sort=sort, saved=saved)
    by = sort or ("relevance" if _has_words(rows) else "date")

    def url(query: str, **other: str | None) -> str:
        chosen = {"q": query, "tab": tab if tab != "articles" else None, "sort": sort} | other
        return f"/search?{urlencode({k: v for k, v in chosen.items() if v})}"

    nexts: dict[str, Any] = {"limit": limit, "tab": tab, "sort": by, "cursor": more}
    return SearchPage(
        q=q,
        tab=tab,
        sort=by,
        rows=rows,
        next=more,
        next_url=f"/search.json?{urlencode({'q': q} | nexts)}" if more else None,
        total=counted.total,
        more=counted.more,
        counted=counted.counted,
        facets=tuple(_facet(part, name, counted, url) for name in TITLES if counted.values[name]),
        histogram=histogram(part, counted.days, undated=counted.undated, url=url),
        saved=saved,
        tabs=tuple(
            Choice(name=_(_WAYS[name]), url=url(q, tab=name if name != "articles" else None), chosen=name == tab)
            for name in ("articles", "stories")
        ),
        sorts=tuple(
            Choice(name=_(_WAYS[name]), url=url(q, sort=name), chosen=name == by) for name in ("relevance", "date")
        ),
        more_url=url(q, cursor=more) if more else None,
        ends=more is None and cursor is not None and counted.more and by == "relevance",
    )


def saved_page(store: Store) -> SavedPage:
    """Return the searches that are kept."""
    return SavedPage(rows=tuple(_saved_line(s) for s in store.saved_searches()))


def _rows(
    store: Store, q: str, *, limit: int, cursor: str | None, tab: Tab, sort: Sort | None
) -> tuple[tuple[ResultLine | FoundStory, ...], str | None]:
    if tab == "stories":
        stories = store.search_stories(q, limit=limit, cursor=cursor, sort=sort)
        lines = [
            FoundStory(line=story_entry(row.story), snippet=_snippet(row.hit), found=row.found) for row in stories.rows
        ]
        return tuple(lines), stories.next
    hits = store.search(q, limit=limit, cursor=cursor, sort=sort)
    return tuple(ResultLine(line=story_line(hit.article), snippet=_snippet(hit)) for hit in hits.rows), hits.next


def _snippet(hit: Hit) -> Snippet | None:
    if hit.snippet is None:
        return story_line(hit.article).lead
    return snippet(hit.article, hit.snippet, [Mark(span, "hit", "") for span in hit.marks])


def _has_words(rows: tuple[ResultLine | FoundStory, ...]) -> bool:
    """Say whether words were asked for: what was found is marked then."""
    return any(segment.kinds for row in rows if row.snippet for segment in row.snippet.segments)


def _misunderstood(
    q: str, error: QueryError, *, tab: str, sort: str | None, saved: tuple[SavedLine, ...]
) -> SearchPage:
    at, line = error.column, clean(q)[0]
    pointed = at is not None and at <= len(line)
    return SearchPage(
        q=q,
        tab=tab,
        sort=sort or "relevance",
        saved=saved,
        error=error.message,
        column=at,
        asked=(line[: at - 1], line[at - 1], line[at:]) if at is not None and pointed else None,
        pad=caret(line, at).partition("\n")[2] if at is not None and pointed else "",
    )


def _facet(part: Part | None, name: str, counted: Facets, url: Callable[[str], str]) -> FacetView:
    values = counted.values[name]
    asked = [v for v in values[MOST_VALUES:] if _by(name, v[0]) in together(part)]
    shown = [_value(part, name, value, n, url) for value, n in [*values[:MOST_VALUES], *asked]]
    return FacetView(field=name, title=_(TITLES[name]), values=tuple(shown), left=len(values) - len(shown))


def _value(part: Part | None, name: str, value: str, count: int, url: Callable[[str], str]) -> FacetValue:
    by = _by(name, value)
    asked = by in together(part)
    query = printed(widened(part, by) if asked else narrowed(part, by))
    return FacetValue(value=value, label=_label(name, value), count=count, asked=asked, query=query, url=url(query))


def _by(name: str, value: str) -> Field:
    return Field(name, value, whole=name == "source")


def _label(name: str, value: str) -> str:
    match name:
        case "country":
            return territory(value)
        case "type":
            return label(value).replace("_", " ").capitalize()
        case "lang":
            return language_name(value)
    return value


def _saved_line(saved: SavedSearch) -> SavedLine:
    return SavedLine(
        name=saved.name,
        query=saved.query,
        created_at=saved.created_at.isoformat(),
        created_shown=moment(saved.created_at),
        by=saved.by,
        url=f"/search?{urlencode({'q': saved.query})}",
    )
