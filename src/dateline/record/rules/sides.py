"""The two sides of an event: who did it, to or with whom."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.record.rules.clauses import subject
from dateline.record.rules.groups import Group, Parsed, trimmed
from dateline.record.rules.matching import Candidate
from dateline.record.rules.noun_sides import noun_sides
from dateline.record.rules.standing import Sides, acts
from dateline.record.rules.verb_sides import verb_sides


def sides_of(p: Parsed, c: Candidate) -> Sides:
    """Return the sides of the event that a trigger tells."""
    trigger, start, end = c.trigger, c.start, c.sides_from
    found = verb_sides(p, trigger, start, end) if trigger.part == "verb" else noun_sides(p, trigger, start, end)
    actors = _clean(p, [_resolved(p, g) for g in found.actors])
    recipients = tuple(g for g in _clean(p, found.recipients) if g not in actors)
    return Sides(actors, recipients)


def _resolved(p: Parsed, group: Group) -> Group:
    """Put the first subject of the sentence for a pronoun: one person for "he", several or a body for "they"."""
    pronoun = p.lower[group.start]
    if group.end - group.start > 1 or pronoun not in _PRONOUNS:
        return group
    first = next((i for i, t in enumerate(p.tags[: group.start]) if t == "V"), None)
    found = [g for g in subject(p, first) if g.end <= group.start] if first is not None else []
    bare = trimmed(p, found[0]) if len(found) == 1 else None
    if bare is None or p.tags[bare.start] == "Y" or not acts(p, bare):
        return group
    return bare if _is_person(p, bare) == (pronoun in _PERSONAL) else group


_PERSONAL = frozenset("he she his her".split())
_PRONOUNS = _PERSONAL | frozenset("they their it its".split())


def _is_person(p: Parsed, group: Group) -> bool:
    head = next((i for i in range(group.start, group.end) if p.tags[i] == "P"), group.end) - 1
    named = next((n for n in p.names if n.start <= head < n.end), None)
    return named.type == "person" if named else not p.lower[head].endswith("s")


def _clean(p: Parsed, groups: Sequence[Group]) -> tuple[Group, ...]:
    """Trim the groups and leave out those that cannot act."""
    out = []
    for group in groups:
        kept = trimmed(p, group)
        if kept and acts(p, kept) and kept not in out:
            out.append(kept)
    return tuple(out)
