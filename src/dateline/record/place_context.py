"""What an article says about where it plays, which weighs the candidates for a place's name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from dateline.model.article import Article
from dateline.model.page import host_of
from dateline.record.place_lines import outlet_letters
from dateline.world.countries import by_iso2
from dateline.world.gazetteer import GeoPlace, candidates, folded
from dateline.world.outlets import outlet_of_url

_ANCHORS = 12
_WELL_KNOWN = 50_000
"""A town of so many people is meant rather than its small namesakes."""


@dataclass(slots=True)
class Context:
    """What the article says about where it plays.

    Args:
        home: The alpha-3 code of the outlet's country, if known.
        outlet: The letters of the outlet's address, which names the town of many a local paper.
        countries, divisions: How often each country, and each division of one, is named for sure.
        anchors: Places that are sure.
        leanings: For each division the names that have a place in it, each name counted as one over all its divisions:
            many small towns of one name's choice make a region even where none of them is sure.
    """

    home: str | None
    outlet: str = ""
    countries: Counter[str] = field(default_factory=Counter)
    divisions: Counter[tuple[str, str]] = field(default_factory=Counter)
    anchors: list[GeoPlace] = field(default_factory=list)
    leanings: Counter[tuple[str, str]] = field(default_factory=Counter)

    def add(self, place: GeoPlace, weight: int = 1) -> None:
        """Count a place that is sure."""
        self.countries[place.country] += weight
        if place.admin1 and place.feature_code != "PCLI":
            self.divisions[place.country, place.admin1] += weight
        if place.feature_code.startswith("PPL") or place.feature_code in ("ADM2", "ADM3"):
            self.anchors = [*self.anchors, place][-_ANCHORS:]


def context_of(article: Article) -> Context:
    """Return what an article's address says, before any place of its text is known."""
    home = home_of_outlet(article)
    if home is None and _is_generic(host_of(article.canonical_url or article.url or "")):
        home = "USA"
    return Context(home, outlet_letters(article))


def home_of_outlet(article: Article) -> str | None:
    """Return the country (ISO 3166-1 alpha-3) of the outlet at an article's address, by its name or its domain."""
    url = article.canonical_url or article.url or ""
    outlet = outlet_of_url(url) if url else None
    if outlet is not None and outlet.country:
        return outlet.country
    domain = host_of(url).rsplit(".", 1)[-1]
    land = by_iso2({"uk": "GB"}.get(domain, domain.upper()))
    return land.iso3 if land else None


def _is_generic(host: str) -> bool:
    """Say whether an address tells no country; an outlet that is not known and has such a one is as a rule American."""
    return host.endswith((".com", ".net", ".org", ".us"))


def leanings_of(names: Iterable[str]) -> Counter[tuple[str, str]]:
    """Return for each division of a country the names that have a place in it, each name one in all."""
    total: Counter[tuple[str, str]] = Counter()
    for words in names:
        total.update(divisions_of(words))
    return total


@lru_cache(maxsize=5_000)
def divisions_of(words: str) -> Counter[tuple[str, str]]:
    """Return the divisions in which places of that very name lie, all together one vote."""
    asked = folded(words)
    places = [p for p in candidates(words) if p.admin1 and folded(p.name).startswith(asked)]
    most = max((p.population for p in places), default=0)
    least = most / 20 if most > _WELL_KNOWN else 0
    found = {(p.country, p.admin1) for p in places if p.population >= least}
    return Counter(dict.fromkeys(found, 1 / len(found))) if found else Counter()
