"""In what an office is held: the country and the body that its words name, or that its owner is."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dateline.model.span import Span
from dateline.model.statement import Mention
from dateline.record.belonging import country_in, without_topic
from dateline.record.clusters import Cluster
from dateline.record.neighbors import CLITICS, Places, is_noun
from dateline.record.roles import Role
from dateline.world.countries import is_work
from dateline.world.organizations import Organization, is_plain, organization_named

_LONGEST_NAME = 9
_ADDED = 12
"""So many words at most are read of what a body or land adds to an office."""
_SENT = frozenset("ambassador consul envoy emissary attache attaché affaires commissioner representative".split())
"""Last words of offices whose holder stands in or for another country than the one he is sent to."""
_GOVERNING = frozenset("of for with against on at in near from to by northern southern eastern western".split())
OWN = frozenset("REB PTY CRM PRM JRN BUS SOC LAB REL EDU MED COP LEG JUD SPY".split())
"""Sectors of bodies whose people belong to them whatever their rank: a commander of rebels is a rebel."""
_LONGEST_BODY = 4
_PARTS = re.compile(
    r"\b(?:Mission|Office|Force|Agency|Committee|Commission|Council|Assembly|Programme|Program|Fund|Panel|Secretariat"
    r"|Delegation|Court|Parliament|Command|Operation|Team|Group|Department|Division|Directorate)\b"
)
"""What bodies of states consist of: "ASEAN Equity Research" is a bank's."""
_OWN_PRONOUNS = ("its", "their")
_PERSONAL = ("his", "her")


@dataclass(frozen=True, slots=True)
class Body:
    """What is known of that in which an office is held."""

    country: str | None = None
    sector: str | None = None
    code: str | None = None


def body_of(organization: Organization) -> Body:
    """Return what the world's table says of an organization."""
    return Body(organization.country, organization.sector, organization.code or organization.country)


def whole_of(label: str) -> Body | None:
    """Return the body of states that a name begins with: "United Nations Stabilization Mission in …" is the UN's."""
    words = label.split()
    for n in range(min(len(words) - 1, _LONGEST_BODY), 0, -1):
        found = organization_named(" ".join(words[:n]))
        states = found is not None and found.type == "body" and found.country is None and found.code is not None
        if found is not None and states and _PARTS.search(" ".join(words[n:])):
            return body_of(found)
    return None


def held_in(role: Role, places: Places, home: str | None) -> tuple[str | None, Body | None]:
    """Return the country and organization a role is held in: what stands ahead of it, then what it is "of"."""
    behind = Span(role.head_end, max(role.near.end, role.head_end + 1)).of(places.text)
    sent = bool(_SENT & set(role.head.replace("'", " ").split()))
    cut = re.split(r"\b(?:to|for|on|in|at)\b" if sent else r"\b(?:to|on)\b", behind, maxsplit=1)[0]
    body = body_in(
        Span(role.near.start, role.head_end + (len(cut) if role.near.end > role.head_end else 0)), places, home
    )
    lands = places.lands
    before = without_topic(places.text[role.near.start : role.head_end])
    ahead = country_in(before, cities=False, lands=lands) or (country_in(before, lands=lands) if body is None else None)
    if body is not None and body.code == "NGO" and ahead is None:
        # the Red Crescent of a country is that country's own
        ahead = country_in(cut, cities=False, lands=lands)
    if ahead is not None or body is not None:
        return (body.country if body and body.code and ahead is None else ahead), body
    of, _, where = cut.partition(" in ")
    return country_in(re.split(r"\bfor\b", of, maxsplit=1)[0], lands=lands) or country_in(where, lands=lands), None


def body_in(near: Span, places: Places, home: str | None) -> Body | None:
    """Return the first organization of the table that is named within words, the longest of those that begin there."""
    first, after = places.first(near), places.after(near)
    for i in range(first, after):
        if not places.tokens[i].text[0].isupper() or _is_work(places, i):
            continue
        for j in range(min(after, i + _LONGEST_NAME), i, -1):
            name = places.text[places.tokens[i].start : places.tokens[j - 1].end]
            if name.removeprefix("The ").removeprefix("the ") in places.strangers:
                continue
            named = places.name_at.get(places.tokens[i].start)
            own = places.bodies.get(name) if named is not None and named.span.end == places.tokens[j - 1].end else None
            found = own or organization_named(name, home=home)
            if found is not None:
                other = home is not None and found.country not in (None, home) and is_plain(name)
                return Body(None, found.sector, None) if other else body_of(found)
    return None


def _is_work(places: Places, i: int) -> bool:
    if places.tokens[i].text not in ("Labour", "Labor"):
        return False
    first = max(0, i - 8)
    return is_work([t.text for t in places.tokens[first : i + 6]], i - first)


def complement_of(places: Places, span: Span, prepositions: Sequence[str]) -> Span | None:
    """Return what one of the prepositions adds to a noun phrase ("of Israel", "in Dhaka"), or None."""
    at = places.after(span)
    if at + 1 >= len(places.tokens) or places.lower[at] not in prepositions or not places.same_sentence(at, at - 1):
        return None
    stop = at + 1
    while stop < len(places.tokens) and stop < at + _ADDED and places.same_sentence(stop, at):
        token = places.tokens[stop]
        small = places.lower[stop] in ("of", "the") or token.text in CLITICS
        if not (small or token.text[0].isupper() or (token.text[0].isalnum() and is_noun(places, stop))):
            break
        stop += 1
    return Span(places.tokens[at].start, places.tokens[stop - 1].end)


class Owners:
    """Finds whose an office is: "the group's commander", "its commander", "Rao's deputy", "his counterpart"."""

    def __init__(self, places: Places, mentions: Sequence[Mention], owner: Mapping[int, Cluster]) -> None:
        self._places = places
        linked = sorted((m.span.end, n) for n, m in enumerate(mentions) if n in owner)
        self._ends = [end for end, _ in linked]
        self._clusters = [owner[n] for _, n in linked]
        self._firsts = [places.first(mentions[n].span) for _, n in linked]

    def of(self, role: Role) -> Cluster | None:
        """Return the cluster that owns a role, by the possessive right before it, or None."""
        places, start = self._places, self._places.first(role.span)
        for k in range(start - 1, max(-1, start - 5), -1):
            if not places.same_sentence(k, start):
                return None
            if places.tokens[k].text in CLITICS:
                return self._ending(places.tokens[k].start)
            if places.lower[k] in _PERSONAL:
                return self._ending(places.tokens[k].end)
            if places.lower[k] in _OWN_PRONOUNS:
                return self.body_before(places.tokens[k].start)
            if not places.tokens[k].text[0].isalnum():
                return None
        return None

    def ending_in(self, span: Span, *, pronouns: bool) -> Cluster | None:
        """Return the person who owns a noun phrase that names him, "Prime Minister Rao's office", or None.

        Args:
            span: The phrase.
            pronouns: Whether "his government" counts.
        """
        places = self._places
        if pronouns and places.lower[places.first(span)] in _PERSONAL:
            owner = self._ending(places.tokens[places.first(span)].end)
            return owner if owner is not None and owner.type == "person" else None
        for k in range(places.first(span) + 1, places.after(span)):
            if places.tokens[k].text in CLITICS:
                owner = self._ending(places.tokens[k].start)
                return owner if owner is not None and owner.type == "person" else None
        return None

    def inside(self, role: Role) -> Cluster | None:
        """Return the organization that a role is "of" or that stands before it: "president of the Chamber"."""
        first, last = bisect_left(self._ends, role.near.start + 1), bisect_left(self._ends, role.near.end + 1)
        return next((c for c in self._clusters[first:last] if c.type == "organization"), None)

    def _ending(self, end: int) -> Cluster | None:
        at = bisect_left(self._ends, end)
        found = [self._clusters[k] for k in range(at, len(self._ends)) if self._ends[k] == end]
        return next((c for c in found if c.type != "nationality"), None)

    def body_before(self, start: int) -> Cluster | None:
        """Return what "its" goes back to: the first body or country of its sentence before it, or of the last one."""
        places, at = self._places, bisect_left(self._ends, start)
        number = places.sentence_of[places.first(Span(start, start + 1))]
        near: dict[int, Cluster] = {}
        for k in range(at - 1, max(-1, at - 20), -1):
            sentence = places.sentence_of[max(0, places.first(Span(self._ends[k], self._ends[k] + 1)) - 1)]
            if number - sentence > 1:
                break
            owner = self._is_owner(k) and self._clusters[k].type == "place"
            if self._clusters[k].type in ("organization", "place") and not owner and not self._is_aside(k):
                near[sentence] = self._clusters[k]
        return near.get(number) or near.get(number - 1)

    def _is_owner(self, k: int) -> bool:
        """Say whether a mention is only the owner of what follows: "Iran" of "Iran's Foreign Ministry"."""
        places = self._places
        after = places.after(Span(self._ends[k] - 1, self._ends[k]))
        return after < len(places.tokens) and places.tokens[after].text in CLITICS

    def _is_aside(self, k: int) -> bool:
        """Say whether a preposition governs a mention, which then is no subject."""
        first = self._firsts[k]
        return first > 0 and bool({*self._places.lower[max(0, first - 2) : first]} & _GOVERNING)
