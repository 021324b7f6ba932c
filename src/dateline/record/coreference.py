"""Who "the mayor", "the ministry", "he" and "they" are: the nearest that fits, or nobody."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate

from dateline.model.statement import Mention
from dateline.record.belonging import country_in
from dateline.record.clusters import Cluster, gender_of_role, words_of
from dateline.record.neighbors import CLITICS, Places
from dateline.record.quotation import inside, quoted_spans
from dateline.record.tokens import Tokens
from dateline.world.countries import country_named
from dateline.world.names import words
from dateline.world.offices import longest_role, organization_sector

_FAR = 3
"""How many sentences back a pronoun may reach."""
_ANY_BODY = frozenset("group organization organisation outfit body bloc".split())
"""Words that any organization may be called by."""
_DEFINITE = ("the", "this", "that", "its", "his", "her", "their")
_GENDERED = {"he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "herself": "f"}
_SPEECH = words("person_after")


class Linker:
    """Joins noun phrases and pronouns to the clusters of names, in the order of the text."""

    def __init__(self, tokens: Tokens, mentions: Sequence[Mention], places: Places, clusters: list[Cluster]) -> None:
        self.mentions, self.places, self.clusters = mentions, places, clusters
        self.quoted = quoted_spans(tokens)
        starts = [s.span.start for s in tokens.sentences]
        self.sentence = [bisect_right(starts, m.span.start) - 1 for m in mentions]
        told = (
            not inside(self.quoted, s.span.end - 1) or not inside(self.quoted, s.span.start) for s in tokens.sentences
        )
        self.told = list(accumulate(told))
        self.owner: dict[int, Cluster] = {n: c for c in clusters for n in c.mentions}
        self.reasons: dict[int, str] = {}

    def run(self) -> None:
        """Link every noun phrase and pronoun that can be linked, and say why where one cannot."""
        for number, mention in enumerate(self.mentions):
            if mention.form == "nominal":
                self._nominal(number, mention)
            elif mention.form == "pronoun":
                self._pronoun(number, mention)

    def _give(self, number: int, cluster: Cluster) -> None:
        cluster.mentions.append(number)
        self.owner[number] = cluster

    # --- noun phrases

    def _nominal(self, number: int, mention: Mention) -> None:
        if mention.type == "work":
            self.reasons[number] = "a document, which is nobody's name"
            return
        phrase = words_of(mention)
        start, head = split_phrase(phrase)
        found = self._beside(number, mention) if mention.type == "person" else self._body_beside(mention)
        if found is None and (start in _DEFINITE or "'s" in phrase or "’s" in phrase):
            found = self._earlier(number, mention, phrase, head)
        if found is None and mention.type == "group":
            found = next(
                (c for c in self.clusters if c.type == "group" and c.names and same_words(c.names[0], phrase)), None
            )
        if found is None:
            nation = country_in(phrase, cities=False) or self._complement(mention)
            found = Cluster(mention.type, head=head, names=[without_article(phrase)], country=nation)
            found.gender = gender_of_role(head)
            self.clusters.append(found)
        self._give(number, found)

    def _complement(self, mention: Mention) -> str | None:
        """Return the country in what "of", "to" or "for" adds to a noun phrase ("the ambassador of Israel")."""
        at = self.places.after(mention.span)
        if at + 1 >= len(self.places.tokens) or self.places.lower[at] not in ("of", "for"):
            return None
        stop = at + 1
        while (
            stop < len(self.places.tokens) and stop < at + 6 and self.places.lower[stop] not in (",", ".", "and", "to")
        ):
            stop += 1
        return country_in(self.places.text[self.places.starts[at + 1] : self.places.tokens[stop - 1].end])

    def _beside(self, number: int, mention: Mention) -> Cluster | None:
        """Return the person named beside it: "the Foreign Secretary, Vikram Misri", "Vikram Misri, the …"."""
        after, first = self.places.after(mention.span), self.places.first(mention.span)
        tokens = self.places.tokens
        for k, name in ((number + 1, True), (number + 2, True), (number - 1, False), (number - 2, False)):
            if not 0 <= k < len(self.mentions) or self.mentions[k].form != "name" or self.mentions[k].type != "person":
                continue
            span = self.mentions[k].span
            if name and after + 1 < len(tokens) and tokens[after].text == "," and self._opens(after + 1, span.start):
                stop = self.places.after(span)
                return (
                    self.owner[k] if stop >= len(tokens) or tokens[stop].text in (",", ".", ";", "and", ")") else None
                )
            if (
                not name
                and first
                and tokens[first - 1].text in (",", "is", "was")
                and tokens[first - 2].end == span.end
            ):
                return self.owner[k]
        return None

    def _body_beside(self, mention: Mention) -> Cluster | None:
        """Return the body whose name a comma parts from the noun phrase: "Hamas, the militant group"."""
        first, tokens = self.places.first(mention.span), self.places.tokens
        if mention.type != "organization" or first < 2 or tokens[first - 1].text != ",":
            return None
        name = self.places.name_to.get(tokens[first - 2].end)
        if name is None or name.type != "organization" or not self.places.same_sentence(first - 2, first):
            return None
        after = self.places.after(mention.span)
        closed = after >= len(tokens) or tokens[after].text in (
            ",",
            ".",
            ";",
            ")",
            "–",
            "—",
            "that",
            "which",
            "of",
            "in",
        )
        return self.owner[self.mentions.index(name)] if closed else None

    def _opens(self, at: int, start: int) -> bool:
        """Say whether a name begins at a token, or behind the titles that begin there."""
        tokens = self.places.tokens
        while at < len(tokens) and tokens[at].start < start and tokens[at].text[0].isupper():
            at += 1
        return at < len(tokens) and tokens[at].start == start

    def _earlier(self, number: int, mention: Mention, phrase: str, head: str) -> Cluster | None:
        """Return the last cluster before that has this office, is such a body, or was called just that."""
        country = country_in(phrase) or self._complement(mention)
        fitting = [
            c
            for c in self.clusters
            if c.latest_before(number) >= 0 and self._fits(c, mention, head) and _agrees(self._country(c), country)
        ]
        return max(fitting, key=lambda c: (self._is_exactly(c, head), c.latest_before(number)), default=None)

    def _is_exactly(self, cluster: Cluster, head: str) -> bool:
        """Say whether a cluster's office is just these words: "the mayor" is no deputy mayor where there is a mayor."""
        return cluster.head == head or any(r.head.replace("-", " ") == head for r, _ in cluster.roles)

    def _fits(self, cluster: Cluster, mention: Mention, head: str) -> bool:
        if mention.type == "person":
            held = [r.head.replace("-", " ") for r, _ in cluster.roles]
            return cluster.type == "person" and (cluster.head == head or any(_within(head, h) for h in held))
        if mention.type == "organization" and cluster.type == "organization":
            if cluster.known is not None:
                if head in _ANY_BODY:
                    return True
                kind = organization_sector(head)
                if kind is not None and kind != cluster.known.sector and cluster.known.sector == "REB":
                    return False
            named = " ".join([*cluster.names, cluster.known.name if cluster.known else ""]).lower().split()
            return cluster.head == head or head.rsplit(maxsplit=1)[-1] in named
        if mention.type == "organization" and cluster.type == "place":
            country = country_named(cluster.names[0])
            return head in ("country", "nation") and country is not None
        return cluster.type == mention.type and cluster.head == head

    def _country(self, cluster: Cluster) -> str | None:
        for role, _ in cluster.roles:
            found = country_in(role.near.of(self.places.text))
            if found:
                return found
        named = cluster.country or next((c for n in cluster.names if (c := country_in(n))), None)
        return named or (cluster.known.country if cluster.known else None)

    # --- pronouns

    def _pronoun(self, number: int, mention: Mention) -> None:
        word = words_of(mention).lower()
        if word in ("i", "me", "we", "us"):
            self.reasons[number] = "the first person is whoever speaks here"
        elif inside(self.quoted, mention.span.start):
            self.reasons[number] = "inside a quotation, where the speaker may mean anybody"
        else:
            found = self._antecedent(number, word)
            if found is None:
                self.reasons[number] = "nobody near fits it alone"
            else:
                self._give(number, found)

    def _antecedent(self, number: int, word: str) -> Cluster | None:
        """Return the best candidate of this sentence and the ones before: near, a subject, a speaker, of the gender."""
        best: tuple[float, Cluster] | None = None
        for k in range(number - 1, -1, -1):
            back = self.told[self.sentence[number]] - self.told[self.sentence[k]]
            if back > _FAR:
                break
            cluster = self.owner.get(k)
            if cluster is None or not self._may_be(cluster, k, word):
                continue
            score = self._score(k, number, back, cluster, word)
            if best is None or score > best[0]:
                best = (score, cluster)
        return best[1] if best is not None and best[0] > 0 else None

    def _may_be(self, cluster: Cluster, k: int, word: str) -> bool:
        quoted = inside(self.quoted, self.mentions[k].span.start)
        if word in _GENDERED:
            return cluster.type == "person" and not quoted and cluster.gender in (None, _GENDERED[word])
        if word in ("they", "them", "themselves"):
            return not quoted and (
                cluster.type == "group" or (cluster.type == "nationality" and _plural(self.mentions[k]))
            )
        return not quoted and cluster.type in ("organization", "place") and self._is_subject(k)

    def _score(self, k: int, number: int, back: int, cluster: Cluster, word: str) -> float:
        """Weigh a candidate: a sentence back costs two; a subject gains two, a speaker one, a known gender one."""
        score = 3.0 - 2.0 * back
        if self._is_subject(k):
            score += 2
        if self._speaks(k):
            score += 1
        if word in _GENDERED:
            score += 1 if cluster.gender == _GENDERED[word] else 0
            score += 1 if self.mentions[k].form == "pronoun" else 0
            score += 0 if self._owns(k) else 1
        elif back > 1:
            score -= 2
        if back == 0 and self._is_object(number, word) and self._is_subject(k):
            score -= 4
        return score - 0.01 * (number - k)

    def _is_object(self, number: int, word: str) -> bool:
        """Say whether a pronoun is an object, which is somebody else than the subject before it ("Rao called him")."""
        after = self.places.after(self.mentions[number].span)
        if word in ("him", "them"):
            return True
        following = self.places.lower[after] if after < len(self.places.lower) else "."
        return word == "her" and (not following[0].isalnum() or following in words("followers"))

    def _is_subject(self, k: int) -> bool:
        """Say whether a mention opens its sentence or a verb follows it right away, and no preposition governs it."""
        first, after = self.places.first(self.mentions[k].span), self.places.after(self.mentions[k].span)
        if self._is_cited(first):
            return True
        if first and self.places.lower[first - 1] in _GOVERNING and self.places.same_sentence(first - 1, first):
            return False
        if after < len(self.places.tokens) and _is_verb(self.places.lower[after]):
            return True
        return all(self.sentence[j] != self.sentence[k] for j in range(max(0, k - 4), k))

    def _speaks(self, k: int) -> bool:
        first, after = self.places.first(self.mentions[k].span), self.places.after(self.mentions[k].span)
        lower = self.places.lower
        after_verb = first > 0 and lower[first - 1] in _SPEECH
        return after_verb or self._is_cited(first) or (after < len(lower) and lower[after] in _SPEECH)

    def _is_cited(self, first: int) -> bool:
        """Say whether "according to" stands before a token."""
        return first > 1 and self.places.lower[first - 2 : first] == ["according", "to"]

    def _owns(self, k: int) -> bool:
        """Say whether a mention is only the owner of something ("Obama's policies")."""
        after = self.places.after(self.mentions[k].span)
        return after < len(self.places.tokens) and self.places.tokens[after].text in CLITICS


_SUBJECT_VERBS = frozenset(
    "is are was were has have had will would can could should may might must did does said says also told added"
    " announced called urged warned".split()
)


_GOVERNING = words("place_prepositions") | frozenset("of with for by on against about under over".split())


def _is_verb(word: str) -> bool:
    """Say whether a word right behind a name shows that the name is a subject."""
    return word in _SUBJECT_VERBS or word in _SPEECH or (word.endswith("ed") and len(word) > 4)


def split_phrase(phrase: str) -> tuple[str, str]:
    """Return the first word of a noun phrase and its head in small letters ("foreign secretary", "ministry")."""
    found = phrase.lower().replace("’", "'").replace("'s ", " 's ").replace("-", " ").split()
    for start in range(len(found)):
        if longest_role(found[start:], 0) == len(found) - start:
            return found[0], " ".join(found[start:])
    return found[0], found[-1]


def without_article(phrase: str) -> str:
    """Return a noun phrase without the article, demonstrative or quantity word that opens it; numbers stay."""
    found = phrase.split()
    while len(found) > 1 and found[0].lower() in _OPENERS:
        found = found[1:]
    return " ".join(found)


_OPENERS = frozenset(
    "the a an this that these those some several many few most all both other another any each every".split()
)


def same_words(one: str, other: str) -> bool:
    """Say whether two noun phrases are the same but for article and case."""
    return without_article(one).lower() == without_article(other).lower()


def _agrees(one: str | None, other: str | None) -> bool:
    return one is None or other is None or one == other


def _within(head: str, role: str) -> bool:
    return f" {head} " in f" {role} "


def _plural(mention: Mention) -> bool:
    return mention.evidence[0].exact.endswith("s")
