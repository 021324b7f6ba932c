"""What is new in a search, put together for a message: articles by their stories, those of most sources first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from dateline.model.alert import Alert
from dateline.store import ArticleRow, Joined, Store
from dateline.story.copies.independence import independent
from dateline.views.digest_contexts import Digest, DigestArticle, DigestStory
from dateline.views.i18n.languages import ngettext
from dateline.views.listing import story_line
from dateline.views.told import told_of
from dateline.views.words import is_web

MOST_STORIES = 50
"""So many stories stand in one message; the rest are counted."""
MOST_ARTICLES = 12
"""So many new articles of one story."""
MOST_READ = 2000
"""So many new articles are looked at, the first ones; after a bulk load there may be more, which are counted."""


def digest(store: Store, articles: Sequence[str], *, title: str, query: str) -> Digest:
    """Return what is new.

    Args:
        store: Where it is kept.
        articles: The ids of the first versions of new articles; those that are gone by now are passed over.
        title: What it is called for a reader.
        query: The search.
    """
    rows = list({row.id: row for row in store.alerts.currently(articles[:MOST_READ]).values()}.values())
    joined = store.joined([row.id for row in rows])
    groups: defaultdict[str, list[ArticleRow]] = defaultdict(list)
    for row in rows:
        groups[joined[row.id].story if row.id in joined else row.id].append(row)
    # Counting sources reads whole articles: only what is shown is counted.
    newest = sorted(groups, key=lambda id: (len(groups[id]), max(r.first_seen for r in groups[id])), reverse=True)
    shown = [_story(store, id, groups[id], joined) for id in newest[:MOST_STORIES]]
    shown.sort(key=lambda story: story.independent, reverse=True)
    left = len(groups) - len(shown)
    return Digest(
        title=title, query=query, stories=tuple(shown), articles=len(rows) + len(articles[MOST_READ:]), left=left
    )


def of_alert(store: Store, alert: Alert, articles: Sequence[str]) -> Digest:
    """Return what a message of an alert says."""
    return digest(store, articles, title=alert.name, query=alert.query)


def counted(found: Digest) -> str:
    """Return "2 stories, 5 new articles"."""
    n = len(found.stories) + found.left
    stories = ngettext("%(num)s story", "%(num)s stories", n)
    return f"{stories}, {ngettext('%(num)s new article', '%(num)s new articles', found.articles)}"


def subject(found: Digest) -> str:
    """Return the line that announces a message: what was asked, and how much is new; of one story, its headline."""
    if len(found.stories) == 1 and found.stories[0].head.headline:
        return f"{found.title}: {found.stories[0].head.headline}"
    return f"{found.title}: {counted(found)}"


def _story(store: Store, id: str, rows: Sequence[ArticleRow], joined: dict[str, Joined]) -> DigestStory:
    """Return a story with what is new in it; an article that is in none stands alone."""
    new = tuple(_article(row, joined.get(row.id)) for row in sorted(rows, key=lambda row: row.first_seen))
    counts, url = (1, 1, 1), f"/article/{rows[0].id}"
    if rows[0].id in joined:
        counts, url = _counts(store, id), f"/story/{id}"
    name = f"urn:dateline:story:{id}" if rows[0].id in joined else new[0].id
    return DigestStory(
        id=name,
        url=url,
        articles=counts[0],
        sources=counts[1],
        independent=counts[2],
        new=new[:MOST_ARTICLES],
        left=len(new[MOST_ARTICLES:]),
    )


def _counts(store: Store, story: str) -> tuple[int, int, int]:
    """Return how many articles, outlets and independent sources a story has."""
    row = store.story_row(story)
    if row.articles == 1:
        return 1, 1, 1
    told = told_of(store, store.story(story)[1])
    return row.articles, max(len(row.outlets), 1), max(len(independent(told.articles)), 1)


def _article(row: ArticleRow, at: Joined | None) -> DigestArticle:
    line = story_line(row)
    return DigestArticle(
        id=f"urn:dateline:article:{row.story}",
        url=line.url,
        source_url=row.url if row.url and is_web(row.url) else None,
        headline=row.headline,
        lang=line.lang,
        dir=line.dir,
        outlet=row.publisher or row.agency or row.aggregator or line.host,
        published=row.published,
        published_shown=line.published_shown,
        first_seen=line.first_seen,
        copy=at is not None and at.original != row.id,
        lead=line.lead,
    )
