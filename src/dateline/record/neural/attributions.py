"""Tags to attributions: each content to its cue, each cue to its source."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator

import numpy as np

from dateline.model.span import Span
from dateline.record.neural.borders import Bools, Borders
from dateline.record.neural.labels import ATTRIBUTION_PARTS
from dateline.record.neural.pair import Encoded, Ints, Weights, linear, span_scores
from dateline.record.neural.pieces import Pieces
from dateline.record.neural.tags import Floats, Tagged, softmax, spans_of_tags
from dateline.record.reading import RawAttribution

BOLDNESS = np.array([0, 0.4, 0.7, 0.2, 0.2, 0, 0.7], dtype=np.float32)
"""Added to the score of each tag, in their order: none, then beginning and going on of source, cue and content.

Chosen on the development part, where parts are cut short more often than drawn out.
"""
SECOND_LOOK = 1.5
"""Added to the scores of sources in a sentence whose cue has none: nearly all that is said is said by somebody."""
GAP = 2
"""So many words between two contents of one cue are part of both, if nothing else is tagged there: contents +.002."""
STRAY = 0.5
"""Of several contents of one cue, one less sure than this is left out: contents +.011, links +.007, words -.003."""
_EMPTY = frozenset(
    "a an and as at by for from if in it more of on or over that the to what when which who with".split()
)
"""Words that say nothing where they are all that was tagged as content."""
_HEARD = re.compile(
    r"(?i)\b(?:was|were|been|being|is|are|am) (?:\w+ly )?(?:told|informed|notified|briefed|accused|suspected|charged"
    r"|blamed|warned|urged|asked|ordered|reminded|assured|advised|criticized|criticised|condemned|convicted|indicted)"
    r"\W*(?:of|with|for)?$"
)
_HEARING = re.compile(r"(?i)\b(?:hears?|heard)\W*$")
_BENCH = re.compile(
    r"(?i)(?:[\w'’-]+ ){0,3}(?:courts?|trial|tribunal|jury|jurors|inquest|inquiry|hearing|commission|committee|panel"
    r"|parliament|senate|council|mps|lawmakers|senators|councillors|commissioners|magistrates?)"
    r"(?: (?:in|of|at|on)\b.*)?$"
)
"""Those before whom others speak."""
_NEVER = np.float32(-1e9)
_WHOLE, _BLOCK, _REACH = 100_000, 64, 200
"""Up to so many pairs are scored at once, half a kilobyte each; beyond, so many spans with those so many places off."""


def decode_attributions(encoded: Encoded, pieces: Pieces, weights: Weights, text: str) -> tuple[RawAttribution, ...]:
    """Return who said what, in the order of the text.

    A cue without content says nothing, and is dropped; content without a cue stands alone, without a source. So is
    content that is one small word.
    """
    found = spans_of_tags(
        encoded.attribution + BOLDNESS, chain=weights.get("attribution.chain"), starts=pieces.block_starts()
    )
    sources, cues, contents = ([f for f in found if f.label == n] for n in range(len(ATTRIBUTION_PARTS)))
    contents = [c for c in contents if _span(pieces, c).of(text).lower() not in _EMPTY]
    if not contents:
        return ()
    owner = _owners(encoded, weights, contents, cues, Borders(pieces, text))
    sources, overlooked = (
        [s for s in some if _has_letter(pieces, s, text)] for some in (sources, _overlooked(encoded))
    )
    speaker = _speakers(encoded, weights, cues, sources, overlooked)
    speaker = [_no_hearer(pieces, cue, found, text) for cue, found in zip(cues, speaker, strict=True)]
    told = {cue: _filled(parts, found, pieces.sentence) for cue, parts in _by_cue(contents, owner).items()}
    out = [_attribution(pieces, told[n], cue, speaker[n], text) for n, cue in enumerate(cues) if n in told]
    out += [
        RawAttribution(content=(_span(pieces, c),), score=round(c.score / 2, 3)) for c, _ in told.get(len(cues), [])
    ]
    return tuple(sorted(out, key=lambda a: min(a.content)))


def _has_letter(pieces: Pieces, tagged: Tagged, text: str) -> bool:
    return any(c.isalpha() for c in _span(pieces, tagged).of(text))


def _no_hearer(
    pieces: Pieces, cue: Tagged, found: tuple[Tagged | None, float], text: str
) -> tuple[Tagged | None, float]:
    """Return no source where it is who was told, or of whom it was said: "she was told", "the court heard that"."""
    source = found[0]
    if source is None or source.last > cue.first:
        return found
    said = _span(pieces, cue).of(text)
    sat = _HEARING.search(said) and _BENCH.match(_span(pieces, source).of(text))
    return (None, found[1]) if sat or _HEARD.search(said) else found


def _by_cue(contents: list[Tagged], owner: list[tuple[int, float]]) -> dict[int, list[tuple[Tagged, float]]]:
    """Return the contents of each cue, each with how sure it is; of several, stray words are left out."""
    out: dict[int, list[tuple[Tagged, float]]] = defaultdict(list)
    for content, (cue, sure) in zip(contents, owner, strict=True):
        out[cue].append((content, content.score * sure))
    return {cue: [x for x in found if not _is_stray(x, found)] for cue, found in out.items()}


def _is_stray(one: tuple[Tagged, float], all_: list[tuple[Tagged, float]]) -> bool:
    sure = one[1]
    return len(all_) > 1 and sure < STRAY and sure < max(s for _, s in all_)


def _filled(contents: list[tuple[Tagged, float]], found: list[Tagged], sentence: Ints) -> list[tuple[Tagged, float]]:
    """Return the contents of one cue with a word put back that was passed over in the middle of one.

    Two sentences, and a sentence and the heading behind it, stay two.
    """
    out: list[tuple[Tagged, float]] = []
    for one, sure in sorted(contents, key=lambda x: x[0].first):
        before = out[-1][0] if out else None
        near = (
            before is not None and 0 < one.first - before.last <= GAP and sentence[before.first] == sentence[one.first]
        )
        if before and near and not any(before.last <= f.first < one.first for f in found if f.label != before.label):
            out[-1] = (before._replace(last=one.last), max(out[-1][1], sure))
        else:
            out.append((one, sure))
    return out


def _attribution(
    pieces: Pieces, contents: list[tuple[Tagged, float]], cue: Tagged, speaker: tuple[Tagged | None, float], text: str
) -> RawAttribution:
    source, sure = speaker
    return RawAttribution(
        content=tuple(_span(pieces, c) for c, _ in contents),
        source=_whole_word(_span(pieces, source), text) if source else None,
        cue=_span(pieces, cue),
        score=round(min(cue.score, *(s for _, s in contents)) * sure, 3),
    )


def _whole_word(source: Span, text: str) -> Span:
    """Return a source with the word before its clitic, where it was cut there: "Women | ’s Wear Daily"."""
    start = source.start
    while start and text[source.start] in "'’" and text[start - 1].isalnum():
        start -= 1
    return Span(start, source.end)


def _owners(
    encoded: Encoded, weights: Weights, contents: list[Tagged], cues: list[Tagged], borders: Borders
) -> list[tuple[int, float]]:
    """Return for each content which cue says it (their count: none), and how sure that is."""
    if not cues:
        return [(0, 1.0)] * len(contents)
    nets = ("content", "no_cue")
    return list(_chosen(nets, encoded, weights, _ranges(contents), _ranges(cues), barred=borders.barred))


def _speakers(
    encoded: Encoded, weights: Weights, cues: list[Tagged], sources: list[Tagged], overlooked: list[Tagged]
) -> list[tuple[Tagged | None, float]]:
    """Return the source of each cue, at a second look one that was overlooked, or None, and how sure that is."""
    if not cues:
        return []
    found = [(sources[n] if n < len(sources) else None, sure) for n, sure in _linked(encoded, weights, cues, sources)]
    lone = [n for n, (source, _) in enumerate(found) if source is None]
    for n in lone:
        near = [s for s in overlooked if _may_say(s, cues[n], encoded)]
        (k, sure), *_ = _linked(encoded, weights, [cues[n]], near)
        if k < len(near):
            found[n] = near[k], sure * near[k].score
    return found


def _linked(
    encoded: Encoded, weights: Weights, cues: list[Tagged], sources: list[Tagged]
) -> Iterable[tuple[int, float]]:
    if not sources:
        return [(0, 1.0)] * len(cues)
    return _chosen(("source", "no_source"), encoded, weights, _ranges(cues), _ranges(sources))


def _overlooked(encoded: Encoded) -> list[Tagged]:
    """Return what may be sources, at a second look: fewer of them are any."""
    scores = encoded.attribution[:, :3].copy()
    scores[:, 1:] += SECOND_LOOK
    return spans_of_tags(scores)


def _may_say(source: Tagged, cue: Tagged, encoded: Encoded) -> bool:
    apart = source.last <= cue.first or cue.last <= source.first
    return apart and bool(encoded.sentence[source.first] == encoded.sentence[cue.first])


def _chosen(
    nets: tuple[str, str],
    encoded: Encoded,
    weights: Weights,
    left: Ints,
    right: Ints,
    *,
    barred: Callable[[Ints, Ints, Ints], Bools] | None = None,
) -> Iterator[tuple[int, float]]:
    """Yield for each left span the right one that goes with it (their count: none), and how sure that is.

    Args:
        nets: Which net scores two spans, and which one that a left span goes with none.
        encoded: The article after the encoder.
        weights: All weights of the small nets.
        left, right: (n, 2) and (m, 2), ranges of words in the order of the text.
        barred: Says which of them cannot go together, as (n, m), given the first choice of each left one, as (n, 1).
    """
    name, nothing = nets
    size = len(left) if len(left) * len(right) <= _WHOLE else _BLOCK
    for at in range(0, len(left), size):
        rows = left[at : at + size]
        low, high = _near(rows, right)
        none = linear(weights, nothing, encoded.spans(rows))
        scores = span_scores(weights, name, encoded, rows, right[low:high])
        if barred is not None:
            best = np.concatenate([scores, none], axis=1).argmax(-1, keepdims=True)
            scores = np.where(barred(rows, right[low:high], best), _NEVER, scores)
        table = np.concatenate([scores, none], axis=1)
        for n, sure in _choice(table):
            yield low + n if n < high - low else len(right), sure


def _near(rows: Ints, right: Ints) -> tuple[int, int]:
    """Return which of the right spans lie near some left ones: all of them in any article but the longest."""
    if len(right) <= 2 * _REACH:
        return 0, len(right)
    first, last = np.searchsorted(right[:, 0], [rows[0, 0], rows[-1, 1]])
    return max(0, int(first) - _REACH), min(len(right), int(last) + _REACH)


def _choice(table: Floats) -> list[tuple[int, float]]:
    chances = softmax(table)
    return [(int(n), float(row[n])) for n, row in zip(chances.argmax(-1), chances, strict=True)]


def _ranges(spans: list[Tagged]) -> Ints:
    return np.array([(s.first, s.last) for s in spans], dtype=np.int64)


def _span(pieces: Pieces, words: Tagged) -> Span:
    return Span(int(pieces.start[words.first]), int(pieces.end[words.last - 1]))
