"""Who speaks behind an aside: in "Qatar, which Saudi Arabia accused of fraud, rejected the charge" it is Qatar."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from dateline.model.span import Span
from dateline.record.neural.pieces import Pieces
from dateline.record.reading import RawAttribution, RawName

_ASIDE = re.compile(
    r" ?, (?:(?:in|for|with|to) )?(?:which|who|whom|whose|where)\b[^;:.\n]*[,–—] ?(?:has |had |have )?$"
)
"""What stands between a name and the verb that goes on behind its relative clause."""


def over_asides(
    found: Sequence[RawAttribution], names: Sequence[RawName], pieces: Pieces, text: str
) -> tuple[RawAttribution, ...]:
    """Return the attributions, each whose source stands within a relative clause given to the name it is about.

    Args:
        found: What the encoder found.
        names: The article's names.
        pieces: The article's words, with their sentences.
        text: The article's text.
    """
    return tuple(replace(a, source=_subject(a, names, pieces, text) or a.source) for a in found)


def _subject(a: RawAttribution, names: Sequence[RawName], pieces: Pieces, text: str) -> Span | None:
    if a.source is None or a.cue is None or a.source.end > a.cue.start or not pieces.same_sentence(a.source, a.cue):
        return None
    before = (n.span for n in names if n.span.end <= a.source.start and pieces.same_sentence(n.span, a.cue))
    return next((s for s in before if _ASIDE.fullmatch(text, s.end, a.cue.start) and pieces.opens_sentence(s)), None)
