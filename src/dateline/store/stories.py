"""What many articles tell, asked for: stories as rows, who belongs to which, articles of an entity or of two sides."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from sqlalchemy import ColumnElement, Connection, Select, and_, case, exists, func, or_, select, tuple_

from dateline.errors import QueryError
from dateline.store import schema, typed
from dateline.store.across import groups, links, placings
from dateline.store.batches import batches
from dateline.store.lists import MOST_ROWS, ArticleRow, Listing, articles_by_key, make_cursor, read_cursor

_REDIRECTS = 8
_MOST_COUNTRIES = 6
_LATELY = 1_000_000
"""So many of the latest statements are looked through for who acts on whom."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryRow:
    """A story as a line of a list shows it.

    Args:
        id: The id of the story.
        first, last: The days of its earliest and its latest article, ISO 8601.
        articles: How many articles it has, copies and all; older versions are not counted.
        copies: How many of these print again what another of them printed.
        outlets: Who tells it, who tells most first.
        countries: The countries that it is about, ISO 3166-1 alpha-3, most often named first.
        head: The latest article that is no copy.
        seen: When each of its articles was first seen, ISO 8601 in UTC, the earliest first.
        added: When each was added to the store, the earliest first.
    """

    id: str
    first: str
    last: str
    articles: int
    copies: int
    outlets: tuple[str, ...]
    countries: tuple[str, ...]
    head: ArticleRow
    seen: tuple[str, ...] = ()
    added: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """Where an article belongs: its story and why, the original of its text, and the groups of its statements.

    `identities` and `events` are ids of groups by ids of statements.
    """

    story: str
    reason: str
    original: str
    shared: float | None = None
    identities: dict[str, str] = field(default_factory=dict)
    events: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentityRow:
    """Somebody or something that articles name: as most of them call it, in how many articles, and when."""

    id: str
    label: str
    type: str | None
    country: str | None
    first: str | None
    last: str | None
    articles: int


def story_rows(connection: Connection, *, limit: int, cursor: str | None) -> Listing[StoryRow]:
    """Return stories, those with the latest article first."""
    limit = max(1, min(limit, MOST_ROWS))
    query = (
        select(groups.c.key, groups.c.id, groups.c.last)
        .where(groups.c.kind == "story", groups.c.redirects_to.is_(None), _has_article())
        .order_by(groups.c.last.desc(), groups.c.id.desc())
    )
    if cursor is not None:
        match read_cursor(cursor):
            case [str(last), str(id_)]:
                query = query.where(tuple_(groups.c.last, groups.c.id) < tuple_(last, id_))
            case _:
                raise QueryError("not a cursor of this list")
    found = connection.execute(query.limit(limit + 1)).all()
    rows = stories_by_key(connection, [row.key for row in found[:limit]])
    more = make_cursor(found[limit - 1].last, found[limit - 1].id) if len(found) > limit else None
    return Listing(tuple(rows), more)


def _has_article() -> ColumnElement[bool]:
    a = schema.articles.c
    return exists().where(and_(placings.c.story == groups.c.key, a.key == placings.c.article, a.current))


def stories_by_key(connection: Connection, keys: Sequence[int]) -> list[StoryRow]:
    """Return the rows of these stories in the order of the keys."""
    members = _members(connection, keys)
    heads = articles_by_key(connection, [max(members[key]).key for key in keys if members[key]])
    named = {row.id: row for row in heads}
    spans = select(groups.c.key, groups.c.id, groups.c.first, groups.c.last).where(groups.c.key.in_(keys))
    groups_ = {row.key: row for row in connection.execute(spans)}
    out = []
    for key in keys:
        if not members[key]:
            continue
        mine = members[key]
        head = named[max(mine).id]
        out.append(
            StoryRow(
                id=groups_[key].id,
                first=groups_[key].first,
                last=groups_[key].last,
                articles=len(mine),
                copies=sum(not m.own for m in mine),
                outlets=tuple(name for name, _ in Counter(m.outlet for m in mine if m.outlet).most_common()),
                countries=head.countries[:_MOST_COUNTRIES],
                head=head,
                seen=tuple(sorted(m.seen for m in mine)),
                added=tuple(sorted(m.added for m in mine)),
            )
        )
    return out


def story_row(connection: Connection, id: str) -> StoryRow | None:
    """Return the row of the story of that id; None if there is none."""
    keys = connection.execute(select(groups.c.key).where(groups.c.id == id, groups.c.kind == "story")).scalars()
    return next(iter(stories_by_key(connection, list(keys))), None)


class _Member(NamedTuple):
    """An article of a story; the greatest of them is the latest that is no copy."""

    own: bool
    dated: str
    id: str
    outlet: str
    key: int
    seen: str
    added: str


def _members(connection: Connection, keys: Sequence[int]) -> defaultdict[int, list[_Member]]:
    """Return each story's current articles."""
    a, p = schema.articles.c, schema.pages.c
    own = case((placings.c.original == a.id, 1), else_=0)
    told = (a.current, a.dated, a.id, a.publisher, a.key, a.first_seen)
    query = (
        select(placings.c.story, own.label("own"), *told, p.added_at)
        .join_from(placings, schema.articles)
        .join(schema.pages, p.key == a.page)
        .where(placings.c.story.in_(keys))
    )
    out: defaultdict[int, list[_Member]] = defaultdict(list)
    for r in connection.execute(query):
        # Asked for in the query, being current sends SQLite through all articles that are, which is nearly every one.
        if not r.current:
            continue
        mine = _Member(bool(r.own), r.dated, r.id, r.publisher or "", r.key, r.first_seen, r.added_at)
        out[r.story].append(mine)
    return out


def story_of(connection: Connection, id: str) -> str | None:
    """Return the id of the story that an id names: its own, that of one merged into it, or one of its articles'."""
    for _ in range(_REDIRECTS):
        row = connection.execute(select(groups).where(groups.c.id == id, groups.c.kind == "story")).first()
        if row is None:
            break
        if row.redirects_to is None:
            return str(row.id)
        id = row.redirects_to
    a = schema.articles.c
    placed = select(groups.c.id).join_from(placings, groups).join(schema.articles, a.key == placings.c.article)
    found: str | None = connection.execute(placed.where(a.id == id)).scalar()
    return found


def articles_of(connection: Connection, query: Select[tuple[int]], *, most: int) -> list[str]:
    """Return the ids of current articles whose keys a query gives, the latest first."""
    a = schema.articles.c
    asked = select(a.id).where(a.key.in_(query), a.current).order_by(a.dated.desc(), a.id).limit(most)
    return list(connection.execute(asked).scalars())


def of_story(id: str) -> Select[tuple[int]]:
    """Return the query for a story's articles."""
    return select(placings.c.article).join_from(placings, groups).where(groups.c.id == id)


def of_identity(id: str) -> Select[tuple[int]]:
    """Return the query for the articles that name an identity."""
    s = schema.statements
    named = select(s.c.article).join_from(links, s, s.c.key == links.c.statement)
    return named.join(groups, groups.c.key == links.c.group).where(groups.c.id == id)


def of_sides(a: str, b: str) -> Select[tuple[int]]:
    """Return the query for the articles that tell events with both sides: actor codes, or ids of identities."""
    return _of_side(a).intersect(_of_side(b))  # type: ignore[return-value]


def _of_side(side: str) -> Select[tuple[int]]:
    e = typed.entities.c
    if len(side) == 3 and side.isupper():
        return select(e.article).where(or_(e.code == side, e.country == side))
    return of_identity(side)


def pairs_of(connection: Connection, *, most: int) -> list[tuple[str, str, int]]:
    """Return the pairs of actor codes that take part in most of the latest events together, and in how many."""
    one, other = typed.parties.alias("one"), typed.parties.alias("other")
    lately = select(func.max(typed.parties.c.statement) - _LATELY).scalar_subquery()
    together = func.count(func.distinct(one.c.statement))
    asked = (
        select(one.c.code, other.c.code, together)
        .join_from(one, other, and_(one.c.statement == other.c.statement, one.c.code < other.c.code))
        .where(one.c.statement > lately, func.length(one.c.code) == 3, func.length(other.c.code) == 3)
        .group_by(one.c.code, other.c.code)
        .order_by(together.desc(), one.c.code, other.c.code)
        .limit(most)
    )
    return [(a, b, n) for a, b, n in connection.execute(asked)]


def joined(connection: Connection, ids: Sequence[str]) -> dict[str, Joined]:
    """Return where these articles belong; one that has joined nothing is left out."""
    a, s = schema.articles, schema.statements
    out: dict[str, Joined] = {}
    for batch in batches(ids):
        placed = (
            select(a.c.id, placings.c.reason, placings.c.original, groups.c.id.label("story"))
            .join_from(placings, a)
            .join(groups, groups.c.key == placings.c.story)
        )
        for row in connection.execute(placed.where(a.c.id.in_(batch))):
            out[row.id] = Joined(story=row.story, reason=row.reason, original=row.original)
        linked = (
            select(a.c.id, s.c.id.label("said"), groups.c.id.label("group_id"), groups.c.kind)
            .join_from(links, s, s.c.key == links.c.statement)
            .join(a, a.c.key == s.c.article)
            .join(groups, groups.c.key == links.c.group)
        )
        for row in connection.execute(linked.where(a.c.id.in_(batch))):
            if row.id in out:
                kept = out[row.id].identities if row.kind == "identity" else out[row.id].events
                kept[row.said] = row.group_id
    return out


def identity_row(connection: Connection, id: str) -> IdentityRow | None:
    """Return an identity as a row, or the one it was merged into."""
    for _ in range(_REDIRECTS):
        row = connection.execute(select(groups).where(groups.c.id == id, groups.c.kind == "identity")).first()
        if row is None or row.redirects_to is None:
            break
        id = row.redirects_to
    if row is None:
        return None
    s, a = schema.statements.c, schema.articles.c
    counted = (
        select(func.count(func.distinct(s.article)))
        .join_from(links, schema.statements, s.key == links.c.statement)
        .join(schema.articles, a.key == s.article)
        .where(links.c.group == row.key, a.current)
    )
    same = {name: getattr(row, name) for name in ("id", "label", "type", "country", "first", "last")}
    return IdentityRow(articles=connection.execute(counted).scalar_one(), **same)
