"""Stories as tools give them: found by a search, and what is known of one, according to whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Annotated

from pydantic import Field

from dateline.model.page import host_of
from dateline.model.span import Span
from dateline.model.told import ArticleRow, Told
from dateline.store import ArticleRow as ListedArticle
from dateline.store import Hit, Store
from dateline.story.answers.known import Known, known
from dateline.story.answers.timeline import timeline
from dateline.story.copies.independence import independent
from dateline.story.numbers.tallies import tallies
from dateline.story.speech.utterances import utterances
from dateline.views.mcp.answers import MOST_TOKENS, Answer, cut
from dateline.views.mcp.asking import MOST_ARTICLES, Cursor, StoryId, Tokens, asked, too_many
from dateline.views.mcp.figures import ClaimLine, ContradictionLine, claims_of, contradictions_of
from dateline.views.mcp.passages import Passage, passage, passage_at, passages
from dateline.views.mcp.quotes import QuoteLine, quote_line
from dateline.views.mcp.timelines import DayLine, day_line
from dateline.views.words import lead

_OUTLETS = 20
_COUNTRIES = 6
_QUOTES = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryFound:
    """A story that was found.

    Args:
        id: Its id, for the other tools.
        headline: Of the article that fits best, or of its latest.
        first, last: The days of its earliest and latest article, where no query was given.
        articles: How many of its articles were found; all of them, where no query was given.
        outlets: Who tells it.
        countries: The countries it is about, ISO 3166-1 alpha-3.
        words: The words that fit the query, or the first sentence.
    """

    id: str
    headline: str | None
    first: str | None
    last: str | None
    articles: int
    outlets: tuple[str, ...]
    countries: tuple[str, ...]
    words: Passage | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StoriesFound(Answer):
    """Stories, the best first; the latest first, where no query was given."""

    rows: tuple[StoryFound, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownLine:
    """A sentence that tells what happened, and who else tells the same.

    Args:
        sentence: Its words, from one of the articles.
        according_to: Whose word it is, if not the article's own.
        outlets: All who tell it.
        independent_sources: How many of them did not take it from one another.
        also: How others put it.
    """

    sentence: Passage
    according_to: str | None
    outlets: tuple[str, ...]
    independent_sources: int
    also: tuple[Passage, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceLine:
    """An article of a story; `copy_of` is the article whose text it prints again."""

    article: str
    outlet: str
    agency: str | None
    country: str | None
    headline: str | None
    url: str | None
    published: str | None
    copy_of: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryTold(Answer):
    """What is known of a story.

    Args:
        id, headline: The story, and the headline of its latest article that is no copy.
        articles, independent_sources: How many tell it, and how many of them on their own.
        known: Sentences of the articles, the most independently told first.
        contradictions: Numbers of two authorities that do not meet.
        figures: How many, according to whom, from when to when.
        quotes: Who said what.
        timeline: The days that matter.
        sources: The articles.
    """

    id: str
    headline: str | None
    articles: int
    independent_sources: int
    known: tuple[KnownLine, ...]
    contradictions: tuple[ContradictionLine, ...]
    figures: tuple[ClaimLine, ...]
    quotes: tuple[QuoteLine, ...]
    timeline: tuple[DayLine, ...]
    sources: tuple[SourceLine, ...]


def search_stories(
    store: Store,
    *,
    query: Annotated[
        str,
        Field(
            max_length=1_000,
            description='Words, "phrases", -not, OR, source: country:IND entity: said: type: date:P7D lang:en; '
            "empty for the latest stories.",
        ),
    ] = "",
    cursor: Cursor = None,
    max_tokens: Tokens = MOST_TOKENS,
) -> StoriesFound:
    """Find stories: by a query, the best first, or all, the latest first. Start here to get the ids of stories."""
    answer = _searched(store, query) if query.strip() else _latest(store)
    return cut(answer, "rows", cursor=cursor, max_tokens=max_tokens)


def get_story(store: Store, *, story: StoryId, cursor: Cursor = None, max_tokens: Tokens = MOST_TOKENS) -> StoryTold:
    """Give what is known of a story: sentences, contradicting numbers, figures, quotes, timeline, sources."""
    told, note = asked(store, story=story)
    heads = [a for a in told.articles if a.original == a.id] or list(told.articles)
    found = tallies(told)
    answer = StoryTold(
        id=store.story(story, most=1)[0],
        headline=heads[0].headline if heads else None,
        articles=len(told.articles),
        independent_sources=len(independent(told.articles)),
        known=tuple(_known(told, k) for k in known(told)),
        contradictions=tuple(chain.from_iterable(contradictions_of(told, t) for t in found)),
        figures=tuple(chain.from_iterable(claims_of(told, t) for t in found)),
        quotes=tuple(quote_line(told, u) for u in utterances(told)[:_QUOTES]),
        timeline=tuple(day_line(told, entry) for entry in timeline(told)),
        sources=tuple(map(source_line, told.articles)),
        note=note,
    )
    sections = ("known", "contradictions", "figures", "quotes", "timeline", "sources")
    return cut(answer, *sections, cursor=cursor, max_tokens=max_tokens)


def source_line(article: ArticleRow) -> SourceLine:
    """Return an article as a row."""
    return SourceLine(
        article=article.id,
        outlet=article.outlet,
        agency=article.agency,
        country=article.country,
        headline=article.headline,
        url=article.url,
        published=article.published,
        copy_of=article.original if article.original != article.id else None,
    )


def _known(told: Told, one: Known) -> KnownLine:
    others = [s.words for s in one.sources if s.copy_of is None and s.words != one.sentence]
    return KnownLine(
        sentence=passage(told, one.sentence),
        according_to=one.according_to,
        outlets=tuple(dict.fromkeys(s.outlet for s in one.sources))[:_OUTLETS],
        independent_sources=one.witnesses,
        also=passages(told, others),
    )


def _latest(store: Store) -> StoriesFound:
    found = store.stories(limit=MOST_ARTICLES)
    rows = tuple(
        StoryFound(
            id=row.id,
            headline=row.head.headline,
            first=row.first,
            last=row.last,
            articles=row.articles,
            outlets=row.outlets[:_OUTLETS],
            countries=row.countries,
            words=_words(row.head),
        )
        for row in found.rows
    )
    return StoriesFound(rows=rows, note=f"only the latest {MOST_ARTICLES} stories" if found.next else None)


def _searched(store: Store, query: str) -> StoriesFound:
    """Return the stories of the articles that a query finds, in the order of the best article of each."""
    hits = store.search(query, limit=MOST_ARTICLES)
    joined = store.joined([hit.article.id for hit in hits.rows])
    stories: dict[str, list[Hit]] = {}
    for hit in hits.rows:
        at = joined.get(hit.article.id)
        stories.setdefault(at.story if at else hit.article.id, []).append(hit)
    rows = tuple(_story_found(id, found) for id, found in stories.items())
    return StoriesFound(rows=rows, note=too_many(hits.next is not None))


def _story_found(id: str, hits: Sequence[Hit]) -> StoryFound:
    best = hits[0].article
    outlets = dict.fromkeys(_outlet(hit.article) for hit in hits)
    return StoryFound(
        id=id,
        headline=best.headline,
        first=None,
        last=None,
        articles=len(hits),
        outlets=tuple(name for name in outlets if name)[:_OUTLETS],
        countries=best.countries[:_COUNTRIES],
        words=_words(best, hits[0].snippet),
    )


def _words(row: ListedArticle, at: Span | None = None) -> Passage | None:
    """Return the words that matched, or the first sentence of the body."""
    content = row.text.content
    at = at or (lead(content, row.opening) if row.opening else None)
    if at is None:
        return None
    return passage_at(at, content, article=row.id, url=row.url, outlet=_outlet(row))


def _outlet(row: ListedArticle) -> str:
    return row.publisher or row.agency or row.aggregator or host_of(row.url or "") or ""
