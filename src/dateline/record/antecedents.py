"""Whom "he", "she", "they" and "it" stand for: the nearest that fits, or nobody."""

from __future__ import annotations

from dateline.record.clusters import Cluster, words_of
from dateline.record.genders import GENDERED
from dateline.record.judged import is_judged
from dateline.record.links import Links
from dateline.record.quotation import inside
from dateline.world.names import words

_FAR = 3
"""How many sentences back a pronoun may reach."""
_SHOWN = 1.5
_NAMED = 1.25
"""What a given name weighs: enough to turn the choice between a subject and another, never to rule anybody out."""
_REACH = 300
"""So many mentions a pronoun looks over: those of a long quotation lie no sentence apart."""
_NEAR = 12
"""So many mentions before a pronoun another person might be meant by it."""
_PASSED = 2.5
"""What one loses who was spoken of before somebody new was."""
_JUDGED = 3
"""More than a subject has before others."""
_VERB = 4
"""So many words at most a verb has between its subject and an object that is a pronoun."""
_APART = frozenset(", ; : ( – — - who whom whose which what when where while before after because if as than".split())
"""What begins a clause of its own between a speaker and a name."""
_SUBORDINATING = frozenset(
    "although though while as when after before if since because until once unless despite".split()
)
_SUBJECTS = ("he", "she", "it", "they")
_PLURAL = ("they", "them", "themselves")


class Antecedents:
    """Finds whom pronouns stand for; ask in the order of the text."""

    def __init__(self, links: Links) -> None:
        self._links = links

    def link(self, number: int) -> None:
        """Link a pronoun, or say why it cannot be."""
        links = self._links
        mention = links.mentions[number]
        word = words_of(mention).lower()
        if word in ("i", "me", "we", "us"):
            links.reasons[number] = "the first person is whoever speaks here"
        elif inside(links.quoted, mention.span.start):
            links.reasons[number] = "inside a quotation, where the speaker may mean anybody"
        else:
            found = self._antecedent(number, word) or self._coming(number, word) or self._itself(number, word)
            if found is None:
                links.reasons[number] = "nobody near fits it alone"
            else:
                links.give(number, found)
                self._learn(found, number, word)

    def _learn(self, cluster: Cluster, number: int, word: str) -> None:
        """Keep the gender that a pronoun shows of the only person named in its sentence so far or the one before."""
        links = self._links
        if cluster.gender is not None or word not in GENDERED:
            return
        near = [links.owner.get(k) for k in range(max(0, number - _NEAR), number) if links.back(number, k) <= 1]
        if all(c is cluster for c in near if c is not None and c.type == "person" and not c.head):
            cluster.gender = GENDERED[word]

    def _itself(self, number: int, word: str) -> Cluster | None:
        """Return the body that speaks of itself by name: "SCDF rescued a man, it said"."""
        bodies = [c for c in self._told_before(number) if c.type == "organization"] if word == "it" else []
        return bodies[-1] if bodies and all(c is bodies[-1] for c in bodies) else None

    def _antecedent(self, number: int, word: str) -> Cluster | None:
        """Return the best candidate of this sentence and the ones before: near, a subject, a speaker, of the gender."""
        best: tuple[float, Cluster] | None = None
        topic = self._topic(number, word)
        if topic is not None:
            return topic
        told = self._told_of(number) if word in _SUBJECTS else self._doer(number, word)
        others = [*self._named_after(number), *self._told_before(number)]
        newest: Cluster | None = None
        for k in range(number - 1, max(-1, number - 1 - _REACH), -1):
            back = self._links.back(number, k)
            if back > _FAR:
                break
            cluster = self._links.owner.get(k)
            if (
                cluster is None
                or cluster is told
                or any(cluster is o for o in others)
                or self._links.is_beside(number, k)
            ):
                continue
            if not self._may_be(cluster, k, word):
                continue
            score = self._score(k, number, back, cluster, word)
            if newest is None and back <= 1 and self._is_introduced(k, cluster, word):
                newest = cluster
            score -= _PASSED if back > 1 and newest is not None and newest is not cluster else 0
            if best is None or score > best[0]:
                best = (score, cluster)
        return best[1] if best is not None and best[0] > 0 else None

    def _topic(self, number: int, word: str) -> Cluster | None:
        """Return whom the words before a subject say that it goes on about: "As for Rao, she said …"."""
        links = self._links
        first = links.places.first(links.mentions[number].span)
        k = number - 1
        if word not in _SUBJECTS or k < 0 or links.sentence[k] != links.sentence[number] or k not in links.owner:
            return None
        start = links.places.first(links.mentions[k].span)
        led, opens = links.places.lower[max(0, start - 2) : start], start - 1
        opens -= led == ["as", "for"]
        comma = links.places.lower[links.places.after(links.mentions[k].span) : first] == [","]
        heads = led[-1:] == ["for"] and (opens == 0 or not links.places.same_sentence(opens - 1, opens))
        cluster = links.owner[k]
        # "For Okafor, he was the best": he is somebody else
        says = led == ["as", "for"] or links.is_source(number)
        return cluster if comma and heads and says and self._may_be(cluster, k, word) else None

    def _named_after(self, number: int) -> list[Cluster]:
        """Return whom a speaker names right behind a "he": in "She said Rao had paid" she is not Rao (Chomsky 1981).

        Whom a clause of its own names may still be he: "Although he fled, Rao …", "he told those who knew Rao".
        """
        links = self._links
        out: list[Cluster] = []
        if not links.is_source(number) or self._is_subordinate(number):
            return out
        lower, after = links.places.lower, links.places.after(links.mentions[number].span)
        for k in range(number + 1, min(number + 1 + _NEAR, len(links.mentions))):
            between = lower[after : links.places.first(links.mentions[k].span)]
            if links.sentence[k] != links.sentence[number] or len(between) > _NEAR or not _APART.isdisjoint(between):
                break
            if links.mentions[k].form == "name" and not links.is_quoted(k) and k in links.owner:
                out.append(links.owner[k])
        return out

    def _told_before(self, number: int) -> list[Cluster]:
        """Return whom a sentence names that a pronoun and its verb close: in "Rao was ill, she said" she is not Rao.

        Who is "he" or "they" there, too, may be whoever says so.
        """
        links, lower = self._links, self._links.places.lower
        first, after = (f(links.mentions[number].span) for f in (links.places.first, links.places.after))
        if not links.is_source(number) or not first or lower[first - 1] != "," or not self._closes(first, after):
            return []
        out: list[Cluster] = []
        for k in range(number - 1, max(-1, number - 1 - _REACH), -1):
            if links.sentence[k] != links.sentence[number]:
                break
            if links.mentions[k].form != "pronoun" and k in links.owner and not links.is_quoted(k):
                out.append(links.owner[k])
        return out

    def _closes(self, first: int, after: int) -> bool:
        """Say whether no clause follows a pronoun and its verb: "…, he said on Monday."."""
        places = self._links.places
        rest = []
        while after < len(places.lower) and places.same_sentence(after, first):
            rest.append(places.lower[after])
            after += 1
        return bool(rest) and len(rest) <= _VERB and not self._is_subordinate_at(first)

    def _is_subordinate(self, number: int) -> bool:
        """Say whether a clause that the sentence opens with is a pronoun's: "Although he had fled, Rao …"."""
        return self._is_subordinate_at(self._links.places.first(self._links.mentions[number].span))

    def _is_subordinate_at(self, first: int) -> bool:
        places, start = self._links.places, first
        while start and places.same_sentence(start - 1, first):
            start -= 1
        return not _SUBORDINATING.isdisjoint(places.lower[start:first])

    def _told_of(self, number: int) -> Cluster | None:
        """Return who stands before a speaker amid what is said: in "Russia, it said, earned …" it is not Russia."""
        places, links, span = self._links.places, self._links, self._links.mentions[number].span
        first, after = places.first(span), places.after(span)
        if first < 2 or after + 1 >= len(places.tokens) or not places.same_sentence(first - 2, after + 1):
            return None
        if not places.lower[first - 1] == places.lower[after + 1] == ",":
            return None
        before = places.name_to.get(places.tokens[first - 2].end)
        return links.owner.get(links.number[before.span]) if before is not None else None

    def _doer(self, number: int, word: str) -> Cluster | None:
        """Return the subject nearest before an object, who is somebody else: in "He thanked him" they are two."""
        links = self._links
        if not self._is_object(number, word):
            return None
        first = links.places.first(links.mentions[number].span)
        for k in range(number - 1, max(-1, number - 1 - _NEAR), -1):
            after = links.places.after(links.mentions[k].span)
            if links.sentence[k] != links.sentence[number] or first - after > _VERB:
                return None
            if links.is_subject(k):
                apart = any(not w.isalpha() or w in ("for", "that") for w in links.places.lower[after:first])
                return None if apart else links.owner.get(k)
        return None

    def _coming(self, number: int, word: str) -> Cluster | None:
        """Return the person first named in the sentences after a "he" or "she" before whom nobody stands."""
        links = self._links
        if word not in ("he", "she") or not links.is_source(number):
            return None
        own = set()
        for k in range(number + 1, min(number + 1 + _REACH, len(links.mentions))):
            cluster = links.owner.get(k)
            if links.sentence[k] == links.sentence[number]:
                own.add(id(cluster))  # "He criticised Mr Lund": not himself
                continue
            if links.told[links.sentence[k]] - links.told[links.sentence[number]] > 2:
                return None
            if cluster is None or links.is_quoted(k) or cluster.type != "person" or id(cluster) in own:
                continue
            fits = min(cluster.mentions) == k and cluster.gender in (None, GENDERED[word])
            return cluster if fits and links.mentions[k].form == "name" and not links.owns(k) else None
        return None

    def _may_be(self, cluster: Cluster, k: int, word: str) -> bool:
        links = self._links
        if links.is_quoted(k):
            return False
        if word in GENDERED:
            return cluster.type == "person" and cluster.gender in (None, GENDERED[word])
        if word in _PLURAL:
            plural = cluster.type == "nationality" and words_of(links.mentions[k]).endswith("s")
            return plural or cluster.type == "group" or (cluster.type == "organization" and links.is_source(k))
        return cluster.type in ("organization", "place") and links.is_subject(k)

    def _score(self, k: int, number: int, back: int, cluster: Cluster, word: str) -> float:
        """Weigh a candidate: a sentence back costs two; a subject gains two, a speaker one, a known gender one."""
        links = self._links
        subject = links.is_subject(k)
        score = 3.0 - 2.0 * back
        score += 2 if subject else -2 if word in _PLURAL and links.is_source(number) else 0
        score += 1 if links.speaks(k) else 0
        if word in GENDERED:
            score += _SHOWN if cluster.gender == GENDERED[word] else self._likely(cluster, word)
            score += 1 if links.mentions[k].form == "pronoun" else 0
            score += 0 if links.owns(k) else 1
            score -= 0 if cluster.names and not cluster.head else 1
            first, at = (links.places.first(links.mentions[n].span) for n in (k, number))
            score += _JUDGED if back == 0 and is_judged(links.places, first, at) else 0
        elif back > 1:
            score -= 2
        if back == 0 and subject and self._is_object(number, word):
            score -= 4
        return score - 0.01 * (number - k)

    def _is_introduced(self, k: int, cluster: Cluster, word: str) -> bool:
        """Say whether the text goes over to somebody new, who may be a "he" or "she": "Obinna Eze disagreed."."""
        links = self._links
        # his office may stand before his name
        new = links.sentence[min(cluster.mentions)] == links.sentence[k]
        named = word in GENDERED and links.mentions[k].form == "name" and new
        named = named and links.block[k] not in links.headlines
        # "…, reiterated the director of the bank, Woo Young Choi." is the subject of a turned sentence
        return named and (links.is_subject(k) or links.speaks(k)) and self._likely(cluster, word) >= 0

    def _likely(self, cluster: Cluster, word: str) -> float:
        """Weigh a given name, which counts only where the article's words say nothing."""
        if cluster.gender is not None or cluster.likely is None:
            return 0.0
        return _NAMED if cluster.likely == GENDERED[word] else -_NAMED

    def _is_object(self, number: int, word: str) -> bool:
        """Say whether a pronoun is an object, which is somebody else than the subject before it ("Rao called him")."""
        places = self._links.places
        after = places.after(self._links.mentions[number].span)
        if word in ("him", "them"):
            return True
        following = places.lower[after] if after < len(places.lower) else "."
        return word == "her" and (not following[0].isalnum() or following in words("followers"))
