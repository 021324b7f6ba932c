"""Whether an event took place: actual, future, hypothetical, negated or historical, by the words around its trigger."""

from __future__ import annotations

import re
from datetime import date

from dateline.model.statement import Factuality
from dateline.record.rules.groups import Group, Parsed

_POSSIBLE = frozenset("would could may might should can cannot must ca".split())
_PLANNING = frozenset(
    "plan plans planned planning intend intends intended expected scheduled due set slated upcoming "
    "forthcoming planned "
    "hopes hope hoped wants want wanted prepare preparing prepared ready poised going impending".split()
)
_POSSIBILITY = frozenset(
    "if whether unless possible potential possibility alleged hypothetical could proposed considering "
    "possibly would-be "
    "perhaps prospect attempt attempted risk fear fears feared likely calls demand demanded".split()
)
_DENYING = frozenset(
    "no without never neither nor not n't n’t failed fails failing avoid avoided denied stopped prevent "
    "prevented".split()
)
_PAST = frozenset(
    "anniversary commemorate commemorated commemorates commemorating remembrance centenary bicentenary".split()
)
_YEAR = re.compile(r"(1[5-9]\d\d|20\d\d)(s?)$")


def factuality(
    p: Parsed, start: int, end: int, *, noun: bool, when: Group | None, published: date | None
) -> Factuality:
    """Judge the trigger at tokens start to end of a sentence.

    Args:
        p: The sentence with its word classes.
        start, end: The trigger's tokens, half-open.
        when: The time words of its clause.
        noun: Whether the trigger is a noun: its cues stand farther off than a verb's auxiliaries.
        published: The day from which "historical" is measured; without it only old years and anniversaries tell.
    """
    before = _reach_left(p, start, noun)
    words = p.lower[before:start]
    if _is_historical(p, start, end, when, published):
        return "historical"
    if any(w in _DENYING for w in words):
        return "negated"
    if any(w in _POSSIBLE for w in words[-4:]) or _follows_if(p, start):
        return "hypothetical"
    if any(w in ("will", "'ll", "’ll", "shall", "wo") or w in _PLANNING for w in words):
        return "future"
    if any(w in _POSSIBILITY for w in words[-3:]):
        return "hypothetical"
    return "actual"


def _reach_left(p: Parsed, start: int, noun: bool) -> int:
    """Return where the words that can qualify a trigger begin: its auxiliaries, or the few words before a noun."""
    j, floor = start, max(0, start - (4 if noun else 6))
    while j > floor and p.tags[j - 1] in ("AMGBTDVNP" if noun else "AMGBTV"):
        if p.tags[j - 1] == "V" and p.lower[j - 1] not in _PLANNING | _DENYING | _POSSIBILITY:
            break
        j -= 1
    return j


def _follows_if(p: Parsed, start: int) -> bool:
    """Say whether "if", "whether" or "unless" opens the clause of the trigger."""
    for j in range(start - 1, max(-1, start - 12), -1):
        if p.lower[j] in ("if", "whether", "unless"):
            return True
        if p.tags[j] in ",;":
            return False
    return False


def _is_historical(p: Parsed, start: int, end: int, when: Group | None, published: date | None) -> bool:
    """Say whether an anniversary, or a time more than about a year before publication, dates the trigger."""
    if any(w in _PAST for w in p.lower[max(0, start - 10) : end + 3]):
        return True
    if when is None:
        return False
    before = p.lower[when.start - 1] if when.start else ""
    for i in range(when.start, when.end):
        m = _YEAR.match(p.lower[i])
        if m and before not in ("since", "by", "until"):
            return int(m.group(1)) < (published.year - 1 if published else UNDATED_YEAR)
    following = p.lower[when.end : when.end + 1]
    return following == ["ago"] and p.lower[when.end - 1] in ("years", "decades") and before not in ("a", "one")


UNDATED_YEAR = 2020
"""A year before this is the past for an article that does not say when it was published."""
