"""Files with and without the whole texts of articles, by each way in."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from starlette.testclient import TestClient
from typer.testing import CliRunner

from dateline.cli import app
from dateline.views.exports.formats import FORMATS
from tests.factory import talks

BODY = "A second meeting is planned in Oslo in October."
TALKS = talks().article.id
BARE = [f for f in FORMATS if f.bare]


def said(suffix: str, data: bytes) -> str:
    return str(pq.read_table(io.BytesIO(data)).to_pydict()) if suffix == "parquet" else data.decode()


@pytest.mark.parametrize("fmt", BARE, ids=lambda f: f.name)
def test_a_file_goes_without_texts_where_that_is_wanted(
    desk: TestClient, filled: str, tmp_path: Path, fmt: object
) -> None:
    suffix, name = fmt.suffix, fmt.name  # type: ignore[attr-defined]
    whole, bare = (said(suffix, desk.get(f"/articles.{suffix}{q}").content) for q in ("", "?text=no"))
    assert TALKS in whole and TALKS in bare
    assert BODY not in bare
    assert "meeting is planned in" not in bare
    assert ("meeting is planned in" in whole) or name == "annotations"
    assert len(bare) < len(whole)
    for more, is_bare in (("--text", False), ("--no-text", True)):
        file = tmp_path / f"{name}{more}.{suffix}"
        args = ["export", "articles", "--format", name, more, "--store", filled, "-o", str(file)]
        done = CliRunner().invoke(app, args)
        assert done.exit_code == 0, done.stderr
        assert ("meeting is planned in" not in said(suffix, file.read_bytes())) >= is_bare


def test_feeds_go_with_texts_where_that_is_wanted(desk: TestClient) -> None:
    for suffix in ("atom", "feed.json"):
        assert BODY not in desk.get(f"/articles.{suffix}").text
        assert BODY in desk.get(f"/articles.{suffix}?text=yes").text


def test_what_cannot_go_without_says_so(desk: TestClient, filled: str) -> None:
    assert desk.get("/articles.warc.gz?text=no").status_code == 422
    done = CliRunner().invoke(app, ["export", "articles", "--format", "warc", "--no-text", "--store", filled])
    assert done.exit_code == 1 and "cannot go without" in done.stderr


def test_the_desk_offers_both(desk: TestClient) -> None:
    for page in ("/articles", "/search?q=ministers", f"/article/{TALKS}", f"/story/{TALKS}"):
        links = re.findall(r'href="([^"]+text=(?:no|yes))"', desk.get(page).text)
        assert len(links) >= len(BARE) + 2, page
        for link in links:
            assert desk.get(link.replace("&amp;", "&")).status_code == 200, link
