"""News agencies and outlets: what they are called, where they are at home, and which sites are theirs."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from dateline.model.page import host_of
from dateline.world.tables import many, rows


@dataclass(frozen=True, slots=True)
class Outlet:
    """A news agency or an outlet.

    Args:
        name: The name we use.
        aliases: Other names it goes by.
        country: The alpha-3 code of the country it is at home in, or None.
        domains: Its sites, without "www.".
        kind: agency, newspaper, broadcaster, magazine, online or aggregator.
    """

    name: str
    aliases: tuple[str, ...]
    country: str | None
    domains: tuple[str, ...]
    kind: str


@cache
def agencies() -> tuple[Outlet, ...]:
    """Return all news agencies of the table."""
    return tuple(_outlet(row | {"kind": "agency"}) for row in rows("agencies.csv"))


@cache
def outlets() -> tuple[Outlet, ...]:
    """Return all other outlets of the table."""
    return tuple(_outlet(row) for row in rows("outlets.csv"))


def _outlet(row: dict[str, str]) -> Outlet:
    return Outlet(row["name"], many(row["aliases"]), row["country"] or None, many(row["domains"]), row["kind"])


def agency_named(words: str) -> Outlet | None:
    """Return the agency that signs with these words, or None; capitals count ("AP", not "ap")."""
    return _agency_names().get(" ".join(words.split()))


def outlet_named(words: str) -> Outlet | None:
    """Return the outlet or agency of that name in whatever case, or None."""
    return _outlet_names().get(_key(words))


def outlet_of_url(url: str) -> Outlet | None:
    """Return the outlet or agency whose site an address belongs to, or None."""
    parts = host_of(url).removeprefix("www.").split(".")
    table = _domains()
    return next((table[d] for d in (".".join(parts[i:]) for i in range(len(parts) - 1)) if d in table), None)


def _key(words: str) -> str:
    return " ".join(words.lower().replace("’", "'").split()).removeprefix("the ")


@cache
def _agency_names() -> dict[str, Outlet]:
    return {name: a for a in agencies() for name in (*a.aliases, a.name)}


@cache
def _outlet_names() -> dict[str, Outlet]:
    named = [(_key(name), o) for o in (*agencies(), *outlets()) for name in (*o.aliases, o.name)]
    # Broadcasters sign their pages with what they send: "RNZ News".
    return {f"{key} news": o for key, o in named if o.kind == "broadcaster"} | dict(named)


@cache
def _domains() -> dict[str, Outlet]:
    return {domain: o for o in (*outlets(), *agencies()) for domain in o.domains}
