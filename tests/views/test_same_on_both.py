"""A desk on PostgreSQL says what a desk on SQLite says: every page, feed, file and answer that links lead to."""

from __future__ import annotations

import gzip
import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest
from lxml import html
from starlette.routing import Route
from starlette.testclient import TestClient

from dateline.model.story import Judgement
from dateline.store import open_store
from dateline.store.moving import move
from dateline.views.app import make_app
from tests.factory import NOW, harbor, talks
from tests.postgres import Server
from tests.views.crawling import HERE, found
from tests.views.desk_samples import fill
from tests.views.test_across import tell

CHANGED = f"/article/{harbor(hours=5, more=' Ships are queuing outside.').article.id}/changes"
MOST = 1
"""So many addresses of each sort are asked."""
ALSO = [
    f"{path}{suffix}"
    for path in ("/stories", "/articles", "/events", "/search", "/search/events", "/sources", "/deleted", "/review")
    for suffix in (".json", ".csv", ".jsonl", ".atom", ".feed.json", ".xlsx", ".parquet", ".ics", ".geojson")
] + [
    f"/search{how}?q={q}"
    for how in ("", ".json", "/events.json", "/facets.json", "/briefing")
    for q in ("harbor&sort=date", "kenya+OR+norway&sort=date", "about:kenya", "said:otieno", "date:2025-03", "har*")
]
_PASSING = re.compile(
    r"20\d\d-\d\d-\d\dT[\d:.+Z]+|\b\d+ (seconds?|minutes?)\b|name=\"csrf\" value=\"[^\"]*\"|nonce-[\w+/=]+|"
    r"urn:uuid:[\w-]+|\"score\":-?[\d.e-]+|postgresql:[^\s\"<]+|/[\w/.-]+\.db"
)
"""What differs from one asking to the next, or is the database's own: moments, tokens, how a rank is counted."""


@pytest.fixture(scope="module")
def desks(tmp_path_factory: pytest.TempPathFactory, postgresql: Server) -> Iterator[tuple[TestClient, TestClient]]:
    path: Path = tmp_path_factory.mktemp("same") / "dateline.db"
    fill(path)
    tell(str(path))
    with open_store(path) as store:
        store.save_search("Harbors", "harbor", by="Ada")
        store.judge(Judgement(id="n1", target=talks().article.id, verdict="note", by="Ada", at=NOW, note="Ask again"))
    database = postgresql.empty()
    move(path, database)
    with TestClient(make_app(path), base_url=HERE) as one, TestClient(make_app(database), base_url=HERE) as other:
        yield one, other


def test_every_link_of_a_desk_on_postgresql_leads_to_the_same(desks: tuple[TestClient, TestClient]) -> None:
    one, other = desks
    waiting, seen, sorts = [*addresses(one), CHANGED, *ALSO, "/"], {"/metrics"}, Counter[str]()
    while waiting:
        path = waiting.pop()
        if path in seen:
            continue
        seen.add(path)
        a, b = one.get(path, follow_redirects=False), other.get(path, follow_redirects=False)
        assert (a.status_code, a.headers.get("content-type")) == (b.status_code, b.headers.get("content-type")), path
        assert said(a.content) == said(b.content), path
        if a.headers.get("content-type", "").startswith("text/html"):
            for link in links(path, a.text):
                if sorts[sort_of(link)] < MOST:
                    sorts[sort_of(link)] += 1
                    waiting.append(link)
    assert len(sorts) > 150


def addresses(desk: TestClient) -> list[str]:
    """Return an address of each route; where one names something, of what is not there."""
    routes = [r for r in desk.app.routes if isinstance(r, Route) and "GET" in (r.methods or ())]  # type: ignore[attr-defined]
    return [re.sub(r"{[^}]+}", "none", route.path) for route in routes]


def said(body: bytes) -> str | bytes:
    """Return what an answer says, as far as it is the same whenever and wherever it is asked."""
    if body[:2] == b"\x1f\x8b":
        body = gzip.decompress(body)
    if body[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(body)) as packed:
            body = b"".join(packed.read(name) for name in packed.namelist())
    try:
        return _PASSING.sub("…", body.decode())
    except UnicodeDecodeError:
        return body


def links(path: str, page: str) -> Iterator[str]:
    """Yield where a page leads on this desk."""
    for link in found(html.document_fromstring(page), "//@href | //@src"):
        target = urldefrag(urljoin(HERE + path, str(link))).url
        if target.startswith(HERE + "/"):
            yield target.removeprefix(HERE)


def sort_of(link: str) -> str:
    """Return what a link asks for, whichever article, person or word it is about."""
    parts = urlsplit(link)
    names = ",".join(sorted({pair.partition("=")[0] for pair in parts.query.split("&")}))
    return f"{re.sub(r'[0-9a-f]{12,}', '{id}', parts.path)}?{names}"
