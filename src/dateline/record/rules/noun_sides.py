"""The sides of an event told by a noun: its owner, "by" and "on", and the verb it is the object of."""

from __future__ import annotations

from dateline.record.rules.clauses import after_preposition, by_phrase, clause_subject, objects, subject
from dateline.record.rules.groups import Group, Parsed, chunk_ending
from dateline.record.rules.lexicon import Trigger
from dateline.record.rules.standing import Sides, owner_of
from dateline.world.countries import country_named

_RECIPIENT: dict[str, frozenset[str]] = {
    "ACCUSE": frozenset({"of", "against", "into", "on"}),
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
_CARRIED = frozenset(
    "carried conducted launched committed led imposed organized organised staged perpetrated ordered".split()
)


def noun_sides(p: Parsed, trigger: Trigger, start: int, end: int) -> Sides:
    """Return the sides of the noun at tokens start to end: "Iran's attack on a ship", "talks between the two"."""
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
