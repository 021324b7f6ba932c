"""Places that only an event names ("Adam Air Base", "the border"): no map knows them, the record keeps their words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dateline.model.span import Span
from dateline.model.statement import Mention, Place
from dateline.record.reading import RawFacts
from dateline.record.tokens import Tokens

_NO_PLACE = frozenset({"person", "organization", "nationality", "group"})
_IN = re.compile(r" (?:in|of|near|at|outside) (?:the )?(?:city |town |village |port |capital )?(?:of )?")
_LOOSE = re.compile(r"(?: (?:and|at|between|from|in|near|of|on|or|the|to))*[\s.,;:]*$")
_KIND_OF = re.compile(r"[a-z][a-z ]*\b(?:city|capital|district|province|region|town|village) of (?=[A-Z])")
"""What a named place is, before its name: "southern town of"."""
_PRONOUNS = frozenset(
    "he her here him his i it its me she that their them there they this us we where which who".split()
)


def with_scenes(
    tokens: Tokens, raw: RawFacts, mentions: Sequence[Mention], places: Sequence[Place]
) -> tuple[Place, ...]:
    """Return the places of an article with those that the reader saw an event at and no list knows, unresolved.

    Args:
        tokens: The article in sentences.
        raw: What the reader found.
        mentions: The names that were found: nobody is a place.
        places: The places that were found by name.
    """
    text = tokens.article.text
    out = list(places)
    for span in _scenes(tokens, raw):
        if meant_place(span, out, text.content) or any(span.touches(m.span) for m in mentions if m.type in _NO_PLACE):
            continue
        named = any(word[0].isupper() for word in span.of(text.content).split())
        reason = "the gazetteer has no place of this name" if named else "described by what it is, without a name"
        out.append(
            Place(
                article=tokens.article.id,
                evidence=(text.cite(span),),
                form="name" if named else "nominal",
                confidence=0.0,
                reason=reason,
            )
        )
    return tuple(sorted(out, key=lambda p: p.span))


def meant_place(words: Span, places: Sequence[Place], text: str) -> Place | None:
    """Return the place that words name, or the one they stand in: "a mosque" in "… a mosque in Derna".

    Args:
        words: The reader's words for where an event was.
        places: The places of the article.
        text: Its text.
    """
    named = [p for p in places if p.form != "demonym"]
    words = Span(words.start, words.start + len(_LOOSE.sub("", words.of(text))))
    inside = (p for p in named if p.span.touches(words))
    behind = (p for p in named if p.span.start > words.end and _IN.fullmatch(text, words.end, p.span.start))
    return next(inside, None) or next(behind, None)


def _scenes(tokens: Tokens, raw: RawFacts) -> Iterator[Span]:
    """Yield the words for where events were, as the reader gave them, without loose ends; pronouns are none."""
    text = tokens.article.text.content
    for event in raw.events:
        if event.place is None:
            continue
        words = event.place.of(text)
        end = len(_LOOSE.sub("", words))
        head = _KIND_OF.match(words)
        start = head.end() if head and head.end() < end else 0
        if words[start:end].lower() not in _PRONOUNS and end > start:
            yield Span(event.place.start + start, event.place.start + end)
