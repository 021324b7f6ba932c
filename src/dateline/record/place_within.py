"""What stands behind a place's name and says which one it is: its state or country, or the kind that a list shares."""

from __future__ import annotations

from dateline.record.place_lines import Line, is_capital
from dateline.world.countries import Country, country_named
from dateline.world.divisions import division_called, division_of_post, division_shortened, short_forms
from dateline.world.gazetteer import candidates
from dateline.world.place_words import place_words

_KINDS_OF_MANY = {"counties": "County", "parishes": "Parish", "districts": "District", "townships": "Township"}


def with_kind(line: Line, j: int, words: str) -> str:
    """Return the name with its kind where a list has the kind for all ("Barrow, Jackson and Madison counties")."""
    while j < len(line.tokens) and (is_capital(line.tokens[j].text) or line.after(j) in (",", "and", "or", "&")):
        j += 1
    kind = _KINDS_OF_MANY.get(line.after(j))
    named = words.rsplit(maxsplit=1)[-1].lower() in place_words("kinds")
    return f"{words} {kind}" if kind and not named and candidates(f"{words} {kind}") else words


def within_of(line: Line, j: int, name: str) -> tuple[str, str] | None:
    """Return the state or country after ", " ("Paris, Texas", "Plano, TX", "Haifa, Israel")."""
    if line.after(j) != "," or j + 1 >= len(line.tokens):
        return None
    if line.after(j + 1) in place_words("sides") and line.tokens[j + 1].text.islower():
        country = next((c for k in (3, 2, 1) if (c := _country_at(line, j + 2, k)) is not None), None)
        return (country.iso3, "") if country is not None else None
    short = short_forms().match(line.text, line.tokens[j + 1].start)
    division = division_shortened(short.group()) if short else None
    for k in (3, 2, 1):
        if division is None and j + 1 + k <= len(line.tokens):
            words = line.joined(j + 1, j + 1 + k)
            division = division_called(words) or (division_of_post(words) if k == 1 else None)
            country = country_named(words)
            if division is None and country is not None:
                listed = country_named(name) is not None and not _is_division(name, country.iso3)
                return (country.iso3, "") if _lies_in(name, country.iso3, None) and not listed else None
            province = next((p for p in candidates(words) if p.feature_code == "ADM1"), None)
            if division is None and province is not None and _lies_in(name, province.country, province.admin1):
                return province.country, province.admin1
    return (division.country, division.admin1) if division else None


def _country_at(line: Line, i: int, size: int) -> Country | None:
    return country_named(line.joined(i, i + size)) if i + size <= len(line.tokens) else None


def _is_division(name: str, country: str) -> bool:
    """Say whether a division of a country has a name: "Georgia, USA", but "Canada, Mexico" are two."""
    return any(p.country == country and p.feature_code == "ADM1" for p in candidates(name))


def _lies_in(name: str, country: str, admin1: str | None) -> bool:
    """Say whether a place of that name lies there, so that a list of names is not taken for a qualified one."""
    return any(
        p.country == country and p.feature_code != "PCLI" and (admin1 is None or p.admin1 == admin1)
        for p in candidates(name)
    )
