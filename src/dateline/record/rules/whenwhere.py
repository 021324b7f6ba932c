"""Where and when, by the words of a trigger's clause: the nearest place and time that no other trigger owns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dateline.model.span import Span
from dateline.record.rules.groups import Group, Named, Parsed
from dateline.record.rules.matching import Candidate
from dateline.world.countries import country_named

REACH = 16
_PREPOSITIONS = frozenset("in at near outside inside across within".split())
_KINDS = frozenset("city town village state province district region island capital suburb port county".split())
_HITTING = frozenset("of on to against".split())


def place_of(p: Parsed, c: Candidate, others: Sequence[Candidate]) -> Span | None:
    """Return the place the trigger itself names, else the nearest after "in" and the like in its clause."""
    places = [n for n in p.names if n.type == "place"]
    own = next((n for n in places if _names_place(p, c, n)), None)
    found = [(d, n) for n in places if (d := _distance_to_place(p, c, n, others)) is not None]
    nearest = own or (min(found, key=lambda x: x[0])[1] if found else None)
    return p.span(Group(nearest.start, nearest.end)) if nearest else None


def _names_place(p: Parsed, c: Candidate, name: Named) -> bool:
    """Say whether a name is the place of the deed by itself: "the Parkland massacre", "a visit to Fiji"."""
    if c.trigger.part == "noun" and name.end == c.start and c.trigger.type in ("ASSAULT", "PROTEST"):
        return country_named(" ".join(t.text for t in p.tokens[name.start : name.end])) is None
    if c.trigger.type == "ASSAULT" or c.trigger.mode == "visit":
        hit = name.start == c.end + 1 and p.lower[c.end] in _HITTING
        return hit or (c.trigger.mode == "visit" and c.trigger.part == "verb" and name.start == c.end)
    return False


def _distance_to_place(p: Parsed, c: Candidate, name: Named, others: Sequence[Candidate]) -> int | None:
    """Return how far a place after a preposition is from the trigger, or None where it belongs elsewhere."""
    k = _preposition_before(p, name)
    if k is None:
        return None
    after = k >= c.end
    start, end = (c.end, k) if after else (name.end, c.start)
    between = p.tags[start:end]
    if p.lower[name.end : name.end + 1] in (["'s"], ["’s"]) or (not after and "V" in between):
        return None
    if end - start > REACH or set(between) & set(";R") or (after and _owned(start, end, others)):
        return None
    if "C" in between and "V" in between[between.index("C") :]:
        # A verb after "and" has a place of its own.
        return None
    return end - start if after else 8 + end - start


def _preposition_before(p: Parsed, name: Named) -> int | None:
    """Return the "in" before a place: "in Lima", "in the port city of Lima"."""
    k = name.start - 1
    if k > 0 and p.lower[k] == "of" and p.lower[k - 1] in _KINDS:
        k -= 1
    while k > 0 and (p.tags[k] == "D" or (p.tags[k] == "N" and p.tags[k - 1] in "NPD")):
        k -= 1
    return k if k >= 0 and p.lower[k] in _PREPOSITIONS else None


def time_of(p: Parsed, c: Candidate, others: Sequence[Candidate]) -> Group | None:
    """Return the run of time words nearest to the trigger within its clause."""
    best: tuple[int, Group] | None = None
    for run in _time_runs(p):
        start, end = (c.end, run.start) if run.start >= c.end else (run.end, c.start)
        if end - start > REACH or set(p.tags[start:end]) & set(";SR"):
            continue
        if _qualifies(p, run, c) is False or (run.start >= c.end and _owned(start, end, others)):
            continue
        if best is None or end - start < best[0]:
            best = (end - start, run)
    return best[1] if best else None


def _time_runs(p: Parsed) -> Iterator[Group]:
    i = 0
    while i < len(p.tags):
        end = i
        while p.tags[end : end + 1] == "W" or (
            end > i and p.lower[end : end + 1] == [","] and p.tags[end + 1 : end + 2] == "W"
        ):
            end += 1
        if end > i:
            yield Group(i, end)
        i = max(end, i + 1)


def _is_time(p: Parsed, i: int) -> bool:
    return p.tags[i : i + 1] == "W"


def _qualifies(p: Parsed, run: Group, c: Candidate) -> bool | None:
    """Say whether a time inside a noun group ("the May 3 raid") is of this trigger's group; None if it is in none."""
    if not (run.start and p.tags[run.start - 1] == "D" and p.tags[run.end : run.end + 1] == "N"):
        return None
    end = run.end
    while end < len(p.tags) and p.tags[end] == "N":
        end += 1
    return run.end <= c.start < end


def _owned(start: int, end: int, others: Sequence[Candidate]) -> bool:
    """Say whether another noun trigger stands between, so that what follows is said of that one."""
    return any(start <= o.start < end and o.trigger.part == "noun" for o in others)
