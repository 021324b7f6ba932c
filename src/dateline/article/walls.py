"""Pages that are no article but stand in front of one: consent walls, paywall stubs, empty JavaScript shells."""

from __future__ import annotations

from typing import Final

from dateline.article.classify import Judged
from dateline.article.phrases import Wall, wall_words
from dateline.article.rows import Sheet

_LITTLE: Final = 900
_SCANT: Final = 200


def named_wall(sheet: Sheet, judged: list[Judged]) -> str | None:
    """Return what kind of wall a page is, or None if it may hold an article.

    Args:
        sheet: The page laid flat.
        judged: Its rows.
    """
    text = sheet.text.content
    if not text.strip():
        shell = sheet.metadata.scripts > 0 or wall_words("script").search(sheet.metadata.noscript)
        return "the page shows nothing without JavaScript" if shell else "the page is empty"
    prose = sum(j.prose for j in judged if j.score > 0 and not _says(j, "consent") and not _says(j, "pay"))
    if prose >= _LITTLE:
        return None
    if prose < _SCANT and len(text) < 3000 and wall_words("script").search(f"{text} {sheet.metadata.noscript}"):
        return "the page shows nothing without JavaScript"
    if prose < _SCANT and _share(judged, "consent") > 0.3:
        return "the page is a consent wall"
    if prose < 500 and (any(_says(j, "pay") for j in judged) or (sheet.metadata.free is False and prose < _SCANT)):
        return "the page is a paywall's stub"
    return None


def _says(j: Judged, wall: Wall) -> bool:
    return wall_words(wall).search(j.row.text) is not None


def _share(judged: list[Judged], wall: Wall) -> float:
    """Return the share of a page's characters in rows that say what such a wall says."""
    total = sum(len(j.row.text) for j in judged) or 1
    return sum(len(j.row.text) for j in judged if _says(j, wall)) / total
