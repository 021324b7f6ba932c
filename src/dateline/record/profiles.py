"""What an entity is: label, aliases, role, country, sector and actor code, each from words of the article first."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from dateline.model.span import Span
from dateline.model.statement import Mention
from dateline.record.acronyms import acronyms_of
from dateline.record.belonging import country_in, country_of, home_at
from dateline.record.clusters import Cluster
from dateline.record.neighbors import Places
from dateline.record.roles import Role
from dateline.world.countries import country_named
from dateline.world.office_holders import holder_named
from dateline.world.offices import group_sector, honorifics, organization_sector, role_sector
from dateline.world.organizations import Organization, organization_named

_STATE = frozenset("GOV MIL COP LEG JUD SPY PTY ELI".split())
"""Sectors whose people are of the country the article is written from, unless it says otherwise."""
_ALWAYS_STATE = frozenset("minister ambassador senator governor mayor envoy".split())
_OWN = frozenset("REB PTY CRM PRM JRN BUS SOC LAB REL EDU MED COP LEG JUD SPY".split())
"""Sectors of bodies whose people belong to them whatever their rank: a commander of rebels is a rebel."""


@dataclass(frozen=True, slots=True)
class Profile:
    """What is said of an entity in its record."""

    label: str
    aliases: tuple[str, ...]
    role: str | None = None
    country: str | None = None
    sector: str | None = None
    code: str | None = None
    evidence: Role | None = None


def profile_of(
    cluster: Cluster, mentions: Sequence[Mention], places: Places, *, home: str | None, on: date | None
) -> Profile:
    """Return the profile of a cluster.

    Args:
        cluster: The entity in the making.
        mentions: All mentions of the article.
        places: The article's tokens and names.
        home: The country the article is about, for ministries and offices that name none.
        on: The day of publication, for who held an office then.
    """
    if cluster.type == "person":
        return _as_known(_person(cluster, places, mentions, home), on)
    if cluster.type == "organization" and not cluster.head:
        return _organization(cluster, places, mentions, home)
    if cluster.type in ("place", "nationality"):
        return _place(cluster)
    label, aliases = label_of(cluster)
    profile = _unnamed(cluster, label, aliases, places, mentions)
    if profile.country is None and cluster.type == "organization" and _is_ministry(label):
        here = home_at(places, mentions[min(cluster.mentions)].span, home)
        return replace(profile, country=here, code=here)
    return profile


def label_of(cluster: Cluster) -> tuple[str, tuple[str, ...]]:
    """Return the fullest name, without titles, and the others."""
    names = list(dict.fromkeys(_untitled(n) for n in cluster.names))
    acronym = {n for n in names if any(n.replace(".", "").lower() in acronyms_of(m) for m in names if m != n)}
    label = max(names, key=lambda n: (n not in acronym, len(n.split()), not n.isupper(), len(n)))
    return label, tuple(n for n in names if n != label)


def _untitled(name: str) -> str:
    found = name.split()
    while len(found) > 1 and found[0] in honorifics():
        found = found[1:]
    return re.sub(r"(?:'s|’s)$", "", " ".join(found))


def _person(cluster: Cluster, places: Places, mentions: Sequence[Mention], home: str | None) -> Profile:
    label, aliases = label_of(cluster)
    if not cluster.roles:
        return _unnamed(cluster, label, aliases, places, mentions) if cluster.head else Profile(label, aliases)
    role = max((r for r, _ in cluster.roles), key=lambda r: (r.sector is not None, r.sector != "ELI", -r.span.start))
    held = [_held_in(r, places) for r in (role, *(r for r, _ in cluster.roles))]
    body = held[0][1]
    country = next((c for c, _ in held if c is not None), None)
    sector = _sector(role, body, places)
    if country is None and sector in _STATE:
        country = home_at(places, role.span, home)
    code = country or (body.code if body else None)
    return Profile(label, aliases, " ".join(role.span.of(places.text).split()), country, sector, code, role)


def _as_known(profile: Profile, on: date | None) -> Profile:
    """Fill what the article leaves open from the table of office holders, if the name is full and the day is known."""
    if " " not in profile.label or on is None or (profile.country and profile.sector):
        return profile
    known = holder_named(profile.label, on)
    if known is None:
        return profile
    country = profile.country or known.country
    return replace(profile, country=country, sector=profile.sector or known.sector, code=profile.code or country)


def _unnamed(
    cluster: Cluster, label: str, aliases: tuple[str, ...], places: Places, mentions: Sequence[Mention]
) -> Profile:
    """Return the profile of what has no name: "the Israeli envoy", "Hamas militants", "the health ministry"."""
    first = mentions[min(cluster.mentions)].span
    body = _body_in(first, places)
    country = cluster.country or country_in(first.of(places.text)) or (body.country if body else None)
    kind = role_sector(cluster.head) if cluster.type == "person" else group_sector(label)
    sector = kind or role_sector(cluster.head) or organization_sector(label)
    if body is not None and (sector is None or body.sector in _OWN):
        sector = body.sector
    role = cluster.head if cluster.type == "person" else None
    return Profile(label, aliases, role, country, sector, country or (body.code if body else None))


def _held_in(role: Role, places: Places) -> tuple[str | None, Organization | None]:
    """Return the country and organization a role is held in: what stands ahead of it, then what it is "of"."""
    body = _body_in(role.near, places)
    ahead = country_in(places.text[role.near.start : role.span.start])
    behind = places.text[role.head_end : role.near.end]
    country = ahead or (body.country if body else None)
    return country or country_in(re.split(r"\b(?:to|for|on)\b", behind, maxsplit=1)[0]), body


def _body_in(near: Span, places: Places) -> Organization | None:
    """Return the first organization of the table that is named within words."""
    inside = (m for start, m in places.name_at.items() if near.start <= start < near.end)
    bodies = (organization_named(m.evidence[0].exact) for m in inside if m.type == "organization")
    return next((b for b in bodies if b is not None), None)


def _sector(role: Role, body: Organization | None, places: Places) -> str | None:
    """Return the sector of a role: its own words', or its body's where they are silent or it is no state's."""
    if role.sector not in (None, "GOV", "MIL") or role.head.split()[-1] in _ALWAYS_STATE:
        return role.sector
    if body is not None and (role.sector is None or body.sector in _OWN):
        return body.sector
    inside = (m for start, m in places.name_at.items() if role.near.start <= start < role.near.end)
    kinds = (organization_sector(m.evidence[0].exact) for m in inside if m.type == "organization")
    kind = next((k for k in kinds if k is not None), None)
    if kind is not None and (role.sector is None or kind in _OWN):
        return kind
    return role.sector or role_sector(role.span.of(places.text)) or organization_sector(role.near.of(places.text))


def _organization(cluster: Cluster, places: Places, mentions: Sequence[Mention], home: str | None) -> Profile:
    label, aliases = label_of(cluster)
    known = cluster.known
    if known is not None:
        return Profile(label, aliases, None, known.country, known.sector, known.code or known.country)
    sector = organization_sector(label)
    country = cluster.country or country_in(label)
    if country is None and _is_ministry(label):
        country = home_at(places, mentions[min(cluster.mentions)].span, home)
    return Profile(label, aliases, None, country, sector, country)


def _is_ministry(label: str) -> bool:
    return re.search(r"(?i)\b(ministry|government|cabinet|parliament|army|police)\b", label) is not None


def _place(cluster: Cluster) -> Profile:
    label, aliases = label_of(cluster)
    code = next((c for n in (label, *aliases) if (c := country_of(n))), None)
    state = cluster.type == "place" and country_named(label) is not None
    return Profile(label, aliases, None, code, "GOV" if state else None, code)
