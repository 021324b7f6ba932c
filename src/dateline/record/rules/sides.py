"""The two sides of an event: who did it, to or with whom, from the words around its trigger."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from dateline.record.rules.actors import can_act, is_public_group, is_public_word
from dateline.record.rules.clauses import (
    Group,
    Parsed,
    after_preposition,
    by_phrase,
    chunk_ending,
    clause_subject,
    is_passive,
    objects,
    subject,
    trimmed,
)
from dateline.record.rules.lexicon import Trigger
from dateline.record.rules.matching import Candidate
from dateline.world.countries import country_named

_RECIPIENT: dict[str, frozenset[str]] = {
    "ACCUSE": frozenset({"of", "against", "into"}),
    "ASSAULT": frozenset({"on", "against", "of"}),
    "CONSULT": frozenset({"with"}),
    "AGREE": frozenset({"with"}),
    "SUPPORT": frozenset({"for", "of", "to"}),
    "COOPERATE": frozenset({"with"}),
    "AID": frozenset({"to", "for"}),
    "REQUEST": frozenset({"to", "on"}),
    "REJECT": frozenset({"of"}),
    "THREATEN": frozenset({"against", "to"}),
    "PROTEST": frozenset({"against"}),
    "SANCTION": frozenset({"on", "against", "of"}),
    "COERCE": frozenset({"of", "on", "against"}),
    "CONCEDE": frozenset({"of", "to", "for"}),
    "RETREAT": frozenset({"of"}),
    "MOBILIZE": frozenset({"against"}),
}
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
_LIGHT = frozenset(
    "held hold holds holding made make makes making launched launch launches launching carried conducted conduct "
    "conducting imposed impose imposes imposing expressed express expresses voiced paid pay began begun started start "
    "opened open filed file filing issued offered staged led lead ordered announced mounted had have "
    "concluded attended "
    "joined renewed resumed unleashed committed reiterated repeated signed planned organized organised called".split()
)
_SUFFERING = frozenset("faces faced face facing drew draws drawn suffered received sparked attracted under met".split())
_SUFFERED_NOUNS = frozenset(
    "arrest arrests killing killings murder assassination execution abduction kidnapping conviction "
    "deportation expulsion "
    "acquittal pardon detention impeachment indictment suspension beheading shooting".split()
)
_OWNED_BY = frozenset({"of", "by", "from", "against"})


class Sides(NamedTuple):
    """Who did it and to or with whom."""

    actors: tuple[Group, ...]
    recipients: tuple[Group, ...]


def sides_of(p: Parsed, c: Candidate) -> Sides:
    """Return the sides of the event that a trigger tells."""
    trigger, start, end = c.trigger, c.start, c.sides_from
    found = _verb_sides(p, trigger, start, end) if trigger.part == "verb" else _noun_sides(p, trigger, start, end)
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


def _verb_sides(p: Parsed, trigger: Trigger, start: int, end: int) -> Sides:
    doers, done_to = subject(p, start), objects(p, end)
    if is_passive(p, start):
        # "was arrested by police": the subject suffers it.
        return Sides(tuple(by_phrase(p, end)), tuple(doers))
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
    direct = [] if takes_noun else [g for g in done_to if acts(p, _bare(p, g))]
    others = direct or after_preposition(p, end, frozenset({"with"}), 12)
    return Sides(tuple(doers), tuple(others))


def _bare(p: Parsed, group: Group) -> Group:
    return trimmed(p, group) or group


def _recipients(p: Parsed, trigger: Trigger, done_to: Sequence[Group], end: int) -> list[Group]:
    """Return the objects that can act; where the object is a thing, who it belongs to or comes from."""
    if trigger.type == "ACCUSE" and p.lower[end : end + 1] == ["that"]:
        return objects(p, end + 1)
    if trigger.type == "REJECT" and p.tags[end : end + 2] == "TV":
        done_to = objects(p, end + 2)
    direct = [g for g in done_to if acts(p, _bare(p, g))]
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
    return [g for g in of if acts(p, _bare(p, g))]


def owner_of(p: Parsed, thing: Group) -> Group | None:
    """Return who a thing belongs to: "Tehran" in "Tehran's offer", "Iranian" in "the Iranian offer"."""
    for i in range(thing.start + 1, thing.end):
        if p.lower[i] in ("'s", "’s") or (p.lower[i] in ("'", "’") and p.lower[i - 1].endswith("s")):
            return trimmed(p, Group(thing.start, i))
    for n in p.names:
        if thing.start <= n.start and n.end < thing.end and n.type in ("nationality", "place", "organization"):
            return Group(n.start, n.end)
    return None


def _noun_sides(p: Parsed, trigger: Trigger, start: int, end: int) -> Sides:
    chunk = chunk_ending(p, start) or Group(start, start + 1)
    owner, recipients = _owner_of_deed(p, trigger, chunk, end), _noun_recipients(p, trigger, end)
    if trigger.frame == "holder":
        return Sides((owner,) if owner else tuple(recipients), ())
    if owner is not None and p.lower[end - 1] in _SUFFERED_NOUNS:
        recipients, owner = recipients or [owner], None
    actors, after = _doers_after(p, end)
    if trigger.type == "ASSAULT":
        if owner is not None and _is_target(p, owner):
            recipients, owner = recipients or [owner], None
        recipients = recipients or after_preposition(p, after, _RECIPIENT["ASSAULT"], 2)
    if owner is not None and not actors:
        actors = [owner]
    verb = _verb_before(p, chunk.start)
    if verb is not None and not actors and p.lower[verb] in _LIGHT:
        actors = subject(p, verb)
    if verb is not None and not recipients and p.lower[verb] in _SUFFERING:
        recipients = subject(p, verb)
    return Sides(tuple(actors), tuple(recipients))


def _is_target(p: Parsed, owner: Group) -> bool:
    """Say whether a place before "airstrike" or "bombing" is where it struck: a town, or a country's name as it is."""
    named = next((n for n in p.names if (n.start, n.end) == owner), None)
    possessive = p.lower[owner.end : owner.end + 1] in (["'s"], ["’s"])
    return named is not None and named.type == "place" and not possessive and not _is_country(p, owner)


def _is_country(p: Parsed, group: Group) -> bool:
    return country_named(" ".join(t.text for t in p.tokens[group.start : group.end])) is not None


def _doers_after(p: Parsed, end: int) -> tuple[list[Group], int]:
    """Return who is named after a noun as its doer, and where the words for that end: "by X", "carried out by X"."""
    by = end + 1 if p.tags[end : end + 1] == "V" and p.lower[end] in _CARRIED else end
    by += p.lower[by : by + 1] == ["out"]
    actors = by_phrase(p, by, 1 if by > end else 8)
    if actors:
        return actors, actors[-1].end
    return after_preposition(p, end, frozenset({"between", "among"}), 3), end


_CARRIED = frozenset(
    "carried conducted launched committed led imposed organized organised staged perpetrated ordered".split()
)


def _owner_of_deed(p: Parsed, trigger: Trigger, chunk: Group, end: int) -> Group | None:
    """Return whose deed a noun tells: "Iran's", "Iranian", or the subject that "his" or "their" stands for."""
    if p.lower[chunk.start] in ("his", "her", "their", "its"):
        subjects = clause_subject(p, chunk.start)
        return subjects[0] if len(subjects) == 1 else Group(chunk.start, chunk.start + 1)
    chunk = _with_adjectives(p, chunk)
    if chunk.start == end - 1:
        return None
    owner = owner_of(p, Group(chunk.start, end))
    possessive = owner is not None and p.lower[owner.end : owner.end + 1] in (["'s"], ["’s"], ["'"], ["’"])
    # "North Korea talks", "the Russia investigation": what they are about.
    return owner if possessive or trigger.type not in ("CONSULT", "ACCUSE") else None


def _with_adjectives(p: Parsed, chunk: Group) -> Group:
    """Take in what stands before an "and" of adjectives: "India's strong and clear condemnation"."""
    if chunk.start < 2 or p.tags[chunk.start - 1] != "C":
        return chunk
    left = chunk_ending(p, chunk.start - 2)
    owned = left is not None and any(w in ("'s", "’s") for w in p.lower[left.start : left.end - 1])
    return Group(left.start, chunk.end) if left is not None and owned else chunk


def _noun_recipients(p: Parsed, trigger: Trigger, end: int) -> list[Group]:
    """Return who a noun's deed is done to; after "allegations that" it is who the clause is about."""
    if trigger.type == "ACCUSE" and p.lower[end : end + 1] == ["that"]:
        return objects(p, end + 1)
    return after_preposition(p, end, frozenset(trigger.to) or _RECIPIENT[trigger.type], 5)


def _verb_before(p: Parsed, start: int) -> int | None:
    """Return the verb whose object begins at a token."""
    k = start - 1
    while k >= 0 and p.tags[k] in "BGW":
        k -= 1
    return k if k >= 0 and (p.tags[k] in "VA" or p.lower[k] == "under") else None
