"""Keeping and briefing in a real browser: add a file, watch it, delete what came of it, with and without JavaScript."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from dateline.background import BackgroundWorker
from dateline.settings import Settings
from dateline.views.app import make_app
from tests.factory import talks
from tests.serving.test_background import packed
from tests.views.desk_samples import fill, read, serving
from tests.views.test_browser import asked, page, plain_page, pytestmark, served  # noqa: F401

if TYPE_CHECKING:
    from playwright.sync_api import Page

TALKS = talks().article.id


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    path = tmp_path_factory.mktemp("kept") / "dateline.db"
    fill(path)
    with serving(make_app(path, read=read, worker=BackgroundWorker(path, Settings(store=str(path))))) as url:
        yield url


@pytest.mark.parametrize("script", [True, False])
def test_a_file_is_added_watched_and_deleted(
    page: Page,  # noqa: F811
    plain_page: Page,  # noqa: F811
    desk: str,
    tmp_path: Path,
    script: bool,
) -> None:
    here, first = (page, 20) if script else (plain_page, 40)
    (tmp_path / "pages.zip").write_bytes(packed(first, first + 1))
    here.goto(f"{desk}/adding")
    here.get_by_label("or a file").set_input_files(tmp_path / "pages.zip")
    here.get_by_role("button", name="Add", exact=True).click()
    # With the script the page looks by itself; without it, it loads itself anew.
    here.locator(".state.s-done").first.wait_for(timeout=200_000)
    expect(here.locator(".tally")).to_contain_text("2 added")
    expect(here.locator("progress")).to_have_count(0)
    here.get_by_role("link", name=f"pages.zip/{first}.txt").click()
    here.get_by_role("link", name="Delete this article …").click()
    here.get_by_label("Why").fill("a test")
    here.get_by_role("button", name="Delete for good").click()
    here.wait_for_url(f"{desk}/deleted")
    expect(here.locator(".items li").first).to_contain_text("a test")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_its_pages_fit_a_phone_and_axe_finds_nothing_serious(page: Page, desk: str, scheme: Any) -> None:  # noqa: F811
    from axe_playwright_python.sync_playwright import Axe

    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": 390, "height": 844})
    done = page.request.get(f"{desk}/adding.json").json()["rows"][0]["url"]
    for path in ("/adding", done, "/reread", "/deleted", f"/article/{TALKS}/delete", f"/story/{TALKS}/briefing",
                 "/dyad/KEN/NOR/briefing", "/search/briefing?q=ministers", "/articles"):  # fmt: skip
        page.goto(desk + path)
        page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, path
        found = Axe().run(page).response
        told = [(v["id"], [n["html"][:200] for n in v["nodes"]]) for v in found["violations"]
                if v["impact"] in ("serious", "critical")]  # fmt: skip
        assert told == [], path
