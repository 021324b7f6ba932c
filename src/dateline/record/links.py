"""What is known while mentions are linked: whose each one is so far, and how it stands in its sentence."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import accumulate

from dateline.model.span import Span
from dateline.model.statement import Mention
from dateline.record.acronyms import acronyms_of
from dateline.record.belonging import country_in
from dateline.record.bodies import body_in, complement_of
from dateline.record.callings import camps_in
from dateline.record.clusters import Cluster
from dateline.record.neighbors import CLITICS, Places
from dateline.record.quotation import inside, quoted_spans
from dateline.record.rules.inflect import is_past
from dateline.record.seat_tags import PARTIES, TAG, is_short_for
from dateline.record.tokens import Tokens
from dateline.world.countries import country_named
from dateline.world.names import words
from dateline.world.offices import organization_sector

_SPEECH = words("person_after")
_SUBJECT_VERBS = frozenset(
    "is are was were has have had will would can could should may might must did does said say says also told added"
    " announced called urged warned hit put cut set quit shut".split()
)
_TO_SOMEBODY = frozenset("told tell tells telling informed informs".split())
"""Verbs behind which nobody speaks, but hears."""
_TALKING = frozenset("spoke speaking speak talked talking said saying confirmed spoken".split())
_ASIDE = 18
"""So many words may stand between a subject and its verb in brackets or commas."""
_GOVERNING = words("place_prepositions") | frozenset("as of with for by on against about under over".split())


_UNNAMED = re.compile(
    r",? (?:\w+ ){0,2}(?:who|speaking|talking|on condition)\b[^.;:\"“”]{0,60}?"
    r"(?:anonym|(?:not (?:to )?be|without being|declined to be|to not be|be) (?:publicly )?(?:named|identified|quoted))"
)
"""What shows that an article will not name somebody."""


class Links:
    """The mentions of an article, the clusters they belong to so far, and where each stands.

    Args:
        tokens: The article's tokens.
        mentions: Its mentions in the order of the text.
        places: Its tokens and names.
        clusters: The clusters of its names.
        sources: The words that something is attributed to.
        published: The day of publication, which decides who holds an office.
    """

    def __init__(
        self,
        tokens: Tokens,
        mentions: Sequence[Mention],
        places: Places,
        clusters: list[Cluster],
        sources: Iterable[Span] = (),
        *,
        published: date | None = None,
    ) -> None:
        self.mentions, self.places, self.clusters = mentions, places, clusters
        self.quoted = quoted_spans(tokens)
        starts = [s.span.start for s in tokens.sentences]
        self.sentence = [bisect_right(starts, m.span.start) - 1 for m in mentions]
        self.block = [tokens.sentences[max(0, s)].block if starts else 0 for s in self.sentence]
        self.captions = {n for n, b in enumerate(tokens.article.blocks) if b.role == "caption"}
        self.headlines = {n for n, b in enumerate(tokens.article.blocks) if b.role in ("headline", "standfirst")}
        told = (
            s.block not in self.captions
            and not (inside(self.quoted, s.span.end - 1) and inside(self.quoted, s.span.start))
            for s in tokens.sentences
        )
        self.told = list(accumulate(told))
        self.number = {m.span: n for n, m in enumerate(mentions) if m.form == "name"}
        self.owner: dict[int, Cluster] = {n: c for c in clusters for n in c.mentions}
        self.published = published
        self.reasons: dict[int, str] = {}
        self.sources = sorted(sources)
        self._subjects: dict[int, bool] = {}
        self._owners: dict[int, bool] = {}
        self._local = {m.evidence[0].exact for m in mentions if m.form == "name" and m.type == "place"}

    def give(self, number: int, cluster: Cluster) -> None:
        """Take a mention into a cluster."""
        cluster.mentions.append(number)
        self.owner[number] = cluster

    def join(self, one: Cluster, other: Cluster) -> None:
        """Make one cluster of two: the first takes in the second's mentions, which then are its own."""
        for number in other.mentions:
            self.give(number, one)
        one.mentions.sort()
        one.gender = one.gender or other.gender
        self.clusters.remove(other)

    def country(self, cluster: Cluster) -> str | None:
        """Return the country that the words around a cluster's offices and names show, or None."""
        for role, _ in cluster.roles:
            found = country_in(role.near.of(self.places.text), lands=self.places.lands)
            body = body_in(role.near, self.places, None) if found is None else None
            if found or body is not None:
                return found or (body.country if body is not None else None)
        lands = self.places.lands
        called = (self.mentions[k] for k in cluster.mentions if self.mentions[k].form == "nominal")
        told = next((c for m in called if (c := country_in(m.evidence[0].exact, cities=False, lands=lands))), None)
        named = cluster.country or told or next((c for n in cluster.names if (c := country_in(n, lands=lands))), None)
        return named or (cluster.known.country if cluster.known else None)

    def is_anonymous(self, mention: Mention) -> bool:
        """Say whether the article keeps somebody's name to itself: "an official who asked not to be named"."""
        return _UNNAMED.match(self.places.text, mention.span.end) is not None

    def places_in(self, mention: Mention) -> set[str]:
        """Return the places that a noun phrase names, other than countries: "Texas" of "the Texas governor"."""
        first, after = self.places.first(mention.span), self.places.after(mention.span)
        named = {m.span: m for k in range(first, after) if (m := self.places.named.get(k)) is not None}
        found = (m.evidence[0].exact for m in named.values() if m.type == "place")
        return {name for name in found if country_named(name) is None}

    def is_elsewhere(self, mention: Mention, cluster: Cluster) -> bool:
        """Say whether an office is of another party or body than somebody's ("the leader of Leeds Council")."""
        here, there = camps_in(mention.evidence[0].exact), self.camps(cluster)
        if here and there and (here.isdisjoint(there) or not self.is_of_state(mention, cluster)):
            return True
        added = complement_of(self.places, mention.span, ("of", "for", "at"))
        if mention.type != "person" or added is None or country_in(added.of(self.places.text), cities=False):
            return False
        kind = organization_sector(added.of(self.places.text))
        capitals = _capitals(added.of(self.places.text))
        held = [self.places.text[r.near.start : r.head_end][: -len(r.head)] for r, _ in cluster.roles]
        held += [self.places.text[r.head_end : r.near.end] for r, _ in cluster.roles]
        kinds = {k for r, _ in cluster.roles if (k := organization_sector(r.near.of(self.places.text))) is not None}
        if kind is not None and kinds and kind not in kinds:
            return True
        own = {w for words_ in held if country_in(words_) is None for w in _capitals(words_)}
        short = acronyms_of(added.of(self.places.text))
        other = bool(capitals and own) and capitals.isdisjoint(own)
        return other and short.isdisjoint(w.lower() for w in own)

    def camps(self, cluster: Cluster) -> set[str]:
        """Return the parties that somebody's offices, and what else he was called, name."""
        called = [m.evidence[0].exact for k in cluster.mentions if (m := self.mentions[k]).form == "nominal"]
        tagged = {PARTIES[letter] for letter, _ in self._tags(cluster)}
        return tagged | {c for words_ in (*called, *self._held(cluster)) for c in camps_in(words_)}

    def _tags(self, cluster: Cluster) -> list[tuple[str, str]]:
        """Return party and state that stand behind somebody's name: "(D-Calif.)"."""
        names = (m.span.end for k in cluster.mentions if (m := self.mentions[k]).form == "name")
        return [(t[1], t[2]) for end in names if (t := TAG.match(self.places.text, end)) is not None]

    def is_of_state(self, mention: Mention, cluster: Cluster, *, shown: bool = False) -> bool:
        """Say whether the state that a description names may be the one behind somebody's name.

        Args:
            mention: The description.
            cluster: Somebody.
            shown: Only if it does stand there.
        """
        words_ = mention.evidence[0].exact.split()
        state = [w for w in words_ if w[0].isupper() and w != "The" and not camps_in(w)]
        tags = [tag.strip() for _, tag in self._tags(cluster)]
        initials = "".join(w[0] for w in state)
        return (not shown and (not state or not tags)) or any(
            is_short_for(tag, " ".join(state), initials) for tag in tags
        )

    def _held(self, cluster: Cluster) -> list[str]:
        return [r.near.of(self.places.text) for r, _ in cluster.roles]

    def told_of(self, cluster: Cluster) -> set[str]:
        """Return the places named with somebody: in what his offices are held, and what else he was called."""
        words_ = self._held(cluster)
        words_ += [m.evidence[0].exact for k in cluster.mentions if (m := self.mentions[k]).form == "nominal"]
        return {name for name in self._local if any(name in w for w in words_)}

    def back(self, number: int, k: int) -> int:
        """Return how many sentences, without those that are all quotation, an earlier mention lies back."""
        return self.told[self.sentence[number]] - self.told[self.sentence[k]]

    def is_beside(self, number: int, k: int) -> bool:
        """Say whether a mention stands under a picture, and the other not there: the story is told past it."""
        return self.block[k] in self.captions and self.block[k] != self.block[number]

    def is_quoted(self, k: int) -> bool:
        """Say whether a mention stands inside a quotation."""
        return inside(self.quoted, self.mentions[k].span.start)

    def is_source(self, k: int) -> bool:
        """Say whether something is attributed to the words a mention heads: it opens them, or its title does."""
        span = self.mentions[k].span
        at = bisect_left(self.sources, span.end, key=lambda s: s.start) - 1
        if at < 0 or span not in self.sources[at]:
            return False
        # "A second friend, Limor Hill, says": the name ends the source
        before, after = (
            self.places.text[a:b] for a, b in ((self.sources[at].start, span.start), (span.end, self.sources[at].end))
        )
        apposed = self.mentions[k].form == "name" and before.endswith(", ") and not self._is_behind_person(k)
        ends = apposed and not after.strip(" ,")
        return ends or "," not in before

    def is_subject(self, k: int) -> bool:
        """Say whether a mention opens its sentence or a verb follows it right away, and no preposition governs it."""
        found = self._subjects.get(k)
        if found is None:
            found = self._subjects[k] = self._is_subject(k)
        return found

    def _is_subject(self, k: int) -> bool:
        first, after = self.places.first(self.mentions[k].span), self.places.after(self.mentions[k].span)
        if self._is_cited(first):
            return True
        if self.owns(k):
            return False
        if self._is_governed(first):
            return False
        if self._is_verb_at(self._over_aside(after)):
            return True
        lower = self.places.lower
        if first and lower[first - 1] == "," and lower[after : after + 1] == [","] and self._is_verb_at(after + 1):
            return not self._is_behind_person(k)  # "A second friend, Rao, says …"
        return all(self.sentence[j] != self.sentence[k] for j in range(max(0, k - 4), k))

    def _is_behind_person(self, k: int) -> bool:
        """Say whether a person is named shortly before in the sentence: "Ines Hill, head of sales, Rao & Co."."""
        before = (j for j in range(max(0, k - 4), k) if self.sentence[j] == self.sentence[k])
        return any(self.mentions[j].form == "name" and self.mentions[j].type == "person" for j in before)

    def _is_verb_at(self, at: int) -> bool:
        return at < len(self.places.tokens) and is_verb(self.places.lower[at])

    def _over_aside(self, at: int) -> int:
        """Return where the sentence goes on behind brackets, and behind what commas enclose if a verb follows."""
        lower = self.places.lower
        for opening, closing in (("(", ")"), (",", ",")):
            if at < len(lower) and lower[at] == opening:
                span = range(at + 1, min(at + _ASIDE, len(lower)))
                end = next((k for k in span if lower[k] == closing and self.places.same_sentence(k, at)), None)
                if end is not None and (opening == "(" or self._is_verb_at(end + 1)):
                    at = end + 1
        return at

    def _is_governed(self, first: int) -> bool:
        """Say whether a preposition stands before a token, or before others that "and" joins with it."""
        at = first - 1
        while at >= first - 4 and self.places.same_sentence(at, first):
            if self.places.lower[at] in _GOVERNING:
                return True
            if self.places.lower[at] not in ("and", "both", ",") and at not in self.places.named:
                return False
            at -= 1
        return False

    def speaks(self, k: int) -> bool:
        """Say whether a mention is a source, or a verb of saying stands beside it."""
        first, after = self.places.first(self.mentions[k].span), self.places.after(self.mentions[k].span)
        lower = self.places.lower
        # "said the minister", but in "said the minister was ill" somebody else does
        verb = lower[first - 1] if first else ""
        after_verb = verb in _SPEECH and verb not in _TO_SOMEBODY and not self._is_verb_at(after)
        beside = after_verb or self._is_cited(first) or (after < len(lower) and lower[after] in _SPEECH)
        return beside or self.is_source(k)

    def is_hearer(self, k: int) -> bool:
        """Say whether a mention is only told something: "told Reuters", "speaking to the paper"."""
        at = self.places.first(self.mentions[k].span) - 1
        lower = self.places.lower
        at -= at >= 0 and lower[at] == "the"
        return at >= 0 and (lower[at] in _TO_SOMEBODY or (lower[at] in ("to", "with") and lower[at - 1] in _TALKING))

    def owns(self, k: int) -> bool:
        """Say whether a mention is only the owner of something ("Obama's policies")."""
        found = self._owners.get(k)
        if found is None:
            found = self._owners[k] = self._owns(k)
        return found

    def _owns(self, k: int) -> bool:
        span = self.mentions[k].span
        after = self.places.after(span)
        if after >= len(self.places.tokens) or not self.places.same_sentence(after, self.places.first(span)):
            return False
        if self.mentions[k].form == "pronoun" and after - self.places.first(span) == 1:
            word, following = self.places.lower[after - 1], self.places.lower[after]
            return word == "his" or (word == "her" and following[0].isalpha() and following not in words("followers"))
        return self.places.tokens[after].text in CLITICS

    def _is_cited(self, first: int) -> bool:
        """Say whether "according to" stands before a token."""
        return first > 1 and self.places.lower[first - 2 : first] == ["according", "to"]


def _capitals(words_: str) -> set[str]:
    return {w.strip(",.") for w in words_.split() if w[0].isupper()} - {"The"}


def is_verb(word: str) -> bool:
    """Say whether a word right behind a name shows that the name is a subject."""
    return word in _SUBJECT_VERBS or word in _SPEECH or (is_past(word) and (len(word) > 4 or not word.endswith("ed")))


def agrees(one: str | None, other: str | None) -> bool:
    """Say whether two countries may be one: they are, or one is not known."""
    return one is None or other is None or one == other
