"""Names by rules: capitals make candidates, cues cast votes, and the votes of one name count over the whole article."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dateline.model.span import Span
from dateline.model.statement import EntityType
from dateline.record.reading import RawName
from dateline.record.rules.capitals import Piece, pieces_of, stretches
from dateline.record.rules.cues import Votes, is_other, votes_for
from dateline.record.tokens import Sentence, Tokens
from dateline.world.names import is_common_word, is_nationality, is_place_name, words
from dateline.world.organizations import organization_named

_ENOUGH = 2.0
"""The least sum of votes that makes a candidate a name; found by trying 0.5 to 3 on news of many countries."""


@dataclass(slots=True)
class Candidate:
    """A stretch that may be a name, with the votes for each type; `first` if a sentence begins with it."""

    span: Span
    name: tuple[str, ...]
    votes: Votes
    first: bool
    shouted: bool

    @property
    def key(self) -> str:
        """The name as it counts over the article."""
        return " ".join(self.name)


def find_names(tokens: Tokens) -> tuple[RawName, ...]:
    """Return the names of persons, organizations, places and nationalities, in the order of the text."""
    text = tokens.article.text.content
    candidates = [c for s in tokens.sentences for c in _candidates(s, text, tokens)]
    small = _small_words(tokens)
    sums = _sums(candidates)
    _lend_to_parts(candidates, sums)
    _pair_acronyms(candidates, sums, text)
    found = (_named(c, sums, small) for c in candidates)
    return tuple(sorted((n for n in found if n is not None), key=lambda n: n.span))


def _candidates(sentence: Sentence, text: str, tokens: Tokens) -> Iterable[Candidate]:
    pieces = pieces_of(sentence)
    shouted = _is_title_case(pieces) or tokens.article.blocks[sentence.block].role == "headline"
    opening = next((k for k, p in enumerate(pieces) if p.text[0].isalnum()), 0)
    for stretch in stretches(pieces, text):
        span = Span(pieces[stretch.start].start, pieces[stretch.end - 1].end)
        name = tuple(p.text for p in pieces[stretch.start : stretch.end])
        if not is_other(name):
            yield Candidate(span, name, votes_for(pieces, stretch), stretch.start == opening, shouted)


def _is_title_case(pieces: Sequence[Piece]) -> bool:
    """Say whether nearly every longer word has a capital and no stop closes the line, as in headlines in title case."""
    if pieces[-1].text in (".", "!", "”", '"', "’", "'"):
        return False
    long = [p for p in pieces if len(p.text) > 3 and p.text[0].isalpha()]
    return len(long) >= 5 and sum(p.capital for p in long) > 0.75 * len(long)


def _small_words(tokens: Tokens) -> frozenset[str]:
    """Return the words that the article itself writes in small letters."""
    return frozenset(t.text for s in tokens.sentences for t in s.tokens if t.text[0].islower())


def _sums(candidates: Sequence[Candidate]) -> dict[str, Votes]:
    """Add up the votes of each name over the article; headlines in title case have no say."""
    sums: dict[str, Votes] = defaultdict(lambda: defaultdict(float))
    for c in candidates:
        if not c.shouted:
            for kind, vote in c.votes.items():
                sums[c.key][kind] += vote
    return sums


def _lend_to_parts(candidates: Sequence[Candidate], sums: dict[str, Votes]) -> None:
    """Let a surname or first name vote for the person with the full name, and "Oxfam" for Oxfam International."""
    for key in {c.key for c in candidates if len(c.name) > 1}:
        kind = _best(sums.get(key, {}))
        parts = key.split()
        if kind == "person":
            for part in (parts[-1], parts[0], " ".join(parts[1:])):
                if part in sums and not is_nationality(part):
                    sums[part]["person"] += 3
        elif kind == "organization" and parts[0] in sums and not is_place_name(parts[0]):
            sums[parts[0]]["organization"] += 2


def _pair_acronyms(candidates: Sequence[Candidate], sums: dict[str, Votes], text: str) -> None:
    """Let "(JeM)" be what the name before it is; an acronym of anything else ("chief executive (MCE)") is no name."""
    by_end = {c.span.end: c for c in candidates}
    for c in candidates:
        if text[max(0, c.span.start - 2) : c.span.start] != " (" or text[c.span.end : c.span.end + 1] != ")":
            continue
        if len(c.name) > 1 or sum(ch.isupper() for ch in c.name[0]) < 2 or c.key not in sums:
            continue
        full = by_end.get(c.span.start - 2)
        kind = _best(sums.get(full.key, {})) if full is not None and len(full.name) > 1 else None
        if kind in ("organization", "place"):
            sums[c.key][kind] += 4
        elif not is_place_name(c.key) and organization_named(c.key) is None:
            sums[c.key]["organization"] -= 4


def _best(votes: Votes) -> EntityType | None:
    kind = max(votes, key=lambda k: votes[k], default=None)
    return kind if kind is not None and votes[kind] >= _ENOUGH else None


def _named(candidate: Candidate, sums: dict[str, Votes], small: frozenset[str]) -> RawName | None:
    """Return the candidate as a name, or None where the votes do not reach or the word is no more than a first word."""
    votes = sums.get(candidate.key, candidate.votes if _plain(candidate) else {})
    kind = _best(votes)
    if (
        kind is None
        or _is_common_noun(candidate)
        or (candidate.first and _is_first_word(candidate, small) and votes[kind] < 6)
    ):
        return None
    total = sum(v for v in votes.values() if v > 0)
    return RawName(span=candidate.span, type=kind, score=round(votes[kind] / total, 3))


def _plain(candidate: Candidate) -> bool:
    """Say whether a name of a headline needs no other witness: a nation or a place of note."""
    return not candidate.shouted or candidate.votes["nationality"] >= 6 or candidate.votes["place"] >= 4


def _is_first_word(candidate: Candidate, small: frozenset[str]) -> bool:
    """Say whether a lone capital at the head of a sentence is a common word."""
    word = candidate.name[0]
    return len(candidate.name) == 1 and (word.lower() in small or is_common_word(word) or word in words("openers"))


def _is_common_noun(candidate: Candidate) -> bool:
    """Say whether a lone capital inside a sentence is a common noun that is only written large ("the Agency")."""
    word = candidate.name[0]
    if len(candidate.name) > 1 or word in words("lone_organizations") or candidate.votes["nationality"] > 0:
        return False
    common = is_common_word(word) or word in words("organization_heads") or word in words("place_heads")
    return common and candidate.votes["person"] < 4 and not is_place_name(word)
