"""From the counts of a tally to series: what each authority gave, number by number, and where it took one back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import pairwise

from dateline.model.tally import Claim, Correction, Series, Stated, VouchedBy
from dateline.model.told import ArticleRow
from dateline.story.numbers.authorities import Authority
from dateline.story.numbers.counts import Count

CHANCE = 3
"""Smaller numbers are in every text ("two men"): that one is the same says nothing of who gave it."""
SAME = 0.5
"""Two names of authorities of one tally that are so alike are one."""


@dataclass(slots=True)
class Voice:
    """An authority with its counts, each with how one knows and why it is in the tally."""

    authority: Authority | None
    given: list[tuple[Count, VouchedBy | None, str]] = field(default_factory=list)


def voices(counts: Sequence[Count], reasons: Sequence[str]) -> list[Voice]:
    """Return the counts of a tally by who vouches for them."""
    named: list[Voice] = []
    of: dict[str, Voice] = {}
    for count in counts:
        if count.authority is not None:
            of[count.figure.id] = _known(count.authority, named)
    nobody, out = Voice(None), defaultdict[int, list[tuple[Count, VouchedBy | None, str]]](list)
    for count, reason in zip(counts, reasons, strict=True):
        voice, basis = of.get(count.figure.id), count.voucher.basis if count.voucher else None
        if voice is None:
            voice, basis = _elsewhere(count, counts, of) or (nobody, None)
            if voice is not nobody:
                of[count.figure.id] = voice
        out[id(voice)].append((count, basis, reason))
    _by_number(nobody, out, of)
    for voice in (*named, nobody):
        voice.given = out[id(voice)]
    return [v for v in (*named, nobody) if v.given]


def _known(authority: Authority, named: list[Voice]) -> Voice:
    """Return the voice of an authority, a new one if it has none yet."""
    best, found = SAME, None
    for voice in named:
        assert voice.authority is not None  # only those that have one are in the list
        likeness = voice.authority.likeness(authority)
        if likeness > best:
            best, found = likeness, voice
    if found is None:
        found = Voice(
            Authority(
                label=authority.label,
                identity=authority.identity,
                words=set(authority.words),
                names=set(authority.names),
                acronyms=set(authority.acronyms),
            )
        )
        named.append(found)
    elif found.authority is not None:
        found.authority.take(authority)
    return found


def _elsewhere(count: Count, counts: Sequence[Count], of: dict[str, Voice]) -> tuple[Voice, VouchedBy] | None:
    """Return who gives the same number in the same article, if it is no number that meets another by chance."""
    here = (c for c in counts if c.article.id == count.article.id and c.figure.id in of)
    found = next((c for c in here if c.value == count.value >= CHANCE), None)
    return (of[found.figure.id], "article") if found else None


Given = list[tuple[Count, VouchedBy | None, str]]


def _by_number(nobody: Voice, out: defaultdict[int, Given], of: dict[str, Voice]) -> None:
    """Give what nobody vouches for to the only authority that gives this very number, if one alone does."""
    gave: defaultdict[float, dict[int, Voice]] = defaultdict(dict)
    for key, given in out.items():
        if key != id(nobody):
            for count, _, _ in given:
                gave[count.value][id(of[count.figure.id])] = of[count.figure.id]
    left: Given = []
    for count, basis, reason in out[id(nobody)]:
        only = list(gave.get(count.value, {}).values()) if count.value >= CHANCE else []
        if len(only) == 1:
            out[id(only[0])].append((count, "number", reason))
        else:
            left.append((count, basis, reason))
    out[id(nobody)] = left


def series_of(voice: Voice, by_id: dict[str, ArticleRow]) -> Series:
    """Return what one authority gave, as claims in the order of days."""
    drafts: list[list[Stated]] = []
    said: set[str] = set()
    for count, basis, reason in sorted(voice.given, key=lambda g: (g[0].article.day, g[0].measured.former)):
        stated = _stated(count, basis, reason, voice)
        if count.measured.revised:
            said.add(stated.figure)
        _put(stated, drafts, by_id)
    claims = tuple(_claim(draft, by_id) for draft in drafts)
    return Series(
        authority=voice.authority.label if voice.authority else None,
        identity=voice.authority.identity if voice.authority else None,
        claims=claims,
        corrections=tuple(_corrections(claims, said)) if voice.authority else (),
    )


def _put(stated: Stated, drafts: list[list[Stated]], by_id: dict[str, ArticleRow]) -> None:
    """Put a figure to the claim of its number, or open one; a copy goes with its original.

    An outlet that lags behind repeats an old number; it does not bring it back.
    """
    for draft in drafts:
        if _number(draft[0]) == _number(stated):
            original = by_id[stated.article].original
            n = next((n for n, s in enumerate(draft) if original == s.article != stated.article), None)
            if n is None:
                draft.append(stated)
            else:
                draft[n] = _with_copy(draft[n], stated.figure)
            return
    at = len(drafts)
    if stated.former and drafts:
        # the number it was before: first came what the article itself gives as no longer holding
        at = next((n for n, d in enumerate(drafts) if d[0].article == stated.article), at)
    drafts.insert(at, [stated])


def _with_copy(stated: Stated, figure: str) -> Stated:
    return replace(stated, copies=(*stated.copies, figure))


def _number(stated: Stated) -> float | None:
    return stated.low if stated.low is not None else stated.high


def _stated(count: Count, basis: VouchedBy | None, reason: str, voice: Voice) -> Stated:
    figure = count.figure
    # the day of what happened is not the day of the count; only a total is said to hold as of its date
    dated = figure.dated and figure.cumulative and not count.measured.former and figure.as_of <= count.article.day
    label = count.authority.label if count.authority else voice.authority.label if voice.authority else None
    return Stated(
        figure=figure.id,
        article=count.article.id,
        words=figure.words,
        sentence=figure.sentence,
        day=figure.as_of if dated and len(figure.as_of) == 10 else count.article.day,
        low=figure.low,
        high=figure.high,
        approximate=figure.approximate,
        authority=label,
        basis=basis,
        former=count.measured.former,
        reason=reason,
    )


def _claim(draft: Sequence[Stated], by_id: dict[str, ArticleRow]) -> Claim:
    days = sorted(s.day for s in draft if not s.former) or sorted(s.day for s in draft)
    lows, highs = [s.low for s in draft], [s.high for s in draft]
    return Claim(
        low=next((low for low in lows if low is not None), None),
        high=None if None in highs else highs[0],
        first=days[0],
        last=days[-1],
        stated=tuple(draft),
        outlets=outlets_of((s.article for s in draft), by_id),
    )


def outlets_of(articles: Iterator[str] | Sequence[str], by_id: dict[str, ArticleRow]) -> tuple[str, ...]:
    """Return who printed it, in the order they came; what was taken from one text or one agency is one."""
    out: dict[str, str] = {}
    for article in articles:
        row = by_id.get(by_id[article].original, by_id[article])
        name = row.agency or row.outlet or row.id
        out.setdefault(name, name)
    return tuple(out)


def _corrections(claims: Sequence[Claim], said: set[str]) -> Iterator[Correction]:
    for n, (earlier, later) in enumerate(pairwise(claims)):
        before, after = _bound(earlier), _bound(later)
        if before is not None and after is not None and after < before and _moves(earlier, later):
            yield Correction(earlier=n, later=n + 1, said=any(s.figure in said for s in later.stated))


def _moves(earlier: Claim, later: Claim) -> bool:
    """Say whether the later number really came later, on a day of its own or as a change within an article."""
    same = {s.article for s in earlier.stated if s.former} & {s.article for s in later.stated}
    return bool(same) or date.fromisoformat(later.first) > date.fromisoformat(earlier.first)


def _bound(claim: Claim) -> float | None:
    return claim.low if claim.low is not None else claim.high
