"""Which quote asserts an event, and what only belongs to the words that tell of it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dateline.model.span import Span
from dateline.model.statement import Quote
from dateline.record.reading import RawEvent
from dateline.record.rules.inflect import is_past
from dateline.world import plover

_BY_WORDS = (1, 3)
"""The quads of verbal events."""
_BEHIND = 20
"""So many characters behind the words of a saying at most stands where it was said."""
_BEFORE = 30
_KNOWN = re.compile(r"(?:\b(?:the|this|that|these|those|his|her|its|their|my|our)|['’]s?) (?:[a-z-]+ )?$", re.I)
_AUXILIARY = re.compile(r"\b(?:has|have|had|will|would|is|are|was|were|to) (?:(?:not|been|be|\w+ly) )*$", re.I)
"""Before a verb of the clause."""
_SAYING = frozenset(
    "said says say saying told tells tell according added adding adds reported stated stating testified wrote claimed"
    " confirmed announced noted recalled indicated revealed argued argues tweeted alleged acknowledged insisted".split()
)
"""Verbs that assert what is said, and do nothing else."""


def asserting_quote(event: RawEvent, quotes: Sequence[Quote], text: str) -> str | None:
    """Return the id of the quote that asserts an event: the narrowest around it with the source the reader gave.

    Where the reader gives none, a past deed is asserted by who says it; what is done by speaking only by somebody else
    than who did it.

    Args:
        event: What the reader found.
        quotes: The quotes of the article.
        text: Its text.
    """
    around = [(len(c), q) for q in quotes for c in q.content if event.trigger in c and q.source is not None]
    if _is_presupposed(event, text):
        return None
    if event.said_by is not None:
        meant = [(size, q.id) for size, q in around if q.source is not None and q.source.touches(event.said_by)]
        return min(meant)[1] if meant else None
    first = event.trigger.of(text).split()[0].lower()
    verb = is_past(first) or first.endswith("ing") or first in ("will", "would", "planning")
    if not around or not (verb or _AUXILIARY.search(text, max(0, event.trigger.start - _BEFORE), event.trigger.start)):
        return None
    quote = min(around, key=lambda x: x[0])[1]
    return quote.id if _says(quote, text) and not _is_own_deed(event, quote.source) else None


def _is_presupposed(event: RawEvent, text: str) -> bool:
    """Say whether a deed is only mentioned as known: "she said | the attack | was cruel" does not assert it."""
    words = event.trigger.of(text).split()
    if is_past(words[0].lower()) or words[0].endswith("ing") or event.factuality in ("future", "hypothetical"):
        return False
    return _KNOWN.search(text, max(0, event.trigger.start - _BEFORE), event.trigger.start) is not None


def _says(quote: Quote, text: str) -> bool:
    return quote.cue is not None and not _SAYING.isdisjoint(quote.cue.of(text).lower().split())


def _is_own_deed(event: RawEvent, source: Span | None) -> bool:
    """Say whether somebody tells what he said himself; who tells what else he did asserts it ("it had shot")."""
    if plover.quad(event.type) not in _BY_WORDS:
        return False
    return source is not None and any(a.touches(source) for a in event.actors)


def is_told_there(event: RawEvent, quotes: Sequence[Quote]) -> bool:
    """Say whether a place stands by the words that tell of a deed, and is where it was told: "…," she said in Oslo.

    What is done by speaking (a demand, an accusation) is done where it is told.

    Args:
        event: What the reader found.
        quotes: The quotes of the article.
    """
    if event.place is None or plover.quad(event.type) in _BY_WORDS:
        return False
    for quote in quotes:
        if quote.cue is None or not any(event.trigger in c for c in quote.content):
            continue
        told = max(quote.cue, quote.source) if quote.source is not None else quote.cue
        behind = 0 <= event.place.start - told.end <= _BEHIND
        if behind and not any(told.end <= c.start < event.place.end for c in quote.content):
            return True
    return False
