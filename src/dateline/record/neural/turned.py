"""Who speaks where the words are turned round: "Parliament, recalled the Speaker, will vote", "…, it held, saying"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from dateline.model.span import Span
from dateline.record.neural.pieces import Pieces
from dateline.record.reading import RawAttribution
from dateline.world.names import words

_ASIDE = re.compile(
    r" (?P<who>(?:the |an? )?(?:[\w’'.-]+ ){0,7}?[\w’'.-]+), "
    r"(?P<rest>(?:will|would|has|have|had|is|was|are|were|can|could|should|must|may|might|does|did|do|shall)\b)"
)
"""Behind a verb of saying: who says it, and the verb of the sentence that it stands within."""
_FINITE = (words("person_after") | frozenset("argues insists stresses notes recalls warns".split())) - {"by", "who"}
"""Verbs of saying; "Pakistan, accusing | Afghanistan, has closed" tells whom it accuses."""
_OPENED = re.compile(r"(?i)(?:after|when|while|although|though|once|since|because|as|before|despite|following)\b")
_SAYING = re.compile(r"[a-z]+ing\b")
_NO_SPEAKER = frozenset("to by that in on at for of and or as when while after before".split())


def turned(found: Sequence[RawAttribution], pieces: Pieces, text: str) -> tuple[RawAttribution, ...]:
    """Return the attributions, those put right that the order of the words misled about.

    Args:
        found: What the encoder found.
        pieces: The article's words, with their sentences.
        text: The article's text.
    """
    return tuple(_of_nearest(_of_aside(a, text), found, pieces, text) for a in found)


def _of_aside(a: RawAttribution, text: str) -> RawAttribution:
    """Return who is told of between commas as the source: "Government, stressed | the minister, | will pay"."""
    if a.source is None or a.cue is None or a.source.end > a.cue.start or a.cue.of(text) not in _FINITE:
        return a
    subject = text[a.source.start : a.cue.start].rstrip()
    who = _ASIDE.match(text, a.cue.end)
    if (
        who is None
        or not subject.endswith(",")
        or "," in subject[:-1]
        or not any(c.touches(_at(who)) for c in a.content)
    ):
        return a
    first = who["who"].split()
    if first[0] in _NO_SPEAKER or not (first[0] in ("the", "a", "an") or first[0][0].isupper()):
        return a
    source = Span(who.start("who"), who.end("who"))
    content = [Span(max(c.start, who.start("rest")), c.end) for c in a.content if c.end > who.start("rest")]
    return replace(a, source=source, content=(Span(a.source.start, a.source.start + len(subject) - 1), *content))


def _at(found: re.Match[str]) -> Span:
    return Span(found.start("who"), found.end("rest"))


def _of_nearest(a: RawAttribution, found: Sequence[RawAttribution], pieces: Pieces, text: str) -> RawAttribution:
    """Return the subject of the verb before ", saying" as its source: "After Rao asked, | Lund | refused, saying".

    Where it stands in a clause behind, the first goes on: "Rao refused after Lund had asked, saying".
    """
    if a.source is None or a.cue is None or _SAYING.match(text, a.cue.start, a.cue.end) is None:
        return a
    opened = _OPENED.match(text, pieces.sentence_start(a.source)) is not None
    for b in found:
        if b is a or b.source is None or b.cue is None or b.source == a.source:
            continue
        between = a.source.end <= b.source.start < b.source.end <= b.cue.start < a.cue.start
        between = between and text[a.source.end : b.source.start].endswith(", ") and opened
        ends = max(c.end for c in b.content)
        if between and text[ends : a.cue.start] == ", " and pieces.same_sentence(b.source, a.cue):
            return replace(a, source=b.source)
    return a
