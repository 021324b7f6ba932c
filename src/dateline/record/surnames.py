"""Surnames that are names of places, too: who was named Gwyneth Holland is Holland afterwards, and no country."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from dateline.record.reading import RawName
from dateline.world.countries import country_named
from dateline.world.outlets import outlet_named

_WHERE = re.compile(
    r"(?i)\b(?:in|from|to|of|at|near|into|across|outside|inside|within|between|around|through|toward|towards|via|leave|left"
    r"|visit(?:ed|s)?|north|south|east|west|northern|southern|eastern|western|central) $"
)
"""What stands before a place and hardly before somebody's surname."""
_NEAR = 12
_SAID = re.compile(r"(?:said|says|added|asked|told|Mr\.?|Ms\.?|Mrs\.?|Dr\.?|Sen\.|Rep\.|Gov\.) $")
"""What stands before somebody called as a country is: "said Holland" ("Holland said" may be the state)."""


def with_surnames(names: Sequence[RawName], text: str) -> list[RawName]:
    """Return the names, a lone one that is a named person's surname as hers, unless it stands for a place anywhere.

    A country's is hers only where words show it.

    Args:
        names: The names of an article, in order.
        text: The article's text.
    """
    full = {n.span.of(text).split()[-1] for n in names if n.type == "person" and " " in n.span.of(text)}
    lone = [n for n in names if n.type == "place" and n.span.of(text) in full and outlet_named(n.span.of(text)) is None]
    places = {n.span.of(text) for n in lone if _WHERE.search(text, max(0, n.span.start - _NEAR), n.span.start)}
    told = {n.span.of(text) for n in lone if _SAID.search(text, max(0, n.span.start - _NEAR), n.span.start)}
    lands = {words for n in lone if country_named(words := n.span.of(text)) is not None}
    hers = full - places - (lands - told)
    return [replace(n, type="person") if n in lone and n.span.of(text) in hers else n for n in names]
