"""The desk in a real browser: what a reader does, with and without JavaScript, and what is asked of whom."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from dateline.views.app import make_app
from tests.factory import arabic, talks
from tests.views.conftest import CHROMIUM, opened
from tests.views.desk_samples import SAMPLES, read, serving

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no chromium on this machine (apt-get install chromium)"),
]

TALKS = talks().article.id
CHANGED = SAMPLES[3].article.id
TEXT = "Bridge opens after repairs\nThe bridge over the river opened on Tuesday.\nDrivers waited an hour."


@pytest.fixture(scope="session")
def served(file: Path) -> Iterator[str]:
    """Serve a desk for all tests that change nothing."""
    with serving(make_app(file, read=read, read_only=True)) as url:
        yield url


@pytest.fixture
def fresh(file: Path, tmp_path: Path) -> Iterator[str]:
    """Serve a desk of its own for a test that keeps something."""
    shutil.copy(file, tmp_path / "dateline.db")
    with serving(make_app(tmp_path / "dateline.db", read=read)) as url:
        yield url


@pytest.fixture
def asked() -> list[str]:
    """Return the urls that the browser asked for, as they come."""
    return []


@pytest.fixture
def page(browser: Browser, served: str, asked: list[str]) -> Iterator[Page]:
    context = opened(browser, base_url=served, viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    yield _watched(context, asked)
    assert [url for url in asked if not url.startswith("http://127.0.0.1:")] == []
    context.close()


@pytest.fixture
def plain_page(browser: Browser, served: str, asked: list[str]) -> Iterator[Page]:
    """Return a page of a browser without JavaScript."""
    context = opened(browser, base_url=served, java_script_enabled=False)
    yield _watched(context, asked)
    context.close()


def _watched(context: BrowserContext, asked: list[str]) -> Page:
    """Return a page that fails on any error of script or policy."""
    page = context.new_page()
    page.on("request", lambda request: asked.append(request.url))

    def fail(message: Any) -> None:
        if message.type == "error" and "Failed to load resource" not in message.text:
            raise AssertionError(message.text)

    page.on("console", fail)
    return page


def background(page: Page, selector: str) -> str:
    """Return the color behind the first element that fits."""
    color: str = page.locator(selector).first.evaluate("e => getComputedStyle(e).backgroundColor")
    return color


def expect_background(page: Page, selector: str, color: str) -> None:
    expect(page.locator(selector).first).to_have_css("background-color", color)


CLEAR = "rgba(0, 0, 0, 0)"
GRADIENT = re.compile("gradient")


@pytest.mark.parametrize("kind", ["quote", "figure", "event"])
def test_a_kind_can_be_turned_off_and_on(page: Page, kind: str) -> None:
    page.goto(f"/article/{TALKS}")
    alone = {"quote": "article .k-quote:not(.k-figure)", "figure": "article .k-figure:not(.k-quote)"}
    selector = alone.get(kind, "article .k-event")
    lit = background(page, selector)
    assert lit != CLEAR
    page.uncheck(f"#show-{kind}")
    expect_background(page, selector, CLEAR)
    page.check(f"#show-{kind}")
    expect_background(page, selector, lit)


@pytest.mark.parametrize("kind", ["name", "place", "time"])
def test_an_underlined_kind_can_be_turned_off_without_javascript(plain_page: Page, kind: str) -> None:
    plain_page.goto(f"/article/{TALKS}")
    words = plain_page.locator(f"article .k-{kind}").first
    expect(words).to_have_css("background-image", GRADIENT)
    plain_page.uncheck(f"#show-{kind}")
    expect(words).not_to_have_css("background-image", GRADIENT)


def test_words_under_a_quote_and_a_figure_keep_the_quote_when_figures_are_off(page: Page) -> None:
    page.goto(f"/article/{TALKS}")
    quote = background(page, "article .k-quote:not(.k-figure)")
    assert background(page, "article .k-figure.k-quote") != quote
    page.uncheck("#show-figure")
    expect_background(page, "article .k-figure.k-quote", quote)
    page.uncheck("#show-quote")
    expect_background(page, "article .k-figure.k-quote", CLEAR)


def lit_words(page: Page) -> str:
    return "".join(page.locator("article .lit").all_text_contents())


def expect_lit(page: Page, words: str) -> None:
    lit = "[...document.querySelectorAll('article .lit')].map((e) => e.textContent).join('')"
    page.wait_for_function(f"words => {lit} === words", arg=words)


def test_a_click_on_a_fact_lights_exactly_its_words_and_a_second_one_none(page: Page, asked: list[str]) -> None:
    page.goto(f"/article/{TALKS}")
    loaded = len(asked)
    fact = page.locator(".g-figure .fact a", has_text="around 59,000")
    fact.click()
    expect_lit(page, "around 59,000")
    expect(page.locator("article .lit").first).to_be_visible()
    expect(page).to_have_url(re.compile("fact="))
    page.locator(".g-place .fact a", has_text="Oslo").click()
    expect_lit(page, "Oslo")
    expect(page.locator(".fact.picked")).to_have_count(1)
    page.locator(".g-place .fact a", has_text="Oslo").click()
    expect_lit(page, "")
    expect(page).to_have_url(re.compile(f"/article/{TALKS}$"))
    assert [url for url in asked[loaded:] if "/static/icon" not in url] == []


def test_a_link_to_a_fact_opens_with_its_words_lit_and_in_sight(page: Page) -> None:
    page.goto(f"/story/{TALKS}")
    page.locator(".quotes li", has_text="single family").locator("a.chip").click()
    expect(page.locator("article .lit", has_text="We will not leave").first).to_be_in_viewport()


def test_a_click_on_words_shows_their_fact(page: Page) -> None:
    page.goto(f"/article/{TALKS}")
    page.locator("article .k-event", has_text="criticized").click()
    expect(page.locator(".fact.picked")).to_have_count(1)
    expect(page.locator(".fact.picked")).to_contain_text("ACCUSE")
    page.keyboard.press("Escape")
    expect(page.locator(".lit, .picked")).to_have_count(0)


def test_a_fact_opens_its_words_without_javascript(plain_page: Page) -> None:
    plain_page.goto(f"/article/{TALKS}")
    plain_page.locator(".g-quote .fact a", has_text="single family").click()
    plain_page.wait_for_url("**fact=**")
    assert "We will not leave a single family behind" in lit_words(plain_page)
    assert plain_page.locator(".fact.picked").count() == 1


def test_search_finds_and_opens(page: Page) -> None:
    page.goto("/")
    page.keyboard.press("/")
    page.keyboard.type('"single family" -zebra')
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=*")
    expect(page.locator("mark")).to_have_text(["single family"])
    page.keyboard.press("j")
    page.keyboard.press("o")
    page.wait_for_url(f"**/article/{TALKS}")
    assert page.locator("h1").inner_text().startswith("Ministers of Kenya")


def test_a_search_that_cannot_be_understood_says_where(page: Page) -> None:
    page.goto("/search?q=rain+OR")
    assert "column 6" in page.locator("[role=alert]").inner_text()
    assert page.input_value("#q") == "rain OR"


@pytest.mark.parametrize("script", [True, False])
def test_a_text_is_pasted_read_and_kept(page: Page, plain_page: Page, fresh: str, script: bool) -> None:
    here = page if script else plain_page
    here.goto(fresh)
    here.locator(".box summary").click()
    here.fill("#text", TEXT)
    here.locator("button[name=read]").click()
    here.wait_for_url("**/read/**")
    assert here.locator("h1").inner_text() == "Bridge opens after repairs"
    assert "not kept" in here.locator(".notice").inner_text()
    here.locator(".notice button").click()
    here.wait_for_url("**/article/**")
    assert here.locator(".notice").count() == 0
    here.goto(fresh)
    assert here.locator(".row h2").first.inner_text() == "Bridge opens after repairs"


def test_a_file_is_read_and_kept_at_once(page: Page, fresh: str) -> None:
    page.goto(fresh)
    page.locator(".box summary").click()
    page.set_input_files("#file", {"name": "page.txt", "mimeType": "text/plain", "buffer": TEXT.encode()})
    page.locator("button[name=keep]").click()
    page.wait_for_url("**/article/**")
    assert page.locator("h1").inner_text() == "Bridge opens after repairs"


def test_keys_walk_the_rows(page: Page) -> None:
    page.goto("/")
    for key, row in [("j", 0), ("j", 1), ("j", 2), ("j", 2), ("k", 1)]:
        page.keyboard.press(key)
        expect(page.locator(".row").nth(row).locator("h2 a")).to_be_focused()
    expect(page.locator(".row").nth(1).locator("h2 a")).to_have_css("outline-style", "solid")


def test_writing_from_right_to_left_runs_from_right_to_left(page: Page) -> None:
    page.goto(f"/article/{arabic().article.id}")
    text = page.locator("article.text")
    assert (text.get_attribute("lang"), text.get_attribute("dir")) == ("ar", "rtl")
    box, quote = text.bounding_box(), page.locator("article .k-quote").first.bounding_box()
    assert box is not None
    assert quote is not None
    assert abs((quote["x"] + quote["width"]) - (box["x"] + box["width"])) < 3
    page.goto("/")
    assert page.locator(".row h2 a[lang=ar][dir=rtl]").count() == 1


@pytest.mark.parametrize("script", [True, False])
def test_what_changed_is_shown_side_by_side_and_not_by_color_alone(page: Page, plain_page: Page, script: bool) -> None:
    here = page if script else plain_page
    here.goto(f"/story/{CHANGED}")
    here.locator(".since > a").click()
    here.wait_for_url("**/changes")
    added = here.locator(".pair ins")
    assert added.inner_text().strip() == "Ships are queuing outside."
    assert "underline" in added.evaluate("e => getComputedStyle(e).textDecorationLine")
    assert "added" in added.evaluate("e => getComputedStyle(e, '::before').content")
    was, now = here.locator(".pair .was").last.bounding_box(), here.locator(".pair .is").last.bounding_box()
    assert was is not None
    assert now is not None
    assert was["y"] == now["y"]
    assert was["x"] + was["width"] <= now["x"]
    here.locator(".same summary").first.click()
    expect(here.locator(".same p").first).to_be_visible()


def test_dark_is_dark(page: Page) -> None:
    page.goto("/")
    light = background(page, "html")
    page.emulate_media(color_scheme="dark")
    expect(page.locator("html")).not_to_have_css("background-color", light)
