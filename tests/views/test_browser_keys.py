"""The desk by keys in a real browser: rows, the original, what was seen and starred, the dialog, other keyboards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import expect

from tests.factory import talks
from tests.views.test_browser import asked, fresh, page, plain_page, pytestmark, served  # noqa: F401 - fixtures

if TYPE_CHECKING:
    from playwright.sync_api import Page

TALKS = talks().article.id


FOCUSED = "document.activeElement"


def expect_focus(page: Page, text: str) -> None:  # noqa: F811
    page.wait_for_function(f"text => {FOCUSED}.textContent.trim() === text", arg=text)


def expect_focus_in(page: Page, selector: str) -> None:  # noqa: F811
    page.wait_for_function(f"selector => {FOCUSED}.closest(selector) !== null", arg=selector)


def rows(page: Page) -> list[str]:  # noqa: F811
    return [text.strip() for text in page.locator("[data-row] h2 a").all_text_contents()]


def test_rows_are_walked_from_top_to_bottom(page: Page) -> None:  # noqa: F811
    page.goto("/")
    titles = rows(page)
    page.keyboard.press("j")
    expect_focus(page, titles[0])
    page.keyboard.press("Shift+G")
    expect_focus(page, titles[-1])
    page.keyboard.press("k")
    expect_focus(page, titles[-2])
    # Twice at once: on a busy machine a second call could come too late to be the second half of "gg".
    page.evaluate(
        f"for (const _ of 'gg') {FOCUSED}.dispatchEvent(new KeyboardEvent('keydown', {{key: 'g', bubbles: true}}))"
    )
    expect_focus(page, titles[0])
    expect(page.locator("[data-row] h2 a").first).to_have_css("outline-style", "solid")
    page.keyboard.press("o")
    page.wait_for_url("**/story/**")


def test_facts_and_sentences_are_walked_too(page: Page) -> None:  # noqa: F811
    page.goto(f"/article/{TALKS}")
    page.keyboard.press("j")
    expect_focus_in(page, ".facts .fact")
    page.goto(f"/story/{TALKS}")
    page.keyboard.press("j")
    expect_focus_in(page, ".known > li")


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
    page.wait_for_function("window.asked")
    assert page.evaluate("window.asked") == [url, "_blank", "noopener,noreferrer"]


def test_what_was_seen_and_starred_is_marked_in_words_and_remembered(page: Page) -> None:  # noqa: F811
    page.goto("/")
    first = rows(page)[0]
    page.keyboard.press("j")
    page.keyboard.press("m")
    note = page.locator("[data-row]").first.locator(".by-keys")
    expect(note).to_have_text("seen")
    page.keyboard.press("s")
    expect(note).to_have_text("seen · starred")
    page.keyboard.press("m")
    expect(note).to_have_text("starred")
    page.reload()
    expect(note).to_have_text("starred")
    page.locator("[data-starred-list] summary").click()
    page.locator("[data-starred-list] a", has_text=first).click()
    page.wait_for_url("**/story/**")
    expect(page.locator(".story header .by-keys")).to_contain_text("starred")
    page.keyboard.press("s")
    expect(page.locator(".story header .by-keys")).not_to_contain_text("starred")
    page.goto("/")
    expect(page.locator("[data-starred-list]")).to_be_hidden()
    # Who opened a story has seen it.
    expect(note).to_have_text("seen")


def test_on_a_search_the_key_that_stars_leads_to_where_it_is_saved(page: Page, fresh: str) -> None:  # noqa: F811
    page.goto(f"{fresh}/search?q=harbor")
    page.keyboard.press("s")
    expect(page.locator("#save-name")).to_be_focused()


def test_the_dialog_opens_by_key_and_by_link_and_lets_nobody_be_caught(page: Page) -> None:  # noqa: F811
    page.goto("/")
    dialog = page.locator("dialog#keys")
    expect(dialog).to_be_hidden()
    page.keyboard.press("?")
    expect(dialog).to_be_visible()
    # No key works behind the dialog.
    page.keyboard.press("j")
    expect_focus_in(page, "dialog")
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    link = page.locator("footer a[data-keys]")
    link.focus()
    page.keyboard.press("Enter")
    expect(dialog).to_be_visible()
    page.get_by_role("button", name="Close").click()
    expect(dialog).to_be_hidden()
    expect(link).to_be_focused()


def test_keys_can_be_turned_off_for_good(page: Page) -> None:  # noqa: F811
    page.goto("/")
    dialog = page.locator("dialog#keys")
    page.keyboard.press("?")
    page.get_by_label("Use these keys").uncheck()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.closest('[data-row]')") is None
    page.reload()
    page.keyboard.press("?")
    assert dialog.is_hidden()
    page.locator("footer a[data-keys]").click()
    page.get_by_label("Use these keys").check()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    page.keyboard.press("j")
    expect_focus_in(page, "[data-row]")


def test_letters_that_are_written_are_no_keys(page: Page) -> None:  # noqa: F811
    page.goto("/")
    page.keyboard.press("/")
    page.keyboard.type("jkG?s/")
    expect(page.locator("#q")).to_have_value("jkG?s/")
    assert page.locator("dialog#keys").is_hidden()
    page.keyboard.press("Escape")
    expect(page.locator("#q")).not_to_be_focused()


def test_a_keyboard_for_another_writing_does_the_same(page: Page) -> None:  # noqa: F811
    page.goto("/?ui=he")
    page.evaluate("document.body.dispatchEvent(new KeyboardEvent('keydown', {key: 'ח', code: 'KeyJ', bubbles: true}))")
    expect_focus_in(page, "[data-row]")


def test_a_modifier_leaves_the_key_to_the_browser(page: Page) -> None:  # noqa: F811
    page.goto("/")
    page.evaluate("document.body.dispatchEvent(new KeyboardEvent('keydown', {key: 'j', ctrlKey: true, bubbles: true}))")
    assert page.evaluate("document.activeElement.closest('[data-row]')") is None


def test_help_says_the_keys_without_javascript(plain_page: Page) -> None:  # noqa: F811
    plain_page.goto("/")
    plain_page.locator("footer a[data-keys]").click()
    plain_page.wait_for_url("**/help")
    assert plain_page.locator(".help-page kbd").all_text_contents()[:3] == ["j", "k", "o"]
