"""From the store to what many articles tell together: what the pages of stories, persons and dyads ask `story` about."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.model.told import Told
from dateline.store import Store
from dateline.story.rows import rows_of, together


def told_of(store: Store, article_ids: Sequence[str]) -> Told:
    """Return all that these articles say, each with its story, its original and who and what its statements are.

    Args:
        store: Where they are kept.
        article_ids: Their ids; unknown ones are passed over. An article that joined nothing is a story of its own.
    """
    joined = store.joined(article_ids)
    rows = []
    for stored in store.stored(article_ids):
        article = stored.article
        at = joined.get(article.id)
        rows.append(
            rows_of(
                stored.record,
                story=at.story if at else article.id,
                original=at.original if at else article.id,
                seen=stored.first_seen.isoformat(),
                identities=at.identities if at else {},
                events=at.events if at else {},
            )
        )
    return together(rows)
