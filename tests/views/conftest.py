"""A desk on a small store, asked over HTTP."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from starlette.testclient import TestClient

from dateline.views.app import make_app
from tests.conftest import Places
from tests.views.desk_samples import fill, read

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()
PATIENCE = 60_000
"""So many milliseconds may whatever a page does take: CI runs where others work, too."""


@pytest.fixture(scope="session")
def untouched(places: Places) -> str:
    """Return the samples' store, to be copied: nobody has it open."""
    place = places()
    fill(place)
    return place


@pytest.fixture(scope="session")
def filled(untouched: str, places: Places) -> str:
    """Return the samples' store, to be read: one in SQLite, and one in PostgreSQL."""
    return places.copy(untouched)


@pytest.fixture(scope="session")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the samples' store where one in SQLite will do."""
    path = tmp_path_factory.mktemp("desk") / "dateline.db"
    fill(path)
    return path


@pytest.fixture
def copy(untouched: str, places: Places) -> str:
    """Return a copy of the samples' store, to be written to."""
    return places.copy(untouched)


@pytest.fixture
def desk(copy: str) -> Iterator[TestClient]:
    app = make_app(copy, read=read, max_bytes=200_000)
    with TestClient(app, base_url="http://127.0.0.1") as client:
        yield client


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Return the one browser of a run: a second one cannot be started beside it."""
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS, headless=True)
        yield browser
        browser.close()


def opened(browser: Browser, **options: Any) -> BrowserContext:
    """Return a browser of its own, as it is after it was installed, that has patience."""
    context = browser.new_context(**options)
    context.set_default_timeout(PATIENCE)
    return context
