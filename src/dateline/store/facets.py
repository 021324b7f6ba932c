"""What a query found, counted: by source, country, type, language and day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, select

from dateline.store.fields import INNER, names
from dateline.store.schema import article_fields
from dateline.store.search import FEW, Asked, fitting, fitting_count
from dateline.store.words.index import words_in

FACETS = ("source", "country", "type", "lang")
MOST_COUNTED = FEW
"""So many articles are counted, those added last."""
MOST_TOTAL = 10_000
"""So far the total counts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facets:
    """What was found, counted.

    Args:
        total: How many articles fit, at most MOST_TOTAL.
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
        total = fitting_count(connection, asked, most=MOST_TOTAL + 1)
    f = article_fields.c
    chosen = words_in(connection).keyed(keys[:MOST_COUNTED])
    query = select(f.source, f.country, f.type, f.lang, f.date).where(f.article.in_(chosen))
    # Column by column, and each text once: thousands of rows are counted while somebody waits.
    sources, countries, types, langs, dates = zip(*connection.execute(query).all(), strict=True) if keys else ((),) * 5
    days = _each(dates, lambda kept: [_iso(kept)])
    undated = days.pop("", 0)
    return Facets(
        total=min(total, MOST_TOTAL),
        more=total > MOST_TOTAL,
        counted=len(dates),
        values={
            "source": _sorted(_each(sources, names)),
            "country": _sorted(Counter(" ".join(countries).split())),
            "type": _sorted(Counter(" ".join(types).split())),
            "lang": _sorted(_each(langs, lambda kept: [part.partition(INNER)[0] for part in kept.split()[-1:]])),
        },
        days=tuple(sorted(days.items())),
        undated=undated,
    )


def _each(kept: Iterable[str], values: Callable[[str], list[str]]) -> Counter[str]:
    """Count the values that texts hold, reading each text once."""
    out: Counter[str] = Counter()
    for text, n in Counter(kept).items():
        for value in values(text):
            out[value] += n
    return out


def _sorted(counted: Counter[str]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(counted.items(), key=lambda item: (-item[1], item[0])))


def _iso(kept: str) -> str:
    """Return the day of a row of fields; empty where only its month or year is known."""
    day = kept.split(" ", 1)[0]
    return f"{day[:4]}-{day[4:6]}-{day[6:]}" if len(day) == 8 else ""
