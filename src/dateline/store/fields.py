"""The fields of articles as the index holds them: worked out by the database from the rows of their facts."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, text

from dateline.store.query import Field
from dateline.store.schema import article_fields
from dateline.store.words.index import words_in

WHOLE, END = "\ue001", "\ue002"
"""Stand around each name, so that a whole one can be asked for; the index takes them for words."""
INNER = "\ue000"
"""Stands for the hyphen of a language (en-GB), which would make two words of it."""

_NAMES = ", ".join(c.name for c in article_fields.c)
_KEEP = text(
    f"INSERT INTO article_fields ({_NAMES}) SELECT {_NAMES} FROM article_fields_now WHERE article = :article "  # nosec B608 # our own columns
    "ON CONFLICT (article) DO UPDATE SET "
    + ", ".join(f"{c.name} = excluded.{c.name}" for c in article_fields.c if not c.primary_key)
)


def keep_fields(connection: Connection, articles: Sequence[int]) -> None:
    """Work out anew what articles are found by; to be called when their facts were written or changed.

    Args:
        connection: An open transaction.
        articles: Their keys.
    """
    if articles:
        connection.execute(_KEEP, [{"article": key} for key in articles])
        words_in(connection).keep(connection, articles)


def as_kept(asked: Field) -> str:
    """Return the value of a field that is asked for as the index holds it."""
    value = asked.value.replace("-", INNER).replace("_", INNER) if asked.field == "lang" else asked.value
    return f"{WHOLE} {value} {END}" if asked.whole else value


def names(kept: str) -> list[str]:
    """Return the names that a field holds."""
    return [part.partition(END)[0].strip() for part in kept.split(WHOLE)[1:]]
