"""How a page writes its dates: day or month first, and which country's names of zones it uses."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from dateline.article.dates import Habit, Order
from dateline.article.rows import Sheet
from dateline.model.page import Page, host_of
from dateline.world.countries import by_iso2
from dateline.world.outlets import outlet_of_url

_SLASHED: Final = re.compile(r"(?<![\d/])(\d{1,2})/(\d{1,2})/(?:(?:19|20)\d\d|\d\d)(?![\d/])")
_MONTH_FIRST: Final = frozenset(("USA", "PRI", "FSM", "PLW"))
# Written one way by some and the other way by others: only the page itself can say.
_EITHER: Final = frozenset(("CAN", "PHL", "ZAF", "KEN", "GHA", "CHN", "JPN", "KOR", "TWN", "HKG"))
_DAY_FIRST: Final = frozenset(
    ("fr", "es", "de", "it", "pt", "nl", "ru", "pl", "tr", "ar", "he", "hi", "id", "el", "uk", "sv")
)
# Endings of addresses that are sold for what they spell.
_SOLD: Final = frozenset("ai am cc co fm gg io is it la ly me my st to tv vc ws".split()) - {"it", "is", "my"}


def habit_of(page: Page, sheet: Sheet, lines: Iterable[str]) -> Habit:
    """Return how a page writes its dates, as far as it shows: its own dates first, then where it is at home.

    Args:
        page: The page, for its address.
        sheet: The page laid flat.
        lines: What dates are to be read from; the rest of the page is asked only if one of them could be read two ways.
    """
    country = home_of(page, sheet)
    if not any("/" in line and _SLASHED.search(line) for line in lines):
        return Habit(None, country)
    return Habit(_shown(sheet.text.content) or _usual(country, _tag(sheet)), country)


def home_of(page: Page, sheet: Sheet) -> str | None:
    """Return the alpha-3 code of the country a page's site is at home in: by its outlet, its address, its language."""
    url = page.url or sheet.metadata.canonical or sheet.metadata.first("og:url") or ""
    outlet = outlet_of_url(url) if url else None
    if outlet and outlet.country:
        return outlet.country
    ending = host_of(url).rsplit(".", 1)[-1] if url else ""
    found = by_iso2("GB" if ending == "uk" else ending.upper()) if len(ending) == 2 and ending not in _SOLD else None
    region = _tag(sheet).rpartition("-")[2].upper()
    found = found or (by_iso2(region) if len(region) == 2 and "-" in _tag(sheet) else None)
    return found.iso3 if found else None


def _tag(sheet: Sheet) -> str:
    return (sheet.metadata.language or "").lower().replace("_", "-")


def _shown(text: str) -> Order | None:
    """Return the order that a page's own dates show, where one of their numbers is no month; None if they disagree."""
    pairs = [(int(a), int(b)) for a, b in _SLASHED.findall(text)]
    day_first = any(12 < a <= 31 and b <= 12 for a, b in pairs)
    month_first = any(12 < b <= 31 and a <= 12 for a, b in pairs)
    if day_first == month_first:
        return None
    return "dmy" if day_first else "mdy"


def _usual(country: str | None, tag: str) -> Order | None:
    if country in _MONTH_FIRST:
        return "mdy"
    if country in _EITHER:
        return None
    return "dmy" if country or tag.partition("-")[0] in _DAY_FIRST else None
