"""The pictures in docs/pictures: the desk on the sample pages, as Debian's Chromium shows it.

python -m tools.pictures
"""

from __future__ import annotations

import tempfile
from datetime import UTC, datetime
from pathlib import Path

import httpx
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
SOURCES = (("Harbor Courier", "https://courier.example/feed"), ("Levant Monitor", "https://monitor.example/news.xml"))
ALERT = {"q": "ceasefire", "to": "https://hooks.example/desk", "pace": "at-once", "name": "Ceasefires"}


def take(
    browser: Browser, url: str, name: str, *, size: dict[str, int] = DESKTOP, dark: bool = False, language: str = "en"
) -> None:
    """Write one picture of one page."""
    page = browser.new_page(
        viewport={"width": size["width"], "height": size["height"]},
        color_scheme="dark" if dark else "light",
        locale=language,
        reduced_motion="reduce",
    )
    page.goto(url)
    page.screenshot(path=OUT / f"{name}.png")
    page.close()


def fill(path: Path) -> dict[str, str]:
    """Read the samples into a store, follow a source, and return the pages that are pictured, by name."""
    with open_store(path) as store:
        for item in read_pages(sample_pages(Limits()), jobs=2):
            if not isinstance(item, PageError):
                add_read(store, item)
        for title, url in SOURCES:
            store.following.add(url, at=datetime.now(UTC), title=title)
        best = max(store.articles(kind="article").rows, key=lambda row: (row.counts.get("quote", 0), row.id))
        story = max(store.stories().rows, key=lambda row: (row.articles, row.id))
    return {
        "front": "/",
        "story": f"/story/{story.id}",
        "compare": f"/story/{story.id}/compare",
        "briefing": f"/story/{story.id}/briefing",
        "article": f"/article/{best.id}",
        "dyad": "/dyad/IND/ISR",
        "search": "/search?q=ceasefire+OR+flood",
        "review": "/review",
        "alerts": "/alerts",
        "sources": "/sources",
    }


def who(base: str, story: str) -> str:
    """Return the page of whoever is named most in a story."""
    names = httpx.get(f"{base}{story}.json").json()["names"]
    return next(str(name["url"]) for name in names if name["url"] and name["type"] == "person")


def main() -> None:
    """Read the samples into a store of their own, serve it, and take every picture."""
    OUT.mkdir(parents=True, exist_ok=True)
    path = Path(tempfile.mkdtemp()) / "pictures.db"
    pages = fill(path)
    with desk(path, port=0, settings=load_settings()) as base, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        httpx.post(f"{base}/alerts", data=ALERT, follow_redirects=True).raise_for_status()
        for name, where in (pages | {"who": who(base, pages["story"])}).items():
            take(browser, f"{base}{where}", name)
        take(browser, f"{base}{pages['article']}", "article-dark", dark=True)
        take(browser, f"{base}{pages['article']}", "article-phone", size=PHONE)
        take(browser, f"{base}/", "front-arabic", language="ar")
        take(browser, f"{base}{pages['story']}", "story-hindi", language="hi")
        take(browser, f"{base}{pages['dyad']}", "dyad-hebrew-dark", language="he", dark=True)
        browser.close()


if __name__ == "__main__":
    main()
