"""Offices by their letters: where the External Affairs Minister is named, "EAM" is he, and no body."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dateline.model.statement import Mention
from dateline.record.acronyms import acronyms_of
from dateline.record.clusters import Cluster, words_of
from dateline.record.roles import Role
from dateline.world.countries import country_named
from dateline.world.organizations import organization_named

_LONGEST = 5


def as_persons(mentions: Sequence[Mention], roles: Sequence[Role | None], text: str) -> list[Mention]:
    """Return the mentions, those as persons that are the letters of an office somebody was given before.

    Args:
        mentions: The article's mentions in the order of its text.
        roles: The role that stands by each, or None.
        text: The article's text.
    """
    letters: set[str] = set()
    out = []
    for mention, role in zip(mentions, roles, strict=True):
        out.append(replace(mention, type="person") if _is_office(mention, letters) else mention)
        letters |= _letters(role, text) if role is not None else set()
    return out


def joined(clusters: Sequence[Cluster], text: str) -> list[Cluster]:
    """Return the clusters, those of an office's letters taken into the only one who has it.

    Args:
        clusters: The clusters of the article's names.
        text: The article's text.
    """
    persons = [c for c in clusters if c.type == "person"]
    gone: set[int] = set()
    for cluster in persons:
        bearers = [
            c for c in persons if c is not cluster and any(set(cluster.names) <= _letters(r, text) for r, _ in c.roles)
        ]
        if len(bearers) == 1 and id(bearers[0]) not in gone:
            gone.add(id(cluster))
            bearers[0].mentions = sorted([*bearers[0].mentions, *cluster.mentions])
            bearers[0].names += cluster.names
    return [c for c in clusters if id(c) not in gone]


def _letters(role: Role, text: str) -> set[str]:
    """Return the letters of an office, its first word's among them: "NFU" is no "president of the Norland … Union"."""
    office = role.span.of(text)
    return {a.upper() for a in acronyms_of(office) if a[0] == office[0].lower()}


def _is_office(mention: Mention, letters: set[str]) -> bool:
    words = words_of(mention)
    if mention.form != "name" or mention.type != "organization" or words not in letters or len(words) > _LONGEST:
        return False
    return organization_named(words) is None and country_named(words) is None
