"""What is done is not said: "imposed a 25 per cent duty" is no attribution of a duty."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dateline.model.span import Span
from dateline.record.neural.pieces import Pieces
from dateline.record.reading import RawAttribution, RawEvent
from dateline.record.rules.speech.verbs import VERBS

_DEEDS = frozenset("COOPERATE AID RETREAT PROTEST COERCE ASSAULT MOBILIZE SANCTION".split())
"""PLOVER's material types; what is agreed, asked, accused or threatened is told in words."""
_WORD = re.compile(r"[\w’'-]+")


def without_deeds(
    found: Sequence[RawAttribution], events: Sequence[RawEvent], pieces: Pieces, text: str
) -> tuple[RawAttribution, ...]:
    """Return the attributions but those whose cue is what somebody did, with nothing between quotation marks.

    The corpus of attributions counts attitudes, too ("supported the bill"), and the encoder takes the step to deeds: on
    358 articles of news 14 of 7,331 attributions were "arrested", "imposed", "removed" and the like.

    Args:
        found: What the encoder found.
        events: The events that stand.
        pieces: The article's words, with what stands between quotation marks.
        text: The article's text.
    """
    deeds = [e.trigger for e in events if e.type in _DEEDS]
    return tuple(a for a in found if not _is_deed(a, deeds, pieces, text))


def _is_deed(a: RawAttribution, deeds: Sequence[Span], pieces: Pieces, text: str) -> bool:
    if a.cue is None or not any(a.cue.touches(d) for d in deeds):
        return False
    if any(c.touches(q) for c in a.content for q in pieces.quotations):
        return False
    return not any(word.lower() in VERBS for word in _WORD.findall(a.cue.of(text)))
