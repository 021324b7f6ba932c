"""What a query found, counted: by source, country, type, language and day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, select

from dateline.store.fields import INNER, names
from dateline.store.schema import article_fields
from dateline.store.search import FEW, MOST_RANKED, Asked, fitting, keyed

FACETS = ("source", "country", "type", "lang")
MOST_COUNTED = FEW
"""So many articles are counted, those added last."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facets:
    """What was found, counted.

    Args:
        total: How many articles fit, at most MOST_RANKED.
        more: Whether there are more than `total`.
        counted: How many of these the other fields are about: all, or those added last.
        values: For each of FACETS its values with how many articles have them, the commonest first.
        days: Days with how many articles are of that day, in their order.
        undated: How many articles are known by month or year only.
    """

    total: int
    more: bool
    counted: int
    values: dict[str, tuple[tuple[str, int], ...]]
    days: tuple[tuple[str, int], ...]
    undated: int


def facets(connection: Connection, asked: Asked) -> Facets:
    """Count what a query finds."""
    keys = fitting(connection, asked, most=MOST_COUNTED + 1)
    total = len(keys)
    if total > MOST_COUNTED:
        total = len(fitting(connection, asked, most=MOST_RANKED + 1))
    counted = keys[:MOST_COUNTED]
    f = article_fields.c
    query = select(f.source, f.country, f.type, f.lang, f.date).where(f.article.in_(keyed(counted)))
    rows = connection.execute(query).all()
    days = Counter(_iso(row.date) for row in rows)
    undated = days.pop(None, 0)
    return Facets(
        total=min(total, MOST_RANKED),
        more=total > MOST_RANKED,
        counted=len(counted),
        values={
            "source": _counted(name for row in rows for name in names(row.source)),
            "country": _counted(code for row in rows for code in row.country.split()),
            "type": _counted(kind for row in rows for kind in row.type.split()),
            "lang": _counted(row.lang.split()[-1].partition(INNER)[0] for row in rows if row.lang),
        },
        days=tuple(sorted((day, n) for day, n in days.items() if day is not None)),
        undated=undated,
    )


def _counted(values: Iterable[str]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(Counter(values).items(), key=lambda item: (-item[1], item[0])))


def _iso(kept: str) -> str | None:
    """Return the day of a row of fields; None where only its month or year is known."""
    day = kept.split(" ", 1)[0]
    return f"{day[:4]}-{day[4:6]}-{day[6:]}" if len(day) == 8 else None
