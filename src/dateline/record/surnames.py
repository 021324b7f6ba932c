"""Surnames that are names of places, too: who was named Gwyneth Holland is Holland afterwards, and no country."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from dateline.record.reading import RawName

_WHERE = re.compile(
    r"(?i)\b(?:in|from|to|of|at|near|into|across|outside|inside|within|between|around|through|toward|towards|via|leave|left"
    r"|visit(?:ed|s)?|north|south|east|west|northern|southern|eastern|western|central) $"
)
"""What stands before a place and hardly before somebody's surname."""
_OTHERS = ("place", "organization", "nationality")


def with_surnames(names: Sequence[RawName], text: str) -> list[RawName]:
    """Return the names, a lone one that is a named person's surname as hers, unless it stands for a place anywhere.

    Args:
        names: The names of an article, in order.
        text: The article's text.
    """
    full = {n.span.of(text).split()[-1] for n in names if n.type == "person" and " " in n.span.of(text)}
    lone = [n for n in names if n.type in _OTHERS and n.span.of(text) in full]
    places = {n.span.of(text) for n in lone if _WHERE.search(text, max(0, n.span.start - 12), n.span.start)}
    return [replace(n, type="person") if n in lone and n.span.of(text) not in places else n for n in names]
