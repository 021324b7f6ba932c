"""An article joins what many tell: its story, who its entities are, which events it tells. One article, one memory."""

from __future__ import annotations

from datetime import date

from dateline.model.memory import Memory, Placing
from dateline.model.record import Record
from dateline.story.kept import kept_stream


def join(record: Record, memory: Memory, *, day: str, before: str | None = None) -> None:
    """Join an article to what is remembered; one that has joined already stays where it is.

    Args:
        record: The article and what was read from it; the memory must hold the article.
        memory: What is remembered.
        day: When it was published, or first seen; ISO 8601.
        before: The id of the version of the same article that this one replaces.
    """
    if record.article.kind == "teaser":
        return
    earlier = memory.placing(before) if before is not None else None
    if earlier is not None and memory.placing(record.article.id) is None:
        reason = "a newer version of an article of this story"
        memory.place(Placing(article=record.article.id, story=earlier.story, reason=reason, likeness=1.0))
    at = date.fromisoformat(day[:10]).toordinal()
    kept_stream(memory, day=at).place(record, day=at)
