"""GeoJSON (RFC 7946): a feature a row, its geometry null where nobody knows the place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from dateline.views.exports.about import About, Row
from dateline.views.exports.columns import COLUMNS
from dateline.views.exports.streams import array


def write_geojson(batches: Iterable[Sequence[Row]], about: About) -> Iterator[bytes]:
    """Yield a FeatureCollection of events or places."""
    head = {"type": "FeatureCollection", "title": about.title, "generated": about.made.isoformat()}
    yield from array(head, "features", ([_feature(row, about.kind) for row in batch] for batch in batches))


def _feature(row: Row, kind: str) -> dict[str, Any]:
    properties = {c.name: c.of(row) for c in COLUMNS[kind]}
    lat, lon = properties.pop("lat"), properties.pop("lon")
    return {
        "type": "Feature",
        "id": row["id"],
        # Longitude first (RFC 7946, 3.1.1).
        "geometry": None if lat is None or lon is None else {"type": "Point", "coordinates": [lon, lat]},
        "properties": properties,
    }
