"""Every page of the desk in a real browser: in light and dark, on a phone, enlarged, and from right to left.

The pages are those that the app has: who adds one gives it an example below, or this fails.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from axe_playwright_python.base import AXE_FILE_PATH
from starlette.routing import Route

from dateline.serving import desk
from dateline.settings import load_settings
from dateline.store import open_store
from dateline.views.app import make_app
from tests.factory import arabic, harbor, talks
from tests.views.conftest import CHROMIUM, opened
from tests.views.desk_samples import fill
from tests.views.test_across import GIVEN, given, keep

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no chromium on this machine (apt-get install chromium)"),
]

NO_PAGE = {"/healthz", "/readyz", "/metrics", "/mcp"}
"""What is answered to programs alone."""
PAGES: dict[str, tuple[str, ...]] = {
    "/": ("/", "/?ui=hi"),
    "/stories": ("/stories",),
    "/articles": ("/articles",),
    "/events": ("/events",),
    "/search": ("/search", "/search?q=harbor", "/search?q=kenya&tab=stories", "/search?q=rain+OR", "/search?q=zebra"),
    "/search/briefing": ("/search/briefing?q=harbor",),
    "/article/{id}": ("/article/{talks}?fact={fact}", "/article/{arabic}"),
    "/article/{id}/changes": ("/article/{changed}/changes",),
    "/article/{id}/delete": ("/article/{talks}/delete",),
    "/story/{id}": ("/story/{ledger}", "/story/{blast}", "/story/{changed}"),
    "/story/{id}/compare": ("/story/{ledger}/compare", "/story/{talks}/compare"),
    "/story/{id}/briefing": ("/story/{ledger}/briefing",),
    "/who/{id}": ("{who}",),
    "/dyad": ("/dyad",),
    "/dyad/{a}/{b}": ("/dyad/KEN/NOR", "/dyad/FRA/JPN"),
    "/dyad/{a}/{b}/briefing": ("/dyad/KEN/NOR/briefing",),
    "/review": ("/review",),
    "/review/history": ("/review/history",),
    "/review/agreement": ("/review/agreement",),
    "/review/fact/{id}": ("/review/fact/{figure}",),
    "/review/{kind}/{id}": ("/review/story/{ledger}",),
    "/alerts": ("/alerts",),
    "/alerts/{id}": ("{alert}",),
    "/unsubscribe/{id}/{token}": ("/unsubscribe/none/none",),
    "/read/{name}/{n}": ("{read}", "{empty}"),
    "/sources": ("/sources",),
    "/source/{id}": ("/source/{source}",),
    "/deleted": ("/deleted",),
    "/adding": ("/adding",),
    "/adding/{id}": ("{adding}",),
    "/reread": ("/reread",),
    "/reread/{id}": ("{reread}",),
    "/help": ("/help",),
    "/login": ("/login",),
    "/join/{secret}": ("/join/none",),
    "/account": ("/account",),
    "/users": ("/users",),
}
"""For each page of the app an example or more; names in brackets are those of `places`."""
TEXT = "Bridge opens after repairs\nThe bridge over the river opened on Tuesday.\nDrivers waited an hour."


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, dict[str, str]]]:
    """Serve one desk as it is served to people, and tell where the examples are."""
    path = tmp_path_factory.mktemp("every") / "dateline.db"
    fill(path)
    with open_store(path) as store:
        places = {row[0]: keep(store, given(*row)) for row in GIVEN}
        source, _new = store.following.add("https://news.example/feed", at=datetime.now(UTC), title="News Example")
        places["source"] = source.id
    settings = load_settings()
    with desk(path, settings=settings) as url, httpx.Client(base_url=url, timeout=120) as asked:
        yield url, places | dict(_places(asked))


def _places(asked: httpx.Client) -> Iterator[tuple[str, str]]:
    """Yield where the examples are that have to be made or found."""
    sample = talks()
    yield "talks", sample.article.id
    yield "fact", sample.records[0].quotes[0].id[:12]
    yield "figure", sample.records[0].figures[0].id
    yield "arabic", arabic().article.id
    yield "changed", harbor(hours=5, more=" Ships are queuing outside.").article.id
    stories = asked.get("/stories.json").json()["rows"]
    told = [asked.get(f"/story/{row['id']}.json").json() for row in stories]
    yield "who", next(n["url"] for story in told for n in story["names"] if n["url"] and "Otieno" in n["label"])
    yield "read", _made(asked, "/read", {"text": TEXT})
    yield "empty", _made(asked, "/read", {"text": "Menu"})
    yield (
        "alert",
        _made(asked, "/alerts", {"q": "strike", "to": "https://hook.example/x", "pace": "at-once", "name": "Strikes"}),
    )
    yield "adding", _over(asked, _made(asked, "/adding", {"urls": "http://127.0.0.1:9/none"}))
    yield "reread", _over(asked, _made(asked, "/reread", {"which": "others"}))


def _made(asked: httpx.Client, path: str, form: dict[str, str]) -> str:
    answer = asked.post(path, data=form)
    assert answer.status_code == 303, answer.text[-2000:]
    return answer.headers["location"]


def _over(asked: httpx.Client, path: str) -> str:
    """Wait for work in the background: its page loads itself anew once it is over."""
    while not asked.get(f"{path}.json").json()["job"]["over"]:
        time.sleep(0.1)
    return path


@pytest.fixture(scope="module")
def context(browser: Browser, served: tuple[str, dict[str, str]]) -> Iterator[BrowserContext]:
    made = opened(browser, base_url=served[0], reduced_motion="reduce", locale="en")
    yield made
    made.close()


@pytest.fixture(scope="module")
def page(context: BrowserContext) -> Iterator[Page]:
    yield context.new_page()


def test_every_page_of_the_app_has_an_example(tmp_path: Path) -> None:
    app = make_app(tmp_path / "d.db")
    routes = {r.path for r in app.routes if isinstance(r, Route) and "GET" in (r.methods or ()) and "." not in r.path}
    assert {r for r in routes if not re.search(r"\{suffix\}|\{format\}", r)} - NO_PAGE == set(PAGES)


def wide(page: Page, width: int) -> str | None:
    """Return what reaches over the edge of a screen of that width, if anything does."""
    page.set_viewport_size({"width": width, "height": 844})
    found: str | None = page.evaluate(
        """async (width) => {
          // What is drawn to the width of the window is drawn anew in the next frame.
          for (const _ of [1, 2]) await new Promise(requestAnimationFrame);
          if (document.documentElement.scrollWidth <= width) return null;
          const over = (e) => e.getBoundingClientRect().right > width + 1 || e.getBoundingClientRect().left < -1;
          const e = [...document.querySelectorAll("main *, header *, footer *")].filter(over).at(-1);
          return `${document.documentElement.scrollWidth}: ${e?.outerHTML.slice(0, 200)}`;
        }""",
        width,
    )
    return found


def serious(page: Page, *rules: str) -> list[Any]:
    """Return what axe finds serious or critical, by all its rules or by those named."""
    only = {"runOnly": list(rules)} if rules else {}
    if page.evaluate("typeof window.axe") == "undefined":
        page.evaluate(AXE_FILE_PATH.read_text())
    found = page.evaluate("o => axe.run(document, o)", {"resultTypes": ["violations"], **only})
    return [
        (v["id"], [n["html"][:200] for n in v["nodes"]], v["nodes"][0].get("failureSummary"))
        for v in found["violations"]
        if v["impact"] in ("serious", "critical")
    ]


@pytest.mark.parametrize("route", PAGES)
def test_a_page_is_fit_for_everybody(page: Page, served: tuple[str, dict[str, str]], route: str) -> None:
    for example in PAGES[route]:
        _fit(page, example.format(**served[1]))
    page.context.clear_cookies()


def test_the_pages_of_accounts_are_fit_for_everybody(browser: Browser, tmp_path: Path) -> None:
    path = tmp_path / "people.db"
    with open_store(path) as store:
        for name in ("Ada", "Ben"):
            store.accounts.add(name, "owner")
        invited = store.accounts.invite("Ben")
        store.accounts.join(store.accounts.invite("Ada"), "seven gray herons")
        session = store.accounts.log_in("Ada", agent="a browser")
    with desk(path, settings=load_settings()) as url:
        context = opened(browser, base_url=url, reduced_motion="reduce", locale="en")
        page = context.new_page()
        for at in ("/login", f"/join/{invited}"):
            _fit(page, at)
        context.add_cookies([{"name": "dateline-session", "value": session, "url": url}])
        for at in ("/account", "/users", "/account?ui=ar"):
            _fit(page, at)
            assert page.url == f"{url}{at}"
        context.close()


def _fit(page: Page, path: str) -> None:
    """Look at a page in light and dark, wide and narrow."""
    page.emulate_media(color_scheme="light")
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(path)
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    assert serious(page) == [], path
    page.emulate_media(color_scheme="dark")
    assert serious(page, "color-contrast") == [], path
    # 640 is half of 1280: what a desk screen shows at double size.
    assert [wide(page, width) for width in (1280, 640, 360)] == [None, None, None], path
    assert serious(page, "scrollable-region-focusable", "target-size") == [], path


@pytest.mark.parametrize("route", PAGES)
def test_a_page_runs_from_right_to_left(page: Page, served: tuple[str, dict[str, str]], route: str) -> None:
    page.set_viewport_size({"width": 1280, "height": 900})
    for example in PAGES[route]:
        path = example.format(**served[1]).replace("ui=hi", "").rstrip("?")
        page.goto(f"{path}{'&' if '?' in path else '?'}ui=he")
        assert page.evaluate("[document.documentElement.lang, document.documentElement.dir]") == ["he", "rtl"]
        page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
        assert [wide(page, width) for width in (1280, 360)] == [None, None], path
        assert page.evaluate("document.documentElement.scrollLeft") == 0
    page.context.clear_cookies()
