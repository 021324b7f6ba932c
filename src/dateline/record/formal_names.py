"""States by their formal names, whose parts are names themselves: the People's Republic of China is not Taiwan."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dateline.model.span import Span
from dateline.record.neighbors import CLITICS
from dateline.record.tokens import Token
from dateline.world.countries import FORMAL_KINDS, FORMAL_TITLES, FORMAL_WORDS, Country, country_named

_LONGEST = 9
_SHORT = 4
_LAST = frozenset("Republic Federation Confederation".split())
"""What a formal name may end in, behind an adjective: "Syrian Arab Republic"."""
_HALVES = frozenset("North South East West".split())


def formal_names(tokens: Sequence[Token]) -> Iterator[tuple[Span, Country]]:
    """Yield the states that a sentence names formally, and where."""
    at = 0
    while at < len(tokens):
        end, country = state_at(tokens, at)
        if country is not None:
            yield Span(tokens[at].start, tokens[end - 1].end), country
        at = end


def state_at(tokens: Sequence[Token], at: int) -> tuple[int, Country | None]:
    """Return where the formal name of a state that begins at a token ends, and the state; the next token if none."""
    if tokens[at].text in ("The", "the") or not tokens[at].text[0].isupper():
        return at + 1, None
    for end in range(at + 2, min(len(tokens), at + _SHORT) + 1):
        if tokens[end - 1].text in _LAST and (country := country_named(joined(tokens[at:end]))) is not None:
            return end, country
    if tokens[at].text not in FORMAL_WORDS:
        return at + 1, None
    head = at
    while head < len(tokens) and (tokens[head].text in FORMAL_TITLES or tokens[head].text in CLITICS):
        head += 1
    if head == len(tokens) or tokens[head].text not in FORMAL_KINDS:
        return at + 1, None
    for end in range(min(len(tokens), at + _LONGEST), head, -1):
        country = country_named(joined(tokens[at:end]))
        if country is not None:
            return end, country
    return at + 1, None


def half_named(tokens: Sequence[Token], at: int) -> str | None:
    """Return the whole name of a state of which only half is written: "South | and North Korea"."""
    if tokens[at].text not in _HALVES:
        return None
    words = [t.text for t in tokens[at : at + 4]]
    if len(words) < 4 or words[1] not in ("and", "or") or words[2] not in _HALVES:
        return None
    name = f"{words[0]} {words[3]}"
    return name if country_named(name) and country_named(f"{words[2]} {words[3]}") else None


def joined(tokens: Sequence[Token]) -> str:
    """Return tokens with single blanks, a clitic at its word: "Korean People's Army"."""
    return "".join(t.text if t.text in CLITICS or not n else f" {t.text}" for n, t in enumerate(tokens))
