"""The desk by keys in a real browser: rows, the original, what was seen and starred, the dialog, other keyboards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.factory import talks
from tests.views.test_browser import asked, fresh, page, plain_page, pytestmark, served  # noqa: F401 - fixtures

if TYPE_CHECKING:
    from playwright.sync_api import Page

TALKS = talks().article.id


def focused(page: Page) -> str:  # noqa: F811
    text: str = page.evaluate("document.activeElement.textContent.trim()")
    return text


def rows(page: Page) -> list[str]:  # noqa: F811
    return [text.strip() for text in page.locator("[data-row] h2 a").all_text_contents()]


def test_rows_are_walked_from_top_to_bottom(page: Page) -> None:  # noqa: F811
    page.goto("/")
    titles = rows(page)
    page.keyboard.press("j")
    assert focused(page) == titles[0]
    page.keyboard.press("Shift+G")
    assert focused(page) == titles[-1]
    page.keyboard.press("k")
    assert focused(page) == titles[-2]
    page.keyboard.press("g")
    page.keyboard.press("g")
    assert focused(page) == titles[0]
    assert page.locator("[data-row] h2 a").first.evaluate("e => getComputedStyle(e).outlineStyle") == "solid"
    page.keyboard.press("o")
    page.wait_for_url("**/story/**")


def test_facts_and_sentences_are_walked_too(page: Page) -> None:  # noqa: F811
    page.goto(f"/article/{TALKS}")
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.closest('.facts .fact') !== null")
    page.goto(f"/story/{TALKS}")
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.closest('.known > li') !== null")


def test_the_original_opens_beside_and_hears_nothing_of_the_desk(page: Page) -> None:  # noqa: F811
    page.goto("/articles")
    url = page.locator("[data-row][data-original]").first.get_attribute("data-original")
    page.evaluate("() => { window.open = (...asked) => { window.asked = asked; }; }")
    page.keyboard.press("v")
    assert page.evaluate("window.asked") is None
    at = page.locator("[data-row]").evaluate_all("rows => rows.findIndex((r) => r.dataset.original)")
    for _ in range(at + 1):
        page.keyboard.press("j")
    page.keyboard.press("v")
    assert page.evaluate("window.asked") == [url, "_blank", "noopener,noreferrer"]


def test_what_was_seen_and_starred_is_marked_in_words_and_remembered(page: Page) -> None:  # noqa: F811
    page.goto("/")
    first = rows(page)[0]
    page.keyboard.press("j")
    page.keyboard.press("m")
    assert page.locator("[data-row]").first.locator(".by-keys").inner_text() == "seen"
    page.keyboard.press("s")
    assert page.locator("[data-row]").first.locator(".by-keys").inner_text() == "seen · starred"
    page.keyboard.press("m")
    page.reload()
    assert page.locator("[data-row]").first.locator(".by-keys").inner_text() == "starred"
    page.locator("[data-starred-list] summary").click()
    page.locator("[data-starred-list] a", has_text=first).click()
    page.wait_for_url("**/story/**")
    assert "starred" in page.locator(".story header .by-keys").inner_text()
    page.keyboard.press("s")
    page.goto("/")
    assert page.locator("[data-starred-list]").is_hidden()
    # Who opened a story has seen it.
    assert page.locator("[data-row]").first.locator(".by-keys").inner_text() == "seen"


def test_on_a_search_the_key_that_stars_leads_to_where_it_is_saved(page: Page, fresh: str) -> None:  # noqa: F811
    page.goto(f"{fresh}/search?q=harbor")
    page.keyboard.press("s")
    assert page.evaluate("document.activeElement.id") == "save-name"


def test_the_dialog_opens_by_key_and_by_link_and_lets_nobody_be_caught(page: Page) -> None:  # noqa: F811
    page.goto("/")
    dialog = page.locator("dialog#keys")
    assert dialog.is_hidden()
    page.keyboard.press("?")
    assert dialog.is_visible()
    # No key works behind the dialog.
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.closest('dialog') !== null")
    page.keyboard.press("Escape")
    assert dialog.is_hidden()
    link = page.locator("footer a[data-keys]")
    link.focus()
    page.keyboard.press("Enter")
    assert dialog.is_visible()
    page.get_by_role("button", name="Close").click()
    assert dialog.is_hidden()
    assert link.evaluate("e => e === document.activeElement")


def test_keys_can_be_turned_off_for_good(page: Page) -> None:  # noqa: F811
    page.goto("/")
    page.keyboard.press("?")
    page.get_by_label("Use these keys").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.closest('[data-row]')") is None
    page.reload()
    page.keyboard.press("?")
    assert page.locator("dialog#keys").is_hidden()
    page.locator("footer a[data-keys]").click()
    page.get_by_label("Use these keys").check()
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.closest('[data-row]') !== null")


def test_letters_that_are_written_are_no_keys(page: Page) -> None:  # noqa: F811
    page.goto("/")
    page.keyboard.press("/")
    page.keyboard.type("jkG?s/")
    assert page.input_value("#q") == "jkG?s/"
    assert page.locator("dialog#keys").is_hidden()
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.id") != "q"


def test_a_keyboard_for_another_writing_does_the_same(page: Page) -> None:  # noqa: F811
    page.goto("/?ui=he")
    page.evaluate("document.body.dispatchEvent(new KeyboardEvent('keydown', {key: 'ח', code: 'KeyJ', bubbles: true}))")
    assert page.evaluate("document.activeElement.closest('[data-row]') !== null")


def test_a_modifier_leaves_the_key_to_the_browser(page: Page) -> None:  # noqa: F811
    page.goto("/")
    page.evaluate("document.body.dispatchEvent(new KeyboardEvent('keydown', {key: 'j', ctrlKey: true, bubbles: true}))")
    assert page.evaluate("document.activeElement.closest('[data-row]')") is None


def test_help_says_the_keys_without_javascript(plain_page: Page) -> None:  # noqa: F811
    plain_page.goto("/")
    plain_page.locator("footer a[data-keys]").click()
    plain_page.wait_for_url("**/help")
    assert plain_page.locator(".help-page kbd").all_text_contents()[:3] == ["j", "k", "o"]
