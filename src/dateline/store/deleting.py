"""Deleting articles: what goes with them, the stones they leave, and how these are known again."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, RowMapping, delete, exists, func, insert, or_, select

from dateline.errors import BadInput, NotFound, QueryError
from dateline.model.keeping import MOST_WHY, Tombstone
from dateline.store import schema
from dateline.store.across import judgements
from dateline.store.batches import batches
from dateline.store.kept import tombstones
from dateline.store.leaving import LeavingMemory
from dateline.store.lists import read_cursor
from dateline.store.rows import Row, stamp
from dateline.store.versions_of import line_up

Leave = Callable[..., None]
"""Takes articles out of what many tell: (memory, articles, take=…); see `dateline.story.leaving.leave`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Going:
    """An article that goes: as lists show it, with its page's digest, and whether no newer version replaced it."""

    id: str
    headline: str | None
    kind: str
    url: str | None
    page: str
    current: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Deletion:
    """What goes, or went, with a deletion.

    Args:
        articles: The articles; those on the same pages are among them.
        pages: How many pages.
        facts: How many statements.
        judgements: How many decisions and notes of people on them.
    """

    articles: tuple[Going, ...] = ()
    pages: int = 0
    facts: int = 0
    judgements: int = 0

    def says(self) -> str:
        """Return what goes, in a line."""
        judged = f", {self.judgements} judgements" if self.judgements else ""
        return f"{len(self.articles)} articles of {self.pages} pages, {self.facts} facts{judged}"


def deletion(connection: Connection, articles: Sequence[str], *, versions: bool) -> Deletion:
    """Return what would go with these articles: whole pages, since a page holds the words of all that is on it.

    Raises:
        NotFound: If the store does not hold one of them.
    """
    return _deletion(connection, _pages(connection, articles, versions=versions))


def delete_articles(
    connection: Connection,
    articles: Sequence[str],
    *,
    leave: Leave,
    by: str,
    at: datetime,
    why: str | None,
    versions: bool,
) -> Deletion:
    """Delete articles inside an open transaction; see `Keeping.delete`."""
    if why is not None and len(why) > MOST_WHY:
        raise BadInput(f"a reason has at most {MOST_WHY} characters")
    pages = _pages(connection, articles, versions=versions)
    gone = _deletion(connection, pages)

    def take() -> None:
        _bury(connection, pages, by=by, at=at, why=why)
        _take(connection, pages)

    leave(LeavingMemory(connection), [going.id for going in gone.articles], take=take)
    return gone


def _pages(connection: Connection, articles: Sequence[str], *, versions: bool) -> list[int]:
    """Return the keys of the pages of these articles, and of their other versions."""
    a = schema.articles.c
    lines: dict[str, tuple[int, str]] = {}
    for batch in batches(articles):
        found = connection.execute(select(a.id, a.page, a.story).where(a.id.in_(batch)))
        lines |= {row.id: (row.page, row.story) for row in found}
    missing = next((id_ for id_ in articles if id_ not in lines), None)
    if missing is not None:
        raise NotFound(f"there is no article {missing} in this store")
    pages = {page for page, _ in lines.values()}
    if versions:
        for batch in batches({story for _, story in lines.values()}):
            pages |= set(connection.execute(select(a.page).where(a.story.in_(batch))).scalars())
    return sorted(pages)


def digests_of(connection: Connection, articles: Sequence[str]) -> tuple[str, ...]:
    """Return the digests of the pages of articles, in the order they were added."""
    p, out = schema.pages.c, list[str]()
    for batch in batches(_pages(connection, articles, versions=False)):
        out += connection.execute(select(p.digest).where(p.key.in_(batch)).order_by(p.key)).scalars()
    return tuple(out)


def _deletion(connection: Connection, pages: Sequence[int]) -> Deletion:
    a, p, s = schema.articles, schema.pages, schema.statements
    articles: list[Going] = []
    facts = judged = 0
    for batch in batches(pages):
        url = func.coalesce(a.c.url, p.c.url).label("url")
        asked = select(a.c.id, a.c.headline, a.c.kind, url, p.c.digest.label("page"), a.c.current).join_from(a, p)
        found = connection.execute(asked.where(p.c.key.in_(batch)).order_by(a.c.key)).mappings()
        articles += [Going(**{**row, "current": bool(row["current"])}) for row in found]
        said = select(func.count()).join_from(s, a).where(a.c.page.in_(batch))
        facts += connection.execute(said).scalar_one()
        digests = select(p.c.digest).where(p.c.key.in_(batch))
        judged += connection.execute(select(func.count()).where(judgements.c.page.in_(digests))).scalar_one()
    return Deletion(articles=tuple(articles), pages=len(pages), facts=facts, judgements=judged)


def _bury(connection: Connection, pages: Sequence[int], *, by: str, at: datetime, why: str | None) -> None:
    """Set a stone for each article of the pages, one for a page that held none."""
    a, p, t = schema.articles.c, schema.pages.c, schema.texts.c
    stones: list[Row] = []
    for batch in batches(pages):
        found = connection.execute(select(p.key, p.digest, p.url).where(p.key.in_(batch))).all()
        cut = select(a.page, a.id, a.kind, t.id.label("text")).join_from(schema.articles, schema.texts, t.key == a.text)
        articles = connection.execute(cut.where(a.page.in_(batch))).all()
        for page in found:
            mine = [row for row in articles if row.page == page.key]
            alone = sum(row.kind == "article" for row in mine) == 1
            same = {"page": page.digest, "url": page.url, "at": stamp(at), "by": by, "why": why}
            for row in mine:
                # Short items stand on many pages; only whole articles are known again by their words.
                whole = row.kind == "article"
                stones.append({**same, "article": row.id, "text": row.text if whole else "", "alone": alone and whole})
            if not mine:
                stones.append({**same, "article": page.digest, "text": "", "alone": True})
    if stones:
        connection.execute(delete(tombstones).where(tombstones.c.article.in_([s["article"] for s in stones])))
        connection.execute(insert(tombstones), stones)


def _take(connection: Connection, pages: Sequence[int]) -> None:
    """Delete pages with all that is theirs; texts that nobody else uses go, too."""
    p = schema.pages.c
    texts, urls = set[int](), set[str]()
    for batch in batches(pages):
        digests = list(connection.execute(select(p.digest).where(p.key.in_(batch))).scalars())
        texts |= _texts(connection, batch)
        urls |= set(connection.execute(select(p.url).where(p.key.in_(batch), p.url.is_not(None))).scalars())
        connection.execute(delete(judgements).where(judgements.c.page.in_(digests)))
        connection.execute(delete(schema.pages).where(p.key.in_(batch)))
    for url in sorted(urls):
        line_up(connection, url)
    drop_unused(connection, texts)


def _texts(connection: Connection, pages: Collection[int]) -> set[int]:
    p, a = schema.pages.c, schema.articles.c
    own = connection.execute(select(p.raw_text, p.page_text).where(p.key.in_(pages))).all()
    cut = connection.execute(select(a.text).where(a.page.in_(pages))).scalars()
    return {key for row in own for key in row} | set(cut)


def drop_unused(connection: Connection, texts: Iterable[int]) -> None:
    """Delete those of these texts that no page, article or piece of evidence names any more."""
    t = schema.texts.c
    users = (
        schema.pages.c.raw_text,
        schema.pages.c.page_text,
        schema.articles.c.text,
        schema.evidence.c.text,
        schema.front_evidence.c.text,
    )
    used = or_(*(exists().where(column == t.key) for column in users))
    for batch in batches(texts):
        connection.execute(delete(schema.texts).where(t.key.in_(batch), ~used))


def stone_for(connection: Connection, page: Row, texts: Collection[str]) -> Tombstone | None:
    """Return the latest stone that speaks of a page: of the same bytes, the same words, or the same address.

    Args:
        connection: An open transaction.
        page: The page's row.
        texts: The ids of the texts of its whole articles.
    """
    asked = select(tombstones).where(_spoken_of(page, texts)).order_by(tombstones.c.key.desc()).limit(1)
    row = connection.execute(asked).mappings().first()
    return stone_of(row) if row is not None else None


def unbury(connection: Connection, page: Row, texts: Collection[str]) -> None:
    """Take away the stones that speak of a page, which is added again."""
    connection.execute(delete(tombstones).where(_spoken_of(page, texts)))


def _spoken_of(page: Row, texts: Collection[str]) -> ColumnElement[bool]:
    t = tombstones.c
    ways: list[ColumnElement[bool]] = [t.page == page["digest"]]
    if texts:
        ways.append(t.text.in_(texts))
    if page["url"] is not None:
        ways.append((t.url == page["url"]) & t.alone)
    return or_(*ways)


def stones(connection: Connection, *, limit: int, cursor: str | None) -> list[tuple[int, Tombstone]]:
    """Return stones with their keys, the latest first."""
    asked = select(tombstones).order_by(tombstones.c.key.desc())
    if cursor is not None:
        match read_cursor(cursor):
            case [int(key)]:
                asked = asked.where(tombstones.c.key < key)
            case _:
                raise QueryError("not a cursor of this list")
    return [(row["key"], stone_of(row)) for row in connection.execute(asked.limit(limit)).mappings()]


def stone_of(row: RowMapping) -> Tombstone:
    """Return the stone of a row."""
    same: dict[str, Any] = {name: row[name] for name in ("article", "page", "text", "url", "by", "why")}
    return Tombstone(**same, alone=bool(row["alone"]), at=datetime.fromisoformat(row["at"]))
