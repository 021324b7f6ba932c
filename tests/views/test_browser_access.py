"""Accounts in a real browser, without JavaScript: from the first link to a token, and out again."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from dateline.store import open_store
from dateline.views.app import make_app
from tests.views.conftest import CHROMIUM, opened
from tests.views.desk_samples import read, serving

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no chromium on this machine (apt-get install chromium)"),
]

PASSWORD = "seven gray herons"


@pytest.fixture
def served(file: Path, tmp_path: Path) -> Iterator[str]:
    shutil.copy(file, tmp_path / "dateline.db")
    with serving(make_app(tmp_path / "dateline.db", read=read)) as url:
        yield url


@pytest.fixture
def new_page(browser: Browser, served: str) -> Iterator[Callable[..., Page]]:
    """Return what opens a page in a browser of its own."""
    contexts = []

    def made(**more: Any) -> Page:
        contexts.append(opened(browser, base_url=served, **more))
        return contexts[-1].new_page()

    yield made
    for context in contexts:
        context.close()


def join(page: Page, link: str) -> None:
    """Open a one-time link and set a password."""
    page.goto(link)
    page.fill("#password", PASSWORD)
    page.fill("#again", PASSWORD)
    page.click("main form button")


def add(page: Page, name: str, role: str) -> str:
    """Add somebody; return their link."""
    page.goto("/users")
    page.fill("#new-name", name)
    page.select_option("#new-role", role)
    page.click("main section form[action='/users'] button")
    return page.inner_text(".secret code")


def test_from_one_person_to_several_and_back_out(new_page: Callable[..., Page], served: str) -> None:
    page = new_page(java_script_enabled=False)
    page.goto("/")
    assert page.locator(".masthead .self").count() == 0
    link = add(page, "Ada", "owner")
    expect(page.get_by_role("link", name="Set your password")).to_have_attribute("href", link)
    page.goto("/articles")
    assert page.url.endswith("/login?next=/articles")
    assert page.locator(".masthead nav, .masthead .find").count() == 0
    join(page, link)
    page.wait_for_url(f"{served}/")
    assert page.locator(".masthead .self").inner_text().endswith("Ada")

    page.click(".masthead .self")
    page.fill("#token-name", "a notebook")
    page.click("form[action='/account/tokens'] button")
    assert page.inner_text(".secret code").startswith("dl_")
    page.goto("/account")
    assert page.locator(".secret").count() == 0
    page.click("form[action='/account/tokens/revoke'] button")
    expect(page.locator("form[action='/account/tokens/revoke']")).to_have_count(0)

    ben = new_page(java_script_enabled=False)
    join(ben, add(page, "Ben", "reader"))
    ben.goto("/users")
    assert "right to admin" in ben.inner_text("main")
    ben.goto("/")
    assert ben.locator("main form[method=post]").count() == 0

    page.goto("/account")
    page.click("form[action='/logout'] button")
    page.wait_for_url(f"{served}/login")
    page.fill("#name", "ada")
    page.fill("#password", "wrong wrong wrong")
    page.click("main form button")
    expect(page.locator("[role=alert]")).to_be_visible()
    expect(page.locator("#name")).to_have_value("ada")
    page.fill("#password", PASSWORD)
    page.click("main form button")
    page.wait_for_url(f"{served}/")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_and_no_page_is_wider_than_a_phone(
    new_page: Callable[..., Page], served: str, scheme: Any
) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page = new_page(viewport={"width": 390, "height": 844}, color_scheme=scheme)
    join_link = add(page, "Ada", "owner")
    for path in (join_link, "/login"):
        page.goto(path)
        assert serious(Axe().run(page)) == [], path
    join(page, join_link)
    page.wait_for_url(f"{served}/")
    add(page, "A person of a very long name indeed " * 2, "reviewer")
    for path in ("", "/account", "/account?ui=ar", "/users?ui=en"):
        if path:
            page.goto(path)
        page.evaluate("document.querySelectorAll('main details').forEach(d => d.open = true)")
        assert serious(Axe().run(page)) == [], path
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, path


def serious(found: Any) -> list[Any]:
    return [(v["id"], v["nodes"][0]["html"]) for v in found.response["violations"] if v["impact"] != "minor"]


def test_a_form_that_was_left_open_too_long_says_what_to_do(
    new_page: Callable[..., Page], served: str, tmp_path: Path
) -> None:
    with open_store(tmp_path / "dateline.db") as store:
        store.accounts.add("Ada", "owner")
        link = f"{served}/join/{store.accounts.invite('Ada')}"
        page = new_page()
        join(page, link)
        page.goto("/account")
        page.fill("#token-name", "late")
        store.accounts.set_password("Ada", "other gray herons")
        page.click("form[action='/account/tokens'] button")
        expect(page.locator("main")).to_contain_text(re.compile("log in", re.IGNORECASE))
