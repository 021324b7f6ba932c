"""Pages that are kept, read again with the present reader and rules; what is read otherwise takes the old one's place.

What people decided stays: it stands on a page's words, and what they accepted or corrected is never overwritten.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from dateline.errors import NotFound, PageError
from dateline.flow import ReadPage, now, read_pages
from dateline.model.memory import GroupKind, Member
from dateline.model.page import Page
from dateline.model.rereading import ArticleDiff, diffs_of
from dateline.model.review import rulings
from dateline.record.neural.reader import READER
from dateline.store import Store
from dateline.store.rows import rows_of

__all__ = ["READER", "ReadAll", "Reread", "found_by", "reread", "to_read"]

ReadAll = Callable[[Iterable[Page | PageError]], Iterator[ReadPage | PageError]]
"""Reads pages in their order; an error among them is passed on in its place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reread:
    """What reading a page again came to.

    Args:
        digest: Of the page.
        name: What it is called: its address, or its id.
        diffs: How its articles are read otherwise; empty if a person would see no difference.
        changed: Whether anything is read otherwise, be it only how sure a fact is; nothing is written if not.
        error: Why it could not be read again; it stays as it is.
    """

    digest: str
    name: str
    diffs: tuple[ArticleDiff, ...] = ()
    changed: bool = False
    error: str | None = None


def to_read(store: Store, *, search: str | None = None, articles: Sequence[str] = (), every: bool = False) -> list[str]:
    """Return the digests of the pages to be read again, in the order they were added.

    Args:
        store: Which store.
        search: Those of the current articles that this finds.
        articles: Those of these articles.
        every: All of them. If nothing is chosen, those that another version of the reader read.

    Raises:
        NotFound: If the store does not hold an article.
        QueryError: If the search cannot be understood.
    """
    if articles:
        return list(store.pages_of(articles))
    if search is not None:
        return list(store.pages_of(found_by(store, search)))
    return store.page_digests() if every else list(store.read_by_others(READER))


def found_by(store: Store, search: str) -> list[str]:
    """Return the ids of all current articles that a search finds, the latest first."""
    out, cursor = list[str](), None
    while True:
        hits = store.search(search, limit=500, cursor=cursor, sort="date")
        out += [hit.article.id for hit in hits.rows]
        cursor = hits.next
        if cursor is None:
            return out


def reread(
    store: Store, pages: Iterable[str], *, read: ReadAll = read_pages, dry_run: bool = False
) -> Iterator[Reread]:
    """Read pages again, one transaction a page; yield what each came to, in their order.

    Args:
        store: Which store.
        pages: Their digests.
        read: Reads pages, in their order.
        dry_run: Whether to write nothing.
    """
    waiting: list[str] = []

    def given() -> Iterator[Page | PageError]:
        for digest in pages:
            waiting.append(digest)
            yield _page(store, digest)

    for item in read(given()):
        yield _compared(store, waiting.pop(0), item, dry_run=dry_run)


def _page(store: Store, digest: str) -> Page | PageError:
    try:
        return store.page(digest)
    except NotFound as error:  # deleted since it was chosen
        return PageError(error.message, page=digest)


def _compared(store: Store, digest: str, item: ReadPage | PageError, *, dry_run: bool) -> Reread:
    """Say what is read otherwise, and write it where that is wanted."""
    if isinstance(item, PageError):
        return Reread(digest=digest, name=item.page or digest, error=item.message)
    name = item.page.url or item.page.id
    before, judged = store.read_from(digest)
    rows = rows_of(item.page, item.cutting, item.records, added_at=now())
    if rows.page["reading"] == store.reading_of(digest):
        return Reread(digest=digest, name=name)
    ruled = {r.article.id: (rulings(r, judged), judged) for r in item.records}
    diffs = diffs_of([stored.record for stored in before], item.records, ruled)
    if not dry_run:
        _write(store, item, [stored.article.id for stored in before])
    return Reread(digest=digest, name=name, diffs=diffs, changed=True)


def _write(store: Store, item: ReadPage, before: Sequence[str]) -> None:
    """Let a page be as it is read now; groups that lost a member are grown again from the others."""
    from dateline.story.joining import join  # noqa: PLC0415 - numpy, which listing and searching do without
    from dateline.story.leaving import grow_again  # noqa: PLC0415

    with store.leaving() as memory:
        were = {(kind, id_): _members(memory.members(kind, id_)) for kind, id_ in memory.groups_of(before)}
    store.add(item.page, item.cutting, item.records, added_at=now(), join=join)
    with store.leaving() as memory:
        lost: set[tuple[GroupKind, str]] = {
            (kind, id_) for (kind, id_), members in were.items() if members - _members(memory.members(kind, id_))
        }
        grow_again(memory, lost)


def _members(members: Iterable[Member]) -> set[str]:
    return {member.id for member in members}
