"""How each version of an article differs from the one it replaced: worked out when it is added, and kept."""

from __future__ import annotations

import json
from collections.abc import Mapping

from sqlalchemy import Connection, delete, func, insert, select

from dateline.model.changes import Change, changes, changes_of, kept_runs
from dateline.store import schema
from dateline.store.rows import dumps


def keep_changes(connection: Connection, articles: Mapping[str, tuple[int, str]], before: Mapping[str, str]) -> None:
    """Write how articles of one url differ from those they replace; what is written already stays.

    Args:
        connection: A connection inside a transaction.
        articles: The key and the text of each article of the url, by its id.
        before: The id of the article that each one replaces, for those that replace one.
    """
    t = schema.changes
    keys = {key: id_ for id_, (key, _) in articles.items()}
    rows = connection.execute(select(t.c.article, t.c.before).where(t.c.article.in_(keys))).all()
    # Two articles name their texts, and texts never change: the same pair is the same diff.
    stale = [row.article for row in rows if before.get(keys[row.article]) != row.before]
    if stale:
        connection.execute(delete(t).where(t.c.article.in_(stale)))
    there = {keys[row.article] for row in rows} - {keys[key] for key in stale}
    new = [
        {"article": articles[id_][0], "before": old, "kept": kept(articles[old][1], articles[id_][1])}
        for id_, old in before.items()
        if id_ not in there
    ]
    if new:
        connection.execute(insert(t), new)


def kept(old: str, new: str) -> str:
    """Return what two texts have in common as the store writes it; the rest of each was removed or added."""
    return dumps(kept_runs(changes(old, new)))


def kept_changes(connection: Connection, id: str) -> tuple[Change, ...] | None:
    """Return how an article differs from the one it replaced: nothing if it replaced none, None if it is not here."""
    a, t, texts = schema.articles, schema.changes, schema.texts
    old, old_text = a.alias("old"), texts.alias("old_text")
    query = (
        select(t.c.kept, func.length(old_text.c.content).label("old"), func.length(texts.c.content).label("new"))
        .join_from(a, texts, texts.c.key == a.c.text)
        .outerjoin(t, t.c.article == a.c.key)
        .outerjoin(old, old.c.id == t.c.before)
        .outerjoin(old_text, old_text.c.key == old.c.text)
        .where(a.c.id == id)
    )
    row = connection.execute(query).first()
    if row is None or row.kept is None:
        return None if row is None else ()
    return changes_of(((i, j, n) for i, j, n in json.loads(row.kept)), row.old, row.new)
