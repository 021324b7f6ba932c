"""Tallies: how many, according to whom, day by day; what the figures of many articles say together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from typing import TypeVar

from dateline.model.tally import Claim, Contradiction, Series, Tally
from dateline.model.told import Told
from dateline.story.numbers.counts import Count, counts_of
from dateline.story.numbers.linking import Running, linked
from dateline.story.numbers.measured import HARM, SOME
from dateline.story.numbers.series import outlets_of, series_of, voices

T = TypeVar("T")
_FEW = 10
"""So many of anything ("two countries") are no tally; what befell people is one from the first."""
_ROUGH = 0.1
"""How far from "about 400" a number may lie and still meet it."""


def tallies(told: Told) -> tuple[Tally, ...]:
    """Return the tallies of a story or a search, those with most independent sources first.

    Args:
        told: What the articles say. Figures of the dead, injured, missing, detained, hostages and displaced are
            followed even if one article alone gives them; others if two do, or if they change.

    Returns:
        Every figure of a tally is in one series of it, and no figure is in two tallies. A number that stands apart
        (another happening, a part, a new count) is a tally of its own whose `reason` says so.
    """
    running = [r for r in linked(counts_of(told)) if _worth(r)]
    ids = {id(r): f"t{r.counts[0].figure.id[:16]}" for r in running}
    made = [_tally(r, ids, told) for r in running]
    return tuple(sorted(made, key=lambda t: (-t.sources, -sum(len(s.claims) for s in t.series), t.id)))


def _worth(running: Running) -> bool:
    if running.kind in HARM:
        return True
    people = running.kind.startswith("people:")
    texts = {c.article.id if people else c.article.original for c in running.counts}
    return len(texts) > 1 and max(c.value for c in running.counts) > _FEW


def _tally(running: Running, ids: dict[int, str], told: Told) -> Tally:
    counts = running.counts
    series = [series_of(v, told.by_id) for v in voices(counts, running.reasons)]
    series.sort(key=lambda s: (s.authority is None, -sum(len(c.stated) for c in s.claims), s.authority or ""))
    place = _most(c.figure.place for c in counts)
    return Tally(
        id=ids[id(running)],
        measure=running.kind.removesuffix(":"),
        series=tuple(series),
        of=_most(c.figure.of for c in counts),
        group=running.group if running.group != SOME else None,
        place=place,
        place_name=_most(c.figure.place_name for c in counts if c.figure.place == place) if place is not None else None,
        contradictions=tuple(_contradictions(series)),
        whole=ids.get(id(running.whole)),
        anew=running.anew,
        sources=len(outlets_of([c.article.id for c in counts], told.by_id)),
        reason=_reason(running, counts[0]),
    )


def _reason(running: Running, first: Count) -> str:
    if running.whole is not None:
        return f"part of a whole: “{first.figure.words.exact}” of it"
    if running.group == SOME:
        return "counts a part of those counted elsewhere"
    if running.group is not None:
        return f"counts {running.group} apart"
    if running.anew:
        return "counts what is new, not all"
    return "the first of its measure here, or nothing speaks for an earlier one"


def _most(values: Iterable[T | None]) -> T | None:
    known = Counter(v for v in values if v is not None)
    return known.most_common(1)[0][0] if known else None


def _contradictions(series: Sequence[Series]) -> Iterator[Contradiction]:
    """Yield, once for each pair of claims, the first day on which two authorities gave numbers that do not meet."""
    seen = set()
    for day in sorted({s.day for one in series for c in one.claims for s in c.stated}):
        given = [(i, _on(day, s)) for i, s in enumerate(series) if s.authority is not None]
        for (i, m), (j, n) in combinations([(i, m) for i, m in given if m is not None], 2):
            one, other = (i, m), (j, n)
            if (one, other) not in seen and not meet(series[i].claims[m], series[j].claims[n]):
                seen.add((one, other))
                yield Contradiction(day=day, one=one, other=other)


def _on(day: str, series: Series) -> int | None:
    """Return which claim an authority gave on a day, its last; None if none."""
    given = [n for n, c in enumerate(series.claims) if any(s.day == day and not s.former for s in c.stated)]
    return given[-1] if given else None


def meet(one: Claim, other: Claim) -> bool:
    """Say whether some number fits the bounds of both claims; a rough one reaches a tenth to either side."""
    (a, b), (c, d) = _bounds(one), _bounds(other)
    return a <= d and c <= b


def _bounds(claim: Claim) -> tuple[float, float]:
    rough = _ROUGH if any(s.approximate for s in claim.stated) else 0.0
    low = claim.low if claim.low is not None else 0.0
    high = claim.high if claim.high is not None else float("inf")
    return low * (1 - rough), high * (1 + rough)
