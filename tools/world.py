"""The picture of the world under the maps: Natural Earth's land at 1:110 million, in the projection of views.maps.

npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
python -m tools.world package/countries-110m.json
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any

from dateline.views.maps import HEIGHT, WIDTH, project
from dateline.views.render import STATIC

_FINE = 10
"""Steps of a unit of the picture: a tenth of it is less than a pixel."""
_SOUTH = -60.0
_HEAD = """<!-- Land and borders: Natural Earth (naturalearthdata.com), public domain, 1:110 million, by way of
     world-atlas 2.0.2 (github.com/topojson/world-atlas, ISC license). Borders are drawn as Natural Earth has them: as
     they are held, not as anybody claims them. Made by tools.world. -->
"""


def decoded(topology: dict[str, Any]) -> list[list[tuple[float, float]]]:
    """Return the arcs of a TopoJSON file as longitudes and latitudes (topojson-specification, 2.1.3)."""
    (kx, ky), (dx, dy) = topology["transform"]["scale"], topology["transform"]["translate"]
    out = []
    for arc in topology["arcs"]:
        xs, ys = accumulate(p[0] for p in arc), accumulate(p[1] for p in arc)
        out.append([(x * kx + dx, y * ky + dy) for x, y in zip(xs, ys, strict=True)])
    return out


def rings(geometry: dict[str, Any]) -> Iterator[list[int]]:
    """Yield the rings of a geometry, each as the numbers of its arcs."""
    if geometry["type"] == "GeometryCollection":
        for part in geometry["geometries"]:
            yield from rings(part)
    elif geometry["type"] == "Polygon":
        yield from geometry["arcs"]
    elif geometry["type"] == "MultiPolygon":
        for polygon in geometry["arcs"]:
            yield from polygon


def line(arcs: list[list[tuple[float, float]]], ring: list[int]) -> list[tuple[float, float]]:
    """Return the points of a ring; an arc with a number below zero runs backwards."""
    out: list[tuple[float, float]] = []
    for n in ring:
        part = arcs[n] if n >= 0 else arcs[~n][::-1]
        out += part[1:] if out else part
    return out


def unrolled(points: list[tuple[float, float]]) -> Iterator[list[tuple[float, float]]]:
    """Yield a line without its jumps at the date line; one that crosses it is there twice, once at either edge."""
    out, turn = [points[0]], 0.0
    for (before, _), (lon, lat) in pairwise(points):
        turn += -360.0 if lon - before > 180 else 360.0 if before - lon > 180 else 0.0
        out.append((lon + turn, lat))
    yield out
    for edge, shift in ((180.0, -360.0), (-180.0, 360.0)):
        if any((lon - edge) * edge > 0 for lon, _ in out):
            yield [(lon + shift, lat) for lon, lat in out]


def path(points: list[tuple[float, float]], *, closed: bool) -> str:
    """Return points as a path of whole steps, each from the one before."""
    placed = [tuple(round(v * _FINE) for v in project(lat, lon)) for lon, lat in points]
    at, out = placed[0], [f"M{placed[0][0]} {placed[0][1]}l"]
    for here in placed[1:]:
        if here != at:
            out.append(f"{here[0] - at[0]} {here[1] - at[1]} ")
        at = here
    return "".join(out).rstrip().replace(" -", "-") + ("z" if closed else "") if len(out) > 1 else ""


def main() -> None:
    """Write the picture."""
    topology = json.loads(Path(sys.argv[1]).read_text())
    arcs, objects = decoded(topology), topology["objects"]
    lines = [line(arcs, ring) for ring in rings(objects["land"])]
    north = [points for points in lines if max(lat for _, lat in points) > _SOUTH]
    land = "".join(path(one, closed=True) for points in north for one in unrolled(points))
    countries = objects["countries"]["geometries"]
    used = Counter(n if n >= 0 else ~n for country in countries for ring in rings(country) for n in ring)
    borders = "".join(path(arcs[n], closed=False) for n, times in sorted(used.items()) if times > 1)
    edge = [(180.0, float(lat)) for lat in range(84, -60, -4)] + [(-180.0, float(lat)) for lat in range(-60, 85, 4)]
    picture = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}">\n{_HEAD}'
        f'<clipPath id="edge"><path d="{path(edge, closed=True)}"/></clipPath>\n'
        f'<g transform="scale({1 / _FINE})" clip-path="url(#edge)">\n'
        f'<path fill="#857f70" fill-opacity=".3" d="{land}"/>\n'
        f'<path fill="none" stroke="#857f70" stroke-opacity=".55" stroke-width="4" d="{borders}"/></g></svg>\n'
    )
    (STATIC / "world.svg").write_text(picture)


if __name__ == "__main__":
    main()
