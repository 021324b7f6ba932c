"""Who took part in an event, by vote: those whom enough of the sources name, each under its fullest name."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import Literal

from dateline.model.told import EventRow, Who
from dateline.story.votes.ballots import Ballot, Held
from dateline.world.names import folded

ENOUGH = 3
"""A party belongs to an event if one in so many of the sources that name any on its side names it."""

_NAMED = frozenset({"person", "organization", "place", "nationality"})


def parties_of(ballot: Ballot, side: Literal["actors", "recipients"]) -> tuple[tuple[Who, ...], tuple[Held, ...]]:
    """Return the parties that enough sources name, and what those say that name none of them."""
    named: dict[str, list[tuple[int, Who]]] = {}
    lists: list[tuple[EventRow, list[str]]] = []
    for mention in ballot.mentions:
        keys = []
        for who in getattr(mention, side):
            key = _known(named, who)
            named.setdefault(key, []).append((ballot.source[mention.id], who))
            keys.append(key)
        if keys:
            lists.append((mention, keys))
    naming = len({ballot.source[m.id] for m, _ in lists})
    votes = {key: len({source for source, _ in said}) for key, said in named.items()}
    most = max(votes.values(), default=0)
    chosen = [k for k, n in votes.items() if n * ENOUGH >= naming and (n > 1 or most == 1)]
    # where somebody is named, "two people" and "the convoy" are other words for them, or for others with them
    chosen = [k for k in chosen if _is_named(named[k])] or chosen
    parties = tuple(_fullest([who for _, who in named[k]]) for k in sorted(chosen, key=lambda k: -votes[k]))
    rest: defaultdict[str, list[str]] = defaultdict(list)
    for mention, keys in lists:
        others = [k for k in keys if _is_named(named[k])]
        if others and not set(keys) & set(chosen):
            rest[" and ".join(_fullest([w for _, w in named[k]]).label for k in others)].append(mention.id)
    return parties, tuple((side, value, tuple(held)) for value, held in rest.items())


def _is_named(said: Sequence[tuple[int, Who]]) -> bool:
    return any(who.type in _NAMED and who.label[:1].isupper() for _, who in said)


def _known(named: Mapping[str, object], who: Who) -> str:
    """Return the key of a party: its identity, a name that is there already, in full or shortened, or its own."""
    if who.identity:
        return who.identity
    mine = folded(who.label).lower()
    short = who.type == "person" or " " not in mine
    fits = (k for k in named if k == mine or (short and _ends(k, mine)))
    return next(fits, mine)


def _ends(a: str, b: str) -> bool:
    """Say whether one name is the end of the other ("levi", "amnon levi")."""
    return a.endswith(f" {b}") or b.endswith(f" {a}")


def _fullest(said: Sequence[Who]) -> Who:
    """Return a party under its fullest name, with the code that most give it."""
    best = max(said, key=lambda w: (w.identity is not None, len(w.label.split()), w.label))
    codes = Counter((w.code, w.sector) for w in said if w.code)
    code, sector = codes.most_common(1)[0][0] if codes else (None, None)
    return Who(label=best.label, identity=best.identity, code=code, sector=sector, type=best.type)
