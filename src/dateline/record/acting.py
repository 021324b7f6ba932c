"""Capitals that act: "Delhi said", "blamed Tehran", "asked Paris to" mean a government, "in Delhi" a city."""

from __future__ import annotations

from collections.abc import Iterable

from dateline.model.statement import Mention
from dateline.record.neighbors import CLITICS, Places
from dateline.world.countries import country_of_seat
from dateline.world.names import is_place_name, words

_GOES = frozenset(
    "visit visits visited visiting leave leaves left leaving reach reached reaching enter entered entering tour toured"
    " hit struck shelled bombed attacked captured seized stormed besieged bombarded rocked shook flooded liberated"
    " encircled".split()
)
"""Verbs whose object is a city."""
_ACTING_AFTER = frozenset("on to by of for from".split())
_PLACING = frozenset(
    "city near downtown central greater north south east west northern southern eastern western".split()
)


def is_government(places: Places, mentions: Iterable[Mention]) -> bool:
    """Say whether one of the mentions of a place stands for a government that has its seat there."""
    return any(country_of_seat(m.evidence[0].exact) is not None and _acts(places, m) for m in mentions)


def _acts(places: Places, mention: Mention) -> bool:
    """Say whether a seat of government is no mere place here: subject or object of what people do."""
    words_ = mention.evidence[0].exact
    if not is_place_name(words_):
        return True
    first, after = places.first(mention.span), places.after(mention.span)
    before = places.lower[first - 1] if places.same_sentence(first - 1, first) else ""
    following = places.lower[after] if places.same_sentence(after, first) else ""
    if before in _GOES or before in _PLACING or before in words("place_prepositions") or before in _ACTING_AFTER:
        return False
    if following in CLITICS or following in ("", ",", "(", "-", "–", "—", ":", "/") or after - first > 2:
        return False
    ends = following in (".", ";", "and", "!", "?")
    if ends:
        return before not in ("", ",", "and") and places.lower[first - 1].endswith(("ed", "es", "s", "ing"))
    return following in words("followers") or following.endswith(("ed", "s"))
