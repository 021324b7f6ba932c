"""The columns of the tables (CSV, Parquet, properties of GeoJSON): their names, what they hold, where it stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from dateline.views.exports.about import Row

Type = Literal["text", "whole", "number", "bool", "list"]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, what it holds, and the way to it in a row ("place.name", "actors.*.code")."""

    name: str
    type: Type = "text"
    way: str = ""

    def of(self, row: Row) -> Any:
        """Return what a row has there; None where it has nothing."""
        found = _at(row, (self.way or self.name).split("."))
        return [str(v) if v is not None else "" for v in found] if self.type == "list" and found is not None else found


def _at(value: Any, way: list[str]) -> Any:
    for n, step in enumerate(way):
        if value is None:
            return None
        if step == "*":
            return [_at(v, way[n + 1 :]) for v in value]
        value = value.get(step)
    return value


def _columns(names: str) -> tuple[Column, ...]:
    """Return columns from their names, "name:type=way" one beside the other."""
    out = []
    for word in names.split():
        named, _, way = word.partition("=")
        name, _, type_ = named.partition(":")
        out.append(Column(name, type_ or "text", way))  # type: ignore[arg-type]
    return tuple(out)


_FROM = _columns(
    "article story headline publisher agency aggregator published published_precision first_seen language source_url"
)
PROOF = _columns(
    "source_url quote_exact char_start:whole char_end:whole text_sha256 n_sources:whole n_independent_sources:whole"
)
"""What every fact carries, whatever the format: where it was read, in which words, and how many tell it."""
_SOURCES = _columns("text_sha256 n_sources:whole n_independent_sources:whole")
_SIDES = (
    "actors:list=actors.*.name actor_codes:list=actors.*.code actor_sectors:list=actors.*.sector "
    "recipients:list=recipients.*.name recipient_codes:list=recipients.*.code "
    "recipient_sectors:list=recipients.*.sector"
)
_OWN = {
    "events": f"event type mode contexts:list quad:whole intensity:number {_SIDES} earliest=date.earliest "
    "latest=date.latest date_precision=date.precision date_basis=date.basis place=place.name "
    "geonames_id:whole=place.geonames_id country=place.country lat:number=place.lat lon:number=place.lon factuality",
    "quotes": "manner speaker_name",
    "figures": "low:number high:number approximate:bool unit measure as_of=as_of.value",
    "places": "form used_as geonames_id:whole name lat:number lon:number country feature_code",
    "times": "type value",
    "mentions": "form type entity",
    "entities": "key label aliases:list type role country sector code same_as:list",
    "relations": "type",
}
_ARTICLE = "article story original kind headline section publisher agency aggregator published published_precision "
_STORY = "story headline first last articles:whole copies:whole outlets:list countries:list article published "

COLUMNS: dict[str, tuple[Column, ...]] = {
    "articles": (*_columns(_ARTICLE + "first_seen language source_url supersedes"), *_SOURCES, Column("text")),
    "stories": (*_columns(_STORY + "first_seen language source_url"), *_SOURCES),
    **{
        kind: (
            *_columns(f"id {own} confidence:number reason"),
            *(c for c in _FROM if c.name != "source_url"),
            *PROOF,
        )
        for kind, own in _OWN.items()
    },
}
"""The columns of each kind of row."""


def columns_of(kind: str, *, text: bool) -> tuple[Column, ...]:
    """Return the columns of a kind, with or without the whole text of articles."""
    return tuple(c for c in COLUMNS[kind] if text or c.name != "text")
