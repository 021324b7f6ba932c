"""From the store to what many articles tell together: what the pages of stories, people and dyads ask about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dateline.model.page import host_of
from dateline.model.ruled import ruled
from dateline.model.span import Span
from dateline.model.told import Told, Words
from dateline.store import Store, StoredArticle
from dateline.store.stories import Joined
from dateline.story.rows import renamed, rows_of, together
from dateline.views.pieces import Chip, Piece
from dateline.views.words import Mark, direction, language_tag, segmented


def told_of(store: Store, article_ids: Sequence[str]) -> Told:
    """Return all that these articles say, each with its story, its original and who and what its statements are.

    Args:
        store: Where they are kept.
        article_ids: Their ids; unknown ones are passed over. An article that joined nothing is a story of its own.
    """
    return gather(store, article_ids).told


@dataclass(frozen=True, slots=True)
class Shelf:
    """Articles with all they say, and where each belongs; shows any of their words with where they open."""

    told: Told
    stored: Mapping[str, StoredArticle]
    joined: Mapping[str, Joined]

    def piece(self, words: Words, *, fact: str | None = None, lit: Sequence[Words] = (), kind: str = "hit") -> Piece:
        """Return words as a page shows them.

        Args:
            words: The words.
            fact: The id of the statement that they open; without one, they themselves are lit in the article.
            lit: Words inside of them that are marked, and as which kind.
            kind: The kind.
        """
        at, article = words.span, self.stored[words.article].article
        marks = [Mark(_inside(w.span, at), kind, "") for w in lit if w.span.touches(at)]
        (segments,) = segmented(words.exact, [Span(0, len(words.exact))], marks)
        return Piece(
            article=words.article,
            text=words.exact,
            start=at.start,
            end=at.end,
            url=opens(words.article, fact[:12] if fact else f"at-{at.start}-{at.end}"),
            outlet=self.outlet(words.article),
            lang=language_tag(article.language),
            dir=direction(article.language),
            segments=segments,
        )

    def chip(self, article: str, url: str | None = None) -> Chip:
        """Return who tells it, as the small link beside it."""
        return Chip(article=article, outlet=self.outlet(article), url=url or f"/article/{article}")

    def outlet(self, id: str) -> str:
        """Return who prints an article: the outlet, the agency, the site, or the page's name."""
        stored = self.stored[id]
        article = stored.article
        cited = article.publisher or article.agency or article.aggregator
        return cited.value if cited else host_of(stored.page_url or "") or stored.page_url or article.page


def _inside(span: Span, whole: Span) -> Span:
    """Return a span as counted from the beginning of another, as far as it lies inside."""
    return Span(max(span.start, whole.start) - whole.start, min(span.end, whole.end) - whole.start)


def opens(article: str, fact: str) -> str:
    """Return where a fact's words are lit in their article."""
    return f"/article/{article}?fact={fact}#f-{fact}"


def gather(store: Store, article_ids: Sequence[str], *, rejected: bool = False) -> Shelf:
    """Return articles with what they say and where they belong; unknown ids are passed over.

    What people corrected says what they said; what they rejected is left out, unless it is wanted, too.
    """
    joined = store.joined(article_ids)
    stored = {s.article.id: s for s in store.stored(article_ids)}
    rows = (_rows(s, joined.get(id_), rejected=rejected) for id_, s in stored.items())
    return Shelf(together(rows), stored, joined)


def _rows(stored: StoredArticle, at: Joined | None, *, rejected: bool) -> Told:
    """Return the rows of an article as people left it, under the ids of the statements as they were read."""
    id_, seen = stored.article.id, stored.first_seen.isoformat()
    left = ruled(stored.record, stored.rulings, rejected=rejected)
    now = {was: id_ for id_, was in left.ids.items()}
    told = rows_of(
        left.record,
        story=at.story if at else id_,
        original=at.original if at else id_,
        seen=seen,
        identities={now.get(was, was): group for was, group in at.identities.items()} if at else {},
        events={now.get(was, was): group for was, group in at.events.items()} if at else {},
    )
    return renamed(told, left.ids)
