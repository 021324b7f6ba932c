"""Contexts of the lists: the front page with its tabs, and search."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from datetime import datetime
from urllib.parse import urlencode

from dateline.model.page import host_of
from dateline.model.span import Span
from dateline.store import ArticleRow, EventRow, Store
from dateline.store.stories import StoryRow
from dateline.views.contexts import EventLine, FrontPage, Snippet, StoryEntry, StoryLine
from dateline.views.facts import event_title, short
from dateline.views.i18n.formats import day, listed, moment, territory
from dateline.views.lines import when_shown
from dateline.views.words import (
    Mark,
    clipped,
    direction,
    is_web,
    language_tag,
    lead,
    segmented,
    sentence_around,
)
from dateline.world.plover import EVENT_TYPES

_MOST_COUNTRIES = 4
_LONGEST_SENTENCE = 420


def stories(store: Store, *, limit: int, cursor: str | None, since: str | None = None) -> FrontPage:
    """Return a screenful of stories, the newest first; `since` is when the reader looked last."""
    found = store.stories(limit=limit, cursor=cursor)
    rows = tuple(story_entry(row, since=since) for row in found.rows)
    return _front("stories", rows, found.next, limit, first=cursor is None)


def articles(store: Store, *, limit: int, cursor: str | None) -> FrontPage:
    """Return a screenful of articles of every kind, the newest first."""
    found = store.articles(limit=limit, cursor=cursor)
    rows = tuple(story_line(row) for row in found.rows)
    return _front("articles", rows, found.next, limit, first=cursor is None)


def events(store: Store, *, limit: int, cursor: str | None) -> FrontPage:
    """Return a screenful of events, the latest first."""
    found = store.events(limit=limit, cursor=cursor)
    # What people rejected is no row of a file, so it is none of the screen.
    held = {row["id"] for row in store.export("events", ids=[row.event.id for row in found.rows])}
    rows = tuple(_event_line(row) for row in found.rows if row.event.id in held)
    return _front("events", rows, found.next, limit, first=cursor is None)


def _front(
    tab: str, rows: Sequence[StoryLine | EventLine], cursor: str | None, limit: int, *, first: bool
) -> FrontPage:
    url = f"/{tab}.json?{urlencode({'limit': limit, 'cursor': cursor})}" if cursor else None
    return FrontPage(tab=tab, rows=tuple(rows), next=cursor, next_url=url, first=first)


def story_line(row: ArticleRow, *, story: str | None = None) -> StoryLine:
    """Return an article as a row shows it; it opens itself, or the story of that id."""
    content = row.text.content
    first = lead(content, row.opening) if row.opening else None
    named = [(code, territory(code)) for code in row.countries[:_MOST_COUNTRIES]]
    return StoryLine(
        id=story or row.id,
        url=f"/story/{story}" if story else f"/article/{row.id}",
        article=row.id,
        kind=row.kind,
        headline=row.headline,
        lead=snippet(row, first) if first else None,
        lang=language_tag(row.language),
        dir=direction(row.language),
        outlet=row.publisher,
        agency=row.agency,
        aggregator=row.aggregator,
        source_url=row.url,
        host=(host_of(row.url) or None) if row.url and is_web(row.url) else None,
        countries=tuple(named),
        published=row.published,
        published_shown=day(row.published) if row.published else None,
        first_seen=row.first_seen.isoformat(),
        first_seen_shown=moment(row.first_seen),
        counts=row.counts,
    )


def story_entry(row: StoryRow, *, since: str | None = None) -> StoryEntry:
    """Return a story as a row shows it; `since` is when the reader looked last, ISO 8601 in UTC."""
    line = story_line(row.head, story=row.id)
    same = {f.name: getattr(line, f.name) for f in fields(line)}
    first, last = datetime.fromisoformat(row.seen[0]), datetime.fromisoformat(row.seen[-1])
    return StoryEntry(
        **same,
        articles=row.articles,
        copies=row.copies,
        outlets=row.outlets,
        seen=row.seen[0],
        seen_shown=moment(first),
        updated=row.seen[-1],
        updated_shown=moment(last),
        new=sum(datetime.fromisoformat(at) > datetime.fromisoformat(since) for at in row.added) if since else 0,
    )


def snippet(row: ArticleRow, span: Span, marks: Sequence[Mark] = ()) -> Snippet:
    """Return words of an article's text for the screen."""
    content = row.text.content
    (segments,) = segmented(content, [span], marks)
    before, after = content[: span.start].rstrip(" "), content[span.end :].lstrip(" ")
    return Snippet(
        article=row.id,
        text=span.of(content),
        start=span.start,
        end=span.end,
        lang=language_tag(row.language),
        dir=direction(row.language),
        segments=segments,
        cut_before=bool(before) and before[-1] not in '\n.!?…”"»।۔؟',
        cut_after=bool(after) and span.of(content)[-1] not in '.!?…”"»।۔؟' and after[0] != "\n",
    )


def _event_line(row: EventRow) -> EventLine:
    event, article = row.event, row.article
    content, id_ = article.text.content, short(event)
    paragraph = _line_around(content, event.trigger)
    sentence = clipped(content, sentence_around(content, paragraph, event.trigger), _LONGEST_SENTENCE)
    kind = EVENT_TYPES.get(event.type)
    actors = tuple(p.name or "" for p in row.parties if p.side == "actor")
    recipients = tuple(p.name or "" for p in row.parties if p.side == "recipient")
    return EventLine(
        id=event.id,
        url=f"/article/{article.id}?fact={id_}#f-{id_}",
        type=event.type,
        mode=event.mode,
        title=event_title(event),
        about=kind.definition if kind else None,
        actors=actors,
        recipients=recipients,
        who=listed(actors),
        whom=listed(recipients),
        date=event.date.earliest if event.date else None,
        date_shown=when_shown(event.date.earliest, event.date.latest, event.date.precision) if event.date else None,
        place=event.place.name if event.place else None,
        factuality=event.factuality,
        sentence=snippet(article, sentence, [Mark(event.trigger, "event", "")]),
        article=story_line(article),
    )


def _line_around(content: str, at: Span) -> Span:
    """Return the paragraph a stretch of text stands in (blocks are joined by blank lines)."""
    end = content.find("\n\n", at.end)
    return Span(
        content.rfind("\n\n", 0, at.start) + 2 if "\n\n" in content[: at.start] else 0,
        end if end >= 0 else len(content),
    )
