"""Quotations as tools give them: the longest version, who printed it, and how the others have it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from pydantic import Field

from dateline.model.told import Told, Who
from dateline.model.utterance import Utterance, Wording
from dateline.store import Store
from dateline.story.speech.utterances import utterances
from dateline.views.mcp.answers import MOST_TOKENS, Answer, cut
from dateline.views.mcp.asking import Cursor, EntityName, Query, StoryId, Tokens, asked
from dateline.views.mcp.passages import MOST_PASSAGES, Passage, passages


@dataclass(frozen=True, slots=True, kw_only=True)
class VariantLine:
    """How one article prints it; `reported` is told in the article's own words and is no quotation."""

    wording: Wording
    words: tuple[Passage, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteLine:
    """Something said once, however many articles print it.

    Args:
        id: Its id.
        speaker, identity, code: Who said it, across articles, and the actor code; None where no article says.
        said: The longest quotation, verbatim, in its pieces.
        first, last: The days it was printed, ISO 8601.
        outlets: Who printed it; what was taken from one text or one agency is one.
        articles: How many articles have it.
        variants: Those that have it otherwise, the first few.
        disputed: The other names the words are given to, where articles differ on who spoke.
    """

    id: str
    speaker: str | None
    identity: str | None
    code: str | None
    said: tuple[Passage, ...]
    first: str
    last: str
    outlets: tuple[str, ...]
    articles: int
    variants: tuple[VariantLine, ...]
    disputed: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotesListed(Answer):
    """Quotations, those that most outlets print first."""

    rows: tuple[QuoteLine, ...]


def list_quotes(
    store: Store,
    *,
    story: StoryId | None = None,
    entity: EntityName | None = None,
    query: Query | None = None,
    speaker: Annotated[str | None, Field(max_length=200, description="Only of speakers whose name has this.")] = None,
    cursor: Cursor = None,
    max_tokens: Tokens = MOST_TOKENS,
) -> QuotesListed:
    """List what was said, verbatim, in a story, in articles about an entity, or in a search.

    Name one of `story`, `entity` and `query`. Only what stood between quotation marks is listed.
    """
    told, note = asked(store, story=story, entity=entity, query=query)
    wanted = (u for u in utterances(told) if speaker is None or _names(u.speaker, speaker))
    answer = QuotesListed(rows=tuple(quote_line(told, u) for u in wanted), note=note)
    return cut(answer, "rows", cursor=cursor, max_tokens=max_tokens)


def quote_line(told: Told, said: Utterance) -> QuoteLine:
    """Return an utterance as a row."""
    others = [v for v in said.variants if v.wording not in ("longest", "same")]
    return QuoteLine(
        id=said.id,
        speaker=said.speaker.label if said.speaker else None,
        identity=said.speaker.identity if said.speaker else None,
        code=said.speaker.code if said.speaker else None,
        said=passages(told, said.said),
        first=said.first,
        last=said.last,
        outlets=said.outlets,
        articles=len(said.variants),
        variants=tuple(
            VariantLine(wording=v.wording, words=passages(told, v.content)) for v in others[: MOST_PASSAGES // 2]
        ),
        disputed=said.disputed,
    )


def _names(who: Who | None, words: str) -> bool:
    return who is not None and words.lower() in who.label.lower()
