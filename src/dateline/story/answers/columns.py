"""Outlets as the columns of a comparison: forty mastheads over one wire text are one column."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dateline.model.told import ArticleRow, Told
from dateline.story.answers.facts import texts_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """Who tells, in a comparison.

    Args:
        id: Stays the same whichever other articles are compared.
        label: The outlet, or the agency where its text is printed under its credit.
        texts: The ids of its articles, copies left out, in the order they came.
        copies: The ids of the articles that print one of them again.
        outlets: Every masthead its words were printed under.
        countries: Where these are.
    """

    id: str
    label: str
    texts: tuple[str, ...]
    copies: tuple[str, ...] = ()
    outlets: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()


def columns_of(told: Told) -> tuple[Column, ...]:
    """Return the columns in the order of their first article."""
    homes = texts_of(told.articles)
    groups: dict[str, list[ArticleRow]] = defaultdict(list)
    label = {}
    for article in sorted(told.articles, key=lambda a: (a.published or a.seen, a.id)):
        home = told.by_id.get(homes[article.id], article)
        key, name = (
            (f"agency {home.agency}", home.agency) if home.agency else (f"outlet {home.outlet}", home.outlet or home.id)
        )
        key = key if name != home.id else f"article {home.id}"
        groups[key].append(article)
        label[key] = name
    return tuple(_column(key, label[key], articles, homes) for key, articles in groups.items())


def column_by_article(columns: Sequence[Column]) -> dict[str, str]:
    """Return for each article's id the id of its column."""
    return {article: c.id for c in columns for article in (*c.texts, *c.copies)}


def _column(key: str, label: str, articles: Sequence[ArticleRow], homes: Mapping[str, str]) -> Column:
    # Where the original is not among them, its first copy speaks for it.
    first: dict[str, str] = {}
    for a in sorted(articles, key=lambda a: homes[a.id] != a.id):
        first.setdefault(homes[a.id], a.id)
    spoken = set(first.values())
    return Column(
        id=key,
        label=label,
        texts=tuple(a.id for a in articles if a.id in spoken),
        copies=tuple(a.id for a in articles if a.id not in spoken),
        outlets=tuple(dict.fromkeys(a.outlet for a in articles)),
        countries=tuple(dict.fromkeys(a.country for a in articles if a.country)),
    )
