"""What the encoder says of attributions, put right where quotation marks leave no doubt.

It tags word by word, so now and then it loses who speaks a quotation, or reads only what somebody says within it. The
rules follow the marks; where they give a quotation source and cue, and the encoder does not, theirs are taken.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from dateline.model.span import Span
from dateline.record.neural.pieces import Pieces
from dateline.record.reading import RawAttribution, RawName
from dateline.world.countries import country_named

_SURE = 0.8
"""Least score of a plain attribution of the rules: source and cue beside a whole clause."""
_FEW = 12
"""Characters of a stretch in quotation marks that may be a word only, and no speech."""


def mended(
    found: Sequence[RawAttribution], rules: Sequence[RawAttribution], pieces: Pieces
) -> tuple[RawAttribution, ...]:
    """Return the attributions in the order of the text.

    Args:
        found: What the encoder found.
        rules: What the rules found.
        pieces: The article's words, with its blocks and what stands between quotation marks.
    """
    quotations = pieces.quotations
    speech = [(r, [c for c in r.content if len(c) > _FEW and _in_marks(c, quotations)]) for r in rules]
    out = [a for a in found if a.cue is not None or any(_in_marks(c, quotations) for c in a.content)]
    out = _with_own_cue(out, [r for r, spoken in speech if r.score >= _SURE and not spoken], pieces.blocks)
    out = [b for a in out for b in _apart(a, [s for _, spoken in speech for s in spoken], pieces.blocks)]
    for rule, spoken in speech:
        if not spoken:
            continue
        if rule.source and rule.cue and not any(s.touches(c) for s in (rule.source, rule.cue) for c in spoken):
            out = _with_speech(out, rule, spoken)
        out = _with_rest(out, rule, spoken)
    return tuple(sorted(out, key=lambda a: min(a.content)))


def _is_near(source: Span, cue: Span) -> bool:
    """Say whether a source stands right beside its cue."""
    return 0 <= max(cue.start - source.end, source.start - cue.end) <= 1


_PASSIVE = re.compile(r"(?i)(?:was|were|is|are|been|being|be|got)\b")


def beside_cue(
    found: Sequence[RawAttribution], names: Sequence[RawName], pieces: Pieces, text: str
) -> tuple[RawAttribution, ...]:
    """Return the attributions, the name that opens a cue's sentence as its source where another sentence's was taken.

    "…, according to the director. AFP could not verify the toll": the director does not speak twice.

    Args:
        found: What the encoder found.
        names: The article's names.
        pieces: The article's words, with their sentences.
        text: The article's text.
    """
    ends = {
        n.span.end + 1: n.span
        for n in names
        if n.type in ("person", "organization") or (n.type == "place" and country_named(n.span.of(text)) is not None)
    }
    near = {a.source for a in found if a.source is not None and a.cue is not None and _is_near(a.source, a.cue)}

    def subject(of: RawAttribution) -> Span | None:
        if (pronoun := _pronoun_before(of, pieces, text)) is not None:
            return pronoun
        name = ends.get(of.cue.start) if of.cue is not None else None
        if name is None or of.cue is None or of.source is None or _PASSIVE.match(text, of.cue.start):
            return None
        # "Canada expelled a diplomat as Trudeau said": he says, and the country expels
        elsewhere = not pieces.same_sentence(of.source, of.cue) or (of.source in near and of.source.start > of.cue.end)
        return name if pieces.opens_sentence(name) and elsewhere else None

    return tuple(replace(a, source=subject(a) or a.source) for a in found)


def _pronoun_before(of: RawAttribution, pieces: Pieces, text: str) -> Span | None:
    """Return the pronoun that opens a cue's sentence, where who is behind "by" was taken: "He denied claims by …"."""
    if of.cue is None or of.source is None or not of.cue.end <= of.source.start <= of.cue.end + len(" by the "):
        return None
    found = _PRONOUN.search(text, max(0, of.cue.start - len("They ")), of.cue.start)
    pronoun = Span(found.start(), found.end() - 1) if found is not None else None
    by = f" {text[of.cue.start : of.source.start]}".rstrip().removesuffix(" the").endswith(" by")
    passive = _PASSIVE.match(text, of.cue.start) is not None
    return pronoun if pronoun is not None and by and not passive and pieces.opens_sentence(pronoun) else None


_PRONOUN = re.compile(r"\b(?:He|She|It|They|We) $")


def _with_own_cue(
    found: Sequence[RawAttribution], rules: Sequence[RawAttribution], blocks: Sequence[int]
) -> list[RawAttribution]:
    """Give a content to the source and cue in its own paragraph, if it was linked to a cue in another.

    A headline's "medics say" is not who says the first sentence, where "a medic told …" closes that.
    """
    own = [r for r in rules if r.source and r.cue and _block(r.cue, blocks) == _block(r.content[0], blocks)]
    out: list[RawAttribution] = []
    for a in found:
        moved = [(c, r) for c in a.content for r in own if a.cue and _goes_over(a, c, r, blocks)]
        kept = tuple(c for c in a.content if all(c != m for m, _ in moved))
        out += [replace(a, content=kept)] if kept else []
        out += [
            replace(r, content=(c,)) for c, r in moved if not any(b.cue and b.cue.touches(r.cue or c) for b in found)
        ]
    return out


def _goes_over(a: RawAttribution, content: Span, rule: RawAttribution, blocks: Sequence[int]) -> bool:
    """Say whether a content is what the rule read, in another paragraph than the cue it was linked to."""
    if a.cue is None or _block(content, blocks) <= _block(a.cue, blocks):
        return False
    shared = (min(content.end, c.end) - max(content.start, c.start) for c in rule.content)
    return any(2 * n > max(len(content), len(c)) for n, c in zip(shared, rule.content, strict=True))


def _block(span: Span, blocks: Sequence[int]) -> int:
    return bisect_right(blocks, span.start)


def _apart(a: RawAttribution, speech: Sequence[Span], blocks: Sequence[int]) -> list[RawAttribution]:
    """Let go of speech in another paragraph than the cue: whose it is, the marks say, and who spoke last."""
    if a.cue is None:
        return [a]
    here = bisect_right(blocks, a.cue.start)
    kept = [c for c in a.content if bisect_right(blocks, c.start) == here or not any(c.touches(s) for s in speech)]
    return [replace(a, content=tuple(kept))] if kept else []


def _with_rest(found: list[RawAttribution], rule: RawAttribution, spoken: list[Span]) -> list[RawAttribution]:
    """Return the attributions with stretches of speech that the encoder passed over.

    A quotation that goes on in the next sentence or paragraph is part of the speech before; one alone stands alone.
    """
    rest = [c for c in spoken if not any(c.touches(p) for a in found for p in (*a.content, a.source, a.cue) if p)]
    if not rest:
        return found
    known = [a for a in found if any(c.touches(s) for c in a.content for s in spoken)]
    if known:
        first = known[0]
        return [replace(a, content=tuple(sorted((*a.content, *rest)))) if a is first else a for a in found]
    return [*found, replace(rule, content=tuple(rest), source=None, cue=None, score=rule.score)]


def _with_speech(found: list[RawAttribution], rule: RawAttribution, spoken: list[Span]) -> list[RawAttribution]:
    """Return the attributions with what the rules read of one stretch of speech, where the encoder lost it."""
    touching = [a for a in found if any(c.touches(s) for c in a.content for s in spoken)]
    if any(a.source is not None and not _within(a, spoken) for a in touching):
        return found
    others = [a for a in found if a not in touching]
    same_cue = [a for a in others if a.cue is not None and rule.cue is not None and a.cue.touches(rule.cue)]
    if any(_length(a) > sum(len(s) for s in spoken) for a in same_cue):
        return found
    score = max((a.score for a in touching), default=rule.score)
    orphan = [c for a in touching if a.source is None for c in a.content]
    content = tuple(sorted(orphan)) if orphan and not any(a.source for a in touching) else rule.content
    return [a for a in others if a not in same_cue] + [replace(rule, content=content, score=score)]


def _within(a: RawAttribution, spoken: Sequence[Span]) -> bool:
    """Say whether the source stands within the speech: then it is somebody told of, not who speaks."""
    return a.source is not None and any(a.source in s for s in spoken)


def _length(a: RawAttribution) -> int:
    return sum(len(c) for c in a.content)


def _in_marks(span: Span, quotations: Sequence[Span]) -> bool:
    # Quotations are in order and apart: only the first that ends behind the start of the span may touch it.
    at = bisect_right(quotations, span.start, key=_end)
    return at < len(quotations) and quotations[at].start < span.end


def _end(span: Span) -> int:
    return span.end
