"""Entities: who takes part in an article, under all the names it gives them, with role, country and sector."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from dateline.model.span import Span
from dateline.model.statement import Entity, Mention
from dateline.record.belonging import country_in, owner_of
from dateline.record.bodies import Owners, complement_of
from dateline.record.clusters import Cluster, cluster_names, words_of
from dateline.record.coreference import link
from dateline.record.home import home_of
from dateline.record.kin import is_kin
from dateline.record.lands import Lands
from dateline.record.neighbors import Places
from dateline.record.office_letters import as_persons, joined
from dateline.record.profiles import Profile, Profiler
from dateline.record.reading import RawAttribution
from dateline.record.role_search import role_of
from dateline.record.shared_titles import shared_titles
from dateline.record.tokens import Tokens
from dateline.record.told_letters import as_bodies, told_letters, with_letters
from dateline.world.organizations import is_plain


def find_entities(
    tokens: Tokens,
    mentions: Sequence[Mention],
    *,
    published: date | None,
    attributions: Iterable[RawAttribution] = (),
    lands: Lands | None = None,
) -> tuple[tuple[Mention, ...], tuple[Entity, ...]]:
    """Return the mentions, each with the key of its entity, and the entities in the order they appear.

    Args:
        tokens: The article's tokens.
        mentions: Its mentions in the order of the text.
        published: The day of publication, which decides who held an office.
        attributions: What the reader found; their sources speak.
        lands: The countries of the article's places, if they are known.
    """
    text = tokens.article.text.content
    letters = told_letters(mentions, text)
    mentions = as_bodies(mentions, letters)
    places = Places(tokens, mentions, lands=lands)
    roles = [role_of(places, m.span) if m.form == "name" and m.type == "person" else None for m in mentions]
    roles = shared_titles(mentions, roles, places)
    mentions = as_persons(mentions, roles, text)
    before = [_word_before(places, m.span) for m in mentions]
    owners = [_owner(places, m) for m in mentions]
    kin = frozenset(
        k for k, m in enumerate(mentions) if m.form == "name" and m.type == "person" and is_kin(places, m.span)
    )
    home = home_of(places, tokens.article, published=published)
    named = joined(cluster_names(mentions, before=before, roles=roles, owners=owners, home=home.country, kin=kin), text)
    named = with_letters(named, letters)
    places.bodies = {name: c.known for c in named if c.known is not None for name in c.names}
    sources = [a.source for a in attributions if a.source is not None]
    links = link(tokens, mentions, places, named, sources=sources, published=published)
    kept: list[Cluster] = []
    lands_unnamed: list[Cluster] = []
    for cluster in links.clusters:
        (lands_unnamed if _is_unnamed_land(cluster, mentions, sources) else kept).append(cluster)
    clusters = sorted(kept, key=lambda c: min(c.mentions))
    signed = tokens.article.agency.value if tokens.article.agency else None
    belonging = Owners(places, mentions, links.owner)
    profiler = Profiler(mentions, places, belonging, home=home, on=published, agency=signed)
    profiles = [profiler.profile(c) for c in clusters]
    pairs = enumerate(zip(clusters, profiles, strict=True), 1)
    entities = tuple(_entity(f"e{n}", c, p, mentions, tokens) for n, (c, p) in pairs)
    keys = {k: f"e{n}" for n, c in enumerate(clusters, 1) for k in c.mentions}
    reasons = links.reasons | {k: _NO_LAND for c in lands_unnamed for k in c.mentions}
    linked = tuple(replace(m, entity=keys.get(k), reason=reasons.get(k)) for k, m in enumerate(mentions))
    return linked, entities


_UNNAMED_LAND = re.compile(r"(?:[Tt]h(?:e|is)|[Oo]ur|[Tt]heir|[Hh](?:is|er)) (?:country|nation)")
_NO_LAND = "the text does not say which country is meant"


def _is_unnamed_land(cluster: Cluster, mentions: Sequence[Mention], sources: Sequence[Span]) -> bool:
    """Say whether somebody is only called "the country" and says nothing: a land told of elsewhere, no body."""
    called = [mentions[k] for k in cluster.mentions if mentions[k].form != "pronoun"]
    if not called or not all(_UNNAMED_LAND.fullmatch(words_of(m)) for m in called):
        return False
    return not any(m.span.touches(source) for m in called for source in sources)


def _owner(places: Places, mention: Mention) -> str | None:
    """Return whose an organization is: its owner's before it, or where one of a name that many have is ("in Abuja")."""
    if mention.type != "organization":
        return None
    owner = owner_of(places, mention.span)
    if owner is not None or mention.form != "name" or not is_plain(mention.evidence[0].exact):
        return owner
    where = complement_of(places, mention.span, ("in",))
    return country_in(where.of(places.text), lands=places.lands) if where is not None else None


def entity_at(span: Span, mentions: Sequence[Mention]) -> str | None:
    """Return the key of the entity that a span of words stands for, or None.

    A mention that covers just these words wins; then one that opens the span and goes on with "of" or "for"; then a
    person's name within it ("Foreign Minister Gideon Sa'ar"), then any other mention within it, the longest first.
    """
    touching = [m for m in mentions if m.span.touches(span)]
    groups = {m.span.start - 1 for m in touching if m.form == "nominal" and m.type == "group" and m.span in span}
    # "Biden allies" are allies, and not he
    linked = [m for m in touching if m.entity is not None and not (m.form == "name" and m.span.end in groups)]
    if not linked:
        return None
    return max(linked, key=lambda m: _fit(m, span)).entity


def _fit(mention: Mention, span: Span) -> tuple[float, ...]:
    """Rank a mention for a span: how it lies in it, what it is, how long it is, how early it stands."""
    exact = mention.span == span
    opens = mention.form == "nominal" and mention.span.start <= span.start + 1 and mention.span in span
    rank = _RANK.get(mention.type, 0) + (mention.form == "name") - 3 * (mention.form == "pronoun")
    length = 0 if rank > 4 else len(mention.span)
    return exact, opens and rank >= 2, rank, length, -mention.span.start


_RANK = {"person": 4, "organization": 2, "group": 2, "place": 1}


def _word_before(places: Places, span: Span) -> str:
    k = places.first(span)
    return places.lower[k - 1] if k else ""


def _entity(key: str, cluster: Cluster, profile: Profile, mentions: Sequence[Mention], tokens: Tokens) -> Entity:
    text = tokens.article.text
    first = next((k for k in sorted(cluster.mentions) if words_of(mentions[k]) == profile.label), min(cluster.mentions))
    evidence = [mentions[first].evidence[0]]
    if profile.evidence is not None:
        evidence.append(text.cite(profile.evidence.near))
    return Entity(
        article=tokens.article.id,
        evidence=tuple(dict.fromkeys(evidence)),
        key=key,
        label=profile.label,
        aliases=profile.aliases,
        type=cluster.type,
        role=profile.role,
        country=profile.country,
        sector=profile.sector,
        code=profile.code,
        confidence=0.9 if any(mentions[k].form == "name" for k in cluster.mentions) else 0.7,
    )
