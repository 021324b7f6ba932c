"""Names that the tables know, wherever a reader saw none: ships, bodies, and states by their formal names."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from dateline.model.span import Span
from dateline.record.formal_names import formal_names, joined
from dateline.record.reading import RawName
from dateline.record.tokens import Token
from dateline.world.countries import country_named
from dateline.world.names import is_nationality
from dateline.world.offices import longest_role
from dateline.world.organizations import is_plain, may_begin_name, organization_named, vessel_prefixes

_LONGEST = 7
_LAND = 3
"""So many words of a country's name at most stand before a body's."""
_SHIP = 5
"""A ship's name has at most so many words, its prefix counted in: "USS Dwight D. Eisenhower"."""
_DAYS = frozenset(
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August"
    " September October November December".split()
)


def with_states(tokens: Sequence[Token], names: Sequence[RawName]) -> list[RawName]:
    """Return the names with the states that are named formally; one within the name of a body of its is part of it.

    Args:
        tokens: The sentence's tokens.
        names: The names found in it so far, in order.
    """
    out = list(names)
    for state, _ in formal_names(tokens):
        of = {Span(n.span.start, state.end): n for n in out if n.type == "organization" and n.span.start < state.start}
        whole = next((span for span, n in of.items() if n.span.end > state.start or _leads(tokens, n, state)), None)
        found = RawName(span=state, type="place", score=0.9) if whole is None else replace(of[whole], span=whole)
        if whole is None or of[whole].span.end < state.end:
            out = [*(n for n in out if not n.span.touches(found.span)), found]
    return sorted(out, key=lambda n: n.span)


def _leads(tokens: Sequence[Token], name: RawName, state: Span) -> bool:
    """Say whether a name ends in "of" and the state comes next: "Government of | the Republic of India"."""
    end = after_name(tokens, name)
    rest = [t.text for t in tokens[end - 1 :] if t.start < state.start] if end else []
    return rest in (["of"], ["of", "the"])


def ships(tokens: Sequence[Token], names: Sequence[RawName]) -> Iterator[RawName]:
    """Yield the ships ("USS Carney"), each up to the end of the name that stands there, else of the capitals."""
    ends = {n.span.start: n.span.end for n in names}
    for n, token in enumerate(tokens[:-1]):
        name = tokens[n + 1]
        if token.text not in vessel_prefixes() or not name.text[0].isupper() or longest_role([name.text.lower()], 0):
            continue
        stop = n + 2
        while stop < min(len(tokens), n + _SHIP) and tokens[stop].text[:1].isupper() and not _is_day(tokens[stop]):
            stop += 1
        end = max(ends.get(token.start, 0), ends.get(name.start, 0))
        span = Span(token.start, end if end > name.start else tokens[stop - 1].end)
        yield RawName(span=span, type="organization", score=0.9)


def _is_day(token: Token) -> bool:
    return token.text.removesuffix(".") in _DAYS


def known_bodies(tokens: Sequence[Token], names: Sequence[RawName]) -> Iterator[RawName]:
    """Yield the organizations of the table, of two words and more, where no name stands."""
    taken = {n for n, t in enumerate(tokens) for name in names if name.span.start <= t.start < name.span.end}
    i = 0
    while i < len(tokens):
        step = 1
        if tokens[i].text[0].isupper() and i not in taken and may_begin_name(tokens[i].text):
            for j in range(min(len(tokens), i + _LONGEST), i + 1, -1):
                if not tokens[j - 1].text[0].isupper() or taken & set(range(i, j)):
                    continue
                words_ = joined(tokens[i:j])
                known = organization_named(words_)
                if known is not None:
                    first = i - land_before(tokens, i, words_)
                    span = Span(tokens[first].start, tokens[j - 1].end)
                    yield RawName(span=span, type="organization", score=0.9)
                    step = j - i
                    break
        i += step


_SOCIETIES = ("Red Crescent", "Red Cross", "Red Crescent Society", "Red Cross Society")


def land_before(tokens: Sequence[Token], at: int, name: str) -> int:
    """Return how many words before a body that many countries have are its own: "China | Coast Guard"."""
    if name in _SOCIETIES and at and is_nationality(tokens[at - 1].text):
        return 1
    lengths = range(min(at, _LAND), 0, -1) if is_plain(name) else ()
    return next((k for k in lengths if country_named(" ".join(t.text for t in tokens[at - k : at])) is not None), 0)


def after_name(tokens: Sequence[Token], name: RawName) -> int:
    """Return the number of the first token that ends behind a name."""
    return bisect_right(tokens, name.span.end, key=lambda t: t.end)
