"""Which articles a rule lets go: those older than some days, unless people have judged or noted something there."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Connection, exists, or_, select

from dateline.errors import BadInput
from dateline.store import schema
from dateline.store.across import groups, judgements, placings
from dateline.store.rows import stamp

KEPT_FOR = ("judged", "noted")
"""What an article is kept for: a verdict on a fact of it or a decision on its story, or a note on any of these."""


def expired(connection: Connection, *, before: datetime, unless: Collection[str]) -> list[str]:
    """Return the ids of the current articles that are from before a moment, the oldest first.

    An article is as old as its publication, or as our first sight of it where it does not say. The versions of an
    article go together: the newest decides.

    Args:
        connection: An open transaction.
        before: The moment.
        unless: Any of `KEPT_FOR`.

    Raises:
        BadInput: If an article cannot be kept for that.
    """
    strange = set(unless) - set(KEPT_FOR)
    if strange:
        raise BadInput(f"articles are not kept for being {min(strange)}; {' and '.join(KEPT_FOR)} can be")
    a, j = schema.articles, judgements.c
    other, page = a.alias("other"), schema.pages.alias("its_page")
    asked = (
        select(a.c.id)
        .where(a.c.current, a.c.dated < stamp(before))
        .where(~exists().where(other.c.story == a.c.story, other.c.dated >= stamp(before)))
        .order_by(a.c.dated, a.c.id)
    )
    for name in unless:
        verdict = j.verdict == "note" if name == "noted" else j.verdict.not_in(("note", "undo"))
        here = exists().where(verdict, j.page == page.c.digest, page.c.key == other.c.page, other.c.story == a.c.story)
        placed = (groups.c.key == placings.c.story, placings.c.article == a.c.key)
        there = exists().where(verdict, j.target == groups.c.id, *placed)
        asked = asked.where(~or_(here, there))
    return list(connection.execute(asked).scalars())
