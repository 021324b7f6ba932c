"""Builds the pages about what is kept: what would go, what went, how far work in the background came."""

from __future__ import annotations

import json
from collections.abc import Sequence
from urllib.parse import urlencode

from dateline.errors import NotFound, QueryError
from dateline.model.codec import from_json
from dateline.model.jobs import Item, Job, JobKind
from dateline.model.rereading import ArticleDiff
from dateline.store import Store
from dateline.views.keeping_contexts import (
    AddingPage,
    DeletedPage,
    DeletePage,
    GoingLine,
    ItemLine,
    JobLine,
    JobPage,
    RereadPage,
    StoneLine,
)

PLACES: dict[JobKind, str] = {"add": "/adding", "reread": "/reread"}
STATES = ("failed", "deleted", "changed", "done", "known", "waiting")
_LATEST = 10


def delete_page(store: Store, id: str, *, versions: bool) -> DeletePage:
    """Return what would go with an article.

    Raises:
        NotFound: If the store does not hold it.
    """
    going = store.deletion([id], versions=versions)
    rows = tuple(
        GoingLine(id=g.id, headline=g.headline, kind=g.kind, url=g.url, older=not g.current) for g in going.articles
    )
    return DeletePage(
        id=id,
        headline=next(row.headline for row in rows if row.id == id),
        rows=rows,
        pages=going.pages,
        facts=going.facts,
        judgements=going.judgements,
        versions=versions,
    )


def deleted_page(store: Store, *, limit: int, cursor: str | None) -> DeletedPage:
    """Return what was deleted."""
    found = store.tombstones(limit=limit, cursor=cursor)
    rows = tuple(
        StoneLine(article=s.article, page=s.page, url=s.url, at=s.at.isoformat(timespec="seconds"), by=s.by, why=s.why)
        for s in found.rows
    )
    more = f"/deleted?{urlencode({'limit': limit, 'cursor': found.next})}" if found.next else None
    return DeletedPage(rows=rows, next=found.next, next_url=more)


def adding_page(store: Store, *, can: bool, max_bytes: int) -> AddingPage:
    """Return where many pages are added."""
    return AddingPage(rows=_lines(store, "add"), can=can, max_bytes=max_bytes)


def reread_page(store: Store, *, reader: str | None, can: bool) -> RereadPage:
    """Return which version read how much, and the latest runs."""
    readers = tuple(store.readers().items())
    return RereadPage(reader=reader, readers=readers, rows=_lines(store, "reread"), can=can)


def job_page(
    store: Store, kind: JobKind, id: str, *, only: str | None, cursor: str | None, can: bool, limit: int = 100
) -> JobPage:
    """Return how far a job came.

    Raises:
        NotFound: If there is no such job.
        QueryError: If nothing can come to that.
    """
    job = store.job(id)
    if job.kind != kind:
        raise NotFound(f"there is no job {id} of this sort")
    if only is not None and only not in STATES:
        raise QueryError(f"no page can be {only}; they are {', '.join(STATES)}")
    # What is only listed to be done has no place in a list of what was done.
    states = (only,) if only else tuple(s for s in STATES if s != "waiting")
    found = store.job_items(id, states=states, limit=limit, cursor=cursor)
    asked = {"only": only, "cursor": found.next}
    query = urlencode({name: value for name, value in asked.items() if value})
    waiting = store.job_items(id, states=("waiting",), limit=500).rows if job.over and kind == "add" else ()
    return JobPage(
        job=_line(job),
        only=only,
        rows=tuple(_item(item) for item in found.rows),
        next=found.next,
        next_url=f"{PLACES[kind]}/{id}?{query}" if found.next else None,
        can=can and not job.over,
        left=tuple(item.name for item in waiting) if can else (),
    )


def _lines(store: Store, kind: JobKind) -> tuple[JobLine, ...]:
    return tuple(_line(job) for job in store.jobs(kind, most=_LATEST))


def _line(job: Job) -> JobLine:
    return JobLine(
        id=job.id,
        kind=job.kind,
        url=f"{PLACES[job.kind]}/{job.id}",
        state=job.state,
        by=job.by,
        started=job.started.isoformat(timespec="seconds"),
        ended=job.ended.isoformat(timespec="seconds") if job.ended else None,
        done=job.done,
        total=job.total,
        tally=dict(job.tally),
        says=job.says,
        over=job.over,
    )


def _item(item: Item) -> ItemLine:
    diffs: Sequence[ArticleDiff] = ()
    says = item.says
    if item.state == "changed" and item.says:
        diffs, says = [from_json(ArticleDiff, one) for one in json.loads(item.says)], None
    return ItemLine(n=item.n, name=item.name, state=item.state, says=says, article=item.article, diffs=tuple(diffs))
