"""Who says what somebody else speaks of: a claim is its claimer's, and what he said it upon is part of the speech.

The encoder gives each word to one statement. Of "the paper seized on Lund's claim that prices fell" it may take the
paper for who says so, and of "Roy said Lund was right when he said prices fell" only the half for Roy's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from dateline.model.span import Span
from dateline.record.neural.pieces import Pieces
from dateline.record.reading import RawAttribution, RawName

_NOUNS = (
    r"['’]s? (?:\w+ ){0,2}?(?P<cue>(?:claim|assertion|allegation|accusation|contention|insistence|suggestion|prediction"
    r"|statement|remark|comment|warning|argument|admission|belief|promise|pledge|vow|threat)s?)"
)
_CLAIM = re.compile(rf"{_NOUNS}(?: that)? $")
_CLAIM_THAT = re.compile(rf"{_NOUNS} that ")
_RELATIVE = re.compile(r"[\s,]+(?P<which>which|who|that|whom)$")
_AT_MOST = 60
"""So many characters before what is claimed its claimer is looked for."""
_SAID = re.compile(r"(?i)\b(?:said|says|say|told|tells|added|adds|argued|insisted|claimed|stated|stressed|believes?)\b")
_OF_CLAUSES = re.compile(
    r"(?i)\b(?:th(?:ink|inks|ought)|wr(?:ites?|ote)|not(?:es|ed)|suggest(?:s|ed)|explain(?:s|ed)|acknowledg(?:es|ed)"
    r"|admit(?:s|ted)|warn(?:s|ed)|show(?:s|ed)|f(?:inds?|ound)|felt|feels?|hopes?|hoped|kn(?:ows?|ew)|report(?:s|ed))\b"
)
_UPON = re.compile(r" (?:when|after|because) ")
_PRONOUNS = frozenset({"he", "she", "they"})


def nested(
    found: Sequence[RawAttribution], names: Sequence[RawName], pieces: Pieces, text: str
) -> tuple[RawAttribution, ...]:
    """Return the attributions, claims given to who made them, and speech told up to its end.

    Args:
        found: What the encoder found, mended.
        names: The article's names.
        pieces: The article's words, with their sentences.
        text: The article's text.
    """
    out = [_of_claimer(_without_relative(a, text), names, pieces, text) for a in found]
    out += [claim for a in out if (claim := _claim_within(a, names, out, text)) is not None]
    return tuple(sorted((_with_occasion(a, out, pieces, text) for a in out), key=lambda a: min(a.content)))


def _without_relative(a: RawAttribution, text: str) -> RawAttribution:
    """Return a source without the "which" it ends in, which is all of it where the cue follows.

    In "Rao, a spokeswoman for the ministry, which | has urged" the ministry has, in "“…,” said Rao, who left" Rao said.
    """
    dangling = _RELATIVE.search(text, a.source.start, a.source.end) if a.source is not None else None
    if dangling is None or a.source is None or dangling.start() <= a.source.start:
        return a
    follows = a.cue is not None and 0 <= a.cue.start - a.source.end <= 1
    own = Span(dangling.start("which"), a.source.end) if follows else Span(a.source.start, dangling.start())
    return replace(a, source=own)


def _of_claimer(a: RawAttribution, names: Sequence[RawName], pieces: Pieces, text: str) -> RawAttribution:
    """Return an attribution whose content is a named one's claim as his: "it weighed | Mr Lund's claim that | …"."""
    content = a.content[0]
    if len(a.content) > 1 or a.cue is None or a.source is None:
        return a
    start = max(0, content.start - _AT_MOST)
    claim = _CLAIM.search(text, start, content.start)
    if claim is None or not (text.startswith("that ", content.start) or "that" in claim.group()):
        return a
    owner = _owner(claim, names)
    if owner is None or owner.touches(a.source) or not pieces.same_sentence(owner, content):
        return a
    return replace(a, source=owner, cue=Span(claim.start("cue"), claim.end("cue")))


def _claim_within(
    a: RawAttribution, names: Sequence[RawName], all_: Sequence[RawAttribution], text: str
) -> RawAttribution | None:
    """Return the claim that somebody does something to, as its claimer's: "it weighed | Mr Lund's claim that …".

    Of "she said Lund's claim that prices fell was wrong" it cannot be told where the claim ends.
    """
    content = a.content[0]
    if len(a.content) > 1 or a.cue is None or not 0 <= content.start - a.cue.end <= 1 or _takes_clause(a.cue, text):
        return None
    claim = _CLAIM_THAT.search(text, content.start, min(content.end, content.start + _AT_MOST))
    owner = _owner(claim, names) if claim is not None else None
    if claim is None or owner is None or owner.start > content.start + len("former President "):
        return None
    cue, said = Span(claim.start("cue"), claim.end("cue")), Span(claim.end() - len("that "), content.end)
    if any(b is not a and any(c.touches(said) for c in b.content) for b in all_):
        return None
    return RawAttribution(content=(said,), source=owner, cue=cue, score=a.score)


def _owner(claim: re.Match[str], names: Sequence[RawName]) -> Span | None:
    """Return the person or body right before a claim, with the mark of the genitive."""
    of = (n.span for n in names if n.span.end == claim.start() and n.type in ("person", "organization"))
    owner = next(of, None)
    return Span(owner.start, owner.end + (2 if claim.group()[1] == "s" else 1)) if owner is not None else None


def _takes_clause(cue: Span, text: str) -> bool:
    return (
        _SAID.search(text, cue.start, cue.end) is not None or _OF_CLAUSES.search(text, cue.start, cue.end) is not None
    )


def _with_occasion(a: RawAttribution, all_: Sequence[RawAttribution], pieces: Pieces, text: str) -> RawAttribution:
    """Return a plain statement up to the end of its sentence's "when he said …", which is said, too."""
    content = a.content[-1]
    if a.cue is None or a.cue.end > content.start or not _SAID.search(text, a.cue.start, a.cue.end):
        return a
    if len(content.of(text).split()) <= 2 or (upon := _UPON.match(text, content.end)) is None:
        return a
    inner = next((b for b in all_ if b.source is not None and b.source.start == upon.end() and b.cue is not None), None)
    if inner is None or inner.source is None or inner.source.of(text) not in _PRONOUNS:
        return a
    if not pieces.same_sentence(content, inner.content[-1]):
        return a
    return replace(a, content=(*a.content[:-1], Span(content.start, inner.content[-1].end)))
