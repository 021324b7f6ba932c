"""The words themselves: the text of an article, stretch by stretch, and whether words stand where somebody says."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import islice
from typing import Annotated

from pydantic import Field

from dateline.errors import QueryError
from dateline.model.span import Text, occurrences
from dateline.store import Store
from dateline.store.lists import make_cursor
from dateline.views.mcp.answers import CHARACTERS, MOST_TOKENS, Answer, offset_of, size_of
from dateline.views.mcp.asking import ArticleId, Cursor, Tokens
from dateline.views.mcp.passages import LONGEST, Stretch

_ELSEWHERE = 10
_LONGEST_EXACT = 20_000
_NOTE = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleText(Answer):
    """The text of an article.

    Args:
        article, text_id: The article, and the id of its text (its SHA-256), which never changes.
        url, outlet, headline, published, language: As the article has them.
        current, superseded_by: Whether it is the newest version, and which one replaced it.
        length: Of the whole text, in Unicode code points.
        text: The words of this answer.
    """

    article: str
    text_id: str
    url: str | None
    outlet: str | None
    headline: str | None
    published: str | None
    language: str | None
    current: bool
    superseded_by: str | None
    length: int
    text: Stretch | None


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceChecked(Answer):
    """Whether words stand where somebody says they stand.

    Args:
        holds: Whether exactly these words stand exactly there.
        reason: Why not, if they do not.
        text_id: The text that was looked into.
        article, url: The article, if one was named, and where it was published.
        found: The words that do stand there, at most some hundred characters; untrusted like all words of articles.
        elsewhere: Where else in the text the words stand, as start and end.
    """

    holds: bool
    reason: str | None
    text_id: str
    article: str | None
    url: str | None
    found: Stretch | None
    elsewhere: tuple[tuple[int, int], ...]


def get_article_text(
    store: Store, *, article: ArticleId, cursor: Cursor = None, max_tokens: Tokens = MOST_TOKENS
) -> ArticleText:
    """Give the text of an article, in stretches: go on with `next` as cursor. Offsets count Unicode code points."""
    row, stored = store.row(article), store.article(article)
    content = row.text.content
    start = min(offset_of(cursor), len(content))
    answer = ArticleText(
        article=row.id,
        text_id=row.text.id,
        url=row.url,
        outlet=row.publisher,
        headline=row.headline,
        published=row.published,
        language=row.language,
        current=stored.current,
        superseded_by=stored.superseded_by,
        length=len(content),
        text=None,
    )
    end = _end(content, start, max_tokens * CHARACTERS - size_of(answer) - _NOTE)
    if start < end:
        answer = replace(answer, text=Stretch(exact=content[start:end], start=start, end=end))
    if end == len(content):
        return answer
    note = f"{len(content) - end} characters follow; pass `next` as cursor"
    return replace(answer, next=make_cursor(end), note=note)


def _end(content: str, start: int, room: int) -> int:
    """Return how far a stretch reaches that takes so much room as JSON, up to a line's or a word's end."""
    end = min(len(content), start + max(room, 1))
    while (too_long := size_of(content[start:end]) - room) > 0 and end - start > 1:
        end = max(start + 1, end - max(1, too_long // 2))
    if end == len(content):
        return end
    for stop in ("\n", " "):
        at = content.rfind(stop, start + (end - start) // 2, end)
        if at > 0:
            return at + 1
    return end


def check_evidence(
    store: Store,
    *,
    of: Annotated[str, Field(max_length=200, description="The id of an article, or of a text (sha256:…).")],
    start: Annotated[int, Field(ge=0, description="The first code point, from 0.")],
    end: Annotated[int, Field(ge=0, description="One past the last code point.")],
    exact: Annotated[str, Field(max_length=_LONGEST_EXACT, description="The words, character for character.")],
) -> EvidenceChecked:
    """Say whether exactly these words stand at exactly this place, and if not, what stands there and where they do.

    Check every quotation with it before you hand it on.
    """
    row = None if of.startswith("sha256:") else store.row(of)
    text = row.text if row else store.text(of)
    if end <= start:
        raise QueryError(f"not a span: {start} to {end}")
    there = text.content[start:end]
    holds = there == exact
    shown = there[:LONGEST]
    return EvidenceChecked(
        holds=holds,
        reason=None if holds else _reason(text, start, end),
        text_id=text.id,
        article=row.id if row else None,
        url=row.url if row else None,
        found=Stretch(exact=shown, start=start, end=start + len(shown)) if shown else None,
        elsewhere=tuple(
            (at.start, at.end) for at in islice(occurrences(text.content, exact), _ELSEWHERE) if at.start != start
        ),
    )


def _reason(text: Text, start: int, end: int) -> str:
    if end > len(text.content):
        return f"the text ends at {len(text.content)}, before {end}"
    return f"other words stand from {start} to {end}"
