"""Furniture glued into a paragraph is cut out as a row of its own; what is left are exact slices of the page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from dateline.article.headers import glued_date
from dateline.article.rows import Row
from dateline.model.article import DropRole

# Where a sentence may begin: furniture is told from a story's own words by standing as a sentence of its own.
_AFTER: Final = r"(?:(?<=[.!?…\"'”’»)]\s)|(?<=^))"
_WORDS: Final[tuple[tuple[DropRole, str], ...]] = (
    (
        "newsletter",
        r"(?:New|Free|Our|The|Daily|Weekly|Get the)\s(?:[\w'’&-]+\s){0,4}?newsletter\b.{0,90}?"
        r"\b(?:[Ss]ign up|[Ss]ubscribe)\b.{0,220}?\b(?:newsletters?|inbox|updates)\b[.!]?(?=\s|$)",
    ),
    (
        "newsletter",
        r"(?:Sign up|Subscribe|Join)\b[^.!?]{0,160}?\b(?:newsletters?|inbox|(?:WhatsApp|Telegram) [Cc]hannel)\b"
        r"[^.!?]{0,60}[.!]?(?=\s|$)",
    ),
    ("related", r"[\"“‘']?[A-Z0-9][^.!?]{8,180}?\sRead [Mm]ore\s?(?:»|›|>>|→|\.\.\.|…)(?=\s|$)"),
    ("related", r"(?:ALSO READ|READ ALSO|READ MORE|Also [Rr]ead|Read [AaMm][lo][sr][oe])\s?[:|–-][^.!?]{8,160}$"),
    (
        "advertisement",
        r"(?:ADVERTISEMENT|Advertisement|(?:Story|Article) continues (?:below|after)(?: this)? [Aa]dvertisement"
        r"|Scroll to continue)(?=\s[A-Z\"“‘']|$)",
    ),
    (
        "other",
        r"[(\[](?:AP Photo|(?:[Ff]ile )?(?:[Pp]hoto(?:graph)?|[Ii]mage|[Pp]icture)s?|[Cc]redit)\b[^()\[\]]{0,90}[)\]]"
        r"(?=\s|$)",
    ),
    (
        "other",
        r"(?:(?:File )?(?:Photo(?:graph)?|Image|Picture)s?(?: credit| courtesy)?|Credit)\s?[:|]\s?"
        r"(?:[^.!?]{0,60}(?:/|\bvia\b|\bImages\b)[^.!?]{0,60}|(?:[A-Z][\w.'’-]*\s?){1,4})$",
    ),
    ("promotion", r"(?:app-?store\s?play-?store|App Store\s?Google Play)(?=\s|$)"),
)
_PATTERNS: Final = tuple((role, re.compile(_AFTER + words)) for role, words in _WORDS)
_SHORT: Final = 24
_TRIGGERS: Final = (
    "newsletter", "inbox", "channel", "read more", "also read", "read also", "advertisement", "scroll to", "appstore",
    "app-store", "app store", "photo", "image", "picture", "credit",
)  # fmt: skip


class Piece(NamedTuple):
    """A row, and what it was already found to be: a kind of furniture, or None for not yet judged."""

    row: Row
    role: DropRole | None


def cut_glued(rows: tuple[Row, ...]) -> Iterator[Piece]:
    """Yield the rows of a page, those with furniture in them cut up.

    Args:
        rows: The rows as the page was laid flat.
    """
    for row in rows:
        dated = glued_date(row.text) if row.text[:1] in "aAdDpPtTuU" else None
        if dated:
            yield Piece(row.part(0, dated[0]), "age")
            row = row.part(dated[0], len(row.text))  # noqa: PLW2901
        if len(row.text) > _SHORT and _may_hold_furniture(row.text.lower()):
            yield from _cut(row)
        else:
            yield Piece(row, None)


def _may_hold_furniture(lowered: str) -> bool:
    return any(map(lowered.__contains__, _TRIGGERS))


def _cut(row: Row) -> Iterator[Piece]:
    found = sorted((m.start(), m.end(), role) for role, pattern in _PATTERNS for m in pattern.finditer(row.text))
    at = 0
    for start, end, role in found:
        if start < at:
            continue
        if row.text[at:start].strip():
            yield Piece(row.part(at, start), None)
        yield Piece(row.part(start, end), role)
        at = end
    if row.text[at:].strip():
        yield Piece(row.part(at, len(row.text)), None)
