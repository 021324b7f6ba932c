"""Alerts in a real browser, with and without JavaScript: tried, made, paused, ended; what fits, what axe finds."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from dateline.store import open_store
from dateline.views.digest_messages import unsubscribe_path
from tests.views.test_browser import asked, fresh, page, plain_page, pytestmark, served  # noqa: F401

if TYPE_CHECKING:
    from playwright.sync_api import Page


@pytest.mark.parametrize("script", [True, False])
def test_one_is_tried_made_paused_and_removed(page: Page, plain_page: Page, fresh: str, script: bool) -> None:  # noqa: F811
    here = page if script else plain_page
    here.goto(f"{fresh}/search?q=Kenya")
    here.get_by_role("link", name="Be told what is new").click()
    here.get_by_label("Told", exact=True).select_option("weekly")
    here.get_by_label("on, if weekly").select_option("friday")
    here.get_by_role("button", name="Preview").click()
    expect(here.get_by_role("status")).to_contain_text("in the last 7 days")
    here.get_by_role("link", name="a year", exact=True).click()
    expect(here.get_by_role("status")).not_to_contain_text("in the last 7 days")
    expect(here.locator("#f-q")).to_have_value("Kenya")
    expect(here.locator("#f-on")).to_have_value("friday")
    here.get_by_label("Sent to").fill("nobody")
    here.get_by_role("button", name="Make it").click()
    expect(here.get_by_role("alert")).to_contain_text("nobody is no mail address")
    here.get_by_label("Sent to").fill("https://hook.example/in")
    here.get_by_role("button", name="Make it").click()
    expect(here.locator("main")).to_contain_text("weekly on Friday at 08:00 (UTC)")
    here.get_by_role("button", name="Show what it is signed with").click()
    expect(here.locator(".secret")).to_contain_text("whsec_")
    here.get_by_role("button", name="Pause").click()
    expect(here.get_by_role("note")).to_contain_text("paused by")
    here.get_by_role("button", name="Remove").click()
    expect(here.locator("main h1")).to_have_text("Alerts")
    expect(here.get_by_text("hook.example")).to_have_count(0)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_its_pages_fit_a_phone_and_axe_finds_nothing_serious(
    page: Page,  # noqa: F811
    fresh: str,  # noqa: F811
    file: Path,
    scheme: Any,
) -> None:
    from axe_playwright_python.sync_playwright import Axe

    with open_store(file, read_only=True) as store:
        ends = unsubscribe_path(store.alerts.get("Harbors"))
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": 390, "height": 844})
    for path in ("/alerts?q=harbor&pace=at-once&days=3000", "/alerts/Harbors", ends, "/alerts?ui=ar"):
        page.goto(fresh + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, path
        found = Axe().run(page).response
        assert [v["id"] for v in found["violations"] if v["impact"] in ("serious", "critical")] == [], path
