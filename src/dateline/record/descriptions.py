"""Who "the mayor", "the Dutch envoy", "the ministry" and "the company" are: named beside it, before, or soon after."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dateline.model.statement import Mention
from dateline.record.belonging import country_in, lists_another, nation_of, without_topic
from dateline.record.beside import beside
from dateline.record.callings import (
    camps_in,
    holds,
    is_called,
    is_of_kind,
    kind_of,
    may_describe,
    offices_of,
    without_camp,
)
from dateline.record.clusters import Cluster, gender_of_role, words_of
from dateline.record.joining import joint_cluster
from dateline.record.links import Links, agrees, is_verb
from dateline.record.phrases import same_words, split_phrase, without_article
from dateline.world.countries import by_iso3, country_named
from dateline.world.names import is_nationality, is_place_name, words
from dateline.world.office_holders import OfficeHolder, holder_named
from dateline.world.offices import organization_sector

_ANY_BODY = frozenset("group organization organisation outfit body bloc".split())
"""Words that any organization may be called by."""
_DEFINITE = ("the", "this", "that", "its", "his", "her", "their")
_ANY_ONE = frozenset("one another some any each every either neither".split())
"""Words before somebody who is no one told of before: "one U.S. official"."""
_PAPERS = frozenset("newspaper paper outlet broadcaster magazine daily weekly network channel station".split())
_VERB_AND_MORE = 4
"""So many words a verb and its small words take before an object."""
_COPULAS = frozenset("is are was were has have had will would became remains said says told".split())
_CLAUSES = frozenset("that who which as when while and but because for".split())
_LANDS = ("country", "nation")
_OF_STATE = ("GOV", "MIL", "COP", "SPY", "LEG")
_SALIENT = 2
"""How many sentences back the one may stand whom only a description names ("the Texan billionaire")."""
_BETWEEN = 7
"""So many mentions at most stand between a subject and what a verb does something to."""


class Descriptions:
    """Finds whom noun phrases stand for; ask in the order of the text."""

    def __init__(self, links: Links) -> None:
        self._links = links
        self._places = links.places

    def link(self, number: int) -> None:
        """Link a noun phrase to whom it describes, or to a cluster of its own."""
        mention = self._links.mentions[number]
        if mention.type == "work":
            self._links.reasons[number] = "a document, which is nobody's name"
            return
        known = None if self._links.is_anonymous(mention) else self._known(number, mention)
        found = joint_cluster(self._links, mention) or known
        self._links.give(number, found or self._new(mention))

    def _known(self, number: int, mention: Mention) -> Cluster | None:
        """Return the cluster of a name or noun phrase that a noun phrase stands for."""
        phrase = words_of(mention)
        start, head = split_phrase(phrase)
        found = beside(self._links, number)
        bare = mention.type == "person" and start not in words("determiners") and not self._is_anyone(mention)
        definite = start in _DEFINITE or bare or head == "bench" or "'s" in phrase or "’s" in phrase
        if found is None and definite:
            found = self._earlier(number, mention, phrase, head) or self._once(number, mention, head)
        if found is None and start == "the":
            found = self._by_table(number, mention, head)
        if found is None and start == "the":
            found = self._salient(number, mention, phrase, head)
        if found is None and mention.type == "group":
            groups = (c for c in self._links.clusters if c.type == "group" and c.names and not c.members)
            found = next((c for c in groups if same_words(c.names[0], phrase)), None)
        return found

    def _is_anyone(self, mention: Mention) -> bool:
        first, lower = self._places.first(mention.span), self._places.lower
        return lower[first] in _ANY_ONE or (first > 0 and lower[first - 1] in _ANY_ONE)

    def _new(self, mention: Mention) -> Cluster:
        phrase = words_of(mention)
        head = split_phrase(phrase)[1]
        nation = country_in(without_topic(phrase), cities=False, lands=self._places.lands) or self._complement(mention)
        made = Cluster(mention.type, head=head, names=[without_article(phrase)], country=nation)
        made.gender = gender_of_role(head)
        self._links.clusters.append(made)
        return made

    def _complement(self, mention: Mention) -> str | None:
        """Return the country in what "of", "to" or "for" adds to a noun phrase ("the ambassador of Israel")."""
        at, places = self._places.after(mention.span), self._places
        if at + 1 >= len(places.tokens) or places.lower[at] not in ("of", "for"):
            return None
        stop = at + 1
        while stop < len(places.tokens) and stop < at + 6 and places.lower[stop] not in (",", ".", "and", "to"):
            stop += 1
        told = country_in(places.text[places.starts[at + 1] : places.tokens[stop - 1].end], lands=places.lands)
        return None if lists_another(places, stop, told) else told

    # --- before it

    def _earlier(self, number: int, mention: Mention, phrase: str, head: str) -> Cluster | None:
        """Return the last cluster before that has this office, is such a body, or was called just that."""
        country = country_in(phrase, lands=self._places.lands) or self._complement(mention)
        fitting = [
            c
            for c in self._links.clusters
            if c.latest_before(number) >= 0
            and not self._only_hears(c, number, head)
            and self._fits(c, mention, head)
            and agrees(self._links.country(c), country)
        ]
        where = self._links.places_in(mention)
        if where and mention.type == "person":
            fits = (where <= self._links.told_of(c) or self._links.is_of_state(mention, c, shown=True) for c in fitting)
            fitting = [c for c, so in zip(fitting, fits, strict=True) if so]
        own = _own_names(phrase) if mention.type == "organization" else set()
        if own:
            fitting = [c for c in fitting if own & {w for name in c.names for w in name.split()}]
        fitting = [c for c in fitting if not self._links.is_elsewhere(mention, c)]
        if mention.type == "person":
            doer = self._doer(number)
            fitting = [c for c in fitting if c is not doer]
        owned = mention.type == "person" and split_phrase(phrase)[0] in ("its", "their")
        if owned or (mention.type == "organization" and organization_sector(head) in _OF_STATE):
            fitting = [c for c in fitting if not self._is_of_another(mention, c)]
        if head in _LANDS:
            fitting = self._land(number, [c for c in fitting if not self._is_host(mention, c)])
        return max(
            fitting, key=lambda c: (_is_exactly(c, head) or _ends_so(c, head), c.latest_before(number)), default=None
        )

    def _doer(self, number: int) -> Cluster | None:
        """Return the subject of the verb whose object a description is: "Modi met the leader of Bhutan" are two."""
        links, places = self._links, self._places
        first = places.first(links.mentions[number].span)
        for k in range(number - 1, max(-1, number - 1 - _BETWEEN), -1):
            after = places.after(links.mentions[k].span)
            between = places.lower[after:first]
            if links.sentence[k] != links.sentence[number] or len(between) > _VERB_AND_MORE:
                return None
            if links.is_subject(k):
                near = len(between) >= 1 and is_verb(between[0]) and all(w.isalpha() for w in between)
                bare = near and between[0] not in _COPULAS and _CLAUSES.isdisjoint(between)
                return links.owner.get(k) if bare else None
        return None

    def _only_hears(self, cluster: Cluster, number: int, head: str) -> bool:
        """Say whether a paper has only been told things so far: "told Reuters … The agency said" is another agency."""
        if cluster.type != "organization" or head.rsplit(maxsplit=1)[-1] in _PAPERS or "news" in head:
            return False
        known = cluster.known is not None and cluster.known.type == "media"
        return (known or kind_of(cluster) == "JRN") and all(
            self._links.is_hearer(k) for k in cluster.mentions if k < number
        )

    def _once(self, number: int, mention: Mention, head: str) -> Cluster | None:
        """Return who "the former minister" is: the only one named before who is told to be minister."""
        former, _, office = head.partition(" ")
        if former not in ("former", "ex") or mention.type != "person":
            return None
        named = (c for c in self._links.clusters if c.names and not c.head and c.latest_before(number) >= 0)
        fitting = [c for c in named if self._fits(c, mention, office)]
        return fitting[0] if len(fitting) == 1 else None

    def _by_table(self, number: int, mention: Mention, head: str) -> Cluster | None:
        """Return whom the table of office holders has as "the German chancellor", if the text named him before."""
        links = self._links
        country = country_in(words_of(mention), cities=False, lands=self._places.lands) or self._complement(mention)
        if mention.type != "person" or country is None:
            return None
        for cluster in links.clusters:
            if cluster.type != "person" or cluster.head or cluster.latest_before(number) < 0:
                continue
            offices = (h for h in self._held(cluster) if h.country == country and h.sector != "PTY")
            holder = next(offices, None)  # who only runs for an office is called by his party
            if holder is not None and is_called(head, holder.role.lower()) and cluster is not self._doer(number):
                return cluster
        return None

    def _held(self, cluster: Cluster) -> Iterator[OfficeHolder]:
        """Yield the offices that somebody of a person's names held on the day of publication."""
        found = (holder_named(name, self._links.published) for name in cluster.names if cluster.type == "person")
        return (h for h in found if h is not None)

    def _is_of_another(self, mention: Mention, cluster: Cluster) -> bool:
        """Say whether the sentence has named another nation so far, and not a body's own: "Lebanon told the army …"."""
        country, first = self._links.country(cluster), self._places.first(mention.span)
        named = self._places.names_in(self._places.sentence_of[first])
        so_far = [m for m in named if m.span.start < mention.span.start and m.type in ("place", "nationality")]
        nations = {nation_of(m.evidence[0].exact) for m in so_far} - {None}
        return country is not None and by_iso3(country) is not None and bool(nations) and country not in nations

    def _is_host(self, mention: Mention, cluster: Cluster) -> bool:
        """Say whether "the country" is where a land's own are: not Peru in "Peru told its citizens in the country"."""
        places, first = self._places, self._places.first(mention.span)
        here = (self._links.mentions[k].span for k in cluster.mentions if self._links.mentions[k].form == "name")
        near = [s for s in here if s.end < mention.span.start and places.same_sentence(places.first(s), first)]
        between = places.lower[places.after(near[-1]) : first] if near else []
        return bool(between) and between[-1] in ("in", "from", "out", "inside") and "its" in between

    def _land(self, number: int, lands: list[Cluster]) -> list[Cluster]:
        """Return which country "the country" may be: one just named, else the one that the article names most."""
        near = [c for c in lands if self._links.back(number, c.latest_before(number)) <= 1]
        most = max((len(c.mentions) for c in lands), default=0)
        often = [c for c in lands if len(c.mentions) == most]
        return near or (often if len(often) == 1 else [])

    def _fits(self, cluster: Cluster, mention: Mention, head: str) -> bool:
        if mention.type == "person":
            peer = country_in(words_of(mention)) if "counterpart" in offices_of(cluster) else None
            held = holds(head, cluster) or (peer is not None and peer == self._links.country(cluster))
            if not held and camps_in(head) & self._links.camps(cluster):
                held = not without_camp(head) or holds(without_camp(head), cluster)
            alike = cluster.head == head or (bool(cluster.head) and f" {cluster.head}".endswith(f" {head}"))
            same = alike and _repeats(words_of(mention), cluster.names)
            return cluster.type == "person" and (held or same)
        if cluster.members:
            return False
        if cluster.type == "organization" and mention.type in ("organization", "group"):
            return (mention.type == "organization" or is_of_kind(head, cluster)) and _is_body(cluster, head)
        if mention.type == "organization" and cluster.type == "place":
            country = country_named(cluster.names[0])
            return head in _LANDS and country is not None
        return cluster.type == mention.type and cluster.head == head

    def _salient(self, number: int, mention: Mention, phrase: str, head: str) -> Cluster | None:
        """Return whom the text goes on about, if nothing speaks against his being called that."""
        links = self._links
        if mention.type not in ("person", "organization") or not (links.speaks(number) or links.is_subject(number)):
            return None
        country, where = country_in(phrase, cities=False), links.places_in(mention)
        for k in range(number - 1, -1, -1):
            back, cluster = links.back(number, k), links.owner.get(k)
            if back > _SALIENT:
                return None
            if cluster is None or cluster.head or cluster.type != mention.type or links.is_quoted(k):
                continue
            leads = links.speaks(k) or (cluster.type == "person" and links.is_subject(k))
            if links.sentence[k] == links.sentence[number] or not leads or self._only_hears(cluster, number, head):
                continue
            fits = (
                may_describe(head, cluster)
                and not links.is_elsewhere(mention, cluster)
                and not (mention.type == "organization" and _own_names(phrase))
                and cluster.gender in (None, gender_of_role(head) or cluster.gender)
            )
            elsewhere = links.told_of(cluster) - where if where else None
            land = links.country(cluster) or next((h.country for h in self._held(cluster)), None)
            return cluster if fits and not elsewhere and agrees(land, country) else None
        return None


def _own_names(phrase: str) -> set[str]:
    """Return the names by which a noun phrase tells one body from others: "Kuppet" of "the rival Kuppet union"."""
    inside = {w for w in phrase.split()[1:-1] if w[0].isupper() and w.isalpha()}
    return {w for w in inside if not is_nationality(w) and not is_place_name(w)}


def _repeats(phrase: str, names: Iterable[str]) -> bool:
    """Say whether a noun phrase tells nothing new of whom was called so before ("the officer" of "a tall officer")."""
    said = {w for name in names for w in name.lower().split()}
    return set(without_article(phrase).lower().split()) - {"his", "her", "its", "their"} <= said


def _is_exactly(cluster: Cluster, head: str) -> bool:
    """Say whether a cluster's office is just these words: "the mayor" is no deputy mayor where there is a mayor."""
    return cluster.head == head or head in offices_of(cluster)


def _ends_so(cluster: Cluster, head: str) -> bool:
    """Say whether a body's name ends in a telling word: "the department" is no hospital where there is a department."""
    if cluster.type != "organization" or head in _ANY_BODY:
        return False
    return any(name.lower().split()[-1:] == [head] for name in cluster.names)


def _is_body(cluster: Cluster, head: str) -> bool:
    """Say whether an organization may be called by a word: one of its name's, or one that any such body has."""
    if cluster.known is not None:
        if head in _ANY_BODY:
            return is_of_kind(head, cluster)
        kind = organization_sector(head)
        if kind is not None and kind != cluster.known.sector and cluster.known.sector == "REB":
            return False
    named = " ".join([*cluster.names, cluster.known.name if cluster.known else ""]).lower().split()
    return cluster.head == head or head.rsplit(maxsplit=1)[-1] in named or is_of_kind(head, cluster)
