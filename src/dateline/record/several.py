"""Two or more who speak together: "Rao and Mehta", "Rao and other members"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from dateline.model.span import Span
from dateline.model.statement import EntityType, Mention
from dateline.record.index import Index
from dateline.world.countries import country_named
from dateline.world.names import words
from dateline.world.offices import is_role, longest_role

_ABLE = ("person", "organization")
_JOINED = re.compile(r" and (?:the |a |an |his |her |its |their )?", re.IGNORECASE)
_JOINED_GROUPS = re.compile(r" and (?:the |a |an |his |her |its |their )?(?:[a-z]+ )?", re.IGNORECASE)
"""Between "politicians" and "owners" of "politicians and business owners"."""
_LAST_JOINED = re.compile(r",? and (?:the |a |an |his |her |its |their )?", re.IGNORECASE)
_AND = re.compile(r"(?P<one>.+?),? and (?P<other>.+)", re.DOTALL)
_OTHER = re.compile(r"(?:the|a|an|his|her|its|their|other|some|several|many|two|three) ", re.IGNORECASE)


def is_able(kind: EntityType, name: str) -> bool:
    """Say whether what has a name can speak: persons, bodies, and countries ("France and Germany said")."""
    return kind in _ABLE or (kind == "place" and country_named(name) is not None)


def together(inside: Sequence[Mention]) -> str | None:
    """Return the entity of two or more that a mention within a source names together, if one does."""
    for m in inside:
        names = [n for n in inside if n.form == "name" and n.span in m.span] if m.type == "group" else []
        able = {n.entity for n in names if is_able(n.type, n.evidence[0].exact)}
        if m.form == "nominal" and m.entity and len(able) > 1:
            return m.entity
    return None


def are_several(index: Index, source: Span, inside: Sequence[Mention]) -> bool:
    """Say whether a source joins two that could each speak, be they mentions ("Rao and the ministry") or not."""
    return _join_mentions(index, source, inside) or _join_words(index, source, inside)


def _join_mentions(index: Index, source: Span, inside: Sequence[Mention]) -> bool:
    head = source.start + len(re.split(r",|\b(?:who|which)\b", source.of(index.text))[0])
    able = [m for m in inside if m.form != "pronoun" and m.entity]
    listed = [m for m in able if not any(o.span != m.span and m.span in o.span and _is_part(m, o) for o in able)]
    named = [m for m in listed if m.span.end <= head]
    if any(_is_list(index, source, *three) for three in zip(listed, listed[1:], listed[2:], strict=False)):
        return True
    return any(
        a.entity != b.entity
        and index.is_head(a.span, source)
        and (_JOINED_GROUPS if a.type == b.type == "group" else _JOINED).fullmatch(
            index.text[a.span.end : b.span.start]
        )
        and not _are_two_parts(a, b)
        for a, b in pairwise(named)
    )


def _is_list(index: Index, source: Span, one: Mention, other: Mention, last: Mention) -> bool:
    """Say whether three are named in a row: "the bank, the council and a spokesman for Rao"."""
    apposed = (one.type == "person" and other.form == "nominal") or not index.is_head(one.span, source)
    comma = re.fullmatch(r", (?:the |a |an )?", index.text[one.span.end : other.span.start])
    joined = _LAST_JOINED.fullmatch(index.text[other.span.end : last.span.start])
    return (
        comma is not None and joined is not None and not apposed and len({one.entity, other.entity, last.entity}) == 3
    )


def _is_part(mention: Mention, other: Mention) -> bool:
    """Say whether a mention is only the nation of a longer one: "Dutch" of "Dutch envoy"."""
    return mention.type in ("place", "nationality") and other.form == "nominal"


def _are_two_parts(one: Mention, other: Mention) -> bool:
    """Say whether two noun phrases are parts of one person ("the former judge and state senator")."""
    both = one.form == other.form == "nominal" and one.type == other.type == "person"
    opener = other.evidence[0].exact.split()[0].lower()
    return both and opener not in words("determiners")


def _join_words(index: Index, source: Span, inside: Sequence[Mention]) -> bool:
    """Say whether the words join two who speak, of whom one at least is no mention: "Rao and other members"."""
    head = re.split(r",|\b(?:who|which|of|for|from|at)\b", source.of(index.text))[0].strip()
    found = _AND.fullmatch(head)
    if found is None or any(m.form == "name" and " and " in m.evidence[0].exact for m in inside):
        return False
    one, other = found["one"], found["other"]
    offices = is_role(one.split()[-1]) or longest_role(other.split(), 0) > 0
    return bool(_OTHER.match(other)) or (one.split()[-1][0].isupper() and other[0].isupper() and not offices)
