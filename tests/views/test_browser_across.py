"""Pages across articles in a real browser: what opens, what fits, what axe finds."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from dateline.views.app import make_app
from tests.views.desk_samples import serving
from tests.views.test_across import told  # noqa: F401 - a fixture
from tests.views.test_browser import asked, page, pytestmark  # noqa: F401 - fixtures, and what a browser needs

if TYPE_CHECKING:
    from playwright.sync_api import Page


@pytest.fixture(scope="module")
def served(told: tuple[Path, dict[str, str]]) -> Iterator[str]:  # noqa: F811
    with serving(make_app(told[0], read_only=True)) as url:
        yield url


@pytest.fixture
def pages(told: tuple[Path, dict[str, str]], page: Page) -> list[str]:  # noqa: F811
    ids = told[1]
    page.goto(f"/story/{ids['ledger']}")
    who = page.get_by_role("link", name="Wanjiru Otieno").first.get_attribute("href")
    assert who is not None
    return ["/", f"/story/{ids['ledger']}", f"/story/{ids['blast']}", f"/story/{ids['ledger']}/compare", who,
            "/dyad/KEN/NOR", "/dyad"]  # fmt: skip


def test_two_sides_are_picked_filtered_and_opened(page: Page) -> None:  # noqa: F811
    page.goto("/dyad")
    page.get_by_label("One side").select_option("KEN")
    page.get_by_label("The other").select_option("NOR")
    page.get_by_role("button", name="Show").click()
    page.wait_for_url("**/dyad/KEN/NOR")
    meeting = page.locator(".meetings > li").first
    assert "4 Mar 2025" in meeting.inner_text()
    assert "led" in meeting.locator(".delegations").inner_text()
    page.get_by_label("Verbal conflict").check()
    page.get_by_role("button", name="Filter").click()
    page.wait_for_url("**quad=3**")
    assert page.locator(".deeds > li").count() == 1
    page.locator(".deeds a.chip").click()
    assert page.locator("article .lit").first.is_visible()


@pytest.mark.parametrize("width", [390, 640])
def test_no_page_across_articles_is_wider_than_a_phone(page: Page, pages: list[str], width: int) -> None:  # noqa: F811
    page.set_viewport_size({"width": width, "height": 844})
    for path in pages:
        page.goto(path)
        page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious_across_articles(page: Page, pages: list[str], scheme: Any) -> None:  # noqa: F811
    from axe_playwright_python.sync_playwright import Axe

    page.emulate_media(color_scheme=scheme)
    only = {"runOnly": ["color-contrast"]} if scheme == "dark" else {}
    for path in pages:
        page.goto(path)
        page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
        found = Axe().run(page, options=only).response
        serious = [v for v in found["violations"] if v["impact"] in ("serious", "critical")]
        assert [(v["id"], [n["html"][:200] for n in v["nodes"]]) for v in serious] == [], path
