"""States and provinces that the press and the post shorten ("Ky.", "Ont.", "NSW"), and how to find them in a text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from dateline.world.tables import many, rows


@dataclass(frozen=True, slots=True)
class Division:
    """A state or province.

    Args:
        country: The alpha-3 code of its country.
        admin1: GeoNames' code of the division.
        geonames_id: Its GeoNames id.
        name: Its name.
        short: Its short forms in the press, with their full stops.
        postal: Its postal code.
    """

    country: str
    admin1: str
    geonames_id: int
    name: str
    short: tuple[str, ...]
    postal: str


@cache
def divisions() -> tuple[Division, ...]:
    """Return all divisions of the table."""
    return tuple(
        Division(r["country"], r["admin1"], int(r["geonames_id"]), r["name"], many(r["short"]), r["postal"])
        for r in rows("divisions.csv")
    )


def division_shortened(words: str) -> Division | None:
    """Return the division that the press shortens so ("N.Y."), or None; case counts, a missing stop does not."""
    return _by_short().get(_key(words))


def division_of_post(code: str) -> Division | None:
    """Return the division with that postal code ("TX"), or None; "OR" is one only after a town."""
    return _by_postal().get(code)


def division_called(name: str) -> Division | None:
    """Return the division of that full name, or None."""
    return _by_name().get(name) or (_by_name().get(name.title()) if name.isupper() else None)


@cache
def short_forms() -> re.Pattern[str]:
    """Return a pattern that finds the short forms that end in a full stop wherever they stand in a text."""
    forms = sorted((s for d in divisions() for s in d.short if s.endswith(".")), key=len, reverse=True)
    spaced = (re.escape(form).replace(r"\.", r"\. ?").removesuffix(" ?") for form in forms)
    return re.compile(rf"(?<![\w.])(?:{'|'.join(spaced)})(?!\w)|(?<=[DR][-‑–])(?:{'|'.join(map(re.escape, forms))})")


def _key(words: str) -> str:
    return words.replace(" ", "").rstrip(".")


@cache
def _by_short() -> dict[str, Division]:
    return {_key(short): d for d in reversed(divisions()) for short in d.short}


@cache
def _by_postal() -> dict[str, Division]:
    return {d.postal: d for d in reversed(divisions())}


@cache
def _by_name() -> dict[str, Division]:
    return {d.name: d for d in divisions()}
