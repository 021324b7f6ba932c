"""The pictures in docs/pictures: the desk on the sample pages, as Debian's Chromium shows it.

python -m tools.pictures
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from dateline.errors import PageError
from dateline.flow import add_read, read_pages, sample_pages
from dateline.page.limits import Limits
from dateline.serving import desk
from dateline.settings import load_settings
from dateline.store import open_store
from eval import ROOT

OUT = ROOT / "docs" / "pictures"
CHROMIUM = "/usr/bin/chromium"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
DESKTOP, PHONE = {"width": 1280, "height": 860}, {"width": 390, "height": 844}


def take(browser: Browser, url: str, name: str, *, size: dict[str, int], dark: bool = False) -> None:
    """Write one picture of one page."""
    page = browser.new_page(
        viewport={"width": size["width"], "height": size["height"]}, color_scheme="dark" if dark else "light"
    )
    page.goto(url)
    page.screenshot(path=OUT / f"{name}.png")
    page.close()


def main() -> None:
    """Read the samples into a store of their own, serve it, and take every picture."""
    OUT.mkdir(parents=True, exist_ok=True)
    path = Path(tempfile.mkdtemp()) / "pictures.db"
    with open_store(path) as store:
        for item in read_pages(sample_pages(Limits()), jobs=2):
            if not isinstance(item, PageError):
                add_read(store, item)
        best = max(store.articles(kind="article").rows, key=lambda row: (row.counts.get("quote", 0), row.id))
        story = max(store.stories().rows, key=lambda row: (row.articles, row.id))
    with desk(path, port=0, settings=load_settings()) as base, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        take(browser, f"{base}/", "front", size=DESKTOP)
        take(browser, f"{base}/story/{story.id}", "story", size=DESKTOP)
        take(browser, f"{base}/story/{story.id}/compare", "compare", size=DESKTOP)
        take(browser, f"{base}/article/{best.id}", "article", size=DESKTOP)
        take(browser, f"{base}/article/{best.id}", "article-dark", size=DESKTOP, dark=True)
        take(browser, f"{base}/article/{best.id}", "article-phone", size=PHONE)
        browser.close()


if __name__ == "__main__":
    main()
