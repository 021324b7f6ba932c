"""The review in a real browser, with and without JavaScript: judge, correct, undo; what fits, what axe finds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from tests.factory import talks
from tests.views.test_browser import asked, fresh, page, plain_page, pytestmark, served  # noqa: F401

if TYPE_CHECKING:
    from playwright.sync_api import Page

RECORD = talks().records[0]
FIGURE = RECORD.figures[0].id
ARTICLE = f"/article/{RECORD.article.id}"


@pytest.mark.parametrize("script", [True, False])
def test_a_fact_is_corrected_and_put_back(page: Page, plain_page: Page, fresh: str, script: bool) -> None:  # noqa: F811
    here = page if script else plain_page
    here.goto(f"{fresh}{ARTICLE}")
    fact = here.locator(f'.fact[data-fact="{FIGURE[:12]}"]')
    fact.locator(".judge summary").click()
    fact.get_by_role("link", name="Correct or note").click()
    here.get_by_label("Who are you?").fill("Ada")
    here.get_by_role("button", name="Judge under this name").click()
    here.get_by_label("at least").fill("1250")
    here.get_by_role("button", name="Correct", exact=True).click()
    expect(here.locator(".decided")).to_contain_text("corrected by Ada")
    here.get_by_role("link", name="Open the words in the article").click()
    shown = here.locator(f'.fact[data-fact="{FIGURE[:12]}"]')
    expect(shown.locator(".head ins")).to_have_text("1,250 or more")
    expect(here.locator("article .lit").first).to_have_text("at least 120")
    here.goto(f"{fresh}/review/history")
    with here.expect_navigation():
        here.get_by_role("button", name="Undo").first.click()
    here.goto(f"{fresh}{ARTICLE}")
    expect(here.locator(".fact ins")).to_have_count(0)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_its_pages_fit_a_phone_and_axe_finds_nothing_serious(page: Page, fresh: str, scheme: Any) -> None:  # noqa: F811
    from axe_playwright_python.sync_playwright import Axe

    page.emulate_media(color_scheme=scheme)
    page.goto(f"{fresh}/review/fact/{FIGURE}")
    with page.expect_navigation():
        page.get_by_role("button", name="Reject", exact=True).click()
    story = page.request.get(f"{fresh}/stories.json").json()["rows"][0]["id"]
    page.set_viewport_size({"width": 390, "height": 844})
    for path in ("/review", f"/review/fact/{FIGURE}", f"/review/story/{story}", "/review/history", "/review/agreement",
                 ARTICLE):  # fmt: skip
        page.goto(fresh + path)
        page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, path
        found = Axe().run(page).response
        assert [v["id"] for v in found["violations"] if v["impact"] in ("serious", "critical")] == [], path
