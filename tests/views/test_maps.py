"""Maps: where things lie in the picture, what a dot stands for, and that the table says all of it."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from starlette.testclient import TestClient

from dateline.store import open_store
from dateline.views.maps import HEIGHT, WIDTH, project, world_map
from dateline.views.render import STATIC
from dateline.views.told import gather
from tests.views.test_across import Told, asked, copy, told  # noqa: F401 - fixtures

LAT, LON = st.floats(-57, 84), st.floats(-180, 180)


@given(lat=LAT, lon=LON)
def test_every_inhabited_place_lies_in_the_picture(lat: float, lon: float) -> None:
    x, y = project(lat, lon)
    assert -0.1 <= x <= WIDTH + 0.1
    assert -0.1 <= y <= HEIGHT


@given(lat=st.tuples(LAT, LAT), lon=st.tuples(LON, LON))
def test_north_is_above_and_east_is_to_the_right(lat: tuple[float, float], lon: tuple[float, float]) -> None:
    (south, north), (west, east) = sorted(lat), sorted(lon)
    assert project(north, west)[1] <= project(south, west)[1] + 1e-9
    assert project(south, west)[0] <= project(south, east)[0] + 1e-9


def test_the_picture_of_the_world_is_small_and_says_where_it_is_from() -> None:
    picture = (STATIC / "world.svg").read_text()
    assert len(picture) < 60_000
    assert "Natural Earth" in picture and "public domain" in picture
    assert f'viewBox="0 0 {WIDTH} {HEIGHT}"' in picture
    # No line of land runs over the whole picture, as one that crosses the date line would.
    lines = re.findall(r"l([-\d ]+)", picture.partition("<g")[2])
    assert len(lines) > 100
    assert all(abs(int(step)) < 2000 for line in lines for step in re.findall(r"-?\d+", line))


def test_copies_count_once_and_countries_are_no_points(told: Told) -> None:  # noqa: F811
    path, ids = told
    with open_store(path, read_only=True) as store:
        found = world_map(gather(store, [ids["ledger"], ids["courier"], ids["reprint"]]))
        assert world_map(gather(store, [])) is None
    assert found is not None
    places = {p.name: p for p in found.places}
    nairobi = next(p for name, p in places.items() if "Nairobi" in name)
    assert nairobi.articles == 2
    assert nairobi.events >= 1
    assert not nairobi.whole
    assert (round(nairobi.lat), round(nairobi.lon)) == (-1, 37)
    assert any(p.whole for p in found.places)
    x, y, width, height = found.box
    assert all(x <= d.x <= x + width and y <= d.y <= y + height for d in found.dots)


@pytest.mark.parametrize("path", ["/story/{ledger}", "/dyad/KEN/NOR"])
def test_the_table_says_all_that_the_map_shows(asked: TestClient, told: Told, path: str) -> None:  # noqa: F811
    page: Any = html.document_fromstring(asked.get(path.format(**told[1])).text)
    (svg,) = page.cssselect("svg.world")
    assert svg.get("role") == "img"
    said = " ".join(e.text_content() for e in svg.cssselect("title, desc")[:2])
    assert "Map of the places" in said
    drawn = {c.cssselect("title")[0].text_content().partition(":")[0] for c in svg.cssselect("circle")}
    table = {th.text_content().strip().split("\n")[0] for th in page.cssselect(".map tbody th")}
    assert {t for t in drawn if any(row.startswith(t) for row in table)} == drawn
    assert "say nothing of whose land it is" in page.cssselect(".map figcaption")[0].text_content()
    rows = asked.get(path.format(**told[1]) + ".json").json()["map"]["places"]
    assert len(rows) == len(table)
