"""Pages across articles in a real browser: what opens, what fits, what axe finds."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from dateline.views.app import make_app
from tests.views.desk_samples import serving
from tests.views.test_across import Told, tell
from tests.views.test_browser import asked, page, pytestmark  # noqa: F401 - fixtures, and what a browser needs

if TYPE_CHECKING:
    from playwright.sync_api import Page


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Told:
    """Return a store in SQLite with the articles."""
    return tell(str(tmp_path_factory.mktemp("across") / "dateline.db"))


@pytest.fixture(scope="module")
def served(told: Told) -> Iterator[str]:
    with serving(make_app(told[0], read_only=True)) as url:
        yield url


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
    expect(page.locator(".deeds > li")).to_have_count(1)
    page.locator(".deeds a.chip").click()
    expect(page.locator("article .lit").first).to_be_visible()
