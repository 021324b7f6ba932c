"""Organizations that the news names often: whose they are, their sector and their PLOVER actor code."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from dateline.world.names import folded
from dateline.world.tables import many, rows


@dataclass(frozen=True, slots=True)
class Organization:
    """An organization.

    Args:
        name: Its usual English name.
        aliases: Other names and acronyms.
        country: The alpha-3 code of the state it belongs to, or None.
        sector: Its PLOVER sector.
        code: Its PLOVER actor code: a country, or IGO, UNO, EUR, NGO, ISM, IMG, MNC; None where it depends.
        type: body (of states), ministry, agency, force, court, legislature, party, armed, ngo, union, media, company,
            school, faith, vessel.
    """

    name: str
    aliases: tuple[str, ...]
    country: str | None
    sector: str | None
    code: str | None
    type: str


@cache
def organizations() -> tuple[Organization, ...]:
    """Return all organizations of the table."""
    return tuple(_organization(row) for row in rows("organizations.csv"))


def _organization(row: dict[str, str]) -> Organization:
    return Organization(
        name=row["name"],
        aliases=many(row["aliases"]),
        country=row["country"] or None,
        sector=row["sector"],
        code=row["code"] or None,
        type=row["type"],
    )


@lru_cache(maxsize=5_000)
def organization_named(words: str, *, home: str | None = None) -> Organization | None:
    """Return the organization of that name, or None.

    Names of several words are found in any case but all lower; a single word or an acronym only as it is written
    ("WHO", not "who"; "Fed", not "fed"). A leading article does not count.

    Args:
        words: The name.
        home: The alpha-3 code of the country the article is about: of several of one name its own wins.
    """
    found = organizations_named(words)
    return next((o for o in found if o.country == home), found[0]) if found else None


@lru_cache(maxsize=5_000)
def organizations_named(words: str) -> tuple[Organization, ...]:
    """Return all organizations of that name, the best known first."""
    plain = _plain(words)
    found = _by_name().get(plain) or _by_name().get(_without_article(plain))
    if found is None and " " in plain and not plain.islower():
        folded = plain.lower()
        found = _by_folded_name().get(folded) or _by_folded_name().get(_without_article(folded))
    return found or _vessels(_without_article(plain))


def is_plain(name: str) -> bool:
    """Say whether many countries have a body of that name."""
    plain = name_key(name)
    if "external affairs" in plain or _OF_MANY.search(plain) is None:
        return False
    # "Kurdistan Workers' Party", "Arakan Army" and "Royal Navy" begin with a word of their own.
    return plain.split()[0] in _ANYBODYS


_BEST_KNOWN = re.compile(
    r"department of (?:justice|commerce|education|energy|agriculture|transportation|labor)|treasury"
)


def is_best_known(name: str) -> bool:
    """Say whether a name is that of several countries' bodies, of which one is told of far more: "the Treasury"."""
    return _BEST_KNOWN.fullmatch(name_key(name)) is not None


def name_key(name: str) -> str:
    """Return an organization's name to compare by: folded, small, without article and dots."""
    plain = folded(name).replace(".", "").replace("’", "'")
    found = plain.split()
    if found and found[0].lower() == "the":
        found = found[1:]
    return " ".join(found).lower()


_ANYBODYS = frozenset(
    "ministry department supreme high constitutional federal national central state parliament senate cabinet police "
    "navy army air finance health election attorney congress foreign home interior defence defense justice democratic "
    "liberal conservative socialist people's workers' communist republican coast labour labor".split()
)
"""First words of names that bodies of many countries have."""

_OF_MANY = re.compile(
    r"\b(ministry|supreme court|high court|parliament|senate|national assembly|central bank|cabinet|police|navy|army"
    r"|air force|finance department|health department|election commission|attorney general"
    r"|congress|foreign office|home office|coast guard|national security council"
    r"|(?:democratic|liberal|conservative|socialist|national|people's|workers'|communist|republican) party"
    r"|labou?r(?: party)?$)\b"
)


def _vessels(words: str) -> tuple[Organization, ...]:
    """Return the ship of that name ("USS Nimitz"), once for each state it may sail for."""
    prefix, _, name = words.partition(" ")
    return tuple(
        Organization(words, (), row["country"] or None, row["sector"] or None, row["country"] or None, "vessel")
        for row in vessel_prefixes().get(prefix, ())
        if name[:1].isupper()
    )


@cache
def vessel_prefixes() -> dict[str, tuple[dict[str, str], ...]]:
    """Return the rows of the table of what stands before the names of ships, by prefix."""
    table: dict[str, tuple[dict[str, str], ...]] = {}
    for row in rows("vessels.csv"):
        table[row["prefix"]] = (*table.get(row["prefix"], ()), row)
    return table


def may_begin_name(word: str) -> bool:
    """Say whether the name of an organization of two words and more begins with a word, in whatever case."""
    return word.lower().replace("’", "'") in _first_words()


@cache
def _first_words() -> frozenset[str]:
    return frozenset(name.split()[0] for name in _by_folded_name())


@cache
def acronyms() -> frozenset[str]:
    """Return the names that are written in capitals alone ("IDF", "U.N."), which no lower-case word may match."""
    return frozenset(name for name in _by_name() if len(name) > 1 and name.isupper() and " " not in name)


def _plain(words: str) -> str:
    return " ".join(words.split()).replace("’", "'").replace("‑", "-")


def _without_article(plain: str) -> str:
    return plain[4:] if plain[:4] in ("the ", "The ", "THE ") else plain


def _names(organization: Organization) -> Iterator[str]:
    for name in (organization.name, *organization.aliases):
        yield _plain(name)
        yield _without_article(_plain(name))


@cache
def _by_name() -> dict[str, tuple[Organization, ...]]:
    """Return the table by name; of several with one name the first listed stands first."""
    table: dict[str, tuple[Organization, ...]] = {}
    for organization in organizations():
        for name in dict.fromkeys(_names(organization)):
            table[name] = (*table.get(name, ()), organization)
    return table


@cache
def _by_folded_name() -> dict[str, tuple[Organization, ...]]:
    return {name.lower(): found for name, found in reversed(_by_name().items()) if " " in name}
