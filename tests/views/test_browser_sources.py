"""The pages of sources as people see them: on a phone, in the dark, and with axe."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from dateline.store.following.rows import source_id
from dateline.views.app import make_app
from tests.views.conftest import opened
from tests.views.desk_samples import FEED, fill, serving
from tests.views.test_sources import FOLLOW

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser
PATHS = ("/sources", f"/source/{source_id(FEED)}", "/sources?ui=ar")


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    path: Path = tmp_path_factory.mktemp("sources") / "dateline.db"
    fill(path)
    with serving(make_app(path, follow=FOLLOW)) as url:
        yield url


@pytest.fixture
def page(browser: Browser, served: str) -> Iterator[Page]:
    context = opened(browser, base_url=served)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious(page: Page, scheme: Any) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page.emulate_media(color_scheme=scheme)
    for path in PATHS:
        page.goto(path)
        page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
        found = Axe().run(page).response
        serious = [v for v in found["violations"] if v["impact"] in ("serious", "critical")]
        assert [(v["id"], [n["html"][:200] for n in v["nodes"]]) for v in serious] == [], path


@pytest.mark.parametrize("width", [390, 640])
def test_no_page_is_wider_than_a_phone(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    for path in PATHS:
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path


def test_a_site_is_followed_by_what_it_offers(page: Page) -> None:
    page.goto("/sources")
    page.get_by_label("Address of a site").fill("harbour.example")
    page.get_by_role("button", name="Find and follow").click()
    page.locator(".offers button").first.click()
    page.wait_for_url("**/source/*")
    expect(page.locator("main")).to_contain_text("Not asked yet")
    page.get_by_role("button", name="Pause").first.click()
    expect(page.locator("main")).to_contain_text("Paused")
