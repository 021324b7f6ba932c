"""The sides of an event told by a verb: subject and object, turned around in the passive."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.record.rules.clauses import after_preposition, by_phrase, is_passive, objects, subject
from dateline.record.rules.groups import Group, Parsed, chunk_ending
from dateline.record.rules.lexicon import Trigger
from dateline.record.rules.standing import Sides, acts, bare, owner_of

_VERB_RECIPIENT: dict[str, frozenset[str]] = {
    "AGREE": frozenset({"with", "to"}),
    "AID": frozenset({"to"}),
    "PROTEST": frozenset({"against"}),
    "REQUEST": frozenset({"from", "to", "on"}),
    "SANCTION": frozenset({"on", "against"}),
    "COERCE": frozenset({"from", "on"}),
    "ACCUSE": frozenset({"against", "with"}),
    "THREATEN": frozenset({"against"}),
    "ASSAULT": frozenset({"at", "on", "into", "against", "toward", "towards"}),
    "CONSULT": frozenset({"with", "to"}),
    "SUPPORT": frozenset({"for", "to"}),
    "MOBILIZE": frozenset({"against"}),
    "CONCEDE": frozenset({"to", "on"}),
}
_OWNED_BY = frozenset({"of", "by", "from", "against"})


def verb_sides(p: Parsed, trigger: Trigger, start: int, end: int) -> Sides:
    """Return the sides of the verb at a token; its object begins at `end`."""
    doers, done_to = subject(p, start), objects(p, end)
    if is_passive(p, start):
        # "was arrested by police": the subject suffers it.
        return Sides(tuple(by_phrase(p, end)), () if trigger.type == "MOBILIZE" else tuple(doers))
    if _is_reduced_passive(p, start, end):
        before = chunk_ending(p, start - 1)
        return Sides(tuple(by_phrase(p, end)), (before,) if before else ())
    if trigger.mode == "allege":
        done_to = [_without_charge(p, g) for g in done_to]
    return _framed(p, trigger, doers, done_to, end)


def _without_charge(p: Parsed, group: Group) -> Group:
    """Leave off what somebody is accused of: the last "of" after "accuse" opens the charge."""
    of = next((k for k in range(group.start + 1, group.end) if p.lower[k] == "of"), None)
    return group if of is None or p.lower[group.end : group.end + 1] == ["of"] else Group(group.start, of)


def _framed(p: Parsed, trigger: Trigger, doers: Sequence[Group], done_to: Sequence[Group], end: int) -> Sides:
    """Give subject and object the roles that the trigger's frame says."""
    match trigger.frame:
        case "reverse":
            return Sides(tuple(done_to), tuple(doers))
        case "nobody":
            return Sides(tuple(doers), ())
        case "driven":
            return Sides((), tuple(doers))
        case "joint":
            last = trigger.steps[-1] or frozenset()
            takes_noun = len(trigger.steps) > 1 and not last <= {"with", "to", "on", "by"}
            return _joint(p, doers, done_to, end, takes_noun=takes_noun)
    return Sides(tuple(doers), tuple(_recipients(p, trigger, done_to, end)))


def _is_reduced_passive(p: Parsed, start: int, end: int) -> bool:
    """Say whether a participle follows its noun and "by" comes next: "the man arrested by police"."""
    return end < len(p.lower) and p.lower[end] == "by" and p.tags[start - 1 : start] == "N"


def _joint(p: Parsed, doers: Sequence[Group], done_to: Sequence[Group], end: int, *, takes_noun: bool) -> Sides:
    # "held talks": the talks are no side.
    direct = [] if takes_noun else [g for g in done_to if acts(p, bare(p, g))]
    others = direct or after_preposition(p, end, frozenset({"with"}), 12)
    return Sides(tuple(doers), tuple(others))


def _recipients(p: Parsed, trigger: Trigger, done_to: Sequence[Group], end: int) -> list[Group]:
    """Return the objects that can act; where the object is a thing, who it belongs to or comes from."""
    if trigger.type == "ACCUSE" and p.lower[end : end + 1] == ["that"]:
        return objects(p, end + 1)
    if trigger.type == "REJECT" and p.tags[end : end + 2] == "TV":
        done_to = objects(p, end + 2)
    # What is promised is no side: the promise is made "to" or "with" somebody.
    direct = [g for g in done_to if acts(p, bare(p, g))] if trigger.type != "AGREE" else []
    owners = [g for thing in done_to[:1] for g in _owners(p, trigger, thing)]
    first, second = (owners, direct) if trigger.frame == "thing" else (direct, owners)
    to = frozenset(trigger.to) or _VERB_RECIPIENT.get(trigger.type, frozenset())
    return first or second or after_preposition(p, end, to, 8)


def _owners(p: Parsed, trigger: Trigger, thing: Group) -> list[Group]:
    """Return whose a thing is: "Tehran's offer", "remarks by the envoy"."""
    owner = owner_of(p, thing)
    if owner:
        return [owner]
    if trigger.type not in ("ACCUSE", "REJECT", "SUPPORT", "ASSAULT", "SANCTION"):
        return []
    of = after_preposition(p, thing.start, _OWNED_BY, thing.end - thing.start + 1)
    return [g for g in of if acts(p, bare(p, g))]
