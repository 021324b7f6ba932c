"""GDELT 2.0's 61 columns, an event a line, tab-separated; what nobody knows is left blank.

Blank always: codes of CAMEO, their Goldstein scores and tone (PLOVER's types are others), groups, religions and
ethnicities, where the actors are, administrative codes and ids of GNS (ours are of GeoNames).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date
from typing import Any

from dateline.model.statement import Party
from dateline.views.exports.about import About
from dateline.views.exports.columns import PROOF
from dateline.views.exports.items import EventItem
from dateline.views.exports.tables import tabbed
from dateline.world.countries import by_iso3

_ACTOR = "Code Name CountryCode KnownGroupCode EthnicCode Religion1Code Religion2Code Type1Code Type2Code Type3Code"
_GEO = "Type Fullname CountryCode ADM1Code ADM2Code Lat Long FeatureID"
COLUMNS = (
    *("GlobalEventID", "Day", "MonthYear", "Year", "FractionDate"),
    *(f"Actor{n}{name}" for n in (1, 2) for name in _ACTOR.split()),
    *("IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale"),
    *("NumMentions", "NumSources", "NumArticles", "AvgTone"),
    *(f"{who}Geo_{name}" for who in ("Actor1", "Actor2", "Action") for name in _GEO.split()),
    *("DATEADDED", "SOURCEURL"),
)
"""In the order of the published files."""

# Sectors that CAMEO and PLOVER call the same.
_TYPES = frozenset("COP GOV JUD LEG MIL REB SPY UAF AGR BUS CRM CVL EDU ELI LAB MED REF OPP".split())
_COUNTRY, _WORLD_CITY, _WORLD_STATE, _US_STATE, _US_CITY = 1, 4, 5, 2, 3


def write_gdelt(batches: Iterable[Sequence[EventItem]], _about: About) -> Iterator[bytes]:
    """Yield the table with a line of names (GDELT's own has none); behind the 61 columns the words and sources."""
    yield tabbed([[*COLUMNS, *(c.name for c in PROOF)]])
    for batch in batches:
        yield tabbed([*cells(item), *(c.of(item.row) for c in PROOF)] for item in batch)


def cells(item: EventItem) -> list[Any]:
    """Return the 61 cells of an event."""
    event, row = item.event, item.row
    seen = item.stored.first_seen.astimezone(UTC)
    return [
        # An id is ours to give: as many bits of the event's as a signed 64-bit number takes.
        *(int(event.id[:15], 16), *_dates(item)),
        *_actor(event.actors, row["actors"]),
        *_actor(event.recipients, row["recipients"]),
        *(None, None, None, None, event.quad, None),
        *(row["n_mentions"], row["n_sources"], row["n_articles"], None),
        *[None] * 16,
        *_action(item),
        *(f"{seen:%Y%m%d%H%M%S}", row["source_url"]),
    ]


def _dates(item: EventItem) -> list[Any]:
    """Return day, month, year and fraction of the year as far as each is known."""
    day, month, year = (item.day(at_least=fine) for fine in ("day", "month", "year"))
    fraction = None
    if day:
        when = date.fromisoformat(day)
        # GDELT counts months of 30 days and years of 365.
        fraction = round(when.year + (when.month * 30 + when.day) / 365, 4)
    return [day and day.replace("-", ""), month and month.replace("-", ""), year, fraction]


def _actor(parties: Sequence[Party], named: Sequence[dict[str, Any]]) -> list[Any]:
    """Return the ten cells of a side; it is one actor's, so the first of several."""
    if not parties:
        return [None] * 10
    party = parties[0]
    country = party.code if party.code and by_iso3(party.code) else None
    sector = party.sector if party.sector in _TYPES else None
    code = f"{country or ''}{sector or ''}" or None
    return [code, named[0]["name"], country, *[None] * 4, sector, None, None]


def _action(item: EventItem) -> list[Any]:
    """Return the eight cells of where it took place."""
    named, place = item.event.place, item.place
    if named is None:
        return [None] * 8
    feature = (place.feature_code if place else None) or ""
    at_home = named.country == "USA"
    kind = None
    if feature.startswith("PCL"):
        kind = _COUNTRY
    elif feature.startswith("PPL"):
        kind = _US_CITY if at_home else _WORLD_CITY
    elif feature == "ADM1":
        kind = _US_STATE if at_home else _WORLD_STATE
    lat, lon = (place.lat, place.lon) if place else (None, None)
    return [kind, named.name, None, None, None, lat, lon, None]
