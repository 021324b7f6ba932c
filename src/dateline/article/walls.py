"""Pages that are no article but stand in front of one: consent walls, paywall stubs, empty JavaScript shells."""

from __future__ import annotations

from typing import Final

from dateline.article.classify import Judged
from dateline.article.phrases import Wall, wall_words
from dateline.article.rows import Sheet

_LITTLE: Final = 900
# No wall says as much as this about itself; more need not be looked through.
_PLENTY: Final = 3 * _LITTLE
_SCANT: Final = 200
_STUB: Final = 450
_NEXT: Final = 5
_ENDS: Final = tuple(".!?”\"’'»।۔؟。！？)")
_WALLS: Final[tuple[Wall, ...]] = ("consent", "pay", "subscribers")


def named_wall(  # noqa: PLR0911  (one line a kind of wall)
    sheet: Sheet, judged: list[Judged]
) -> str | None:
    """Return what kind of wall a page is, or None if it may hold an article.

    Args:
        sheet: The page laid flat.
        judged: Its rows.
    """
    text = sheet.text.content
    if not text.strip():
        shell = sheet.metadata.scripts > 0 or wall_words("script").search(sheet.metadata.noscript.lower())
        return "the page shows nothing without JavaScript" if shell else "the page is empty"
    if sum(j.prose for j in judged if j.score > 0) >= _PLENTY:
        return None
    open_prose = [
        n for n, j in enumerate(judged) if j.prose and j.score > 0 and not any(_says(j, wall) for wall in _WALLS)
    ]
    prose = sum(judged[n].prose for n in open_prose)
    if prose >= _LITTLE:
        return None
    if prose < _SCANT and len(text) < 3000 and wall_words("script").search(f"{text} {sheet.metadata.noscript}".lower()):
        return "the page shows nothing without JavaScript"
    if prose < _SCANT and _share(judged, "consent") > 0.3:
        return "the page is a consent wall"
    if prose < _STUB and (_breaks_off(judged, open_prose) or (sheet.metadata.free is False and prose < _SCANT)):
        return "the page is a paywall's stub"
    return None


def _breaks_off(judged: list[Judged], prose: list[int]) -> bool:
    """Say whether the text breaks off where the page asks for a subscription, right behind its last prose."""
    behind = range(prose[-1], min(prose[-1] + _NEXT, len(judged))) if prose else range(len(judged))
    if any(_says(judged[n], "pay") for n in behind):
        return True
    # A notice to subscribers stands under stories told to their end, too: it makes a stub of a text cut off alone.
    notice = next((n for n in behind if _says(judged[n], "subscribers")), None)
    told = [j.row.text for j in judged[:notice] if j.prose]
    return notice is not None and not (len(told) > 1 and told[-1].endswith(_ENDS))


def _says(j: Judged, wall: Wall) -> bool:
    return wall_words(wall).search(j.row.text.lower()) is not None


def _share(judged: list[Judged], wall: Wall) -> float:
    """Return the share of a page's characters in rows that say what such a wall says."""
    total = sum(len(j.row.text) for j in judged) or 1
    return sum(len(j.row.text) for j in judged if _says(j, wall)) / total
