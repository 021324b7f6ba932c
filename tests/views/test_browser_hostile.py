"""What was written to do harm, shown on every page and exported in every format: it stays words, and asks nobody."""

from __future__ import annotations

import contextlib
import csv
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urljoin, urlsplit

import httpx
import pytest
from lxml import etree

from dateline.store import open_store
from dateline.views.access.needs import NEEDS
from dateline.views.app import make_app
from dateline.views.exports.formats import FORMATS
from tests.views.conftest import CHROMIUM, opened
from tests.views.desk_samples import read, serving
from tests.views.hostile_samples import BIDI, evil, fill_hostile, samples

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no chromium on this machine (apt-get install chromium)"),
]

MOST = 3
"""So many pages of each sort; all of them hold the same words."""
OWNER = evil("owner")[:80]
_FORMULA = ("=", "+", "-", "@", "\t", "\r")

_AMISS = """() => {
  const amiss = [];
  for (const e of document.querySelectorAll('*')) {
    const ours = e.localName !== 'script' || e.type === 'application/ld+json';
    if (!ours && !e.src.startsWith(location.origin + '/static/'))
      amiss.push('a script: ' + e.outerHTML.slice(0, 200));
    if (['img', 'iframe', 'object', 'embed', 'base'].includes(e.localName)) amiss.push('a foreign ' + e.localName);
    if (e.localName === 'meta' && e.httpEquiv) amiss.push('a meta that acts');
    for (const a of e.attributes) {
      if (a.name.startsWith('on')) amiss.push(e.localName + ' has ' + a.name);
      if (['href', 'src', 'action', 'formaction', 'xlink:href'].includes(a.name)) {
        const to = new URL(a.value, location.href);
        if (!['http:', 'https:'].includes(to.protocol)) amiss.push(e.localName + ' leads to ' + a.value.slice(0, 80));
        if (to.origin !== location.origin && e.localName !== 'a') amiss.push(e.localName + ' loads ' + to.href);
      }
    }
  }
  return amiss;
}"""

_LEAKS = """(bidi) => {
  // What turns the order of letters must end where the foreign words end: at an element that isolates them, or at a
  // block that holds nothing else.
  const leaks = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node; (node = walker.nextNode()); ) {
    if (!node.data.includes(bidi) || node.parentElement.closest('script, style, option, textarea, title')) continue;
    for (let e = node.parentElement; e; e = e.parentElement) {
      const style = getComputedStyle(e);
      if (/isolate|plaintext/.test(style.unicodeBidi) || style.display === 'none') break;
      const inline = style.display.startsWith('inline') && style.display !== 'inline-block';
      if (inline && e !== document.body) continue;
      if (e.textContent.trim() !== node.data.trim()) leaks.push(e.outerHTML.slice(0, 300));
      break;
    }
  }
  return leaks;
}"""


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("hostile") / "dateline.db"
    fill_hostile(path)
    return path


@pytest.fixture(scope="module")
def session(store: Path) -> str:
    """Return the session of an owner whose name, token and browser do harm, too."""
    with open_store(store) as opened:
        name = opened.accounts.add(OWNER, "owner").name
        opened.accounts.add(evil("reader")[:80], "reader")
        opened.accounts.make_token(name, evil("token")[:80], ["read"])
        opened.accounts.log_in(name, agent=evil("agent"))
        return opened.accounts.log_in(name, agent=evil("agent"))


@pytest.fixture(scope="module")
def served(store: Path, session: str) -> Iterator[str]:
    assert session
    with serving(make_app(store, read=read)) as url:
        yield url


@pytest.fixture
def page(browser: Browser, served: str, session: str, troubles: list[str]) -> Iterator[Page]:
    context = opened(browser, base_url=served)
    context.add_cookies([{"name": "dateline-session", "value": session, "url": served}])
    page = context.new_page()

    def spoke(dialog: Any) -> None:
        troubles.append(f"a dialog: {dialog.message}")
        dialog.dismiss()

    page.on("dialog", spoke)
    page.on("pageerror", lambda error: troubles.append(f"an error: {error}"))

    def asked(request: Any) -> None:
        if not request.url.startswith(served):
            troubles.append(f"asks {request.url}")

    def said(message: Any) -> None:
        if message.type == "error" and "Failed to load resource" not in message.text:
            troubles.append(f"says {message.text}")

    page.on("request", asked)
    page.on("console", said)
    yield page
    context.close()


@pytest.fixture
def troubles() -> list[str]:
    return []


def ids(client: httpx.Client) -> dict[str, str]:
    """Return ids of the hostile store, by the name that addresses have for them."""
    newest = samples()[2]
    story = client.get(f"/story/{newest.article.id}.json").text
    return {
        "id": newest.article.id,
        "who": re.findall(r'"/who/(\w+)"', story)[0],
        "fact": samples()[0].records[0].quotes[0].id,
        "story": json.loads(story)["id"],
        "query": "ferry",
    }


def addresses(client: httpx.Client) -> list[str]:
    """Return an address of each kind that is asked with GET, files left out."""
    known, out = ids(client), []
    for line in NEEDS:
        method, path = line.split()
        if method != "GET" or "." in path or path == "/metrics":
            continue
        path = path.replace("/who/{id}", f"/who/{known['who']}").replace("/fact/{id}", f"/fact/{known['fact']}")
        path = path.replace("{kind}/{id}", f"story/{known['story']}").replace("/{a}/{b}", "/KEN/NOR")
        path = re.sub(r"\{(\w+)\}", lambda m: known.get(m[1], "0"), path)
        out.append(path + ("?q=ferry" if path.startswith("/search") else ""))
    return out


def asking(served: str, session: str) -> httpx.Client:
    cookies = {"dateline-session": session}
    return httpx.Client(base_url=served, cookies=cookies, trust_env=False, timeout=120, follow_redirects=True)


def walk(page: Page, begin: list[str]) -> Iterator[str]:
    """Go to addresses and to where their links lead, so many of each sort; yield where the page is."""
    waiting, seen, sorts = list(begin), set(begin), dict[str, int]()
    while waiting:
        path = waiting.pop(0)
        answer = page.goto(path, wait_until="load")
        assert answer is not None
        assert answer.status < 500, path
        if not answer.headers.get("content-type", "").startswith("text/html"):
            continue
        page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
        yield path
        for link in page.eval_on_selector_all("a[href]", "all => all.map(a => a.getAttribute('href'))"):
            target = urlsplit(urljoin(page.url, link))
            sort = re.sub(r"[0-9a-f]{8,}", "*", target.path)
            if target.netloc != urlsplit(page.url).netloc or "." in target.path or target.path in seen:
                continue
            sorts[sort] = sorts.get(sort, 0) + 1
            if sorts[sort] <= MOST:
                seen.add(target.path)
                waiting.append(target.path)


def test_on_every_page_it_stays_words(page: Page, served: str, session: str, troubles: list[str]) -> None:
    with asking(served, session) as client:
        begin = addresses(client)
    found, held = [], 0
    for path in walk(page, begin):
        found += [f"{path}: {what}" for what in (*page.evaluate(_AMISS), *troubles)]
        found += [f"{path} turns what follows: {what}" for what in page.evaluate(_LEAKS, BIDI)]
        held += BIDI in page.inner_text("body")
        troubles.clear()
    assert found == []
    assert held > 15


def test_a_search_for_it_and_an_error_about_it_stay_words(page: Page, troubles: list[str]) -> None:
    for path in ("/search?q=", "/review/history?by=", "/article/", "/who/", "/dyad/KEN/", "/login?next=", "/join/"):
        page.goto(path + quote(evil("asked"), safe=""))
        assert page.evaluate(_AMISS) == []
        assert page.evaluate(_LEAKS, BIDI) == [], path
    assert [t for t in troubles if "404" not in t] == []


def test_what_is_read_and_not_kept_stays_words(page: Page, troubles: list[str]) -> None:
    page.goto("/")
    page.locator(".box summary").click()
    page.fill("#text", f"{evil('headline')}\n{evil('body')}\n{evil('more')}")
    page.locator("button[name=read]").click()
    page.wait_for_url("**/read/**")
    assert evil("body") in page.inner_text("main")
    assert page.evaluate(_AMISS) + page.evaluate(_LEAKS, BIDI) + troubles == []


def exported(client: httpx.Client) -> Iterator[tuple[str, str, httpx.Response]]:
    """Yield each file that the desk gives: its address, its format, and the answer."""
    known = ids(client)
    for line in NEEDS:
        path = line.removeprefix("GET ").replace("/story/{id}", f"/story/{known['story']}")
        path = path.replace("/who/{id}", f"/who/{known['who']}").replace("{id}", known["id"])
        path = path.replace("/{a}/{b}", "/KEN/NOR")
        if "{suffix}" in path:
            named = [(path.replace("{suffix}", fmt.suffix), fmt.name) for fmt in FORMATS]
        elif line.startswith("GET ") and path.endswith((".csv", ".jsonl", ".jsonld", ".json")) and "{" not in path:
            named = [(path, path.rpartition(".")[2])]
        else:
            continue
        for there, name in named:
            answer = client.get(there + ("?q=ferry" if there.startswith("/search") else ""))
            if answer.status_code == 200:
                yield there, name, answer


def test_in_every_file_it_stays_words(served: str, session: str) -> None:
    kinds, cells = set(), 0
    with asking(served, session) as client:
        for path, name, answer in exported(client):
            kinds.add(name)
            media = answer.headers["content-type"]
            assert not media.startswith(("text/html", "image/svg")), path
            assert answer.headers["x-content-type-options"] == "nosniff", path
            if media.startswith("text/csv") or name.endswith("csv"):
                for cell in (cell for row in csv.reader(io.StringIO(answer.text)) for cell in row):
                    cells += 1
                    assert not cell.startswith(_FORMULA) or re.fullmatch(r"-?[\d.]+", cell), f"{path}: {cell!r}"
            elif "xml" in media:
                root: Any = etree.fromstring(answer.content)
                assert not root.xpath("//*[local-name()='script' or local-name()='img']"), path
                assert [a for a in root.xpath("//@href | //@src") if not str(a).startswith(("http", "urn:"))] == [], (
                    path
                )
            elif "calendar" in media:
                assert all(re.match(r"[A-Z-]+[;:]| ", line) for line in answer.text.split("\r\n") if line), path
            elif "json" in media:
                lines = answer.text.split("\n") if path.endswith(".jsonl") else [answer.text]
                assert all(json.loads(line) is not None for line in lines if line), path
    assert {"csv", "jsonl", "atom", "json-feed"} & kinds
    assert cells > 100


def test_a_browser_shows_files_as_files(page: Page, served: str, session: str, troubles: list[str]) -> None:
    from playwright.sync_api import Error

    with asking(served, session) as client:
        inline = [
            path
            for path, _, a in exported(client)
            if a.headers.get("content-disposition", "inline").startswith("inline")
        ]
    assert len(inline) > 5
    for path in inline:
        # What a browser does not show it takes for a download, which is no harm either.
        with contextlib.suppress(Error):
            page.goto(path)
    assert [t for t in troubles if "asks" in t or "dialog" in t] == []
