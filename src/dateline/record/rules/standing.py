"""Which noun groups may be a side of an event, and which of them stand in public life."""

from __future__ import annotations

from typing import NamedTuple

from dateline.record.rules.actors import can_act, is_public_group, is_public_word
from dateline.record.rules.groups import Group, Parsed, trimmed


class Sides(NamedTuple):
    """Who did it and to or with whom."""

    actors: tuple[Group, ...]
    recipients: tuple[Group, ...]


def acts(p: Parsed, group: Group) -> bool:
    """Say whether a group may be a side: a name, a noun for people or bodies, a pronoun."""
    return can_act(p.lower[group.start : group.end], has_name=_head_is_name(p, group))


def _head_is_name(p: Parsed, group: Group) -> bool:
    """Say whether the head is a name: one that was found, or a capital that no sentence begins with."""
    head = next((i for i in range(group.start, group.end) if p.tags[i] == "P"), group.end) - 1
    if any(n.start <= head < n.end for n in p.names):
        return any(n.start <= head < n.end and n.type not in ("event", "work") for n in p.names)
    alone = head == 0 and group.end == 1 and p.tags[1:2] in ("V", "A")
    return (head > 0 or alone) and p.tags[head] == "N" and p.tokens[head].text[0].isupper()


def is_public(p: Parsed, group: Group) -> bool:
    """Say whether a side stands in public life: a state, body or office, not just a person or people."""
    if any(
        n.start < group.end and group.start < n.end and n.type in ("organization", "nationality", "place")
        for n in p.names
    ):
        return True
    return is_public_group(p.lower[group.start : group.end])


def tells_of_politics(p: Parsed) -> bool:
    """Say whether a sentence names a state, a body or an office anywhere."""
    return any(n.type in ("organization", "nationality") for n in p.names) or any(
        is_public_word(word) for word, tag in zip(p.lower, p.tags, strict=True) if tag == "N"
    )


def bare(p: Parsed, group: Group) -> Group:
    """Return a group without its article."""
    return trimmed(p, group) or group


def owner_of(p: Parsed, thing: Group) -> Group | None:
    """Return who a thing belongs to: "Tehran" in "Tehran's offer", "Iranian" in "the Iranian offer"."""
    for i in range(thing.start + 1, thing.end):
        if p.lower[i] in ("'s", "’s") or (p.lower[i] in ("'", "’") and p.lower[i - 1].endswith("s")):
            return trimmed(p, Group(thing.start, i))
    for n in p.names:
        if thing.start <= n.start and n.end < thing.end and n.type in ("nationality", "place", "organization"):
            return Group(n.start, n.end)
    return None
