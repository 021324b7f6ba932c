"""Charts in a real browser: drawn anew where scripts run, the server's own where they do not, tables beside both."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import expect

from tests.views.test_browser import asked, page, plain_page, pytestmark  # noqa: F401 - fixtures
from tests.views.test_browser_across import served, told  # noqa: F401 - fixtures

if TYPE_CHECKING:
    from playwright.sync_api import Page

FOUND = "/search?q=kenya+OR+kericho"
PAINTED = """canvas => {
    const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
    return data.reduce((sum, byte) => sum + byte, 0);
}"""


def painted(page: Page) -> None:  # noqa: F811
    """Wait until a chart is painted: in a microtask, once what it was made of is laid out."""
    page.evaluate(f"window.painted = () => ({PAINTED})(document.querySelector('.plot canvas'))")
    page.wait_for_function("window.painted() > 0")


def test_a_chart_answers_the_pointer_and_leads_to_its_day(page: Page) -> None:  # noqa: F811
    page.goto(FOUND)
    plot = page.locator(".days .plot")
    expect(plot.locator("canvas")).to_be_visible()
    expect(page.locator(".days svg.bars")).to_be_hidden()
    # Who does not see it is told by the table; the picture is no part of what is read out.
    assert plot.get_attribute("aria-hidden") == "true"
    days = page.locator(".days tbody time").evaluate_all("times => times.map((t) => t.dateTime)")
    assert len(days) >= 3
    painted(page)
    box = plot.locator(".u-over").bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + box["width"] * 0.93, box["y"] + 20)
    expect(plot.locator(".u-legend")).to_contain_text("Mar 2025")
    page.mouse.click(box["x"] + box["width"] * 0.93, box["y"] + 20)
    page.wait_for_url(f"**date*{days[-1]}**")


def test_a_chart_takes_the_colors_of_the_dark(page: Page) -> None:  # noqa: F811
    page.goto(FOUND)
    painted(page)
    light = page.evaluate("window.painted()")
    page.emulate_media(color_scheme="dark")
    page.wait_for_function("light => ![0, light].includes(window.painted())", arg=light)


def test_without_javascript_the_chart_of_the_server_stays(plain_page: Page) -> None:  # noqa: F811
    plain_page.goto(FOUND)
    assert plain_page.locator(".days svg.bars").is_visible()
    assert plain_page.locator(".plot").count() == 0
    plain_page.goto("/dyad/KEN/NOR")
    assert plain_page.locator("svg.chart.bars").first.is_visible()
    assert plain_page.locator("svg.world image").count() == 1


def test_too_few_numbers_are_left_as_the_server_drew_them(page: Page) -> None:  # noqa: F811
    page.goto("/dyad/KEN/NOR")
    expect(page.locator("svg.chart.bars").first).to_be_visible()
    assert page.locator(".plot").count() == 0
