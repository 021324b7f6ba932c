"""Who is named as another's wife, son or brother: "his wife, Anna Holm", "first lady Ida Weber"."""

from __future__ import annotations

from dateline.model.span import Span
from dateline.record.neighbors import Places
from dateline.record.roles import role_ending

_COURTESY = frozenset("mr mr. mrs mrs. ms ms. miss dr dr. mdm madam the late rev rev. reverend sir lord lady".split())
KIN = frozenset(
    "wife husband spouse widow widower son daughter brother sister father mother cousin nephew niece uncle aunt"
    " grandson granddaughter grandfather grandmother stepson stepdaughter fiancée fiancee ex-wife ex-husband"
    " sibling twin".split()
)
_BETWEEN = 4
"""So many commas and titles may stand between the word and the name: "his wife, Mrs. Anna Holm"."""


def is_kin(places: Places, span: Span) -> bool:
    """Say whether a name stands behind a word for a relative, or before one that a comma parts from it.

    Args:
        places: The article's tokens.
        span: The name.
    """
    at = places.first(span) - 1
    office = role_ending(places, at + 1)  # "his son, Congressman Rao"
    if office is not None and office.end == at + 1 and not _names_kin(places, at):
        at = office.start - 1
    for _ in range(_BETWEEN):
        if at > 0 and places.lower[at - 1] == "first":
            break
        if at >= 0 and (places.tokens[at].text == "," or places.lower[at] in _COURTESY):
            at -= 1
    if at >= 0 and places.same_sentence(at, places.first(span)) and _names_kin(places, at):
        return True
    after = places.after(span)
    behind = places.lower[after : after + 3]
    owner = behind[1:2] == ["whose"]  # "Franklin Graham, whose father" is nobody's father
    return (
        len(behind) > 2
        and behind[0] == ","
        and behind[2] in KIN
        and not owner
        and places.same_sentence(after, after + 2)
    )


def _names_kin(places: Places, at: int) -> bool:
    lady = places.lower[at] == "lady" and places.lower[at - 1] == "first"
    return lady or places.lower[at] in KIN
