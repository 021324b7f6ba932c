"""The versions of a url's articles, worked out anew whenever one of its pages comes or goes."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from sqlalchemy import Connection, bindparam, select, update

from dateline.store import schema
from dateline.store.history import keep_changes
from dateline.store.versions import Place, Version, places_of


def line_up_new(connection: Connection, url: str, page: int) -> None:
    """Do as `line_up` does when a page of a url came; the only page of its url stands as it was written."""
    p = schema.pages.c
    if connection.execute(select(p.key).where(p.url == url, p.key != page).limit(1)).first() is not None:
        line_up(connection, url)


def line_up(connection: Connection, url: str) -> None:
    """Say of each article of a url which one it replaces; worked out anew, so the order of adding does not matter."""
    pages, articles, texts = schema.pages, schema.articles, schema.texts
    chosen = (
        select(pages.c.key.label("page"), articles.c.key, articles.c.id, articles.c.kind, texts.c.content)
        .add_columns(articles.c.supersedes, articles.c.current, articles.c.story)
        .join_from(articles, pages)
        .join(texts, texts.c.key == articles.c.text)
        .where(pages.c.url == url)
        .order_by(articles.c.first_seen, pages.c.digest, articles.c.n)
    )
    found = connection.execute(chosen).all()
    by_page = groupby(found, key=lambda row: row.page)
    places = places_of([[Version(r.id, r.kind, r.content) for r in group] for _, group in by_page])
    stood = {row.id: Place(row.supersedes, bool(row.current), row.story) for row in found}
    # What stays as it is is not written: each row that is written is taken out of the index of words and put back.
    changed: list[dict[str, Any]] = [
        {"a": id_, "s": place.supersedes, "c": place.current, "f": place.first}
        for id_, place in places.items()
        if place != stood[id_]
    ]
    values: dict[str, Any] = {"supersedes": bindparam("s"), "current": bindparam("c"), "story": bindparam("f")}
    if changed:
        connection.execute(update(articles).where(articles.c.id == bindparam("a")).values(values), changed)
    before = {id_: place.supersedes for id_, place in places.items() if place.supersedes}
    keep_changes(connection, {row.id: (row.key, row.content) for row in found}, before)
