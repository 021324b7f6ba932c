"""A desk on a small store, asked over HTTP."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from dateline.views.app import make_app
from tests.views.desk_samples import fill, read


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[TestClient]:
    fill(tmp_path / "dateline.db")
    app = make_app(tmp_path / "dateline.db", read=read, max_bytes=200_000)
    with TestClient(app, base_url="http://127.0.0.1") as client:
        yield client
