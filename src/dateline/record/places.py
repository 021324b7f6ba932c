"""Places: what the article names by a place's name or its people's, resolved to GeoNames, and whether they act."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from dateline.model.statement import Mention, Place
from dateline.record.tokens import Sentence, Tokens
from dateline.record.toponyms import Toponym, find_toponyms
from dateline.record.whereabouts import Whereabouts, resolve
from dateline.world.countries import country_named, country_of_seat

UsedAs = Literal["place", "actor"]

_ACTS = frozenset(
    """accused accuses agreed agrees announced announces argued argues backed backs believes called calls claimed
    claims condemned condemns considers decided decides demanded demands denied denies deported deports expected
    expects expelled expels fears hopes imposed imposes insisted insists launched launches maintained maintains
    offered offers plans pledged pledges raised recalled recalls refused refuses rejected rejects renamed responded
    responds said says seeks seized seizes sends sent signed signs sought summoned summons supported supports tells
    threatened threatens told urged urges vowed vows wanted wants warned warns welcomed welcomes""".split()
)
"""Verbs whose subject is people or a government, in the forms that follow a name at once."""
_AMONG_ACTORS = frozenset(
    """with against between accused accuses accusing blamed blames told tells urged urges asked asks warned warns
    summoned""".split()
)
"""Words before a name that make it somebody."""
_NO_ACTOR_AFTER = frozenset("in at near from to of outside around across".split())


def find_places(tokens: Tokens, mentions: Sequence[Mention]) -> tuple[Place, ...]:
    """Return the places of an article in the order of its text.

    Args:
        tokens: The article, cut into sentences.
        mentions: The names that were found; they help to tell a place from a person.
    """
    toponyms = sorted(find_toponyms(tokens, mentions), key=lambda t: t.span)
    whereabouts = resolve(toponyms, tokens.article)
    return tuple(_place(tokens, t, w) for t, w in zip(toponyms, whereabouts, strict=True))


def _place(tokens: Tokens, toponym: Toponym, found: Whereabouts) -> Place:
    article, place = tokens.article, found.place
    return Place(
        article=article.id,
        evidence=(article.text.cite(toponym.span),),
        form=toponym.form,
        used_as=_used_as(toponym, tokens.sentences[toponym.sentence]),
        geonames_id=place.geonames_id or None if place else None,
        name=place.name if place else None,
        lat=place.lat if place else None,
        lon=place.lon if place else None,
        country=place.country or None if place else None,
        feature_code=place.feature_code if place else None,
        confidence=found.confidence,
        reason=found.reason,
    )


def _used_as(toponym: Toponym, sentence: Sentence) -> UsedAs:
    """Say whether a capital or country stands for its government: it is the subject of what only people can do."""
    if toponym.form != "name" or not (country_of_seat(toponym.words) or country_named(toponym.words)):
        return "place"
    at = next((n for n, t in enumerate(sentence.tokens) if t.start >= toponym.span.start), None)
    end = next((n for n, t in enumerate(sentence.tokens) if t.end >= toponym.span.end), None)
    if at is None or end is None:
        return "place"
    before = sentence.tokens[at - 1].text.lower() if at else ""
    if before in _NO_ACTOR_AFTER:
        return "place"
    return "actor" if before in _AMONG_ACTORS or _verb_after(sentence, end + 1) in _ACTS else "place"


def _verb_after(sentence: Sentence, n: int) -> str:
    """Return the word after a name in lower case, past the names joined to it ("Moscow and Beijing agreed")."""
    tokens = sentence.tokens
    while n + 1 < len(tokens) and tokens[n].text in ("and", ",") and tokens[n + 1].text[0].isupper():
        n += 2
    return tokens[n].text.lower() if n < len(tokens) else ""
