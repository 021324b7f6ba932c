"""The tables of keeping: what was deleted, the work that runs in the background, and what it came to, item by item."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, Table, Text

from dateline.store.columns import key, words
from dateline.store.schema import metadata

tombstones = Table(
    "tombstones",
    metadata,
    key(),
    Column("article", Text, nullable=False, unique=True),
    Column("page", Text, nullable=False, index=True),
    Column("text", Text, nullable=False, index=True),
    Column("url", Text, index=True),
    Column("alone", Boolean, nullable=False),
    Column("at", Text, nullable=False, index=True),
    words("by"),
    Column("why", Text),
)
"""Articles that were deleted: ids, digests and the address, and none of their words."""

jobs = Table(
    "jobs",
    metadata,
    key(),
    Column("id", Text, nullable=False, unique=True),
    words("kind"),
    words("asked"),
    words("state"),
    words("by"),
    words("started"),
    words("heard"),
    Column("ended", Text),
    Column("total", Integer),
    Column("says", Text),
    Index("jobs_by_kind", "kind", "key"),
)
"""Work that takes longer than a page: adding much at once, reading again what is there."""

job_items = Table(
    "job_items",
    metadata,
    Column("job", Integer, ForeignKey("jobs.key", ondelete="CASCADE"), primary_key=True),
    Column("n", Integer, primary_key=True, autoincrement=False),
    words("name"),
    words("state"),
    Column("says", Text),
    Column("article", Text),
    Column("page", Integer, ForeignKey("pages.key", ondelete="CASCADE")),
    Index("job_items_by_page", "page"),
)
"""What a job came to with each page. What is told of a page that is kept (a diff of its facts) goes when it goes."""

KEPT = (tombstones, jobs, job_items)
