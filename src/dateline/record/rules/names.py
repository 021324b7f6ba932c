"""Names by rules: capitals make candidates, cues cast votes, and the votes of one name count over the whole article."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from dateline.model.span import Span
from dateline.model.statement import EntityType
from dateline.record.acronyms import acronyms_of
from dateline.record.reading import RawName
from dateline.record.rules.capitals import stretches
from dateline.record.rules.cues import Votes, is_other, votes_for
from dateline.record.rules.pieces import Piece, pieces_of
from dateline.record.tokens import Tokens
from dateline.world.countries import country_named
from dateline.world.names import is_common_word, is_given_name, is_nationality, is_place_name, words
from dateline.world.organizations import organization_named

_ENOUGH = 2.0
"""The least sum of votes that makes a candidate a name; found by trying 0.5 to 3 on news of many countries."""


_STRANGE = 0.3
"""Votes for a lone word with a capital inside a sentence that English does not know; tried 0 to 2."""
_SURE = 1.5
"""Votes for each time a lone name stands that is part of a full name, so that stray cues do not outweigh it."""
_MINOR = frozenset("a an the of in on to for and or but nor at by as vs from with into over up off than via s".split())
"""Words that title case leaves small."""
_LONGEST = 7
"""How many words a name of a headline may have."""


@dataclass(slots=True)
class Candidate:
    """A stretch that may be a name, with the votes for each type; `first` if a sentence begins with it."""

    span: Span
    name: tuple[str, ...]
    votes: Votes
    first: bool
    key: str = field(init=False)
    """The name as it counts over the article."""

    def __post_init__(self) -> None:
        self.key = " ".join(self.name)


def find_names(tokens: Tokens) -> tuple[RawName, ...]:
    """Return the names of persons, organizations, places and nationalities, in the order of the text."""
    text = tokens.article.text.content
    small = _small_words(tokens)
    told, headlines = _told_apart(tokens)
    candidates = [c for pieces in told for c in _candidates(pieces, text)]
    sums = _sums(candidates, small)
    _lend_to_parts(candidates, sums)
    _pair_acronyms(candidates, sums, text)
    found = [n for c in candidates if (n := _named(c, sums, small)) is not None]
    known = {tuple(words_): n.type for n in found if (words_ := n.span.of(text).split())}
    found += [n for pieces in headlines for n in _in_headline(pieces, known)]
    return tuple(sorted(found, key=lambda n: n.span))


def _told_apart(tokens: Tokens) -> tuple[list[list[Piece]], list[list[Piece]]]:
    """Return the pieces of the sentences, and those of the headlines in title case, whose capitals say little."""
    sentences: list[list[Piece]] = []
    headlines: list[list[Piece]] = []
    for sentence in tokens.sentences:
        pieces = pieces_of(sentence)
        (headlines if _is_title_case(pieces) else sentences).append(pieces)
    return (sentences, headlines) if sentences else (headlines, [])


def _candidates(pieces: Sequence[Piece], text: str) -> Iterable[Candidate]:
    opening = next((k for k, p in enumerate(pieces) if p.text[0].isalnum()), 0)
    for stretch in stretches(pieces, text):
        span = Span(pieces[stretch.start].start, pieces[stretch.end - 1].end)
        name = tuple(p.text for p in pieces[stretch.start : stretch.end])
        if not is_other(name):
            yield Candidate(span, name, votes_for(pieces, stretch), stretch.start == opening)


def _in_headline(pieces: Sequence[Piece], known: Mapping[tuple[str, ...], EntityType]) -> Iterator[RawName]:
    """Yield the names of a headline in title case that the article names elsewhere, and nations and places of note."""
    i = 0
    while i < len(pieces):
        for size in range(min(_LONGEST, len(pieces) - i), 0, -1):
            name = tuple(p.text for p in pieces[i : i + size])
            kind = _kind_in_headline(name, known) if pieces[i].capital else None
            if kind is not None:
                yield RawName(span=Span(pieces[i].start, pieces[i + size - 1].end), type=kind, score=0.8)
                break
        else:
            size = 1
        i += size


def _kind_in_headline(name: tuple[str, ...], known: Mapping[tuple[str, ...], EntityType]) -> EntityType | None:
    """Return what a name of a headline is: one the article knows, or a given name before a surname it knows."""
    kind = known.get(name)
    if kind is None and len(name) == 2 and known.get(name[1:]) == "person" and is_given_name(name[0]):
        return "person"
    return kind or _of_note(" ".join(name))


def _of_note(name: str) -> EntityType | None:
    """Return what a name is that needs no other witness: a nation, a country, an organization of the table."""
    if is_nationality(name):
        return "nationality"
    if country_named(name) is not None:
        return "place"
    return "organization" if organization_named(name) is not None and not is_common_word(name) else None


def _is_title_case(pieces: Sequence[Piece]) -> bool:
    """Say whether nearly every longer word has a capital, as in headlines in title case; all where a stop closes it."""
    told = [p for p in pieces if p.text[0].isalpha() and p.text.lower() not in _MINOR]
    closed = pieces[-1].text in (".", "!", "”", '"', "’", "'")
    return len(told) >= 4 and sum(p.capital for p in told) >= (0.99 if closed else 0.76) * len(told)


def _small_words(tokens: Tokens) -> frozenset[str]:
    """Return the words that the article itself writes in small letters."""
    return frozenset(t.text for s in tokens.sentences for t in s.tokens if t.text[0].islower())


def _sums(candidates: Sequence[Candidate], small: frozenset[str]) -> dict[str, Votes]:
    """Add up the votes of each name over the article."""
    sums: dict[str, Votes] = defaultdict(lambda: defaultdict(float))
    for c in candidates:
        for kind, vote in c.votes.items():
            sums[c.key][kind] += vote
        if len(c.name) == 1 and not c.first and c.name[0].lower() not in small and not is_common_word(c.name[0]):
            sums[c.key]["organization"] += _STRANGE
    return sums


def _lend_to_parts(candidates: Sequence[Candidate], sums: dict[str, Votes]) -> None:
    """Let a surname or first name vote for the person with the full name, and "Oxfam" for Oxfam International."""
    times = Counter(c.key for c in candidates)
    # not a set: what one key lends, the next may lend on, and the order of a set differs from run to run
    for key in dict.fromkeys(c.key for c in candidates if len(c.name) > 1):
        kind = _best(sums.get(key, {}))
        parts = key.split()
        if kind == "person":
            rest = " ".join(parts[1:])
            for part in {parts[-1], parts[0], rest, rest[:1].upper() + rest[1:]}:
                if part in sums and not is_nationality(part):
                    sums[part]["person"] += max(3.0, _SURE * times[part])
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
        kind = _best(sums.get(full.key, {})) if full is not None else None
        if full is not None and kind != "place" and c.key.lower() in acronyms_of(full.key):
            sums[full.key]["organization"] += 4
            sums[c.key]["organization"] += 4
        elif full is not None and kind in ("organization", "place") and len(full.name) > 1:
            sums[c.key][kind] += 4
        elif not is_place_name(c.key) and organization_named(c.key) is None:
            sums[c.key]["organization"] -= 4


def _best(votes: Votes) -> EntityType | None:
    kind = max(votes, key=lambda k: votes[k], default=None)
    return kind if kind is not None and votes[kind] >= _ENOUGH else None


def _named(candidate: Candidate, sums: dict[str, Votes], small: frozenset[str]) -> RawName | None:
    """Return the candidate as a name, or None where the votes do not reach or the word is no more than a first word."""
    votes = sums[candidate.key]
    kind = _best(votes)
    if kind is None or _is_common_noun(candidate, votes):
        return None
    if candidate.first and _is_first_word(candidate, small) and votes[kind] < 6:
        return None
    total = sum(v for v in votes.values() if v > 0)
    return RawName(span=candidate.span, type=kind, score=round(votes[kind] / total, 3))


def _is_first_word(candidate: Candidate, small: frozenset[str]) -> bool:
    """Say whether a lone capital at the head of a sentence is a common word."""
    word = candidate.name[0]
    return len(candidate.name) == 1 and (word.lower() in small or is_common_word(word) or word in words("openers"))


def _is_common_noun(candidate: Candidate, votes: Votes) -> bool:
    """Say whether a lone capital inside a sentence is a common noun that is only written large ("the Agency")."""
    word = candidate.name[0]
    if len(candidate.name) > 1 or word in words("lone_organizations") or candidate.votes["nationality"] > 0:
        return False
    common = is_common_word(word) or word in words("organization_heads") or word in words("place_heads")
    return common and votes["person"] < 4 and not is_place_name(word)
