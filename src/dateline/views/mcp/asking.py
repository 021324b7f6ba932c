"""What tools are asked with, and which articles a question is about."""

from __future__ import annotations

from collections import Counter
from typing import Annotated

from pydantic import Field

from dateline.errors import NotFound, QueryError
from dateline.model.told import Told
from dateline.store import Store
from dateline.store.stories import IdentityRow
from dateline.views.mcp.answers import LEAST_TOKENS, LIMIT_TOKENS
from dateline.views.told import told_of
from dateline.world.countries import by_iso3, country_named

MOST_ARTICLES = 100
"""So many articles, the latest or best, are looked at for one answer."""

_ID = 200
StoryId = Annotated[str, Field(max_length=_ID, description="The id of a story, or of an article in it.")]
EntityName = Annotated[
    str, Field(max_length=_ID, description="The id of a person, organization or place, or its name.")
]
Query = Annotated[
    str,
    Field(
        max_length=1_000,
        description='The search language: words, "phrases", -not, OR, source: country:IND entity: said: '
        "type:CONSULT date:2024-08..2024-10 date:P7D lang:en.",
    ),
]
Side = Annotated[
    str, Field(max_length=_ID, description="A country (code IND, or name India), an actor code (IGO), an entity.")
]
ArticleId = Annotated[str, Field(max_length=_ID, description="The id of an article.")]
Day = Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$", description="An ISO day, such as 2024-08-29.")]
Cursor = Annotated[str | None, Field(max_length=_ID, description="`next` of the answer before, to go on from there.")]
Tokens = Annotated[int, Field(ge=LEAST_TOKENS, le=LIMIT_TOKENS, description="The answer is kept under so many tokens.")]


def asked(
    store: Store, *, story: str | None = None, entity: str | None = None, query: str | None = None
) -> tuple[Told, str | None]:
    """Return what the articles of a story, an entity or a search say, and a note where some were not looked at.

    Raises:
        QueryError: If none or several are named, or the query cannot be understood.
        NotFound: If the store does not hold it.
    """
    if sum(bool(given) for given in (story, entity, query)) != 1:
        raise QueryError("name one of story, entity and query")
    if query:
        return found(store, query)
    ids = store.story(story, most=MOST_ARTICLES + 1)[1] if story else identity_of(store, entity or "")[1]
    return told_of(store, ids[:MOST_ARTICLES]), too_many(len(ids) > MOST_ARTICLES)


def found(store: Store, query: str) -> tuple[Told, str | None]:
    """Return what the articles that a query finds say."""
    hits = store.search(query, limit=MOST_ARTICLES)
    return told_of(store, [hit.article.id for hit in hits.rows]), too_many(hits.next is not None)


def too_many(more: bool) -> str | None:
    """Return the note for where there are more articles than were looked at."""
    return f"only {MOST_ARTICLES} articles, the latest or best, were looked at" if more else None


def identity_of(store: Store, id_or_name: str) -> tuple[IdentityRow, tuple[str, ...]]:
    """Return somebody or something, by id or by name, and the articles that name it.

    A name is looked up in the articles: of all that bear it, the one most often named.

    Raises:
        NotFound: If the store holds nobody and nothing of that id or name.
    """
    try:
        return store.identity(id_or_name, most=MOST_ARTICLES + 1)
    except NotFound:
        name = id_or_name.replace('"', " ").strip()
        rows = found(store, f'entity:"{name}"')[0].names if name else ()
        bearers = Counter(n.who.identity for n in rows if n.who.identity and name.lower() in n.who.label.lower())
        if not bearers:
            raise NotFound(f"there is nobody and nothing called {name} in this store") from None
        best = max(bearers, key=lambda id: (bearers[id], id))
        return store.identity(best, most=MOST_ARTICLES + 1)


def side_of(store: Store, side: str) -> tuple[str, str]:
    """Return a side of a dyad as what events are asked for by, and its name.

    Raises:
        NotFound: If it is no country, no actor code and nobody of the store.
    """
    country = by_iso3(side) or country_named(side)
    if country is not None:
        return country.iso3, country.name
    if len(side) == 3 and side.isupper():
        return side, side
    row, _ = identity_of(store, side)
    return row.id, row.label
