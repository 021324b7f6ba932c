"""The sector that an office shows: by its own words, or by the body that it is held in."""

from __future__ import annotations

from dateline.record.belonging import country_of
from dateline.record.bodies import OWN, Body
from dateline.record.neighbors import Places
from dateline.record.roles import Role, is_left
from dateline.world.countries import by_iso3
from dateline.world.offices import OUT_OF_OFFICE, organization_sector, role_sector
from dateline.world.organizations import organization_named

_ALWAYS_STATE = frozenset("minister ambassador senator mayor envoy".split())


def sector_of(role: Role, body: Body | None, places: Places) -> str | None:
    """Return the sector of a role; whoever has left one of a state's is ELI."""
    sector = _sector_held(role, body, places)
    left = sector in OUT_OF_OFFICE and is_left(role, places.text)
    return "ELI" if left else sector


def _sector_held(role: Role, body: Body | None, places: Places) -> str | None:
    """Return the sector of a role: its own words', or its body's where they are silent or it is no state's."""
    if body is not None and body.sector and body.code is not None and by_iso3(body.code) is None:
        return body.sector
    if role.sector not in (None, "GOV", "MIL") or role.head.split()[-1] in _ALWAYS_STATE:
        return role.sector
    if body is not None and body.sector and (role.sector is None or body.sector in OWN):
        return body.sector
    inside = {places.named[k].span: places.named[k] for k in tokens_near(role, places) if k in places.named}
    bodies = [m.evidence[0].exact for m in inside.values() if m.type == "organization"]
    kind = next((k for b in bodies if (k := organization_sector(b)) is not None), None)
    if kind is not None and (role.sector is None or kind in OWN):
        return kind
    if role.head == "president" and any(_is_club(b) for b in bodies):
        return None
    plain = role_sector(role.head)
    return (
        role.sector
        or (None if plain else role_sector(role.span.of(places.text)))
        or organization_sector(role.near.of(places.text))
    )


def _is_club(name: str) -> bool:
    """Say whether a body whose kind nothing tells stands before its president: agencies of a state have other heads."""
    return organization_named(name) is None and country_of(name) is None


def tokens_near(role: Role, places: Places) -> range:
    """Return the tokens of a role and of what goes with it."""
    return range(places.first(role.near), places.after(role.near))
