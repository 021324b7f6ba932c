"""Work in the background, as it is kept: what was asked, how far it came, what became of each thing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

JobKind = Literal["add", "reread"]
JobState = Literal["running", "canceling", "done", "canceled", "failed", "interrupted"]
ItemState = Literal["waiting", "done", "known", "deleted", "changed", "failed"]
"""What became of a page: not looked at yet; added or read; there before; deleted before; read otherwise; failed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """What a job came to with one page.

    Args:
        n: Its place, from 0.
        name: What it is called: its address, its file.
        state: What became of it.
        says: Why, or more of it.
        article: The id of its first article, where there is one.
        page: The digest of the page that what is told is about, and goes with.
    """

    n: int
    name: str
    state: ItemState
    says: str | None = None
    article: str | None = None
    page: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """Work in the background.

    Args:
        id: Its id.
        kind: What sort of work it is.
        asked: What was asked for.
        state: "interrupted" also where the process that did it is gone.
        by: Who started it.
        started, heard, ended: When it began, was last heard of, and was over.
        total: How many pages there are to do, where that is known.
        done: How many were done.
        tally: How many came to what.
        after: The digest of the last page that was done, where it would go on.
        says: Why it ended, where that needs saying.
    """

    id: str
    kind: JobKind
    asked: Mapping[str, Any]
    state: JobState
    by: str
    started: datetime
    heard: datetime
    ended: datetime | None = None
    total: int | None = None
    done: int = 0
    tally: Mapping[str, int] = field(default_factory=dict)
    after: str | None = None
    says: str | None = None

    @property
    def over(self) -> bool:
        """Whether nothing more will come of it."""
        return self.state not in ("running", "canceling")
