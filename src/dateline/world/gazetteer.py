"""Places of GeoNames by name: cities of 500 people and more, administrative divisions, regions, countries.

The file gazetteer.bin (made by tools/build_gazetteer.py) holds its rows sorted by name, in compressed blocks of which a
look-up reads one; opening it costs a few milliseconds and no memory to speak of.
"""

from __future__ import annotations

import math
import struct
import unicodedata
import zlib
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cache, lru_cache

from dateline.world.countries import by_iso2, by_iso3, countries
from dateline.world.tables import data_file, many, rows

MAGIC = b"DLGZ1\n"
BLOCK_ROWS = 512

_SHORT = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort"}


@dataclass(frozen=True, slots=True)
class GeoPlace:
    """A place of GeoNames.

    Args:
        geonames_id: Its id.
        name: Its name there.
        lat, lon: A point in it, in degrees.
        country: The alpha-3 code of its country; empty for a place of several.
        feature_code: GeoNames' code: PCLI country, PPLC capital, PPL town, ADM1 to ADM3 division, RGN region, …
        population: People, 0 where not known.
        admin1: GeoNames' code of its first-level division ("LA" for Louisiana), or empty.
        of_note: Whether it is a country or a region of our own list, which the bare name means as a rule.
    """

    geonames_id: int
    name: str
    lat: float
    lon: float
    country: str
    feature_code: str
    population: int
    admin1: str = ""
    of_note: bool = False


@lru_cache(maxsize=10_000)
def candidates(name: str) -> tuple[GeoPlace, ...]:
    """Return all places of that name, countries and regions first, then by population; case and accents are folded."""
    key = folded(name)
    found = (*_countries(name.isupper()).get(key, ()), *_regions().get(key, ()), *_in_file(key))
    distinct = {place.geonames_id: place for place in reversed(found)}
    return tuple(sorted(distinct.values(), key=lambda p: (not p.of_note, -p.population)))


@lru_cache(maxsize=5_000)
def folded(name: str) -> str:
    """Return a name as it is looked up: lower case, without accents, marks and article, "St." and "Mt." written out."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(c))
    plain = "".join(c if c.isalnum() else "" if c in "'’‘`.ʻʿʾ" else " " for c in plain)
    parts = plain.split()
    if len(parts) > 1 and parts[0] == "the":
        parts = parts[1:]
    if len(parts) > 1:
        parts[0] = _SHORT.get(parts[0], parts[0])
    return " ".join(parts)


def country_place(code: str) -> GeoPlace | None:
    """Return a country, by its alpha-3 code, as a place."""
    country = by_iso3(code)
    return _countries()[folded(country.name)][0] if country else None


def distance_km(a: GeoPlace, b: GeoPlace) -> float:
    """Return roughly how far two places are apart, in kilometers (equirectangular: good to a few per cent)."""
    x = math.radians(b.lon - a.lon) * math.cos(math.radians((a.lat + b.lat) / 2))
    return 6371 * math.hypot(x, math.radians(b.lat - a.lat))


def _in_file(key: str) -> list[GeoPlace]:
    """Return the places of that folded name in gazetteer.bin, whose rows of one name may span two blocks."""
    keys, _, _ = _index()
    first, last = max(bisect_left(keys, key) - 1, 0), bisect_right(keys, key)
    found = []
    for number in range(first, last):
        block = _block(number)
        at = 0 if block.startswith(f"{key}\t") else block.find(f"\n{key}\t") + 1
        while block.startswith(f"{key}\t", at):
            end = block.find("\n", at)
            found.append(_place(block[at : end if end >= 0 else len(block)]))
            if end < 0:
                break
            at = end + 1
    return found


def _place(line: str) -> GeoPlace:
    _, name, geonames_id, lat, lon, country, code, population, admin1 = line.split("\t")
    known = by_iso2(country)
    alpha3 = known.iso3 if known else ""
    return GeoPlace(int(geonames_id), name, float(lat), float(lon), alpha3, code, int(population), admin1)


@lru_cache(maxsize=1_024)
def _block(number: int) -> str:
    _, offsets, data = _index()
    return zlib.decompress(data[offsets[number] : offsets[number + 1]]).decode()


@cache
def _index() -> tuple[list[str], list[int], bytes]:
    """Return the first key of every block, the blocks' offsets and one end, and the file."""
    data = data_file("gazetteer.bin").read_bytes()
    if not data.startswith(MAGIC):
        raise ValueError("gazetteer.bin is not what tools/build_gazetteer.py writes")
    (end,) = struct.unpack("<Q", data[-8:])
    entries = [line.split("\t") for line in zlib.decompress(data[end:-8]).decode().split("\n")]
    return [key for key, _ in entries], [*(int(at) for _, at in entries), end], data


@cache
def _countries(with_letters: bool = True) -> dict[str, tuple[GeoPlace, ...]]:
    """Return the countries by folded name, with or without their letters: "CAR" is a country, "Car" is none."""
    table: dict[str, tuple[GeoPlace, ...]] = {}
    for c in sorted(countries(), key=lambda c: -c.population):
        place = GeoPlace(c.geonames_id, c.name, c.lat, c.lon, c.iso3, "PCLI", c.population, of_note=True)
        for key in {folded(name) for name in (c.name, *c.aliases) if with_letters or not name.isupper()}:
            table[key] = (*table.get(key, ()), place)
    return table


@cache
def _regions() -> dict[str, tuple[GeoPlace, ...]]:
    table: dict[str, tuple[GeoPlace, ...]] = {}
    for row in rows("regions.csv"):
        place = GeoPlace(
            geonames_id=int(row["geonames_id"] or 0),
            name=row["name"],
            lat=float(row["lat"]),
            lon=float(row["lon"]),
            country=row["country"],
            feature_code=row["feature_code"],
            population=0,
            of_note=True,
        )
        for key in {folded(name) for name in (row["name"], *many(row["aliases"]))}:
            table[key] = (*table.get(key, ()), place)
    return table


def place_of_id(name: str, geonames_id: int) -> GeoPlace | None:
    """Return the place of that name with that id, or None."""
    return next((p for p in candidates(name) if p.geonames_id == geonames_id), None)
