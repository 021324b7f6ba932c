"""Pages as a web archive: what was stored comes back as it was, through every way out."""

from __future__ import annotations

import io
from pathlib import Path

from starlette.testclient import TestClient
from typer.testing import CliRunner

from dateline.cli import app
from dateline.model.page import Page
from dateline.page.limits import Limits
from dateline.page.warc import pages_of_warc
from tests.views.desk_samples import SAMPLES


def read(data: bytes) -> list[Page]:
    pages = list(pages_of_warc(io.BytesIO(data), name="a", limits=Limits()))
    assert all(isinstance(page, Page) for page in pages), pages
    return [page for page in pages if isinstance(page, Page)]


def test_pages_come_back_as_they_were(desk: TestClient, filled: str, tmp_path: Path) -> None:
    got = desk.get("/articles.warc.gz")
    assert got.headers["content-type"] == "application/warc"
    pages = {page.url: page for page in read(got.content)}
    for sample in (SAMPLES[1], SAMPLES[3]):
        page = pages[sample.page.url]
        assert (page.content, page.media_type, page.fetched) == (
            sample.page.content, sample.page.media_type, sample.page.fetched,
        )  # fmt: skip
    out = tmp_path / "out.warc.gz"
    args = ["export", "articles", "--format", "warc", "--store", filled, "-o", str(out)]
    assert CliRunner().invoke(app, args).exit_code == 0
    assert {page.url for page in read(out.read_bytes())} == set(pages)
    added = CliRunner().invoke(app, ["add", str(out), "--store", str(tmp_path / "new.db")])
    assert f"{len(pages)} pages added" in added.output
